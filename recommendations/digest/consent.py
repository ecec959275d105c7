"""Yes and no to the weekly e-mail. It is off until somebody asks for it, and one click ends it."""

from datetime import datetime

from django.core import signing

from accounts.models import Profile
from recommendations.models import DigestSubscription

SALT = "recommendations.digest.stop"


class UnableToSubscribe(Exception):
    """This profile gets no mail; the text says why and may be shown."""


def why_not(profile: Profile) -> str:
    """Why this profile cannot have the digest, in words; empty when it can."""
    if profile.is_kids:
        return "Kids profiles get no mail."
    if profile.user is None or not profile.user.email:
        return "This profile has no account to write to."
    return ""


def subscribe(*, profile: Profile, now: datetime) -> None:
    """Begin the digest, or go on with it; asking twice keeps the first yes. Raises UnableToSubscribe."""
    if problem := why_not(profile):
        raise UnableToSubscribe(problem)
    subscription, made = DigestSubscription.objects.get_or_create(profile=profile, defaults={"asked_at": now})
    if not made and not subscription.is_running:
        DigestSubscription.objects.filter(pk=subscription.pk).update(asked_at=now, ended_at=None)


def unsubscribe(*, profile_id: int, now: datetime) -> None:
    """End the digest; ending it twice changes nothing."""
    DigestSubscription.objects.running().filter(profile_id=profile_id).update(ended_at=now)


def running_digest(*, profile_id: int) -> DigestSubscription | None:
    """This profile's consent; None where there is none now."""
    return DigestSubscription.objects.running().filter(profile_id=profile_id).first()


def sign_stop(subscription: DigestSubscription) -> str:
    """The word in a digest's unsubscribe link: it ends this digest, needs no sign-in, and opens nothing else."""
    return signing.Signer(salt=SALT, sep="~").sign(str(subscription.pk))


def subscription_of(signed: str) -> DigestSubscription | None:
    """The subscription that a stop link names; None for a link that is not ours, or whose profile is gone."""
    try:
        number = int(signing.Signer(salt=SALT, sep="~").unsign(signed))
    except (signing.BadSignature, ValueError):
        return None
    return DigestSubscription.objects.select_related("profile").filter(pk=number).first()
