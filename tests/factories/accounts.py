"""Accounts and profiles for tests: every function saves what it returns."""

from datetime import datetime
from itertools import count

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.device_cookie import write_device_cookie
from accounts.device_kinds import DeviceKind
from accounts.models import Device, Profile, User
from accounts.session_keys import SESSION_DEVICE, SESSION_EPOCH, SESSION_PROFILE
from catalog.maturity import KIDS_CEILING, Maturity

PASSWORD = "correct horse battery staple"
_number = count(1)


def a_user(email: str = "", **fields: object) -> User:
    return User.objects.create_user(email or f"person{next(_number)}@example.com", PASSWORD, **fields)


def a_profile(user: User | None = None, *, name: str = "Ada", is_kids: bool = False, **fields: object) -> Profile:
    """Save a profile of `user`, or of a new account."""
    values = {"maturity_ceiling": KIDS_CEILING if is_kids else Maturity.EIGHTEEN, **fields}
    return Profile.objects.create(user=user or a_user(), name=name, is_kids=is_kids, **values)


def a_device(user: User, *, name: str = "Firefox on Linux", at: datetime | None = None, **fields: object) -> Device:
    at = at or timezone.now()
    values = {"kind": DeviceKind.LAPTOP, "first_seen_at": at, "last_seen_at": at, **fields}
    return Device.objects.create(user=user, name=name, **values)


def signed_in(profile: Profile, client: Client | None = None) -> Client:
    """A client that is signed in to the profile's account, has chosen the profile, and whose device is known."""
    client = signed_in_without_profile(profile.user, client)
    session = client.session
    session[SESSION_PROFILE] = profile.pk
    session[SESSION_EPOCH] = profile.epoch
    session.save()
    return client


def signed_in_without_profile(user: User | None, client: Client | None = None) -> Client:
    """A client that is signed in, whose device is known, and that has chosen nobody."""
    assert user is not None, "A profile of a household has its user."
    client = client or Client()
    client.force_login(user)
    session, response = client.session, HttpResponse()
    device = a_device(user, session_key=session.session_key)
    session[SESSION_DEVICE] = [device.pk, session.session_key]
    session.save()
    write_device_cookie(response, [device.uid])
    client.cookies.update(response.cookies)
    return client


def confirmed(client: Client) -> Client:
    """The same client, just after it gave the account's password again."""
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.status_code == 302, "The password was not taken."
    return client
