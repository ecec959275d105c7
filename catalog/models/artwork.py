"""The pictures of a title, and what is in them."""

from django.db import models
from django.db.models import Q

from catalog.models.person import Person
from catalog.models.title import Title


class Artwork(models.Model):
    """One picture of a title; several per title, each fitting a different taste."""

    class Kind(models.TextChoices):
        TILE = "tile", "Tile, 16:9"
        POSTER = "poster", "Poster, 2:3"
        BILLBOARD = "billboard", "Billboard, 16:9, no lettering"

    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="artworks")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TILE)
    key = models.SlugField(max_length=60, help_text="Tells this title's pictures apart: scene, object, lead-mara")
    image = models.ImageField(upload_to="artwork/%Y/", width_field="width", height_field="height", max_length=200)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    focal_x = models.FloatField(default=0.5, help_text="Where the eye should land, 0 is left, 1 is right")
    focal_y = models.FloatField(default=0.5, help_text="0 is top, 1 is bottom")
    dominant_colour = models.CharField(max_length=7, blank=True, help_text="#rrggbb")
    alternative_text = models.CharField(max_length=300, blank=True)
    has_lettering = models.BooleanField(default=True, help_text="Is the title's name written into the picture?")
    checksum = models.CharField(max_length=64, blank=True, editable=False, help_text="SHA-256 of the file")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("title", "kind", "pk")
        constraints = [
            models.UniqueConstraint(fields=("title", "kind", "key"), name="one_artwork_per_key"),
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="focal_point_is_in_the_picture",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title.name}: {self.key}"


class LabelKind(models.TextChoices):
    OBJECT = "object", "Object"
    MOOD = "mood", "Mood"
    GENRE = "genre", "Genre"
    PERSON = "person", "Person"
    PROPERTY = "property", "Property"


class ArtworkLabel(models.Model):
    """One thing that was seen in a picture, by whom, and how sure."""

    artwork = models.ForeignKey(Artwork, on_delete=models.CASCADE, related_name="labels")
    kind = models.CharField(max_length=8, choices=LabelKind.choices)
    value = models.CharField(max_length=80, help_text="A slug: the genre's, mood's or person's own where it has one")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    confidence = models.FloatField(default=1.0)
    recogniser = models.CharField(max_length=40, default="editor", help_text="`editor` means a person said so")
    recogniser_version = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("artwork", "kind", "-confidence")
        constraints = [
            models.UniqueConstraint(
                fields=("artwork", "kind", "value", "recogniser"), name="one_artwork_label_per_recogniser"
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="artwork_label_confidence_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
