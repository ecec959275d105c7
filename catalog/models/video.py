"""What can be played: video files, their captions, chapters and pictures for scrubbing."""

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


class Chapter(models.Model):
    """A part of a video that has a name; it lasts until the next one begins."""

    video = models.ForeignKey(VideoSource, on_delete=models.CASCADE, related_name="chapters")
    starts_seconds = models.FloatField()
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ("video", "starts_seconds")
        constraints = [
            models.UniqueConstraint(fields=("video", "starts_seconds"), name="one_chapter_begins_at_a_time"),
            models.CheckConstraint(condition=Q(starts_seconds__gte=0), name="chapter_begins_within_its_video"),
        ]

    def __str__(self) -> str:
        return self.name


class Storyboard(models.Model):
    """Small pictures of a video on one sheet, and a WebVTT map that says which part of the sheet shows which moment."""

    video = models.OneToOneField(VideoSource, on_delete=models.CASCADE, related_name="storyboard")
    picture = models.FileField(upload_to="storyboards/%Y/", max_length=200, help_text="AVIF, WebP, JPEG or PNG")
    map = models.FileField(
        upload_to="storyboards/%Y/", max_length=200, help_text="WebVTT; each cue says sheet.avif#xywh=x,y,width,height"
    )

    def __str__(self) -> str:
        return f"Storyboard of {self.video}"
