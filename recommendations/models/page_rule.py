"""What an editor wants of pages: rows and titles to pin, favour, disfavour or leave out, for a while."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class RuleAction(models.TextChoices):
    PIN = "pin", "Pin"
    BOOST = "boost", "Boost"
    BURY = "bury", "Bury"
    BAN = "ban", "Ban"


class PageRule(models.Model):
    """One wish about one row or one title. A trigger raises the catalogue's stamp, so that pages follow at once."""

    action = models.CharField(max_length=8, choices=RuleAction.choices)
    row = models.CharField(
        max_length=120, blank=True,
        help_text="A kind of row, such as trending, or one row of it, such as genre:drama; empty for a title",
    )  # fmt: skip
    title = models.ForeignKey("catalog.Title", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Of a pinned row, from the top: 0 is the first. A pinned title is the billboard",
    )
    country = models.CharField(max_length=2, blank=True, help_text="ISO code; empty means everywhere")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True, help_text="Empty: until somebody ends it")
    reason = models.CharField(max_length=200, help_text="Why, for whoever finds this rule in a year")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("-starts_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(row="", title__isnull=False) | (~Q(row="") & Q(title__isnull=True)),
                name="rule_is_about_a_row_or_a_title",
            ),
            models.CheckConstraint(
                condition=~Q(action="pin") | Q(row="") | Q(position__isnull=False), name="pinned_row_has_a_position"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="rule_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.row or self.title}"
