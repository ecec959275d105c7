"""The devices page, and how the middleware knows a device again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.device_cookie import cookie_name
from accounts.models import Device
from tests.factories.accounts import PASSWORD, a_device, a_profile, a_user, signed_in

pytestmark = pytest.mark.django_db
TV = "Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 76.0/6.0 TV Safari/537.36"


def sign_in(client: Client, email: str) -> None:
    assert client.post("/account/login/", {"login": email, "password": PASSWORD}).status_code == 302


def test_signing_in_notes_the_device_once_and_signing_in_again_knows_it() -> None:
    user, client = a_user(), Client(headers={"User-Agent": TV})
    sign_in(client, user.email)
    client.get("/profiles/")

    first = Device.objects.get()
    client.post("/account/logout/")
    sign_in(client, user.email)

    again = Device.objects.get()
    assert (again.pk, again.name, again.kind) == (first.pk, "Samsung TV", "tv")
    assert again.session_key == client.session.session_key != first.session_key


def test_new_password_gives_the_session_another_key_and_the_device_follows() -> None:
    profile = a_profile()
    client = signed_in(profile)
    client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "another battery staple", "password2": "another battery staple"},
    )

    assert Device.objects.get().session_key == client.session.session_key


@pytest.mark.parametrize("forged", ["", "x", "a:b:c", "\ud83d", "0" * 5000, "%00"])
def test_forged_cookie_is_ignored(forged: str) -> None:
    user, client = a_user(), Client()
    theirs = a_device(a_user())
    client.cookies[cookie_name()] = forged.encode("utf-8", "replace").decode()

    sign_in(client, user.email)

    mine = Device.objects.get(user=user)
    assert mine != theirs


def test_known_device_costs_a_page_no_query_and_a_stale_one_is_seen_again(
    django_assert_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = a_profile()
    client = signed_in(profile)

    # The session, the account, the profile.
    with django_assert_num_queries(3):  # type: ignore[operator]  # A fixture of pytest-django.
        client.get(f"/profiles/{a_missing()}/never/")

    long_ago = timezone.now() - timedelta(hours=1)
    Device.objects.update(last_seen_at=long_ago)
    del client.cookies[cookie_name()]
    client.get("/profiles/")
    assert Device.objects.get().last_seen_at > long_ago


def a_missing() -> str:
    return "00000000-0000-0000-0000-000000000000"


def test_page_lists_this_device_and_signs_others_out() -> None:
    profile = a_profile()
    here, there = signed_in(profile), signed_in(profile)
    a_device(a_user(), name="Somebody else's")
    other = Device.objects.get(session_key=there.session.session_key)

    page = here.get("/devices/").content.decode()
    assert page.count("this device") == 1
    assert "Somebody else" not in page

    assert here.post(f"/devices/{other.uid}/sign-out/")["Location"] == "/devices/"
    assert there.get("/profiles/")["Location"].startswith("/account/login/")
    assert here.get("/devices/").status_code == 200


def test_signing_out_everywhere_else_stays_here() -> None:
    profile = a_profile()
    here, there = signed_in(profile), signed_in(profile)

    here.post("/devices/sign-out/")

    assert there.get("/profiles/")["Location"].startswith("/account/login/")
    assert here.get("/devices/").status_code == 200


def test_another_accounts_device_is_404() -> None:
    theirs = a_device(a_user())

    assert signed_in(a_profile()).post(f"/devices/{theirs.uid}/sign-out/").status_code == 404
    assert Device.objects.filter(pk=theirs.pk).exists()


def test_browser_with_hints_is_asked_for_its_form_factor_until_it_says() -> None:
    asked = Client().get("/account/login/", headers={"Sec-CH-UA": '"Chromium";v="126"'})
    told = Client().get("/account/login/", headers={"Sec-CH-UA": '"Chromium"', "Sec-CH-UA-Form-Factors": '"Tablet"'})

    assert asked["Accept-CH"] == "Sec-CH-UA-Form-Factors"
    assert "Accept-CH" not in told
    assert 'data-ui="tablet"' in told.content.decode()
