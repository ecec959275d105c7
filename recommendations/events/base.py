"""The contract of an event kind: what it may carry, what it changes, and what it is worth to a ranker."""

from abc import ABC
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from accounts.device_kinds import DeviceKind
from recommendations.contracts import IncomingEvent
from recommendations.events.bounds import Bound
from recommendations.events.log import append_events


class Status(StrEnum):
    """What became of one item of a batch."""

    STORED = "stored"
    REPEATED = "repeated"
    REJECTED = "rejected"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """The answer to one item, in the order of the batch; `client_id` is None when the item had none to read."""

    client_id: UUID | None
    status: Status
    message: str = ""


class EventType(ABC):
    """One kind of event. A subclass says its bounds as class attributes and overrides `project` when state follows."""

    key: ClassVar[str]
    needs_title: ClassVar[bool] = True
    value: ClassVar[Bound | None] = None
    """Bounds of `value`; None means that the kind has none."""
    value_may_be_absent: ClassVar[bool] = False
    details: ClassVar[Mapping[str, Bound]] = {}
    required: ClassVar[frozenset[str]] = frozenset()
    """Names in `details` that must be there."""
    signals: ClassVar[tuple[str, ...]] = ()
    """What it is worth: the names in the reward table that events of this kind feed."""

    def read_value(self, value: Any) -> float | None:
        """The value as stored; raises ValueError with a sentence for the sender."""
        if value is None:
            if self.value is not None and not self.value_may_be_absent:
                raise ValueError("value is missing.")
            return None
        if self.value is None:
            raise ValueError(f"value: an event of kind {self.key} has none.")
        try:
            return float(self.value.read(value))
        except ValueError as error:
            raise ValueError(f"value {error}.") from None

    def read_details(self, details: Any) -> dict[str, Any]:
        """The details as stored; raises ValueError with a sentence for the sender."""
        if details is None:
            details = {}
        if not isinstance(details, dict):
            raise ValueError("details must be an object.")
        unknown = sorted(str(name)[:40] for name in set(details) - set(self.details))
        if unknown:
            known = ", ".join(self.details) or "nothing"
            raise ValueError(f"details: an event of kind {self.key} carries {known}, not {', '.join(unknown[:5])}.")
        missing = sorted(name for name in self.required if details.get(name) is None)
        if missing:
            raise ValueError(f"details: {', '.join(missing)} is missing.")
        try:
            return {name: self.details[name].read(value) for name, value in details.items() if value is not None}
        except ValueError as error:
            name = next(name for name in details if not self._accepts(name, details[name]))
            raise ValueError(f"details: {name} {error}.") from None

    def problem_with(self, event: IncomingEvent) -> str | None:
        """What is wrong with the event as a whole, in a sentence, or None."""
        if self.needs_title and event.title_id is None:
            return "title is missing."
        return None

    def keep(self, *, profile_id: int, device: DeviceKind, events: Sequence[IncomingEvent]) -> set[UUID]:
        """Store events once; answers the ids of those that were new."""
        return append_events(profile_id=profile_id, device=device, events=events)

    def project(self, *, profile_id: int, device: DeviceKind, events: Sequence[IncomingEvent]) -> bool:
        """Bring current state up to date with new events; answers whether the profile's taste moved.

        Must commute: the state may not depend on the order in which batches arrive. (Which of several runs of the
        player has the position does: the one that the server heard of last, because clients' clocks cannot tell.)
        """
        return False

    def _accepts(self, name: str, value: Any) -> bool:
        try:
            self.details[name].read(value)
        except ValueError:
            return value is None
        return True
