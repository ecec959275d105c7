"""Experiments: which policies compete, and who saw which."""

from django.db import models


class Experiment(models.Model):
    key = models.SlugField(max_length=60, unique=True)
    question = models.TextField(help_text="What is to be learned, in one sentence")
    arms = models.JSONField(help_text='Arm name to share of profiles, e.g. {"control": 0.5, "treatment": 0.5}')
    is_running = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return self.key


class Exposure(models.Model):
    """The first time a profile was shown an arm."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="exposures")
    profile = models.ForeignKey("accounts.Profile", on_delete=models.CASCADE, related_name="+")
    arm = models.CharField(max_length=40)
    exposed_at = models.DateTimeField()

    class Meta:
        ordering = ("-exposed_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("experiment", "profile"), name="one_exposure_per_profile")]

    def __str__(self) -> str:
        return self.arm
