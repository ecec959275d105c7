"""Searching over the API is limited per account, in the API's one shape, and no rate in the settings is for nothing."""

from typing import Any

import pytest
from django.test import Client
from rest_framework.throttling import ScopedRateThrottle

from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_title

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
