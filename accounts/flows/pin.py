"""A profile's PIN: set, taken away, tried, released. Four digits, five tries."""

import re
from enum import StrEnum

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection, transaction
from django.db.models import F

from accounts.models import PIN_TRIES, DeviceToken, Profile

FOUR_DIGITS = re.compile(r"[0-9]{4}")

# Counted before anything is compared, so that tries made at the same time cannot share one count.
COUNT_TRY = """
UPDATE accounts_profile SET pin_failures = pin_failures + 1
WHERE id = %s AND pin_failures < %s AND pin_hash <> ''
RETURNING pin_failures, pin_hash
"""


class PinResult(StrEnum):
    """What became of one try."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"
    NOT_SET = "not_set"


class UnableToSetPin(ValueError):
    """The PIN is not four digits; its text may be shown to people."""


def set_pin(*, profile: Profile, pin: str, keep: DeviceToken | None = None) -> None:
    """Guard the profile with `pin`, and end every session and token that chose it before, except the token `keep`.

    Moves the profile's epoch, on the object too: a session that shall stay stores the new one. Raises UnableToSetPin.
    """
    if not FOUR_DIGITS.fullmatch(pin):
        raise UnableToSetPin("A PIN is four digits, 0 to 9.")
    _write(profile=profile, pin_hash=make_password(pin), keep=keep)


def clear_pin(*, profile: Profile, keep: DeviceToken | None = None) -> None:
    """Let anybody of the household open the profile again; ends sessions and tokens as `set_pin` does."""
    if profile.has_pin:
        _write(profile=profile, pin_hash="", keep=keep)


def release_pin(*, profile: Profile) -> None:
    """Give a locked PIN its tries back; the PIN stays. Callers have made sure of the account's password."""
    Profile.objects.filter(pk=profile.pk).update(pin_failures=0)
    profile.pin_failures = 0


def check_pin(*, profile: Profile, pin: str) -> PinResult:
    """Compare `pin` with the profile's, counting the try first and for good; brings `profile.pin_failures` up to date.

    After five wrong tries in a row the answer is LOCKED, without comparing, until `release_pin`. What is not four
    digits is WRONG and not counted: it teaches nothing about the PIN. Inside a transaction, which could roll the count
    back, it raises RuntimeError.
    """
    if not FOUR_DIGITS.fullmatch(pin):
        profile.refresh_from_db(fields=("pin_hash", "pin_failures"))
        return _standing(profile) or PinResult.WRONG
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(COUNT_TRY, [profile.pk, PIN_TRIES])
        counted = cursor.fetchone()
    if counted is None:
        profile.refresh_from_db(fields=("pin_hash", "pin_failures"))
        return _standing(profile) or PinResult.WRONG
    profile.pin_failures, profile.pin_hash = counted
    if not check_password(pin, profile.pin_hash):
        return PinResult.WRONG
    # Only while the PIN is still the one compared: a new PIN starts with its own count.
    Profile.objects.filter(pk=profile.pk, pin_hash=profile.pin_hash).update(pin_failures=0)
    profile.pin_failures = 0
    return PinResult.RIGHT


def tries_left(profile: Profile) -> int:
    """How many tries of its PIN will still be compared."""
    return PIN_TRIES - profile.pin_failures


def move_profile_epoch(*, profile: Profile, keep: DeviceToken | None = None) -> None:
    """End every session and API token that chose the profile before now, except the token `keep`.

    Sessions compare the epoch they stored; tokens store none, so they are deleted. Runs in the caller's transaction.
    """
    Profile.objects.filter(pk=profile.pk).update(epoch=F("epoch") + 1)
    DeviceToken.objects.filter(profile=profile).exclude(pk=keep.pk if keep else "").delete()
    profile.refresh_from_db(fields=("epoch",))


def _write(*, profile: Profile, pin_hash: str, keep: DeviceToken | None) -> None:
    with transaction.atomic():
        Profile.objects.filter(pk=profile.pk).update(pin_hash=pin_hash, pin_failures=0)
        move_profile_epoch(profile=profile, keep=keep)
    profile.pin_hash, profile.pin_failures = pin_hash, 0


def _standing(profile: Profile) -> PinResult | None:
    if not profile.has_pin:
        return PinResult.NOT_SET
    return PinResult.LOCKED if profile.pin_failures >= PIN_TRIES else None
