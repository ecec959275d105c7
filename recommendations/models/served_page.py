"""Pages as they were decided."""

from uuid import uuid4

from django.db import models

from accounts.device_kinds import DeviceKind


class ServedPage(models.Model):
    """A decided page; `content` holds rows, tiles, reasons and artwork decisions. Partitioned by month."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    served_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="End of the stability window")
    profile = models.ForeignKey("accounts.Profile", on_delete=models.CASCADE, related_name="+")
    surface = models.CharField(max_length=16, default="home")
    device = models.CharField(max_length=8, choices=DeviceKind.choices)
    taste_epoch = models.BigIntegerField()
    catalogue_version = models.BigIntegerField()
    model_version = models.CharField(max_length=64, blank=True)
    policy = models.CharField(max_length=40)
    arm = models.CharField(max_length=80, blank=True)
    fingerprint = models.CharField(max_length=64, help_text="Of all else that the page depends on: ceiling, country")
    content = models.JSONField()
    shown = models.TextField(
        blank=True, default="", db_default="", editable=False,
        help_text="What it takes to show the page again; a trigger empties it when the content changes",
    )  # fmt: skip

    class Meta:
        ordering = ("-served_at",)
        indexes = [models.Index(fields=("profile", "surface", "device", "-served_at"), name="latest_page_of_profile")]

    def __str__(self) -> str:
        return f"{self.surface} at {self.served_at:%Y-%m-%d %H:%M}"
