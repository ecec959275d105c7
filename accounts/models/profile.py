"""A person of a household: the one whose page it is."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.maturity import KIDS_CEILING, Maturity

MAXIMUM_PROFILES = 5
PIN_TRIES = 5


class ProfileOrigin(models.TextChoices):
    HOUSEHOLD = "household", "Made by its household"
    IMPORTED = "imported", "Came with imported history"
    SIMULATED = "simulated", "Simulated viewer"


class ProfileQuerySet(models.QuerySet["Profile"]):
    def of(self, user: "models.Model") -> Self:
        """The profiles of one account, oldest first."""
        return self.filter(user=user).order_by("pk")


class Profile(models.Model):
    """Its ceiling and kids flag decide what exists for it; `uid` is the only id that leaves the server."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="profiles",
        help_text="Empty for an imported person whom nobody has been given a login for",
    )
    name = models.CharField(max_length=40)
    avatar = models.CharField(max_length=40, default="lamp")
    is_kids = models.BooleanField(default=False)
    maturity_ceiling = models.PositiveSmallIntegerField(choices=Maturity.choices, default=Maturity.EIGHTEEN)
    pin_hash = models.CharField(max_length=200, blank=True, editable=False)
    pin_failures = models.PositiveSmallIntegerField(default=0, editable=False)
    epoch = models.PositiveIntegerField(
        default=0, editable=False, help_text="Moves when PIN, ceiling or kids flag change; sessions of before end"
    )
    country = models.CharField(max_length=2, blank=True, help_text="ISO code; empty means unknown")
    language = models.CharField(max_length=12, default="en")
    autoplay_next = models.BooleanField(default=True)
    autoplay_previews = models.BooleanField(default=True)
    records_history = models.BooleanField(default=True, help_text="Off: nothing this profile does is kept")
    origin = models.CharField(max_length=10, choices=ProfileOrigin.choices, default=ProfileOrigin.HOUSEHOLD)
    source = models.CharField(max_length=40, blank=True, help_text="The import that it came from")
    source_id = models.CharField(max_length=80, blank=True, help_text="Its id there")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("source", "source_id"), condition=~Q(source=""), name="one_profile_per_source_id"
            ),
            models.CheckConstraint(
                condition=Q(is_kids=False) | Q(maturity_ceiling__lte=KIDS_CEILING), name="kids_ceiling_is_low"
            ),
            models.CheckConstraint(condition=Q(pin_failures__lte=PIN_TRIES), name="pin_tries_are_bounded"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_pin(self) -> bool:
        return bool(self.pin_hash)
