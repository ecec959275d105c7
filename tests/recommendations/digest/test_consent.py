"""Nothing is sent to anybody who did not ask, and a no is final."""

from datetime import timedelta

import pytest

from recommendations.digest.consent import (
    UnableToSubscribe,
    running_digest,
    sign_stop,
    subscribe,
    subscription_of,
    unsubscribe,
)
from recommendations.models import DigestSubscription
from tests.factories.accounts import a_profile
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db


def test_nobody_is_subscribed_unasked() -> None:
    assert not running_digest(profile_id=a_profile().pk)


def test_yes_and_no_and_yes_again() -> None:
    profile = a_profile()

    subscribe(profile=profile, now=NOON)
    subscribe(profile=profile, now=NOON + timedelta(days=1))
    first = DigestSubscription.objects.get()
    unsubscribe(profile_id=profile.pk, now=NOON + timedelta(days=2))
    ended = running_digest(profile_id=profile.pk)
    subscribe(profile=profile, now=NOON + timedelta(days=3))

    assert first.asked_at == NOON
    assert not ended
    assert DigestSubscription.objects.get().asked_at == NOON + timedelta(days=3)
    assert running_digest(profile_id=profile.pk)


def test_kids_cannot_subscribe() -> None:
    with pytest.raises(UnableToSubscribe, match="Kids"):
        subscribe(profile=a_profile(is_kids=True), now=NOON)


def test_profile_without_account_cannot_subscribe() -> None:
    profile = a_profile()
    profile.user = None
    profile.save()

    with pytest.raises(UnableToSubscribe, match="no account"):
        subscribe(profile=profile, now=NOON)


def test_stop_link_names_its_letter_and_no_other_word_does() -> None:
    subscribe(profile=a_profile(), now=NOON)
    subscription = DigestSubscription.objects.get()
    signed = sign_stop(subscription)

    assert subscription_of(signed) == subscription
    assert subscription_of(signed + "x") is None
    assert subscription_of(str(subscription.pk)) is None
    subscription.delete()
    assert subscription_of(signed) is None
