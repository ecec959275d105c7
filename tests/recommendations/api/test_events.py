"""The batch endpoint: committed before the answer, once under any repetition, and never a 500."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from recommendations.conf import tunables
from recommendations.events.allowance import AllowanceSpent, spend_allowance
from recommendations.events.taste import taste_epoch
from recommendations.models import Event, PlaySession, WatchProgress
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON

URL = "/api/v1/events/"


def an_item(title_id: int, **fields: Any) -> dict[str, Any]:
    now = datetime.now(tz=UTC).isoformat()
    return {"id": str(uuid4()), "kind": "dwell", "at": now, "title": title_id, "value": 5} | fields


def a_batch(*items: Any) -> str:
    return json.dumps({"sent_at": datetime.now(tz=UTC).isoformat(), "events": list(items)})


def post(client: Client, body: str | bytes, content_type: str = "application/json") -> Any:
    return client.post(URL, body, content_type=content_type)


def post_until_taken(client: Client, body: str) -> Any:
    """As the page's queue does: 503 means that a lock was waited for too long, and the same batch goes again."""
    for _attempt in range(10):
        response = post(client, body)
        if response.status_code != 503:
            return response
        assert int(response["Retry-After"]) > 0
    return response


@pytest.mark.django_db
def test_each_item_gets_its_answer_in_order() -> None:
    client, title = signed_in(a_profile()), a_title()
    good = an_item(title.pk)

    response = post(client, a_batch(good, "nonsense", an_item(10**9), good))

    assert response.status_code == 202
    results = response.json()["results"]
    assert [item["status"] for item in results] == ["stored", "rejected", "rejected", "repeated"]
    assert [item["stored"] for item in results] == [True, False, False, True]
    assert results[0] == {"id": good["id"], "status": "stored", "stored": True}
    assert results[2]["message"] == "There is no such title."


@pytest.mark.django_db
def test_profile_that_keeps_no_history_hears_so() -> None:
    client, title = signed_in(a_profile(records_history=False)), a_title()

    (result,) = post(client, a_batch(an_item(title.pk))).json()["results"]

    assert (result["status"], result["stored"]) == ("not_recorded", False)


@pytest.mark.django_db
def test_only_a_profile_may_report() -> None:
    assert post(Client(), a_batch()).status_code in (401, 403)


@pytest.mark.django_db
def test_form_of_another_site_may_not_report() -> None:
    profile, title = a_profile(), a_title()
    client = signed_in(profile, Client(enforce_csrf_checks=True))

    assert post(client, a_batch(an_item(title.pk))).status_code == 403
    assert not Event.objects.exists()


