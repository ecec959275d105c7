"""What came of what was shown, counted over some days: figures of many, nothing of a single profile."""

from django.db import models
from django.db.models import Q

from recommendations.conf import MOST_OUTCOME_DAYS
from recommendations.models.tuning import Job


class OutcomeReport(Job):
    """One counting of the last `days` until `cutoff`; reports are kept, so that two of them can be compared."""

    days = models.PositiveSmallIntegerField(default=28, help_text="How far back it looks")
    figures = models.JSONField(default=dict, blank=True, help_text="By the origin of the viewers")

    class Meta(Job.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=1), name="outcomes_progress_is_a_share"),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=MOST_OUTCOME_DAYS), name="outcomes_days_are_at_most_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"Outcomes of {self.days} days to {self.cutoff:%-d %B %Y}" if self.cutoff else f"Outcomes {self.pk}"
