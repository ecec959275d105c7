"""The PIN: four digits, five tries, counted before they are compared."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection, transaction

from accounts.flows import pin as flow
from accounts.flows.pin import PinResult, UnableToSetPin, check_pin, clear_pin, release_pin, set_pin, tries_left
from accounts.models import PIN_TRIES, DeviceToken, Profile
from tests.factories.accounts import a_device, a_profile

pytestmark = pytest.mark.django_db


def with_pin(pin: str = "2468") -> Profile:
    profile = a_profile()
    set_pin(profile=profile, pin=pin)
    return profile


def test_pin_is_hashed_and_opens_only_by_itself() -> None:
    profile = with_pin("0042")

    assert "0042" not in Profile.objects.get(pk=profile.pk).pin_hash
    assert check_pin(profile=profile, pin="0042") is PinResult.RIGHT
    assert check_pin(profile=profile, pin="0043") is PinResult.WRONG


@pytest.mark.parametrize("pin", ["", "123", "12345", "12a4", "\uff11\uff12\uff13\uff14", "1234\n", "\x00" * 4, "-123"])
def test_pin_is_four_digits(pin: str) -> None:
    profile = a_profile()

    with pytest.raises(UnableToSetPin):
        set_pin(profile=profile, pin=pin)

    profile.refresh_from_db()
    assert not profile.has_pin


@pytest.mark.parametrize("pin", ["", "12", "12345", "\ud800\ud800\ud800\ud800", "\x00", "9" * 100_000])
def test_what_cannot_be_a_pin_is_wrong_and_not_counted(pin: str) -> None:
    profile = with_pin()

    assert check_pin(profile=profile, pin=pin) is PinResult.WRONG
    assert Profile.objects.get(pk=profile.pk).pin_failures == 0


def test_right_pin_forgives_the_wrong_ones_before() -> None:
    profile = with_pin()
    for _ in range(PIN_TRIES - 1):
        check_pin(profile=profile, pin="0000")
    assert tries_left(profile) == 1

    assert check_pin(profile=profile, pin="2468") is PinResult.RIGHT
    assert Profile.objects.get(pk=profile.pk).pin_failures == 0


def test_five_wrong_tries_lock_it_for_the_right_pin_too_until_released() -> None:
    profile = with_pin()
    for _ in range(PIN_TRIES):
        assert check_pin(profile=profile, pin="0000") is PinResult.WRONG

    assert check_pin(profile=Profile.objects.get(pk=profile.pk), pin="2468") is PinResult.LOCKED

    release_pin(profile=profile)
    assert check_pin(profile=profile, pin="2468") is PinResult.RIGHT


def test_profile_without_pin_has_nothing_to_compare() -> None:
    assert check_pin(profile=a_profile(), pin="1234") is PinResult.NOT_SET


def test_object_read_long_ago_does_not_outlive_a_new_pin() -> None:
    profile = with_pin("1111")
    old = Profile.objects.get(pk=profile.pk)
    set_pin(profile=profile, pin="2222")

    assert check_pin(profile=old, pin="1111") is PinResult.WRONG
    assert check_pin(profile=old, pin="2222") is PinResult.RIGHT


@pytest.mark.parametrize("change", [partial(set_pin, pin="1357"), clear_pin])
def test_changing_the_pin_ends_sessions_and_tokens_of_before(change: Callable[..., None]) -> None:
    profile = with_pin()
    sibling = a_profile(profile.user)
    device = a_device(profile.user)  # type: ignore[arg-type]
    kept, _text = DeviceToken.objects.create(user=profile.user, expiry=None, device=device, profile=sibling)
    DeviceToken.objects.create(user=profile.user, expiry=None, device=device, profile=profile)
    before = profile.epoch

    change(profile=profile)

    assert profile.epoch == Profile.objects.get(pk=profile.pk).epoch == before + 1
    assert list(DeviceToken.objects.all()) == [kept]


@pytest.mark.django_db(transaction=True)
def test_count_cannot_be_rolled_back() -> None:
    profile = with_pin()

    with transaction.atomic(), pytest.raises(RuntimeError):
        check_pin(profile=profile, pin="0000")


@pytest.mark.django_db(transaction=True)
def test_of_200_wrong_tries_at_once_exactly_five_are_compared() -> None:
    profile, lock, compared = with_pin("2468"), Lock(), 0

    def counting(pin: str, pin_hash: str) -> bool:
        nonlocal compared
        with lock:
            compared += 1
        return check_password(pin, pin_hash)

    def one_try(number: int) -> PinResult:
        try:
            return check_pin(profile=Profile.objects.get(pk=profile.pk), pin=f"{number:04d}")
        finally:
            connection.close()

    with patch.object(flow, "check_password", counting), ThreadPoolExecutor(max_workers=40) as pool:
        results = list(pool.map(one_try, range(200)))

    assert compared == PIN_TRIES
    assert results.count(PinResult.WRONG) == PIN_TRIES
    assert results.count(PinResult.LOCKED) == 200 - PIN_TRIES
    # The count is in the table, so a restart forgets nothing.
    connection.close()
    assert check_pin(profile=Profile.objects.get(pk=profile.pk), pin="2468") is PinResult.LOCKED
