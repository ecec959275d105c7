"""What a title can be filed under: genres, moods, keywords, countries, languages and collections."""

from django.db import models
from django.urls import reverse


class Subject(models.Model):
    """A name with a slug; the shape that genres, moods, keywords and collections share."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        abstract = True
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Genre(Subject):
    """What kind of story it is: drama, science fiction, documentary."""

    def get_absolute_url(self) -> str:
        return reverse("genre", args=[self.slug])


class Mood(Subject):
    """How it feels to watch: haunting, warm, slow-burn."""

    def get_absolute_url(self) -> str:
        return reverse("mood", args=[self.slug])


class Keyword(Subject):
    """What is in it: lighthouses, heists, grief."""


class Collection(Subject):
    """Titles that belong together: a franchise or an editor's choice."""

    description = models.TextField(blank=True)


class Country(models.Model):
    """A country by its ISO 3166-1 alpha-2 code."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name


class Language(models.Model):
    """A language by its BCP 47 tag."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
