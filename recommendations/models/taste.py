"""What a profile said and how far it got: the current state that events leave behind."""

from django.db import models
from django.db.models import Q

from recommendations.models.play_session import PlaySession


class RatingSource(models.TextChoices):
    THUMB = "thumb", "Thumb"
    IMPORT = "import", "Imported stars"


class Rating(models.Model):
    """What was said about a title, on Surprise's 1 to 5 scale: down 1, up 4, two up 5, or stars as imported."""

    profile = models.ForeignKey("accounts.Profile", on_delete=models.CASCADE, related_name="+")
    title = models.ForeignKey("catalog.Title", on_delete=models.CASCADE, related_name="+")
    value = models.FloatField()
    source = models.CharField(max_length=8, choices=RatingSource.choices, default=RatingSource.THUMB)
    rated_at = models.DateTimeField()

    class Meta:
        ordering = ("-rated_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("profile", "title"), name="one_rating_per_title"),
            models.CheckConstraint(condition=Q(value__gte=0.5, value__lte=5), name="rating_is_on_the_scale"),
        ]
        indexes = [models.Index(fields=("title",), name="rating_of_title")]

    def __str__(self) -> str:
        return f"{self.value:g}"


class ListEntry(models.Model):
    """A title on a profile's My List."""

    profile = models.ForeignKey("accounts.Profile", on_delete=models.CASCADE, related_name="+")
    title = models.ForeignKey("catalog.Title", on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("-added_at", "-pk")
        verbose_name_plural = "list entries"
        constraints = [models.UniqueConstraint(fields=("profile", "title"), name="one_list_entry_per_title")]

    def __str__(self) -> str:
        return str(self.title)


class HiddenTitle(models.Model):
    """A title that a profile asked not to be shown."""

    profile = models.ForeignKey("accounts.Profile", on_delete=models.CASCADE, related_name="+")
    title = models.ForeignKey("catalog.Title", on_delete=models.CASCADE, related_name="+")
    hidden_at = models.DateTimeField()

    class Meta:
        ordering = ("-hidden_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("profile", "title"), name="one_hiding_per_title")]

    def __str__(self) -> str:
        return str(self.title)


class WatchProgress(models.Model):
    """How far a profile got in a film or an episode; one row per thing that plays."""

    profile = models.ForeignKey("accounts.Profile", on_delete=models.CASCADE, related_name="+")
    title = models.ForeignKey("catalog.Title", on_delete=models.CASCADE, related_name="+")
    episode = models.ForeignKey("catalog.Episode", null=True, on_delete=models.CASCADE, related_name="+")
    position_seconds = models.FloatField(default=0)
    duration_seconds = models.FloatField(default=0)
    watched_seconds = models.FloatField(default=0, help_text="Credited viewing time, never more than the clock allows")
    session = models.ForeignKey(
        PlaySession, null=True, on_delete=models.SET_NULL, related_name="+", help_text="The run that the position is of"
    )
    completed = models.BooleanField(default=False)
    dismissed = models.BooleanField(default=False, help_text="Taken out of Continue Watching; the place is kept")
    excluded = models.BooleanField(default=False, help_text="Kept in the history, not used to recommend")
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ("-updated_at", "-pk")
        verbose_name_plural = "watch progress"
        constraints = [
            models.UniqueConstraint(
                fields=("profile", "title", "episode"), nulls_distinct=False, name="one_progress_per_thing_that_plays"
            ),
            models.CheckConstraint(
                condition=Q(position_seconds__gte=0, watched_seconds__gte=0, duration_seconds__gte=0),
                name="progress_is_not_negative",
            ),
        ]
        indexes = [models.Index(fields=("profile", "-updated_at"), name="progress_of_profile")]

    def __str__(self) -> str:
        return f"{self.position_seconds:.0f} of {self.duration_seconds:.0f} s"


class TasteState(models.Model):
    """The profile's taste epoch: whatever a page reacts to moves it; and what holds for its taste as a whole."""

    profile = models.OneToOneField("accounts.Profile", primary_key=True, on_delete=models.CASCADE, related_name="+")
    epoch = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField()
    restarted_at = models.DateTimeField(
        null=True, blank=True, help_text="What was done up to here is kept, and recommends nothing any more"
    )
    ignores_moments = models.BooleanField(
        default=False, db_default=False, help_text="Hour, weekday and device have no say in what is recommended"
    )

    def __str__(self) -> str:
        return f"epoch {self.epoch}"
