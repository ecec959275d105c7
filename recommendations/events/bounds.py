"""The bounds of what a browser may send: each reads one value, or says in a sentence what is wrong with it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
LARGEST_ID = 2**63 - 1
LARGEST_NUMBER = 32_767
"""Of a season or an episode."""


class Bound(Protocol):
    def read(self, value: Any) -> Any:
        """Answer the value as we keep it; raises ValueError with what it must be."""


@dataclass(frozen=True, slots=True)
class Number:
    least: float
    most: float

    def read(self, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError("must be a number")
        # Not a number, the infinities and integers beyond any float fail this comparison, too.
        if not self.least <= value <= self.most:
            raise ValueError(f"must be between {self.least:g} and {self.most:g}")
        return float(value)


@dataclass(frozen=True, slots=True)
class Whole:
    least: int
    most: int

    def read(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("must be a whole number")
        if not self.least <= value <= self.most:
            raise ValueError(f"must be between {self.least} and {self.most}")
        return value


@dataclass(frozen=True, slots=True)
class Text:
    most: int

    def read(self, value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("must be a text")
        if len(value) > self.most:
            raise ValueError(f"must not be longer than {self.most} characters")
        if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
            raise ValueError("contains characters that cannot be stored")
        return value


@dataclass(frozen=True, slots=True)
class OneOf:
    choices: tuple[Any, ...]

    def read(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, str | int | float) or value not in self.choices:
            raise ValueError(f"must be one of {', '.join(map(str, self.choices))}")
        return value


@dataclass(frozen=True, slots=True)
class Identifier:
    """A UUID, written in the usual way."""

    def read(self, value: Any) -> str:
        if not isinstance(value, str) or len(value) not in (32, 36):
            raise ValueError("must be a UUID")
        try:
            return str(UUID(value))
        except ValueError:
            raise ValueError("must be a UUID") from None


@dataclass(frozen=True, slots=True)
class Instant:
    """An ISO 8601 date and time with its offset."""

    def read(self, value: Any) -> datetime:
        if not isinstance(value, str) or len(value) > 40:
            raise ValueError("must be an ISO 8601 date and time")
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError("must be an ISO 8601 date and time") from None
        if instant.tzinfo is None:
            raise ValueError("must say its offset from UTC")
        try:
            instant = instant.astimezone(UTC)
        except OverflowError:
            raise ValueError("must be an ISO 8601 date and time") from None
        if not EARLIEST <= instant <= LATEST:
            raise ValueError(f"must be between {EARLIEST:%Y} and {LATEST:%Y}")
        return instant
