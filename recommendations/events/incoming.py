"""Read a batch as a browser sent it: each item becomes an event with its instant corrected, or a rejection."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from recommendations.conf import tunables
from recommendations.contracts import IncomingEvent
from recommendations.events import EVENT_TYPE_OF
from recommendations.events.base import ItemResult, Status
from recommendations.events.bounds import LARGEST_ID, Bound, Identifier, Instant, Text, Whole
from recommendations.events.page_token import read_token
from recommendations.events.place import HIGHEST_COLUMN, HIGHEST_ROW

LONGEST_DELAY = timedelta(days=30)
"""A queue that waited for longer than this has a clock that cannot be believed."""

ENVELOPE: dict[str, Bound] = {
    "id": Identifier(),
    "kind": Text(16),
    "at": Instant(),
    "title": Whole(1, LARGEST_ID),
    "episode": Whole(1, LARGEST_ID),
    "page": Text(300),
    "row": Whole(-1, HIGHEST_ROW),
    "column": Whole(0, HIGHEST_COLUMN),
    "artwork": Whole(1, LARGEST_ID),
}
NEEDED = ("id", "kind", "at")
BESIDES = frozenset({"value", "details"})


class UnableToReadBatch(ValueError):
    """The body as a whole is not a batch; the message says why."""


def read_batch(*, body: Any, profile_id: int, received_at: datetime) -> list[IncomingEvent | ItemResult]:
    """Each item as an event or as its rejection, in order; raises UnableToReadBatch."""
    if not isinstance(body, dict):
        raise UnableToReadBatch("A batch is an object with sent_at and events.")
    try:
        sent_at = Instant().read(body.get("sent_at"))
    except ValueError as error:
        raise UnableToReadBatch(f"sent_at {error}.") from None
    items = body.get("events")
    if not isinstance(items, list):
        raise UnableToReadBatch("events must be a list.")
    if len(items) > tunables().events_per_batch:
        raise UnableToReadBatch(f"A batch holds at most {tunables().events_per_batch} events.")
    return [_read_item(item, profile_id, sent_at, received_at) for item in items]


def corrected(*, created_at: datetime, sent_at: datetime, received_at: datetime) -> datetime:
    """When it happened by our clock: as long before it arrived as the client says it was before it was sent."""
    waited = sent_at - created_at
    return received_at - waited if timedelta(0) <= waited <= LONGEST_DELAY else received_at


def _read_item(item: Any, profile_id: int, sent_at: datetime, received_at: datetime) -> IncomingEvent | ItemResult:
    client_id = _client_id(item)
    try:
        return _event(item, profile_id, sent_at, received_at)
    except ValueError as error:
        return ItemResult(client_id=client_id, status=Status.REJECTED, message=str(error))


def _client_id(item: Any) -> UUID | None:
    try:
        return UUID(Identifier().read(item.get("id"))) if isinstance(item, dict) else None
    except ValueError:
        return None


def _event(item: Any, profile_id: int, sent_at: datetime, received_at: datetime) -> IncomingEvent:
    if not isinstance(item, dict):
        raise ValueError("An event is an object.")
    read = _envelope(item)
    event_type = EVENT_TYPE_OF.get(read["kind"])
    if event_type is None:
        raise ValueError(f"kind: there is no such kind; there are {', '.join(EVENT_TYPE_OF)}.")
    page = None
    if "page" in read:
        try:
            page = read_token(read["page"], profile_id)
        except ValueError:
            raise ValueError("page is not one that was served to this profile.") from None
    return IncomingEvent(
        client_id=UUID(read["id"]),
        kind=event_type.key,
        at=corrected(created_at=read["at"], sent_at=sent_at, received_at=received_at),
        client_at=read["at"],
        sent_at=sent_at,
        received_at=received_at,
        title_id=read.get("title"),
        episode_id=read.get("episode"),
        page_id=page.id if page else None,
        page_served_at=page.served_at if page else None,
        row=read.get("row"),
        column=read.get("column"),
        artwork_id=read.get("artwork"),
        value=event_type.read_value(item.get("value")),
        details=event_type.read_details(item.get("details")),
    )


def _envelope(item: Mapping[str, Any]) -> dict[str, Any]:
    unknown = sorted(str(name)[:40] for name in set(item) - set(ENVELOPE) - BESIDES)
    if unknown:
        known = ", ".join([*ENVELOPE, *sorted(BESIDES)])
        raise ValueError(f"{', '.join(unknown[:5])}: an event has no such field; its fields are {known}.")
    read = {}
    for name, bound in ENVELOPE.items():
        value = item.get(name)
        if value is None:
            if name in NEEDED:
                raise ValueError(f"{name} is missing.")
            continue
        try:
            read[name] = bound.read(value)
        except ValueError as error:
            raise ValueError(f"{name} {error}.") from None
    return read
