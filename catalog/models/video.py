"""What can be played: video files and their captions."""

from django.db import models
from django.db.models import Q

from catalog.models.episode import Episode
from catalog.models.title import Title


class VideoKind(models.TextChoices):
    MAIN = "main", "The film or episode"
    TRAILER = "trailer", "Trailer"


class VideoSource(models.Model):
    """One file that plays; of a film, of one episode, or a trailer of either."""

    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="videos")
    episode = models.ForeignKey(Episode, null=True, blank=True, on_delete=models.CASCADE, related_name="videos")
    kind = models.CharField(max_length=8, choices=VideoKind.choices, default=VideoKind.MAIN)
    file = models.FileField(upload_to="video/%Y/", max_length=200)
    mime_type = models.CharField(max_length=40, default="video/mp4")
    duration_seconds = models.FloatField()
    is_demo_clip = models.BooleanField(default=False, help_text="A short stand-in for the real thing; the page says so")
    intro_starts_seconds = models.FloatField(null=True, blank=True)
    intro_ends_seconds = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ("title", "kind", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(duration_seconds__gt=0), name="video_has_a_duration"),
        ]

    def __str__(self) -> str:
        return f"{self.title.name}, {self.get_kind_display().lower()}"


class Caption(models.Model):
    """A WebVTT file for one video in one language."""

    video = models.ForeignKey(VideoSource, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(max_length=12, help_text="BCP 47 tag")
    label = models.CharField(max_length=60)
    file = models.FileField(upload_to="captions/%Y/", max_length=200)
    is_for_deaf_and_hard_of_hearing = models.BooleanField(default=False)

    class Meta:
        ordering = ("video", "language", "pk")

    def __str__(self) -> str:
        return self.label
