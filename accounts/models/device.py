"""A screen that an account was used on."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from knox.models import AbstractAuthToken

from accounts.device_kinds import DeviceKind


class Device(models.Model):
    """Known by a signed cookie; signing one out ends its session and its API tokens."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices")
    kind = models.CharField(max_length=8, choices=DeviceKind.choices, default=DeviceKind.LAPTOP)
    name = models.CharField(max_length=80)
    session_key = models.CharField(max_length=40, blank=True, editable=False)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        ordering = ("-last_seen_at", "-pk")

    def __str__(self) -> str:
        return self.name


class DeviceToken(AbstractAuthToken):
    """An API token: hashed at rest, bound to one device and one profile, revoked by signing the device out."""

    device = models.ForeignKey(Device, null=True, on_delete=models.CASCADE, related_name="tokens")
    profile = models.ForeignKey("accounts.Profile", null=True, on_delete=models.CASCADE, related_name="tokens")
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created",)
        swappable = "KNOX_TOKEN_MODEL"

    def __str__(self) -> str:
        return f"{self.token_key}…"
