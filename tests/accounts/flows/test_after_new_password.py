"""A new password ends whatever was signed in with the old one, by whichever door it came."""

from io import StringIO
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.flows.close_account import close_account
from accounts.flows.devices import devices_in_use, issue_token
from accounts.models import Device, DeviceToken, Profile, User
from tests.accounts.mail import link_in_last_mail
from tests.factories.accounts import PASSWORD, a_device, a_profile, a_user, signed_in

pytestmark = pytest.mark.django_db
NEW = "another battery, another staple"
API = "/api/v1/session/"


def owner(profile: Profile) -> User:
    assert profile.user is not None
    return profile.user


def a_television(profile: Profile) -> str:
    user = owner(profile)
    return issue_token(user=user, device=a_device(user), profile=profile, now=timezone.now())[1]


def answers_to(token: str) -> int:
    return Client().get(API, headers={"Authorization": f"Token {token}"}).status_code


def change(client: Client) -> str:
    page = client.post(
        "/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}, follow=True
    )
    return page.content.decode()


def test_change_ends_tokens_and_other_sessions_and_keeps_this_one() -> None:
    profile = a_profile()
    here, elsewhere, token = signed_in(profile), signed_in(profile), a_television(profile)
    stranger = a_profile()
    theirs, their_token = signed_in(stranger), a_television(stranger)

    page = change(here)

    assert "every other browser, television and app is signed out" in page
    assert here.get(API).status_code == 200
    assert [elsewhere.get(API).status_code, answers_to(token)] == [401, 401]
    assert [theirs.get(API).status_code, answers_to(their_token)] == [200, 200]
    left = devices_in_use(user=owner(profile), now=timezone.now())
    assert [device.session_key for device in left] == [here.session.session_key]
    assert Session.objects.filter(session_key=here.session.session_key).exists()


def test_page_says_what_a_change_ends() -> None:
    page = signed_in(a_profile()).get("/account/password/change/").content.decode()

    assert "Every other browser, television and app is signed out" in page


def test_wrong_old_password_ends_nothing() -> None:
    profile = a_profile()
    here, elsewhere, token = signed_in(profile), signed_in(profile), a_television(profile)

    here.post("/account/password/change/", {"oldpassword": "wrong", "password1": NEW, "password2": NEW})

    assert [here.get(API).status_code, elsewhere.get(API).status_code, answers_to(token)] == [200, 200, 200]


def test_reset_ends_everything() -> None:
    profile = a_profile()
    elsewhere, token, client = signed_in(profile), a_television(profile), Client()
    client.post("/account/password/reset/", {"email": owner(profile).email})
    page = client.get(link_in_last_mail(owner(profile).email).replace("http://testserver", ""), follow=True)
    assert "Every browser, television and app that is signed in now is signed out" in page.content.decode()

    done = client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}, follow=True)

    assert "Every browser, television and app is signed out" in done.content.decode()
    assert [elsewhere.get(API).status_code, answers_to(token)] == [401, 401]
    assert not Device.objects.exists()


def test_password_set_by_the_staff_ends_everything_of_the_household() -> None:
    profile, staff = a_profile(), a_profile(a_user(is_staff=True, is_superuser=True))
    elsewhere, token, office = signed_in(profile), a_television(profile), signed_in(staff)

    office.post(
        f"/admin/accounts/user/{owner(profile).pk}/password/", {"usable_password": "false", "unset-password": "1"}
    )

    assert not User.objects.get(pk=owner(profile).pk).has_usable_password()
    assert [elsewhere.get(API).status_code, answers_to(token)] == [401, 401]
    assert office.get(API).status_code == 200


def test_password_set_on_the_command_line_ends_tokens() -> None:
    profile = a_profile()
    elsewhere, token = signed_in(profile), a_television(profile)

    with patch("getpass.getpass", return_value=NEW):
        call_command("changepassword", owner(profile).email, stdout=StringIO())

    assert [elsewhere.get(API).status_code, answers_to(token)] == [401, 401]


def test_other_changes_of_an_account_end_nothing() -> None:
    profile = a_profile()
    token, user = a_television(profile), User.objects.get(pk=owner(profile).pk)

    assert user.check_password(PASSWORD)
    user.last_login = timezone.now()
    user.save()

    assert answers_to(token) == 200


def test_closed_account_leaves_no_token_and_no_session() -> None:
    profile = a_profile()
    elsewhere, token = signed_in(profile), a_television(profile)

    close_account(user=owner(profile))

    assert [elsewhere.get(API).status_code, answers_to(token)] == [401, 401]
    assert not DeviceToken.objects.exists()
