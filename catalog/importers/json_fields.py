"""Fields of one JSON line, checked one by one; every refusal is a ValueError whose text is a sentence."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from catalog.importers.text import storable

Item = TypeVar("Item")
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


class Fields:
    """A JSON object that is taken apart: what nobody took is an unknown field, and refused at the end."""

    def __init__(self, row: Any, *, what: str) -> None:
        if not isinstance(row, dict):
            raise ValueError(f"{what} is not an object.")
        self._row, self._what = dict(row), what

    def _take(self, name: str) -> Any:
        return self._row.pop(name, None)

    def finish(self) -> None:
        if self._row:
            # Quoted, because a name may hold characters that no terminal takes.
            raise ValueError(f"{self._what} has unknown fields: {', '.join(map(ascii, sorted(self._row)))[:100]}.")

    def text(self, name: str, *, most: int = 0, default: str = "", required: bool = False) -> str:
        value = self._take(name)
        if value is None and not required:
            return default
        if not isinstance(value, str):
            raise ValueError(f"{name} should be a text.")
        value = storable(value).strip()
        if required and not value:
            raise ValueError(f"{name} is missing.")
        if most and len(value) > most:
            raise ValueError(f"{name} is longer than {most} characters.")
        return value

    def choice(self, name: str, choices: tuple[str, ...], *, default: str = "") -> str:
        value = self.text(name, default=default)
        if value not in choices:
            raise ValueError(f"{name} should be one of {', '.join(choices)}.")
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        value = self._take(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise ValueError(f"{name} should be true or false.")
        return value

    def number(self, name: str, *, least: float, most: float) -> float | None:
        value = self._take(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError(f"{name} should be a number.")
        # NaN is between nothing; whole numbers may be too large to become floats.
        if not least <= value <= most:
            raise ValueError(f"{name} should be between {least:g} and {most:g}.")
        return float(value)

    def whole(self, name: str, *, least: int, most: int) -> int | None:
        value = self.number(name, least=least, most=most)
        if value is not None and value != int(value):
            raise ValueError(f"{name} should be a whole number.")
        return None if value is None else int(value)

    def instant(self, name: str, *, required: bool = False) -> datetime | None:
        text = self.text(name, most=40, required=required)
        if not text:
            return None
        try:
            value = datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{name} is not an instant such as 2026-03-01T19:30:00Z.") from None
        if value.tzinfo is None or not EARLIEST <= value <= LATEST:
            raise ValueError(f"{name} needs a zone, and a time between 1970 and 2100.")
        return value.astimezone(UTC)

    def needed_instant(self, name: str) -> datetime:
        value = self.instant(name, required=True)
        if value is None:
            raise ValueError(f"{name} is missing.")
        return value

    def day(self, name: str) -> date | None:
        text = self.text(name, most=10)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise ValueError(f"{name} is not a day such as 2026-03-01.") from None

    def list_of(self, name: str, read: Callable[[Any], Item], *, most: int = 200) -> tuple[Item, ...]:
        value = self._take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or len(value) > most:
            raise ValueError(f"{name} should be a list of at most {most}.")
        return tuple(read(item) for item in value)

    def names(self, name: str, *, most: int = 80) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.list_of(name, lambda item: _name(item, name, most))))

    def pair(self, name: str, *, least: float, most: float) -> tuple[float, float] | None:
        value = self._take(name)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 2:
            raise ValueError(f"{name} should be a list of two numbers.")
        both = [Fields({name: item}, what=name).number(name, least=least, most=most) for item in value]
        if both[0] is None or both[1] is None:
            raise ValueError(f"{name} should be a list of two numbers.")
        return both[0], both[1]

    def has(self, name: str) -> bool:
        return self._row.get(name) is not None

    def whole_object(self, name: str) -> "Fields":
        value = self._take(name)
        return Fields({} if value is None else value, what=name)

    def file(self, name: str, *, beside: Path) -> Path:
        """A file below the data file's folder; raises ValueError when it is missing or elsewhere."""
        text = self.text(name, most=300, required=True)
        try:
            folder = beside.resolve()
            path = (folder / text).resolve()
            is_inside, is_file = path.is_relative_to(folder), path.is_file()
        except (OSError, RuntimeError):  # Too long a name; a circle of links.
            raise ValueError(f"{name} cannot be opened.") from None
        if not is_inside:
            raise ValueError(f"{name} leaves the folder of the data file.")
        if not is_file:
            raise ValueError(f"{text} does not exist.")
        return path


def _name(item: Any, field: str, most: int) -> str:
    if not isinstance(item, str) or not item.strip() or len(item.strip()) > most:
        raise ValueError(f"{field} should be texts of at most {most} characters.")
    return storable(item).strip()
