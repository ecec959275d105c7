"""Sending: each digest at most once a week, and one that fails is tried again at the next run."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from recommendations.digest.choose import choose_digest
from recommendations.digest.consent import why_not
from recommendations.digest.mail import message_of
from recommendations.models import DigestSubscription

logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Sent:
    """What one run did."""

    sent: int = 0
    empty: int = 0
    """Had too little to write about."""
    failed: int = 0


def send_due_digests(*, now: datetime) -> Sent:
    """Send every digest that is due at `now`. Two runs at a time share the work; neither sends one twice."""
    counts = Sent()
    for pk in DigestSubscription.objects.due(at=now).order_by("pk").values_list("pk", flat=True):
        before = _claim(pk, now=now)
        if before is None:
            continue
        try:
            counts.sent += (went := _send(before, now=now))
            counts.empty += not went
        except Exception:  # One household's trouble, of whatever kind, must not keep the others' letters.
            logger.exception("The digest of profile %s could not be sent; the next run tries again.", before.profile_id)
            DigestSubscription.objects.filter(pk=pk, last_sent_at=now).update(last_sent_at=before.last_sent_at)
            counts.failed += 1
    return counts


def send_now(*, subscription_id: int, now: datetime) -> bool:
    """Send one that runs, due or not; False when there is too little to write, or nobody to write to any more.

    The next one is due a week from now. Whatever keeps the mail server from taking it is raised, and nothing was sent.
    """
    running = DigestSubscription.objects.filter(pk=subscription_id, ended_at=None)
    before = running.select_related("profile__user").first()
    if before is None:
        return False
    running.update(last_sent_at=now)
    try:
        return _send(before, now=now)
    except Exception:
        running.filter(last_sent_at=now).update(last_sent_at=before.last_sent_at)
        raise


def _claim(pk: int, *, now: datetime) -> DigestSubscription | None:
    """Mark it as sent before it is: a worker that dies in between costs a letter, and never sends two."""
    with transaction.atomic():
        found = (
            DigestSubscription.objects.due(at=now)
            .select_for_update(of=("self",), skip_locked=True)
            .select_related("profile__user")
            .filter(pk=pk)
            .first()
        )
        if found is not None:
            DigestSubscription.objects.filter(pk=pk).update(last_sent_at=now)
    return found


def _send(subscription: DigestSubscription, *, now: datetime) -> bool:
    """Write and send one; False when there is nothing to write, or nobody to write to any more."""
    profile = subscription.profile
    if why_not(profile) or profile.user is None or not profile.user.is_active:
        return False
    digest = choose_digest(profile=profile, now=now, record=True)
    if digest is None:
        return False
    message_of(digest, subscription=subscription, to=profile.user.email).send()
    DigestSubscription.objects.filter(pk=subscription.pk).update(sent=F("sent") + 1)
    return True
