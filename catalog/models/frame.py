"""Moments of a video as pictures, and what was seen in them."""

from django.db import models
from django.db.models import Q

from catalog.models.artwork import LabelKind
from catalog.models.person import Person
from catalog.models.video import VideoSource


class Frame(models.Model):
    video = models.ForeignKey(VideoSource, on_delete=models.CASCADE, related_name="frames")
    at_seconds = models.FloatField()
    image = models.ImageField(upload_to="frames/%Y/", max_length=200)

    class Meta:
        ordering = ("video", "at_seconds")
        constraints = [models.UniqueConstraint(fields=("video", "at_seconds"), name="one_frame_per_instant")]

    def __str__(self) -> str:
        return f"{self.video} at {self.at_seconds:.1f} s"


class FrameLabel(models.Model):
    """One thing seen in a frame; the box is in shares of width and height."""

    frame = models.ForeignKey(Frame, on_delete=models.CASCADE, related_name="labels")
    kind = models.CharField(max_length=8, choices=LabelKind.choices)
    value = models.CharField(max_length=80)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    confidence = models.FloatField()
    left = models.FloatField(null=True, blank=True)
    top = models.FloatField(null=True, blank=True)
    right = models.FloatField(null=True, blank=True)
    bottom = models.FloatField(null=True, blank=True)
    recogniser = models.CharField(max_length=40)
    recogniser_version = models.CharField(max_length=40)

    class Meta:
        ordering = ("frame", "kind", "-confidence")
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="frame_label_confidence_is_a_share"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
