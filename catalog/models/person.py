"""People, and what they did on a title."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from catalog.models.title import Title


class Person(models.Model):
    slug = models.SlugField(max_length=160, unique=True)
    name = models.CharField(max_length=160)
    biography = models.TextField(blank=True)
    born_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=80, blank=True)
    search_text = models.TextField(blank=True, editable=False, help_text="Unaccented, lower-case; for trigrams")

    class Meta:
        ordering = ("name", "pk")
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                fields=("source", "source_id"), condition=~models.Q(source=""), name="one_person_per_source_id"
            )
        ]
        indexes = [GinIndex(fields=("search_text",), opclasses=("gin_trgm_ops",), name="person_search_trigrams")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.slug])


class CreditRole(models.TextChoices):
    ACTOR = "actor", "Actor"
    DIRECTOR = "director", "Director"
    WRITER = "writer", "Writer"
    CREATOR = "creator", "Creator"
    COMPOSER = "composer", "Composer"
    NARRATOR = "narrator", "Narrator"


class Credit(models.Model):
    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="credits")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="credits")
    role = models.CharField(max_length=12, choices=CreditRole.choices)
    character = models.CharField(max_length=120, blank=True)
    billing = models.PositiveSmallIntegerField(default=0, help_text="0 is named first")

    class Meta:
        ordering = ("title", "billing", "pk")
        constraints = [
            models.UniqueConstraint(fields=("title", "person", "role", "character"), name="one_credit_per_part")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display().lower()}"
