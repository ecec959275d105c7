"""The weekly e-mail: who asked for it, and when it was last sent."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

WEEK = timedelta(days=7)
SLACK = timedelta(hours=6)
"""A run that begins a little earlier than last week's still counts as a week later."""


class DigestSubscriptionQuerySet(models.QuerySet["DigestSubscription"]):
    def running(self) -> Self:
        """Those that were asked for and not ended."""
        return self.filter(ended_at=None)

    def due(self, *, at: datetime) -> Self:
        """Those whose last digest is a week old, or that never had one."""
        return self.running().filter(Q(last_sent_at=None) | Q(last_sent_at__lte=at - WEEK + SLACK))


class DigestSubscription(models.Model):
    """One profile's consent to a weekly e-mail; without a row, or with one that ended, nothing is ever sent."""

    profile = models.OneToOneField("accounts.Profile", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(help_text="When this person last said yes")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When this person said no; empty while it runs")
    last_sent_at = models.DateTimeField(null=True, blank=True)
    sent = models.PositiveIntegerField(default=0, help_text="How many have been sent")

    objects = DigestSubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Digest of {self.profile}"

    @property
    def is_running(self) -> bool:
        return self.ended_at is None
