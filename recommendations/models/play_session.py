"""Runs of the player: the unit in which viewing time is credited and attributed to the place it came from."""

from django.db import models
from django.db.models import Q

from accounts.device_kinds import DeviceKind


class PlayOrigin(models.TextChoices):
    ROW = "row", "A row of a page"
    BILLBOARD = "billboard", "The billboard"
    SEARCH = "search", "Search"
    CONTINUE = "continue", "Continue Watching"
    NEXT = "next", "The episode before"
    LETTER = "letter", "The weekly letter"
    SOMETHING = "something", "Play Something"
    SURPRISE = "surprise", "Surprise me"
    ENDING = "ending", "What came after a title"
    BEGIN = "begin", "A newcomer's first picks"
    DIRECT = "direct", "A link or the title page"
    IMPORT = "import", "An import: it was watched elsewhere"


class PlaySession(models.Model):
    """One run of the player; its id is the order in which the server first heard of it.

    Every field of what was watched is a greatest or a least, so reports may come late, twice and in any order.
    """

    profile = models.ForeignKey("accounts.Profile", on_delete=models.CASCADE, related_name="+")
    client_id = models.UUIDField(help_text="Made by the player when the page was opened")
    title = models.ForeignKey("catalog.Title", on_delete=models.CASCADE, related_name="+")
    episode = models.ForeignKey("catalog.Episode", null=True, on_delete=models.CASCADE, related_name="+")
    sequence = models.BigIntegerField(default=0, help_text="Of the report that the position is from")
    position_seconds = models.FloatField(default=0)
    duration_seconds = models.FloatField(default=0)
    reported_seconds = models.FloatField(default=0, help_text="Viewing time as the player counted it")
    credited_seconds = models.FloatField(default=0, help_text="The same, never more than the clock allows")
    fastest_rate = models.FloatField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    completed = models.BooleanField(default=False)
    device = models.CharField(max_length=8, choices=DeviceKind.choices)
    origin = models.CharField(max_length=10, choices=PlayOrigin.choices, default=PlayOrigin.DIRECT)
    page_id = models.UUIDField(null=True)
    row = models.SmallIntegerField(null=True, help_text="-1 is the billboard")
    column = models.PositiveSmallIntegerField(null=True)
    artwork = models.ForeignKey("catalog.Artwork", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=("profile", "client_id"), name="one_play_session_per_client_id"),
            models.CheckConstraint(
                condition=Q(position_seconds__gte=0, credited_seconds__gte=0, duration_seconds__gte=0),
                name="play_session_is_not_negative",
            ),
        ]
        indexes = [models.Index(fields=("page_id", "row", "column"), name="play_session_of_place")]

    def __str__(self) -> str:
        return f"{self.title} on {self.first_at:%Y-%m-%d}"
