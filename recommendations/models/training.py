"""Training runs, the models they made, and which of them serves."""

import math
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from recommendations.conf import DEFAULT_REWARDS

GREATEST_WORTH = 100.0


class RunState(models.TextChoices):
    QUEUED = "queued", "Queued"
    RUNNING = "running", "Running"
    PROMOTED = "promoted", "Done, began to serve"
    REFUSED = "refused", "Done, refused by the gate"
    SKIPPED = "skipped", "Nothing to learn from"
    FAILED = "failed", "Failed"


class TrainingRun(models.Model):
    """One retrain. The row is the lease; its id is the fencing token, so a late run cannot undo a newer one."""

    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.QUEUED)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=80, blank=True, help_text="schedule, command, admin, import")
    attempts = models.PositiveSmallIntegerField(default=0)
    owner = models.CharField(max_length=120, blank=True, help_text="Host and process that holds the lease")
    lease_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cutoff = models.DateTimeField(null=True, blank=True, help_text="Nothing after this instant was learned from")
    progress = models.FloatField(default=0, help_text="0 to 1")
    step = models.CharField(max_length=120, blank=True, help_text="What it is doing now, in words")
    metrics = models.JSONField(default=dict, blank=True)
    verdict = models.TextField(blank=True, help_text="What the gate said")
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=1), name="run_progress_is_a_share")
        ]

    def __str__(self) -> str:
        if self.state == RunState.PROMOTED and self.finished_at:
            return f"Run {self.pk}, done, began to serve {timezone.localtime(self.finished_at):%-d %B %Y, %H:%M}"
        return f"Run {self.pk}, {self.get_state_display().lower()}"


class ModelVersion(models.Model):
    """A trained bundle in the model store, named by the hash of its content."""

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the manifest; the folder's name")
    run = models.ForeignKey(TrainingRun, null=True, on_delete=models.SET_NULL, related_name="versions")
    created_at = models.DateTimeField()
    manifest = models.JSONField(default=dict)
    metrics = models.JSONField(default=dict)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.digest[:12]


class ModelSlot(models.Model):
    """The one pointer that says which version serves; `run_token` only moves forward, except by roll-back."""

    name = models.CharField(max_length=40, primary_key=True, default="home")
    version = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="+")
    run_token = models.BigIntegerField()
    promoted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Promotion(models.Model):
    """The history of a slot: every activation and roll-back, with who and why."""

    slot = models.CharField(max_length=40)
    version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="promotions")
    promoted_at = models.DateTimeField()
    promoted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    why = models.CharField(max_length=200)

    class Meta:
        ordering = ("-promoted_at", "-pk")

    def __str__(self) -> str:
        return f"{self.version} at {self.promoted_at:%Y-%m-%d %H:%M}"


class RewardTable(models.Model):
    """What each signal is worth to a ranker; saving a change makes a new version, one of which is active."""

    weights = models.JSONField(help_text="Signal name to worth; absent signals take the built-in default")
    note = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=("is_active",), condition=Q(is_active=True), name="one_active_reward_table")
        ]

    def __str__(self) -> str:
        return f"Version {self.pk}"

    def clean(self) -> None:
        """Refuse weights that no ranker could go by, in a sentence."""
        problem = unsound_weights(self.weights)
        if problem:
            raise ValidationError(problem)


def unsound_weights(weights: Any) -> str:
    """Why these cannot be the weights of a reward table, or an empty string."""
    if not isinstance(weights, dict):
        return 'Weights are an object of signal names and numbers, such as {"completed": 1.0}.'
    unknown = sorted(set(weights) - set(DEFAULT_REWARDS))
    if unknown:
        return f"There is no signal {', '.join(unknown)}; there are {', '.join(DEFAULT_REWARDS)}."
    for name, worth in weights.items():
        is_number = isinstance(worth, int | float) and not isinstance(worth, bool)
        if not is_number or not math.isfinite(worth) or abs(worth) > GREATEST_WORTH:
            return f"The worth of {name} must be a number from -{GREATEST_WORTH:g} to {GREATEST_WORTH:g}."
    if not any(worth > 0 for worth in {**DEFAULT_REWARDS, **weights}.values()):
        return "Some signal must be worth more than nothing, or there is nothing left to rank by."
    return ""
