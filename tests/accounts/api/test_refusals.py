"""What a device is told when it is refused: by a code of its own, and with how many tries are left."""

import pytest
from django.test import Client

from accounts.flows.sign_in_allowance import tries_per_minute
from tests.accounts.api.test_session import send, sign_in
from tests.factories.accounts import a_profile, a_user

pytestmark = pytest.mark.django_db


def test_refused_sign_in_says_how_many_tries_are_left() -> None:
    user, limit = a_user(), tries_per_minute()

    refused = sign_in(user, password="not this one")

    assert (refused.status_code, refused.json()["code"]) == (401, "wrong_credentials")
    assert (refused["X-RateLimit-Limit"], refused["X-RateLimit-Remaining"]) == (str(limit), str(limit - 1))
    for _try in range(limit):
        throttled = sign_in(user, password="not this one")
    assert throttled.status_code == 429
    assert (throttled["X-RateLimit-Remaining"], throttled["Retry-After"].isdigit()) == ("0", True)


def test_no_profile_yet_and_a_foreign_one_have_codes_of_their_own() -> None:
    profile, stranger = a_profile(), a_profile()
    assert profile.user is not None
    token = sign_in(profile.user).json()["token"]

    needed = send(Client(), "GET", "/home/", token=token)
    foreign = send(Client(), "PUT", "/session/profile/", {"profile": str(stranger.uid)}, token)

    assert (needed.status_code, needed.json()["code"]) == (403, "profile_needed")
    assert (foreign.status_code, foreign.json()["code"]) == (404, "no_such_profile")
