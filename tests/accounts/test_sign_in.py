"""What signing up, signing in and mail promise, without a browser."""

import os
import subprocess
import sys
from datetime import timedelta
from smtplib import SMTPException
from typing import Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.mail import EmailMessage
from django.template.loader import get_template
from django.test import Client
from django.utils import timezone
from django_celery_beat.models import PeriodicTask

from accounts.models import User
from accounts.tasks import clear_sessions
from config.schedule import ensure_default_schedule
from config.sign_in import sign_in_settings
from tests.accounts.mail import link_in_last_mail
from tests.factories.accounts import PASSWORD, a_profile, a_user, signed_in

pytestmark = pytest.mark.django_db

OURS = "Marquee"


def sign_up(email: str, password: str = PASSWORD) -> Any:
    return Client().post("/account/signup/", {"email": email, "password1": password})


def test_joining_leads_to_the_profiles() -> None:
    response = sign_up("new@example.com")

    assert response.headers["Location"] == "/profiles/"
    assert User.objects.get(email="new@example.com").check_password(PASSWORD)
    assert mail.outbox[0].subject == "Marquee: Welcome, and confirm your address"


def test_where_addresses_must_be_confirmed_a_sign_up_does_not_tell_who_has_an_account(settings: LazySettings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    a_user("taken@example.com")

    fresh, taken = sign_up("fresh@example.com"), sign_up("taken@example.com")

    assert (fresh.status_code, fresh.headers["Location"]) == (taken.status_code, taken.headers["Location"])
    assert {message.to[0]: message.subject for message in mail.outbox} == {
        "fresh@example.com": "Marquee: Welcome, and confirm your address",
        "taken@example.com": "Marquee: You already have an account",
    }


def test_over_https_links_and_passkeys_are_of_https_alone() -> None:
    found = sign_in_settings(https=True, proxies=1)

    assert found["ACCOUNT_DEFAULT_HTTP_PROTOCOL"] == "https"
    assert not found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]


@pytest.mark.parametrize(("url", "expected"), [("", "optional True"), ("smtp://mail.example:25", "mandatory False")])
def test_addresses_must_be_confirmed_where_mail_is_sent(url: str, expected: str) -> None:
    code = "from config import settings; print(settings.ACCOUNT_EMAIL_VERIFICATION, settings.MAILBOX)"
    environment = {**os.environ, "EMAIL_URL": url}

    found = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

    assert found.stdout.strip() == expected


def test_neither_signing_in_nor_resetting_tells_who_has_an_account() -> None:
    a_user("taken@example.com")
    answers = []
    for email in ("taken@example.com", "nobody@example.com"):
        wrong = Client().post("/account/login/", {"login": email, "password": "not it at all"})
        reset = Client().post("/account/password/reset/", {"email": email})
        answers.append((wrong.status_code, wrong.context["form"].errors, reset.status_code, reset.headers["Location"]))

    assert answers[0] == answers[1]
    assert sorted(message.to[0] for message in mail.outbox) == ["nobody@example.com", "taken@example.com"]


def test_guessing_is_stopped_even_with_the_right_password_at_last() -> None:
    user = a_user("guessed@example.com")
    for number in range(5):
        Client().post("/account/login/", {"login": user.email, "password": f"guess number {number}"})

    response = Client().post("/account/login/", {"login": user.email, "password": PASSWORD})

    assert response.status_code == 200
    assert "Too many" in str(response.context["form"].errors)


def test_too_many_sign_ups_are_answered_by_a_page_of_ours() -> None:
    answers = [sign_up(f"person{number}@example.com", "short") for number in range(21)]

    assert answers[19].status_code == 200
    assert answers[20].status_code == 429
    assert OURS in answers[20].content.decode()


def test_a_mail_server_that_is_away_does_not_fail_the_page() -> None:
    with patch.object(EmailMessage, "send", side_effect=SMTPException("no route")):
        joined = sign_up("new@example.com")
        reset = Client().post("/account/password/reset/", {"email": "new@example.com"}, follow=True)

    assert joined.status_code == 302
    assert "could not be sent" in reset.content.decode()
    assert User.objects.filter(email="new@example.com").exists()


def test_a_changed_address_counts_once_its_link_is_opened() -> None:
    profile = a_profile()
    user = profile.user
    assert user is not None
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    before, client = user.email, signed_in(profile)

    client.post("/account/email/", {"email": "later@example.com", "action_add": ""})
    user.refresh_from_db()
    assert user.email == before
    client.post(link_in_last_mail("later@example.com").replace("http://testserver", ""))

    user.refresh_from_db()
    assert user.email == "later@example.com"
    assert f"changed from {before} to later@example.com" in str(mail.outbox[-1].body)


@pytest.mark.parametrize("path", ["account/login.html", "mfa/index.html", "usersessions/usersession_list.html"])
def test_templates_of_the_library_are_ours(path: str) -> None:
    assert "/site-packages/" not in str(get_template(path).origin)  # type: ignore[attr-defined]  # Django's backend has it.


def test_sessions_that_have_ended_are_cleared() -> None:
    profile = a_profile()
    client, other = signed_in(profile), signed_in(profile)
    for one in (client, other):
        one.get("/account/")
    ended = other.session.session_key
    Session.objects.filter(session_key=ended).update(expire_date=timezone.now() - timedelta(days=1))
    UserSession.objects.get_or_create(
        session_key=ended, defaults={"user": profile.user, "ip": "192.0.2.1", "user_agent": "x"}
    )

    clear_sessions()

    assert not Session.objects.filter(session_key=ended).exists()
    assert not UserSession.objects.filter(session_key=ended).exists()
    assert Session.objects.filter(session_key=client.session.session_key).exists()


def test_clearing_is_in_the_default_schedule() -> None:
    ensure_default_schedule()

    assert PeriodicTask.objects.get(task="accounts.tasks.clear_sessions").crontab is not None
