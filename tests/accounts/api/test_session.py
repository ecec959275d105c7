"""Devices over the API: signing in respects every rule of the browser's, and a token sees what its profile may."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import connections
from django.test import Client

from accounts.flows.pin import set_pin
from accounts.flows.sign_in_allowance import TooManyTries, spend_try, tries_per_minute
from accounts.models import Device, DeviceToken, Profile, User
from tests.conftest import NOW
from tests.factories.accounts import PASSWORD, a_profile, a_user
from tests.factories.catalog import a_title
from tests.security.hostile import BODIES, TEXTS

pytestmark = pytest.mark.django_db
API = "/api/v1"


def send(client: Client, method: str, path: str, body: Any = None, token: str = "") -> Any:
    headers = {"Authorization": f"Token {token}"} if token else {}
    text = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    return client.generic(method, API + path, text, content_type="application/json", headers=headers)


def sign_in(user: User, **changed: Any) -> Any:
    body = {"email": user.email, "password": PASSWORD, "device": {"kind": "tv", "name": "Living room"}}
    return send(Client(), "POST", "/session/", {**body, **changed})


def a_token(profile: Profile, pin: str = "") -> str:
    assert profile.user is not None
    token = str(sign_in(profile.user).json()["token"])
    chosen = send(Client(), "PUT", "/session/profile/", {"profile": str(profile.uid), "pin": pin}, token)
    assert chosen.status_code == 200, chosen.content
    return token


def test_device_signs_in_chooses_and_watches() -> None:
    profile = a_profile()
    assert profile.user is not None
    answer = sign_in(profile.user)
    token = answer.json()["token"]

    assert answer.status_code == 201
    assert [one["uid"] for one in answer.json()["profiles"]] == [str(profile.uid)]
    assert send(Client(), "GET", "/genres/", token=token).json()["message"] == "Choose a profile first."
    chosen = send(Client(), "PUT", "/session/profile/", {"profile": str(profile.uid)}, token)
    assert (chosen.status_code, chosen.json()["name"]) == (200, profile.name)
    assert send(Client(), "GET", "/genres/", token=token).status_code == 200
    about = send(Client(), "GET", "/session/", token=token).json()
    assert (about["email"], about["profile"]["uid"]) == (profile.user.email, str(profile.uid))
    kept = DeviceToken.objects.get()
    assert kept.last_used_at is not None
    assert token not in (kept.digest, kept.token_key)


def test_token_of_a_child_sees_what_the_child_may() -> None:
    a_title("For all", genres=("Family",))
    a_title("Grown", genres=("Horror",), maturity=18)

    found = send(Client(), "GET", "/genres/", token=a_token(a_profile(is_kids=True))).json()
    everything = send(Client(), "GET", "/genres/", token=a_token(a_profile())).json()

    assert [one["slug"] for one in found] == ["family"]
    assert [one["slug"] for one in everything] == ["family", "horror"]


def test_answer_does_not_tell_whether_there_is_an_account() -> None:
    user, gone = a_user(), a_user(is_active=False)
    device = {"kind": "tv", "name": "x"}

    answers = [
        send(Client(), "POST", "/session/", {"email": email, "password": password, "device": device})
        for email, password in ((user.email, "wrong"), ("nobody@example.com", "wrong"), (gone.email, PASSWORD))
    ]

    assert [answer.status_code for answer in answers] == [401, 401, 401]
    assert len({answer.content for answer in answers}) == 1
    assert not Device.objects.exists()


def test_second_factor_is_never_passed_by() -> None:
    user, secret = a_user(), generate_totp_secret()
    TOTP.activate(user, secret)
    codes = RecoveryCodes.activate(user).generate_codes()
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))

    assert sign_in(user).json()["code"] == "code_needed"
    assert sign_in(user, code="000000" if code != "000000" else "000001").json()["code"] == "wrong_code"
    assert sign_in(user, password="wrong", code=code).json()["code"] == "wrong_credentials"
    assert not DeviceToken.objects.exists()
    assert sign_in(user, code=code).status_code == 201
    assert sign_in(user, code=code).json()["code"] == "wrong_code", "A code is good for once."
    assert sign_in(user, code=codes[0]).status_code == 201
    assert sign_in(user, code=codes[0]).json()["code"] == "wrong_code"


def test_unconfirmed_address_waits_where_confirming_is_asked_for(settings: Any) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    user = a_user()
    address = EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)

    assert sign_in(user).json()["code"] == "address_unverified"
    address.verified = True
    address.save()
    assert sign_in(user).status_code == 201


def test_same_device_is_known_again_and_has_one_token() -> None:
    user = a_user()
    first = sign_in(user).json()

    again = sign_in(user, device={"kind": "tv", "name": "Bedroom", "uid": first["device_uid"]}).json()

    assert again["device_uid"] == first["device_uid"]
    assert Device.objects.get().name == "Bedroom"
    assert send(Client(), "GET", "/session/", token=first["token"]).status_code == 401
    assert send(Client(), "GET", "/session/", token=again["token"]).status_code == 200


def test_device_of_another_account_is_not_taken_over() -> None:
    theirs = sign_in(a_user()).json()

    mine = sign_in(a_user(), device={"kind": "tv", "name": "Mine", "uid": theirs["device_uid"]}).json()

    assert mine["device_uid"] != theirs["device_uid"]
    assert send(Client(), "GET", "/session/", token=theirs["token"]).status_code == 200


def test_pin_is_asked_for_counted_and_locks() -> None:
    profile = a_profile()
    assert profile.user is not None
    set_pin(profile=profile, pin="4711")
    token = sign_in(profile.user).json()["token"]

    def choose(pin: str) -> Any:
        body = {"profile": str(profile.uid), "pin": pin}
        return send(Client(), "PUT", "/session/profile/", body, token).json().get("code", "chosen")

    assert choose("") == "pin_needed"
    assert choose("4711") == "chosen"
    assert [choose("0000") for _try in range(6)] == ["wrong_pin"] * 5 + ["pin_locked"]
    assert choose("4711") == "pin_locked"


def test_new_pin_ends_the_tokens_of_before() -> None:
    profile = a_profile()
    token = a_token(profile)

    set_pin(profile=profile, pin="4711")

    assert send(Client(), "GET", "/session/", token=token).status_code == 401


def test_profile_of_another_account_is_not_there() -> None:
    user, other = a_user(), a_profile()
    token = sign_in(user).json()["token"]

    answer = send(Client(), "PUT", "/session/profile/", {"profile": str(other.uid)}, token)

    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_profile")


def test_signing_out_ends_the_token_and_forgets_the_device() -> None:
    token = a_token(a_profile())

    assert send(Client(), "DELETE", "/session/", token=token).status_code == 204
    assert send(Client(), "GET", "/session/", token=token).status_code == 401
    assert not Device.objects.exists()


def test_tries_are_limited_and_the_answer_says_how_many_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.flows.sign_in_allowance.tries_per_minute", lambda: 2)
    user = a_user()

    first, second, third = sign_in(user), sign_in(user, password="wrong"), sign_in(user)

    assert (first["X-RateLimit-Limit"], first["X-RateLimit-Remaining"]) == ("2", "1")
    assert second.status_code == 401
    assert (third.status_code, third.json()["code"], third["Retry-After"]) == (429, "throttled", "30")


@pytest.mark.django_db(transaction=True)
def test_parallel_tries_do_not_overdraw() -> None:
    def attempt(_number: int) -> bool:
        try:
            spend_try(email="a@example.com", ip="192.0.2.1", now=NOW)
        except TooManyTries:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as pool:
        passed = sum(pool.map(attempt, range(60)))

    assert passed == tries_per_minute()


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:24]))
@pytest.mark.parametrize(("method", "path"), [("POST", "/session/"), ("PUT", "/session/profile/")])
def test_hostile_body_is_a_4xx_in_the_one_shape(method: str, path: str, body: bytes) -> None:
    token = "" if method == "POST" else sign_in(a_user()).json()["token"]

    answer = send(Client(), method, path, body, token)

    assert 400 <= answer.status_code < 500
    assert {"code", "message"} <= set(answer.json()) <= {"code", "message", "fields"}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:20]))
def test_hostile_values_are_a_4xx(text: str) -> None:
    user = a_user()

    for changed in (
        {"email": text},
        {"password": text},
        {"device": {"kind": text, "name": text}},
        {"device": {"kind": "tv", "name": "x", "uid": text}},
    ):
        assert 400 <= sign_in(user, **changed).status_code < 500, changed


@pytest.mark.parametrize(
    "header",
    ["Token", "Token ", "Token a b", "Token \xff\xfe", "Token \x00", "Token " + "9" * 20_000, "token ²³", "Bearer x"],
)
def test_hostile_token_is_a_401(header: str) -> None:
    answer = Client().get(f"{API}/session/", headers={"Authorization": header})

    assert answer.status_code == 401, answer.content
    assert set(answer.json()) == {"code", "message"}
