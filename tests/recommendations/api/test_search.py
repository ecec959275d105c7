"""Searching over the API says why it found what it found, and is limited per account; no rate is for nothing."""

from typing import Any

import pytest
from django.test import Client
from rest_framework.throttling import ScopedRateThrottle

from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_credit, a_person, a_title

pytestmark = pytest.mark.django_db


def ask(client: Client) -> Any:
    return client.get("/api/v1/search/", {"q": "saltmarsh"})


def test_searching_too_often_is_a_429_that_says_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ScopedRateThrottle.THROTTLE_RATES, "search", "2/min")
    a_title("Saltmarsh")
    client, other = signed_in(a_profile()), signed_in(a_profile())

    answers = [ask(client) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json()["code"] == "throttled"
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert ask(other).status_code == 200


def test_every_rate_applies_to_something(settings: Any) -> None:
    assert set(settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]) == {"sign_in", "search"}


def test_a_tile_says_what_the_query_named_where_it_was_not_the_title() -> None:
    a_credit(a_title("Low Water"), a_person("Mara Lindqvist"))
    a_title("Mara")

    tiles = signed_in(a_profile()).get("/api/v1/search/", {"q": "mara"}).json()["tiles"]

    assert [(tile["card"]["name"], tile["found_by"]) for tile in tiles] == [
        ("Mara", ""), ("Low Water", "With Mara Lindqvist"),
    ]  # fmt: skip
