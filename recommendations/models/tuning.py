"""Jobs that help to decide: searches for better settings, replays of another reward table, and what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from recommendations.models.training import ModelVersion, RewardTable


class JobState(models.TextChoices):
    QUEUED = "queued", "Queued"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    SKIPPED = "skipped", "Nothing to learn from"
    FAILED = "failed", "Failed"


class Job(models.Model):
    """Work of the training queue whose row is its lease, as a training run's is."""

    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Times it was taken up since it last got on")
    owner = models.CharField(max_length=120, blank=True, help_text="Host and process that holds the lease")
    lease_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cutoff = models.DateTimeField(null=True, blank=True, help_text="Nothing after this instant was looked at")
    progress = models.FloatField(default=0, help_text="0 to 1")
    step = models.CharField(max_length=120, blank=True, help_text="What it is doing now, in words")
    verdict = models.TextField(blank=True, help_text="What came of it, in words")
    error = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ("-pk",)

    @property
    def is_unfinished(self) -> bool:
        return self.state in (JobState.QUEUED, JobState.RUNNING)


class SearchRun(Job):
    """One search for better settings of an estimator; its trials say how far it is, so that another can go on."""

    estimator = models.CharField(max_length=40, help_text="The estimator's key")
    trials = models.PositiveSmallIntegerField(help_text="How many settings are drawn")
    measure = models.CharField(max_length=20, blank=True, help_text="What the scores are")
    plan = models.JSONField(default=list, help_text="Per rung: the share of viewers learned from, and how many draws")

    class Meta(Job.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=1), name="search_progress_is_a_share")
        ]

    def __str__(self) -> str:
        return f"Search {self.pk} for {self.estimator}"


class SearchTrial(models.Model):
    """One configuration in one rung; `number` names the configuration through all rungs, 0 is what is used now."""

    search = models.ForeignKey(SearchRun, on_delete=models.CASCADE, related_name="tried")
    rung = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    config = models.JSONField(help_text="Searched fields by name")
    share = models.FloatField(help_text="Share of the viewers that were learned from")
    begun = models.PositiveSmallIntegerField(default=0, help_text="Times that a worker began it")
    score = models.FloatField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    failure = models.TextField(blank=True)

    class Meta:
        ordering = ("search", "rung", "number")
        constraints = [models.UniqueConstraint(fields=("search", "rung", "number"), name="one_trial_per_rung")]

    def __str__(self) -> str:
        return f"Trial {self.number}"


class EstimatorSettings(models.Model):
    """What an estimator is trained with instead of the built-in defaults; one version a key is active, or none."""

    estimator = models.CharField(max_length=40, help_text="The estimator's key")
    config = models.JSONField(default=dict, help_text="Field to value; absent fields take the built-in default")
    note = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=False)
    search = models.ForeignKey(SearchRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("-pk",)
        verbose_name_plural = "estimator settings"
        constraints = [
            models.UniqueConstraint(
                fields=("estimator",), condition=Q(is_active=True), name="one_active_settings_per_estimator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.estimator}, version {self.pk}"


class RewardReplay(Job):
    """What would change if a reward table were active: pages and figures under both tables, by the serving model."""

    table = models.ForeignKey(RewardTable, on_delete=models.CASCADE, related_name="replays")
    against = models.ForeignKey(RewardTable, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    """The table that was active; None is the built-in defaults."""
    version = models.ForeignKey(ModelVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    result = models.JSONField(default=dict, blank=True)

    class Meta(Job.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=1), name="replay_progress_is_a_share")
        ]

    def __str__(self) -> str:
        return f"Replay {self.pk} of reward table {self.table_id}"
