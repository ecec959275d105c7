"""A batch is read item by item, and clocks are corrected."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.contracts import IncomingEvent
from recommendations.events.base import ItemResult, Status
from recommendations.events.incoming import LONGEST_DELAY, UnableToReadBatch, corrected, read_batch
from recommendations.events.page_token import sign_page

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SENT = NOW.isoformat()
instants = st.integers(-9_000, 9_000).map(lambda hours: NOW + timedelta(hours=hours * 20))


numbers = count(1)


def an_item(**fields: Any) -> dict[str, Any]:
    # Counted, not drawn: tests that run in several processes are told apart by these.
    return {"id": str(UUID(int=next(numbers))), "kind": "dwell", "at": NOW.isoformat(), "title": 1, "value": 5} | fields


def read(*items: Any, sent_at: str = SENT) -> list[IncomingEvent | ItemResult]:
    return read_batch(body={"sent_at": sent_at, "events": list(items)}, profile_id=7, received_at=NOW)


def test_clock_that_is_a_year_off_is_corrected_by_the_delay() -> None:
    created = NOW + timedelta(days=365)

    at = corrected(created_at=created, sent_at=created + timedelta(minutes=3), received_at=NOW)

    assert at == NOW - timedelta(minutes=3)


@given(created=instants, sent=instants)
def test_nothing_happens_in_the_future_nor_long_ago(created: datetime, sent: datetime) -> None:
    at = corrected(created_at=created, sent_at=sent, received_at=NOW)

    assert NOW - LONGEST_DELAY <= at <= NOW


def test_all_three_instants_are_kept() -> None:
    created, sent = NOW - timedelta(days=3), NOW - timedelta(days=2)

    (event,) = read(an_item(at=created.isoformat()), sent_at=sent.isoformat())

    assert isinstance(event, IncomingEvent)
    assert (event.client_at, event.sent_at, event.received_at) == (created, sent, NOW)
    assert event.at == NOW - timedelta(days=1)


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "text",
        {},
        {"sent_at": NOW.isoformat()},
        {"sent_at": NOW.isoformat(), "events": {}},
        {"sent_at": "yesterday", "events": []},
        {"sent_at": 5, "events": []},
        {"sent_at": "0001-01-01T00:00:00+23:59", "events": []},
        {"sent_at": "2026-11-20T12:00:00", "events": []},
        {"sent_at": NOW.isoformat(), "events": [an_item()] * 51},
    ],
    ids=repr,
)
def test_what_is_no_batch_is_refused(body: Any) -> None:
    with pytest.raises(UnableToReadBatch, match=r"\.$"):
        read_batch(body=body, profile_id=7, received_at=NOW)


@pytest.mark.parametrize(
    "item",
    [
        None,
        "text",
        [],
        5,
        {},
        an_item(id="no uuid"),
        an_item(id=5),
        an_item(kind="dance"),
        an_item(kind="x" * 5000),
        an_item(kind=["dwell"]),
        an_item(at="9999-12-31T23:59:59-23:59"),
        an_item(title=-1),
        an_item(title=2**70),
        an_item(title=1.5),
        an_item(title=True),
        an_item(row=-2),
        an_item(column=10**9),
        an_item(page="forged"),
        an_item(page="\x00"),
        an_item(page=sign_page(uuid4(), NOW, 8)),
        an_item(artwork="1"),
        an_item(unknown=1),
        an_item(kind="play", details={"play_session": None}),
        an_item(kind="play", details={"play_session": str(uuid4()), "origin": "import"}),
    ],
    ids=lambda item: repr(item)[:60],
)
def test_bad_item_is_rejected_with_a_sentence(item: Any) -> None:
    good = an_item()

    first, second = read(item, good)

    assert isinstance(first, ItemResult)
    assert (first.status, first.message[-1]) == (Status.REJECTED, ".")
    assert isinstance(second, IncomingEvent)


def test_page_of_this_profile_is_read() -> None:
    page = uuid4()

    (event,) = read(an_item(page=sign_page(page, NOW, 7), row=-1, column=0))

    assert isinstance(event, IncomingEvent)
    assert (event.page_id, event.page_served_at, event.row) == (page, NOW, -1)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
names = st.sampled_from(
    ["id", "kind", "at", "title", "episode", "page", "row", "column", "artwork", "value", "details"]
)


@given(st.dictionaries(names, json_values), st.sampled_from(["dwell", "play", "progress", "rating", "search"]))
def test_no_item_whatsoever_raises(fields: dict[str, Any], kind: str) -> None:
    (result,) = read({**an_item(kind=kind), **fields})

    assert isinstance(result, IncomingEvent | ItemResult)
