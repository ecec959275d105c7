"""Closing an account leaves nothing of it, in whatever table."""

import pytest
from django.core import mail

from accounts.flows.close_account import close_account
from accounts.models import Profile, User
from tests.accounts.references import fill_every_table, rows_that_point_at
from tests.factories.accounts import a_profile, signed_in

pytestmark = pytest.mark.django_db


def test_no_row_points_at_a_closed_account() -> None:
    profile, other = a_profile(), a_profile(name="Other")
    assert profile.user is not None
    assert other.user is not None
    signed_in(profile)
    for owner in (profile, other):
        assert owner.user is not None
        fill_every_table(user=owner.user, profile=owner)
    user_id, profile_id = profile.user.pk, profile.pk
    before = rows_that_point_at(user_id=user_id, profile_id=profile_id)
    untouched = rows_that_point_at(user_id=other.user.pk, profile_id=other.pk)
    assert all(before.values()), before

    close_account(user=profile.user)

    assert not any(rows_that_point_at(user_id=user_id, profile_id=profile_id).values())
    assert not User.objects.filter(pk=user_id).exists()
    assert not Profile.objects.filter(pk=profile_id).exists()
    assert rows_that_point_at(user_id=other.user.pk, profile_id=other.pk) == untouched


def test_every_session_of_a_closed_account_ends() -> None:
    profile = a_profile()
    assert profile.user is not None
    here, elsewhere = signed_in(profile), signed_in(profile)
    here.get("/account/login/")

    close_account(user=profile.user)

    for client in (here, elsewhere):
        assert client.get("/account/email/").headers["Location"].startswith("/account/login/")


def test_closing_is_confirmed_by_mail(django_capture_on_commit_callbacks: object) -> None:
    profile = a_profile()
    assert profile.user is not None
    address = profile.user.email

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # A fixture of pytest-django.
        close_account(user=profile.user)

    assert [message.to for message in mail.outbox] == [[address]]
    assert "Nothing was kept" in mail.outbox[0].body