HOSTILE: list[str | bytes] = [
    "",
    "{",
    "[]",
    "null",
    "5",
    '"text"',
    "{}",
    '{"events": []}',
    '{"sent_at": "2026-11-20T12:00:00Z", "events": 5}',
    '{"sent_at": NaN, "events": []}',
    '{"sent_at": "2026-11-20T12:00:00Z", "events": [{"value": Infinity}]}',
    '{"sent_at": "2026-11-20T12:00:00Z", "events": [{"value": 1e999}]}',
    '{"sent_at": "2026-11-20T12:00:00Z", "events": [{"title": ' + "9" * 5000 + "}]}",
    '{"sent_at": "2026-11-20T12:00:00Z", "events": [{"kind": "\\u0000"}]}',
    '{"sent_at": "2026-11-20T12:00:00Z", "events": [{"kind": "\\ud800"}]}',
    "[" * 30_000,
    '{"a":' * 10_000,
    '{"sent_at": "' + "x" * 70_000 + '"}',
    b"\xff\xfe\x00",
    json.dumps({"sent_at": "2026-11-20T12:00:00Z", "events": [{}] * 51}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("body", HOSTILE, ids=lambda body: repr(body)[:40])
def test_hostile_body_is_a_400_with_a_sentence(body: str | bytes) -> None:
    response = post(signed_in(a_profile()), body)

    assert response.status_code == 400, response.content
    assert response.json()["message"]


@pytest.mark.django_db
def test_other_content_types_are_refused() -> None:
    assert post(signed_in(a_profile()), "a=b", "application/x-www-form-urlencoded").status_code == 415


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_only_post_is_allowed(method: str) -> None:
    assert getattr(signed_in(a_profile()), method)(URL).status_code == 405


@pytest.mark.django_db
def test_batch_takes_a_fixed_number_of_queries(django_assert_max_num_queries: Any) -> None:
    client = signed_in(a_profile())
    items = [an_item(a_title().pk) for _number in range(50)]

    with django_assert_max_num_queries(10):
        assert post(client, a_batch(*items)).status_code == 202


@pytest.mark.django_db
def test_too_many_events_are_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "recommendations.events.allowance.tunables",
        lambda: type("Tight", (), {"events_at_once": 3.0, "events_per_minute": 60.0}),
    )
    client, title = signed_in(a_profile()), a_title()

    first = post(client, a_batch(an_item(title.pk), an_item(title.pk)))
    second = post(client, a_batch(an_item(title.pk), an_item(title.pk)))

    assert (first.status_code, second.status_code, second["Retry-After"]) == (202, 429, "2")
    assert Event.objects.count() == 2


@pytest.mark.django_db
def test_answer_says_how_many_events_are_left() -> None:
    title, client = a_title(), signed_in(a_profile())

    first, second = (post(client, a_batch(an_item(title.pk), an_item(title.pk))) for _time in range(2))

    limit = int(first["X-RateLimit-Limit"])
    assert int(first["X-RateLimit-Remaining"]) == limit - 2
    assert limit - 4 <= int(second["X-RateLimit-Remaining"]) < limit - 2


@pytest.mark.django_db
def test_allowance_fills_up_again() -> None:
    profile, size = a_profile(), int(tunables().events_at_once)
    spend_allowance(profile_id=profile.pk, events=size, now=NOON)

    with pytest.raises(AllowanceSpent):
        spend_allowance(profile_id=profile.pk, events=50, now=NOON + timedelta(seconds=4))
    spend_allowance(profile_id=profile.pk, events=50, now=NOON + timedelta(seconds=6))


def in_parallel(times: int, work: Any) -> list[Any]:
    def once(number: int) -> Any:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=times) as pool:
        return list(pool.map(once, range(times)))


@pytest.mark.django_db(transaction=True)
def test_same_batch_twenty_times_at_once_is_stored_once() -> None:
    profile, title = a_profile(), a_title()
    session = {"play_session": str(uuid4()), "duration": 100}
    body = a_batch(
        *(an_item(title.pk) for _number in range(5)),
        an_item(title.pk, kind="play", value=0, details=session),
        an_item(title.pk, kind="progress", value=95, details=session | {"sequence": 1, "watched": 5}),
        an_item(title.pk, kind="rating", value=4),
    )
    clients = [signed_in(profile) for _number in range(20)]

    responses = in_parallel(20, lambda number: post_until_taken(clients[number], body))

    assert {response.status_code for response in responses} == {202}
    stored = [item for response in responses for item in response.json()["results"] if item["status"] == "stored"]
    assert len(stored) == Event.objects.count() == 8
    assert PlaySession.objects.count() == WatchProgress.objects.count() == 1
    assert taste_epoch(profile.pk) == 1


@pytest.mark.django_db(transaction=True)
def test_parallel_requests_cannot_overdraw_the_allowance() -> None:
    profile, size = a_profile(), int(tunables().events_at_once)

    def spend(_number: int) -> bool:
        try:
            spend_allowance(profile_id=profile.pk, events=size // 4, now=NOON)
        except AllowanceSpent:
            return False
        return True

    assert sum(in_parallel(16, spend)) == 4
