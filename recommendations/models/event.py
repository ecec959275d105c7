"""What viewers did: an append-only log, and beside it the far more numerous impressions.

Both tables are partitioned in PostgreSQL (see the first migration), which Django need not know: `id` is unique by its
sequence, and the keys that the database enforces contain the partition key.
"""

from django.db import models

from accounts.device_kinds import DeviceKind


class Event(models.Model):
    """One thing one profile did; unique by (profile, client_id), hash-partitioned by profile."""

    profile = models.ForeignKey("accounts.Profile", on_delete=models.CASCADE, related_name="+")
    client_id = models.UUIDField(help_text="Made by the browser; sending an event twice stores it once")
    kind = models.CharField(max_length=16)
    title = models.ForeignKey("catalog.Title", null=True, on_delete=models.SET_NULL, related_name="+")
    episode = models.ForeignKey("catalog.Episode", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(help_text="When it happened, corrected for the client's clock")
    client_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField()
    device = models.CharField(max_length=8, choices=DeviceKind.choices)
    page_id = models.UUIDField(null=True)
    row = models.SmallIntegerField(null=True, help_text="-1 is the billboard")
    column = models.PositiveSmallIntegerField(null=True)
    artwork = models.ForeignKey("catalog.Artwork", null=True, on_delete=models.SET_NULL, related_name="+")
    value = models.FloatField(null=True, help_text="Seconds, stars or a share: the event kind says which")
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-id")
        constraints = [models.UniqueConstraint(fields=("profile", "client_id"), name="one_event_per_client_id")]
        indexes = [
            models.Index(fields=("profile", "-at"), name="event_of_profile"),
            models.Index(fields=("profile", "kind", "-at"), name="event_of_profile_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d %H:%M}"


class Impression(models.Model):
    """A tile that was at least half visible for a second; unique by place, partitioned by the page's month."""

    served_at = models.DateTimeField(help_text="Of the page; with the place it is the key, so repeats are harmless")
    page_id = models.UUIDField()
    row = models.SmallIntegerField(help_text="-1 is the billboard")
    column = models.PositiveSmallIntegerField()
    profile = models.ForeignKey("accounts.Profile", on_delete=models.CASCADE, related_name="+")
    title = models.ForeignKey("catalog.Title", on_delete=models.CASCADE, related_name="+")
    artwork = models.ForeignKey("catalog.Artwork", null=True, on_delete=models.SET_NULL, related_name="+")
    seen_at = models.DateTimeField()
    visible_seconds = models.FloatField(default=1.0)

    class Meta:
        ordering = ("-served_at", "row", "column")
        constraints = [
            models.UniqueConstraint(fields=("served_at", "page_id", "row", "column"), name="one_impression_per_place")
        ]
        indexes = [models.Index(fields=("profile", "-seen_at"), name="impression_of_profile")]

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}"


class EventAllowance(models.Model):
    """How many more events a profile may send just now: a bucket that one SQL statement fills and empties."""

    profile = models.OneToOneField("accounts.Profile", primary_key=True, on_delete=models.CASCADE, related_name="+")
    tokens = models.FloatField()
    refilled_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.tokens:.0f} left"
