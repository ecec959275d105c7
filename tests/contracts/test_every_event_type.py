"""What every kind of event must keep to, whoever adds it."""

from typing import Any
from uuid import uuid4

import pytest

from accounts.device_kinds import DeviceKind
from recommendations.conf import DEFAULT_REWARDS
from recommendations.contracts import IncomingEvent
from recommendations.events import EVENT_TYPE_OF, EVENT_TYPES
from recommendations.events.base import EventType, ItemResult, Status
from recommendations.events.capture import capture
from recommendations.events.incoming import read_batch
from recommendations.events.page_token import sign_page
from recommendations.models import Event, Impression
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON

VALUES: dict[str, float | None] = {"rating": 4, "my_list": 1, "hide": 1, "scroll": 0.5, "search": None}
DETAILS: dict[str, dict[str, Any]] = {
    "play": {"play_session": "5f0c1c1e-6c1b-4a53-9f1e-0d3b6f7a1a11", "origin": "row", "duration": 60},
    "progress": {"play_session": "5f0c1c1e-6c1b-4a53-9f1e-0d3b6f7a1a11", "sequence": 1, "duration": 60, "watched": 5},
    "search": {"query": "lighthouse", "results": 3},
    "dwell": {"surface": "tile"},
    "scroll": {"rows": 4},
}
HOSTILE = ["text", [], {}, True, -1e300, 1e300, float("nan"), float("inf"), -1, 10**400]

every_type = pytest.mark.parametrize("event_type", EVENT_TYPES, ids=lambda event_type: event_type.key)


def an_item(kind: str, *, title_id: int, profile_id: int) -> dict[str, Any]:
    """A good event of the kind, as a browser sends it."""
    return {
        "id": str(uuid4()),
        "kind": kind,
        "at": NOON.isoformat(),
        "title": title_id,
        "page": sign_page(uuid4(), NOON, profile_id),
        "row": 0,
        "column": 1,
        "value": VALUES.get(kind, 5),
        "details": DETAILS.get(kind, {}),
    }


def read(item: dict[str, Any], *, profile_id: int) -> IncomingEvent | ItemResult:
    body = {"sent_at": NOON.isoformat(), "events": [item]}
    return read_batch(body=body, profile_id=profile_id, received_at=NOON)[0]


@every_type
def test_key_names_it_once(event_type: EventType) -> None:
    assert EVENT_TYPE_OF[event_type.key] is event_type
    assert len(event_type.key) <= Event._meta.get_field("kind").max_length  # type: ignore[operator]
    assert type(event_type).__doc__
    assert type(event_type).__module__ == f"recommendations.events.{event_type.key}"


@every_type
def test_worth_is_in_the_reward_table(event_type: EventType) -> None:
    assert set(event_type.signals) <= set(DEFAULT_REWARDS)
    assert event_type.signals or event_type.key == "scroll", "Only the scroll depth is worth nothing by itself."


def test_every_signal_comes_from_some_kind() -> None:
    assert {signal for event_type in EVENT_TYPES for signal in event_type.signals} == set(DEFAULT_REWARDS)


@every_type
@pytest.mark.django_db
def test_good_event_is_stored_once(event_type: EventType) -> None:
    profile, title = a_profile(), a_title()
    event = read(an_item(event_type.key, title_id=title.pk, profile_id=profile.pk), profile_id=profile.pk)
    assert isinstance(event, IncomingEvent), event

    statuses = [capture(profile=profile, device=DeviceKind.PHONE, batch=[event])[0].status for _repetition in range(3)]

    assert statuses == [Status.STORED, Status.REPEATED, Status.REPEATED]
    assert Event.objects.count() + Impression.objects.count() == 1


@every_type
@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda value: repr(value)[:12])
def test_bad_value_is_rejected(event_type: EventType, hostile: Any) -> None:
    item = an_item(event_type.key, title_id=1, profile_id=1) | {"value": hostile}

    result = read(item, profile_id=1)

    assert isinstance(result, ItemResult)
    assert result.status == Status.REJECTED
    assert result.message.startswith("value")


@every_type
@pytest.mark.parametrize("hostile", ["text", [], 5, {"unknown": 1}, {"\ud800": 1}], ids=repr)
def test_bad_details_are_rejected(event_type: EventType, hostile: Any) -> None:
    item = an_item(event_type.key, title_id=1, profile_id=1) | {"details": hostile}

    result = read(item, profile_id=1)

    assert isinstance(result, ItemResult)
    assert result.message.startswith("details")


@every_type
@pytest.mark.parametrize("hostile", [[], {}, True, "\x00", "\ud800", "x" * 5000, float("nan"), -1e300], ids=repr)
def test_every_detail_has_bounds(event_type: EventType, hostile: Any) -> None:
    good = DETAILS.get(event_type.key, {})
    for name in event_type.details:
        item = an_item(event_type.key, title_id=1, profile_id=1) | {"details": {**good, name: hostile}}

        result = read(item, profile_id=1)

        assert isinstance(result, ItemResult), (name, hostile)
        assert name in result.message


@every_type
@pytest.mark.django_db
def test_title_is_asked_for_where_it_is_needed(event_type: EventType) -> None:
    profile = a_profile()
    item = an_item(event_type.key, title_id=1, profile_id=profile.pk) | {"title": None}
    event = read(item, profile_id=profile.pk)
    assert isinstance(event, IncomingEvent)

    (result,) = capture(profile=profile, device=DeviceKind.TV, batch=[event])

    assert (result.status == Status.REJECTED) is event_type.needs_title
