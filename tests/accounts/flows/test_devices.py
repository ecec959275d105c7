"""Devices: remembered once, signed out for good, and tokens that end with what they were given for."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from knox.models import AuthTokenManager

from accounts.device_kinds import DeviceKind
from accounts.flows.devices import (
    DeviceNotFound,
    devices_in_use,
    issue_token,
    remember_device,
    see_device,
    sign_out_device,
    sign_out_everywhere,
)
from accounts.models import Device, DeviceToken, User
from tests.factories.accounts import a_device, a_profile, a_user

pytestmark = pytest.mark.django_db


def a_session() -> str:
    store = SessionStore()
    store.create()
    assert store.session_key
    return store.session_key


def remembered(user: User, now: datetime, *, session_key: str = "", **fields: object) -> Device:
    values = {"kind": DeviceKind.TV, "name": "Samsung TV", **fields}
    return remember_device(user=user, session_key=session_key, now=now, **values)  # type: ignore[arg-type]


def test_device_is_known_by_its_session_and_by_its_cookie(now: datetime) -> None:
    user, first = a_user(), a_session()
    device = remembered(user, now, session_key=first)

    assert remembered(user, now, session_key=first) == device
    again = remembered(user, now + timedelta(days=1), session_key=a_session(), known_as=[uuid4(), device.uid])

    assert again == device
    assert again.last_seen_at == now + timedelta(days=1)
    assert not Session.objects.filter(session_key=first).exists(), "A device has one session."
    assert Device.objects.count() == 1


def test_cookie_of_another_account_makes_a_device_of_ones_own(now: datetime) -> None:
    theirs = a_device(a_user(), session_key=a_session())

    mine = remembered(a_user(), now, session_key=a_session(), known_as=[theirs.uid])

    assert mine != theirs
    theirs.refresh_from_db()
    assert Session.objects.filter(session_key=theirs.session_key).exists()


@pytest.mark.parametrize("name", ["", "  ", "\x00", "x" * 10_000])
def test_any_name_is_borne(name: str, now: datetime) -> None:
    assert 0 < len(remembered(a_user(), now, name=name).name) <= 80


def test_being_seen_is_written_once_in_five_minutes(now: datetime) -> None:
    device = a_device(a_user(), at=now)

    see_device(device_id=device.pk, user=device.user, now=now + timedelta(minutes=4))
    assert Device.objects.get().last_seen_at == now
    see_device(device_id=device.pk, user=device.user, now=now + timedelta(minutes=6))
    assert Device.objects.get().last_seen_at == now + timedelta(minutes=6)
    assert see_device(device_id=device.pk, user=a_user(), now=now) is None


def test_devices_in_use_have_a_session_or_a_token(now: datetime) -> None:
    user = a_user()
    with_session = remembered(user, now, session_key=a_session())
    with_token = remembered(user, now)
    issue_token(user=user, device=with_token, profile=a_profile(user), now=now)
    remembered(user, now, session_key="ended-long-ago")
    expired = a_session()
    Session.objects.filter(session_key=expired).update(expire_date=now - timedelta(days=1))
    remembered(user, now, session_key=expired)

    assert set(devices_in_use(user=user, now=now)) == {with_session, with_token}


def test_signing_out_ends_session_and_tokens_of_that_device_alone(now: datetime) -> None:
    user, key, other_key = a_user(), a_session(), a_session()
    device, other = remembered(user, now, session_key=key), remembered(user, now, session_key=other_key)
    profile = a_profile(user)
    issue_token(user=user, device=device, profile=profile, now=now)
    kept, _text = issue_token(user=user, device=other, profile=profile, now=now)

    sign_out_device(user=user, device_uid=str(device.uid))

    assert list(Session.objects.values_list("session_key", flat=True)) == [other_key]
    assert list(DeviceToken.objects.all()) == [kept]
    assert list(Device.objects.all()) == [other]


@pytest.mark.parametrize("uid", ["", "nonsense", "\x00", "4b2a071b-66a9-4796-bb22-b4f6dd8cee11"])
def test_unknown_devices_are_not_found(uid: str) -> None:
    with pytest.raises(DeviceNotFound):
        sign_out_device(user=a_user(), device_uid=uid)


def test_another_accounts_device_is_not_found() -> None:
    theirs = a_device(a_user())

    with pytest.raises(DeviceNotFound):
        sign_out_device(user=a_user(), device_uid=theirs.uid)

    assert Device.objects.filter(pk=theirs.pk).exists()


def test_everywhere_else_leaves_this_device_and_other_accounts(now: datetime) -> None:
    user, stranger = a_user(), a_user()
    here = remembered(user, now, session_key=a_session())
    remembered(user, now, session_key=a_session())
    theirs = remembered(stranger, now, session_key=a_session())
    issue_token(user=user, device=here, profile=a_profile(user), now=now)
    DeviceToken.objects.create(user=user, expiry=None)

    sign_out_everywhere(user=user, except_device=here)

    assert set(Device.objects.all()) == {here, theirs}
    assert set(Session.objects.values_list("session_key", flat=True)) == {here.session_key, theirs.session_key}
    assert DeviceToken.objects.get().device == here


def test_token_is_shown_once_and_replaces_the_devices_older_one(now: datetime) -> None:
    user = a_user()
    device, profile = remembered(user, now), a_profile(user)
    first, first_text = issue_token(user=user, device=device, profile=profile, now=now)
    second, second_text = issue_token(user=user, device=device, profile=profile, now=now)

    assert isinstance(DeviceToken.objects, AuthTokenManager)
    assert first_text != second_text
    assert second_text not in (second.digest, second.token_key)
    assert list(DeviceToken.objects.all()) == [second]
    assert first.pk != second.pk
