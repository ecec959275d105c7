"""What a profile asked for outright: more or less of a genre, mood or person, and rows that it wants no longer."""

from django.db import models
from django.db.models import Q

from recommendations.contracts.adjustments import Wanted


class Adjustment(models.Model):
    """More, less or none of one genre, mood or person; what is to stay as it is has no row."""

    profile = models.ForeignKey("accounts.Profile", on_delete=models.CASCADE, related_name="+")
    genre = models.ForeignKey("catalog.Genre", null=True, on_delete=models.CASCADE, related_name="+")
    mood = models.ForeignKey("catalog.Mood", null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("catalog.Person", null=True, on_delete=models.CASCADE, related_name="+")
    wanted = models.CharField(max_length=8, choices=[(word.value, word.name.capitalize()) for word in Wanted])
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("-set_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("profile", "genre", "mood", "person"), nulls_distinct=False, name="one_adjustment_per_subject"
            ),
            models.CheckConstraint(
                condition=Q(genre__isnull=False, mood__isnull=True, person__isnull=True)
                | Q(genre__isnull=True, mood__isnull=False, person__isnull=True)
                | Q(genre__isnull=True, mood__isnull=True, person__isnull=False),
                name="adjustment_is_of_one_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_wanted_display()} of {self.genre or self.mood or self.person}"


class StoppedRow(models.Model):
    """A row, or a kind of rows, that a profile wants to see no longer."""

    profile = models.ForeignKey("accounts.Profile", on_delete=models.CASCADE, related_name="+")
    row = models.CharField(max_length=120, help_text="A kind of row, such as trending, or one row, such as genre:drama")
    stopped_at = models.DateTimeField()

    class Meta:
        ordering = ("-stopped_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("profile", "row"), name="one_stop_per_row")]

    def __str__(self) -> str:
        return self.row
