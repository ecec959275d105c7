"""Wrong passwords lock out who typed them, and nobody else."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from tests.accounts.mail import link_in_last_mail
from tests.factories.accounts import PASSWORD, a_user

pytestmark = pytest.mark.django_db
HOME, STRANGER = "192.0.2.1", "198.51.100.7"
ALLOWED = 5


def in_browser(email: str, password: str = PASSWORD, *, at: str = HOME) -> str:
    answer = Client(REMOTE_ADDR=at).post("/account/login/", {"login": email, "password": password})
    if answer.status_code == 302:
        return "in"
    return "locked" if "Too many" in str(answer.context["form"].errors) else "wrong"


def on_device(email: str, password: str = PASSWORD, *, at: str = HOME) -> Any:
    body = {"email": email, "password": password, "device": {"kind": "tv", "name": "Living room"}}
    answer = Client(REMOTE_ADDR=at).post("/api/v1/session/", json.dumps(body), content_type="application/json")
    return answer.status_code


def test_wrong_passwords_on_a_device_leave_the_browser_open() -> None:
    user = a_user()

    assert [on_device(user.email, f"guess {number}") for number in range(ALLOWED)] == [401] * ALLOWED
    assert on_device(user.email) == 401, "Not even the right password is compared now."
    assert in_browser(user.email) == "in"


def test_wrong_passwords_in_a_browser_leave_devices_open() -> None:
    user = a_user()

    assert [in_browser(user.email, f"guess {number}") for number in range(ALLOWED)] == ["wrong"] * ALLOWED
    assert in_browser(user.email) == "locked"
    assert on_device(user.email) == 201


@pytest.mark.parametrize(("sign_in", "entered"), [(in_browser, "in"), (on_device, 201)], ids=["browser", "device"])
def test_a_stranger_elsewhere_locks_nobody_out(sign_in: Any, entered: Any) -> None:
    user = a_user()
    for number in range(ALLOWED + 3):
        sign_in(user.email, f"guess {number}", at=STRANGER)

    assert sign_in(user.email, at=STRANGER) != entered
    assert sign_in(user.email, at=HOME) == entered


@pytest.mark.parametrize(("sign_in", "entered"), [(in_browser, "in"), (on_device, 201)], ids=["browser", "device"])
def test_guessing_from_many_places_is_stopped(sign_in: Any, entered: Any, settings: Any) -> None:
    wide = {"login_failed_anywhere": "12/h/key", "device_login_failed_anywhere": "12/h/key"}
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | wide
    user, other = a_user(), a_user()
    for number in range(12):
        sign_in(user.email, f"guess {number}", at=f"198.51.100.{number}")

    assert sign_in(user.email, at=HOME) != entered
    assert sign_in(other.email, at=HOME) == entered


def test_one_network_address_cannot_fill_the_wide_count_of_an_hour(settings: Any) -> None:
    limits = settings.ACCOUNT_RATE_LIMITS

    for channel in ("login", "device_login"):
        amount, seconds = limits[f"{channel}_failed"].rpartition(",")[2].removesuffix("s/key").split("/")
        assert int(amount) * 3600 / int(seconds) < int(limits[f"{channel}_failed_anywhere"].partition("/")[0])


def test_right_passwords_are_not_counted() -> None:
    user = a_user()

    assert [in_browser(user.email) for _time in range(ALLOWED + 2)] == ["in"] * (ALLOWED + 2)
    assert [on_device(user.email) for _time in range(ALLOWED + 2)] == [201] * (ALLOWED + 2)


def test_a_reset_password_is_taken_at_once_in_either_channel() -> None:
    user, client = a_user(), Client(REMOTE_ADDR=HOME)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    for number in range(ALLOWED):
        in_browser(user.email, f"guess {number}")
        on_device(user.email, f"guess {number}")
    client.post("/account/password/reset/", {"email": user.email})
    form = client.get(link_in_last_mail(user.email).replace("http://testserver", ""), follow=True)
    new = "another battery, another staple"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert User.objects.get(pk=user.pk).check_password(new)
    assert [in_browser(user.email, new), on_device(user.email, new)] == ["in", 201]
