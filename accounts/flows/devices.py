"""The screens of an account: remembered, listed, signed out, and given API tokens."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.device_kinds import DeviceKind
from accounts.models import Device, DeviceToken, Profile, User

SEEN_AGAIN_AFTER = timedelta(minutes=5)
"""`last_seen_at` is this exact and no more, so that reading pages does not become writing rows."""

LONGEST_NAME = 80


class DeviceNotFound(Exception):
    """The account has no such device; it may be another account's, and nobody is told."""


def remember_device(
    *, user: User, kind: DeviceKind, name: str, session_key: str, now: datetime, known_as: Sequence[UUID] = ()
) -> Device:
    """The device that this session, or one of the uids in its cookie, stands for; made when there is none.

    A device has one session: the one it had before is ended. An app without a session passes an empty key.
    """
    mine = Device.objects.filter(user=user)
    name = name.replace("\x00", "").strip()[:LONGEST_NAME] or DeviceKind(kind).label
    with transaction.atomic():
        device = mine.filter(session_key=session_key).first() if session_key else None
        device = device or mine.filter(uid__in=known_as).first()
        if device is None:
            device = Device(user=user, first_seen_at=now)
        elif device.session_key and device.session_key != session_key:
            _end_sessions([device.session_key])
        device.kind, device.name, device.session_key, device.last_seen_at = kind, name, session_key, now
        device.save()
    return device


def see_device(*, device_id: int, user: User, now: datetime) -> Device | None:
    """The account's device, noted as used at most once in five minutes; None when it is gone."""
    device = Device.objects.filter(pk=device_id, user=user).first()
    if device is not None and device.last_seen_at < now - SEEN_AGAIN_AFTER:
        device.last_seen_at = now
        Device.objects.filter(pk=device.pk).update(last_seen_at=now)
    return device


def devices_in_use(*, user: User, now: datetime) -> QuerySet[Device]:
    """The account's devices that are signed in: by a session that lasts, or by an API token. Last seen first."""
    sessions = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    tokens = DeviceToken.objects.filter(Q(expiry=None) | Q(expiry__gt=now), device=OuterRef("pk"))
    return Device.objects.filter(Exists(sessions) | Exists(tokens), user=user).prefetch_related("tokens__profile")


def sign_out_device(*, user: User, device_uid: UUID | str) -> None:
    """End the device's session, delete its tokens and forget it. Raises DeviceNotFound, also for another account's."""
    try:
        uid = device_uid if isinstance(device_uid, UUID) else UUID(device_uid)
    except ValueError:
        raise DeviceNotFound from None
    with transaction.atomic():
        device = Device.objects.select_for_update().filter(user=user, uid=uid).first()
        if device is None:
            raise DeviceNotFound
        _end_sessions([device.session_key])
        device.delete()


def sign_out_everywhere(*, user: User, except_device: Device | None = None, except_session: str = "") -> None:
    """End all sessions, tokens and devices of the account but those of `except_device`; of all of them with None.

    `except_session` is the key of one more session that stays: a device's changes when its password does.
    """
    with transaction.atomic():
        devices = Device.objects.filter(user=user)
        sessions = set(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
        sessions |= set(devices.values_list("session_key", flat=True))
        tokens = DeviceToken.objects.filter(user=user)
        if except_device is not None:
            sessions.discard(except_device.session_key)
            devices = devices.exclude(pk=except_device.pk)
            tokens = tokens.exclude(device=except_device)
        sessions.discard(except_session)
        _end_sessions(sorted(sessions))
        tokens.delete()
        devices.delete()


def issue_token(*, user: User, device: Device, profile: Profile | None, now: datetime) -> tuple[DeviceToken, str]:
    """A token of the device that acts for the profile, or for none yet, and its text, which is shown once and not kept.

    It does not expire; it ends with the device, or when the profile's PIN, ceiling or kids flag change. Whoever calls
    has asked for the profile's PIN: a token is as good as a chosen profile, so a PIN set later ends it as well. An
    older token of this device for the same account is replaced: a screen shows one profile at a time.
    """
    with transaction.atomic():
        DeviceToken.objects.filter(user=user, device=device).delete()
        token, text = DeviceToken.objects.create(user=user, expiry=None, device=device, profile=profile)
        Device.objects.filter(pk=device.pk).update(last_seen_at=now)
    return token, text


def token_of(*, device_id: int, now: datetime) -> DeviceToken | None:
    """The token by which the device is signed in and shows a profile, or None."""
    lasting = Q(expiry=None) | Q(expiry__gt=now)
    tokens = DeviceToken.objects.filter(lasting, device=device_id, user__is_active=True, profile__isnull=False)
    found: DeviceToken | None = tokens.select_related("profile").first()
    return found


def _end_sessions(keys: Sequence[str]) -> None:
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
