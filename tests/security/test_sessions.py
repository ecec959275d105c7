"""Who is watching is the server's to know: nothing that a client sends chooses, keeps or lends a profile."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client, override_settings
from django.utils import timezone

from accounts.flows.edit_profile import change_profile, draft_of
from accounts.flows.pin import set_pin
from accounts.models import DeviceToken, Profile
from accounts.session_keys import SESSION_PROFILE
from recommendations.events.page_token import sign_page
from tests.factories.accounts import PASSWORD, a_profile, confirmed, signed_in, signed_in_without_profile
from tests.factories.catalog import a_title
from tests.security.test_nothing_above_the_ceiling import api_client

pytestmark = pytest.mark.django_db
JSON = "application/json"


def a_household() -> tuple[Profile, Profile]:
    """An adult whose profile has a PIN, and a child."""
    adult = a_profile(name="Ruth")
    set_pin(profile=adult, pin="2468")
    return adult, a_profile(adult.user, name="Kim", is_kids=True)


def who_watches(client: Client) -> str | None:
    chosen = client.get("/api/v1/session/").json()["profile"]
    return chosen and str(chosen["name"])


def test_profile_cannot_be_sent_along() -> None:
    adult, kid = a_household()
    client = signed_in(kid)
    client.cookies["profile"] = client.cookies["profile_id"] = str(adult.pk)
    named = {"profile": str(adult.uid), "profile_id": str(adult.pk), "maturity_ceiling": "18", "is_kids": "false"}

    answer = client.get("/api/v1/session/", named, headers={"X-Profile": str(adult.uid), "X-Profile-Id": str(adult.pk)})

    assert answer.json()["profile"]["name"] == "Kim"


def test_pin_cannot_be_gone_around() -> None:
    adult, kid = a_household()
    for client in (signed_in(kid), signed_in_without_profile(kid.user)):
        before = client.session.get(SESSION_PROFILE)
        client.post("/profiles/", {"profile": adult.uid})
        client.post("/profiles/", {"profile": adult.uid, "pin": "2468"})
        for pin in ("", " ", "0000", "²²²²"):
            client.post(f"/profiles/{adult.uid}/pin/", {"pin": pin})
            body = {"profile": str(adult.uid), "pin": pin}
            assert client.put("/api/v1/session/profile/", body, content_type=JSON).status_code == 403
        client.post(f"/profiles/{adult.uid}/pin/change/", {"remove": "1"})
        client.post(f"/profiles/{adult.uid}/pin/change/", {"pin": "1111"})
        client.post(f"/profiles/{adult.uid}/pin/unlock/")
        client.post(f"/profiles/{adult.uid}/delete/", {"sure": "1"})
        assert client.session.get(SESSION_PROFILE) == before
        adult.refresh_from_db()
        assert adult.has_pin


def test_wrong_tries_on_the_page_and_over_the_api_are_counted_together() -> None:
    adult, kid = a_household()
    browser, device = signed_in(kid), api_client(kid)
    for number in range(5):
        body = {"profile": str(adult.uid), "pin": "0000"}
        if number % 2:
            browser.post(f"/profiles/{adult.uid}/pin/", {"pin": "0000"})
        else:
            assert device.put("/api/v1/session/profile/", body, content_type=JSON).json()["code"] == "wrong_pin"

    locked = device.put("/api/v1/session/profile/", {"profile": str(adult.uid), "pin": "2468"}, content_type=JSON)

    assert locked.json()["code"] == "pin_locked"
    assert who_watches(device) == "Kim"


@pytest.mark.parametrize("what", ["pin", "ceiling", "kids flag"])
def test_restricting_a_profile_ends_what_other_sessions_and_tokens_had_chosen(what: str) -> None:
    profile = a_profile(name="Bo")
    sessions, device = [signed_in(profile), signed_in(profile)], api_client(profile)
    if what == "pin":
        set_pin(profile=profile, pin="1357")
    else:
        over: dict[str, Any] = (
            {"maturity_ceiling": 7} if what == "ceiling" else {"is_kids": True, "maturity_ceiling": 10}
        )
        change_profile(profile=profile, draft=replace(draft_of(profile), **over))

    for session in sessions:
        assert who_watches(session) is None
        assert session.get("/")["Location"] == "/profiles/"
        assert session.get("/api/v1/home/").status_code == 403
    assert device.get("/api/v1/home/").status_code == 401
    assert not DeviceToken.objects.filter(profile=profile).exists()


def test_child_reaches_nothing_of_the_household_without_the_password() -> None:
    adult, kid = a_household()
    client = signed_in(kid)
    pages = ["/account/", "/account/email/", "/account/password/change/", "/account/2fa/", "/account/sessions/",
             "/account/close/", "/account/export/", "/profiles/manage/", "/profiles/new/", "/devices/",
             f"/profiles/{adult.uid}/", f"/profiles/{kid.uid}/delete/", f"/profiles/{kid.uid}/?confirm"]  # fmt: skip
    for page in pages:
        for answer in (client.get(page), client.post(page, {"sure": "1", "name": "Kim", "maturity_ceiling": "18"})):
            asks_first = answer.headers.get("Location", "").startswith("/account/reauthenticate/?next=")
            assert asks_first, (page, answer.status_code)
    client.post(f"/profiles/{kid.uid}/", {"name": "Kim", "avatar": "lamp", "maturity_ceiling": "18", "language": "en"})
    client.post("/account/reauthenticate/", {"password": "not the password"})
    assert client.get("/account/")["Location"].startswith("/account/reauthenticate/")
    kid.refresh_from_db()
    assert (kid.is_kids, kid.maturity_ceiling) == (True, 10)


def test_confirming_opens_them_until_somebody_is_chosen() -> None:
    _adult, kid = a_household()
    client = confirmed(signed_in(kid))
    assert client.get("/profiles/manage/").status_code == 200

    client.post("/profiles/", {"profile": kid.uid})

    assert client.get("/profiles/manage/").status_code == 302


def test_child_cannot_manage_over_the_api() -> None:
    adult, kid = a_household()
    for client in (signed_in(kid), api_client(kid)):
        for method, path, body in (
            ("post", "profiles/", {"name": "New"}),
            ("patch", f"profiles/{kid.uid}/", {"maturity_ceiling": 18}),
            ("patch", f"profiles/{kid.uid}/", {"is_kids": False}),
            ("patch", f"profiles/{adult.uid}/", {"name": "Mine"}),
            ("delete", f"profiles/{adult.uid}/", {}),
            ("get", "devices/", {}),
        ):
            assert getattr(client, method)(f"/api/v1/{path}", body, content_type=JSON).status_code == 403, path


def test_page_token_is_worth_nothing_to_another_profile_even_of_the_same_account() -> None:
    adult = a_profile(name="Ruth")
    kid = a_profile(adult.user, name="Kim", is_kids=True)
    title = a_title()
    token = signed_in(adult).get("/api/v1/home/").json()["token"]
    client, now = signed_in(kid), timezone.now().isoformat()

    assert client.get("/rows/", {"page": token}).status_code == 404
    assert client.get("/why/", {"page": token, "row": 0, "column": 0}).status_code == 404
    assert client.get("/api/v1/home/", {"page": token}).status_code == 400
    event = {"id": str(uuid4()), "kind": "dwell", "at": now, "title": title.pk, "value": 5, "page": token, "row": 0,
             "column": 0}  # fmt: skip
    body = json.dumps({"sent_at": now, "events": [event]})
    (result,) = client.post("/api/v1/events/", body, content_type=JSON).json()["results"]
    assert result["status"] == "rejected"
    forged = sign_page(UUID(int=7), timezone.now(), kid.pk)
    assert client.get("/rows/", {"page": forged[:-2] + "xx"}).status_code == 404


def test_drawn_tiles_are_had_by_their_signed_address_only() -> None:
    title = a_title("Lantern")
    client = signed_in(a_profile())
    by_another_salt = signing.Signer(salt="recommendations.video", sep="~").sign(title.slug)

    for guess in (title.slug, f"{title.slug}~", f"{title.slug}~{'A' * 43}", by_another_salt):
        assert client.get(f"/drawn/{guess}.svg").status_code == 404


@pytest.mark.parametrize(
    "url",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "http:///evil.example",
     "javascript:alert(1)", " //evil.example", "\t//evil.example", "https:evil.example", "/%0d%0aX-Evil: 1"],
)  # fmt: skip
def test_nobody_is_led_to_another_site(url: str) -> None:
    profile = a_profile()
    client = signed_in(profile)
    answers = [
        Client().post("/account/login/", {"login": profile.user, "password": PASSWORD, "next": url}),
        client.post("/profiles/", {"profile": profile.uid, "next": url}),
        client.post("/account/reauthenticate/", {"password": PASSWORD, "next": url}),
        client.post(f"/title/{a_title().slug}/rate/", {"value": "up"}, headers={"referer": url}),
        client.post("/account/logout/", {"next": url}),
    ]
    for answer in answers:
        assert answer.status_code == 302
        where = answer.headers["Location"]
        assert where.startswith("/")
        assert not where.startswith(("//", "/\\"))
        assert "X-Evil" not in answer.headers


def test_cookies_cannot_be_read_by_scripts_nor_sent_by_other_sites() -> None:
    profile, client = a_profile(), Client()

    client.post("/account/login/", {"login": profile.user, "password": PASSWORD})

    for name, cookie in client.cookies.items():
        assert cookie["samesite"] == "Lax", name
        assert cookie["httponly"] or name == settings.CSRF_COOKIE_NAME, name
        assert not cookie["domain"], name
    assert settings.SESSION_COOKIE_NAME in client.cookies


@override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True)
def test_cookies_travel_by_https_alone_where_there_is_https() -> None:
    profile, client = a_profile(), Client()

    client.post("/account/login/", {"login": profile.user, "password": PASSWORD}, secure=True)

    assert client.cookies
    assert all(cookie["secure"] for cookie in client.cookies.values())


def test_session_gets_another_key_at_sign_in_and_is_gone_after_sign_out() -> None:
    profile, client = a_profile(), Client()
    client.get("/account/login/")
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    client.post("/account/login/", {"login": profile.user, "password": PASSWORD})
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert key != "a" * 32

    client.post("/account/logout/")

    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = key
    assert stolen.get("/profiles/")["Location"].startswith("/account/login/")


def test_expired_token_is_refused() -> None:
    profile = a_profile()
    client = api_client(profile)
    DeviceToken.objects.filter(profile=profile).update(expiry=timezone.now() - timedelta(seconds=1))

    assert client.get("/api/v1/home/").status_code == 401
