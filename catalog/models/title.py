"""A title, and the one door through which anybody gets to see it."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from catalog.maturity import Maturity
from catalog.models.subject import Collection, Country, Genre, Keyword, Language, Mood


class TitleKind(models.TextChoices):
    FILM = "film", "Film"
    SERIES = "series", "Series"


class TitleQuerySet(models.QuerySet["Title"]):
    def visible_to(self, *, ceiling: int, country: str, at: datetime) -> Self:
        """Keep the titles that a viewer under `ceiling`, in `country`, may see at the instant `at`.

        A title without any availability window is seen by nobody: forgetting one must hide, never reveal.
        """
        window = AvailabilityWindow.objects.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=at),
            title=OuterRef("pk"),
            country__in=("", country),
            starts_at__lte=at,
        )
        return self.filter(Exists(window), is_published=True, maturity__lte=ceiling)

    def newest_first(self) -> Self:
        return self.order_by("-added_at", "-pk")


class Title(models.Model):
    """A film or a series."""

    kind = models.CharField(max_length=8, choices=TitleKind.choices, default=TitleKind.FILM)
    slug = models.SlugField(max_length=160, unique=True)
    name = models.CharField(max_length=200)
    original_name = models.CharField(max_length=200, blank=True)
    tagline = models.CharField(max_length=200, blank=True)
    short_synopsis = models.CharField(max_length=300, blank=True)
    synopsis = models.TextField(blank=True)
    attribution = models.CharField(
        max_length=300,
        blank=True,
        db_default="",
        help_text="Whose work it is and under which licence, where that must be said",
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    runtime_minutes = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of a film or a usual episode")
    maturity = models.PositiveSmallIntegerField(choices=Maturity.choices, default=Maturity.EIGHTEEN)
    maturity_advice = models.CharField(max_length=200, blank=True, help_text="What viewers should know beforehand")
    critics_score = models.PositiveSmallIntegerField(null=True, blank=True, help_text="0 to 100")
    is_published = models.BooleanField(default=True)
    added_at = models.DateTimeField(help_text="When it came to the catalogue")
    collection = models.ForeignKey(Collection, null=True, blank=True, on_delete=models.SET_NULL, related_name="titles")
    genres = models.ManyToManyField(Genre, blank=True, related_name="titles")
    moods = models.ManyToManyField(Mood, blank=True, related_name="titles")
    keywords = models.ManyToManyField(Keyword, blank=True, related_name="titles")
    countries = models.ManyToManyField(Country, blank=True, related_name="titles")
    languages = models.ManyToManyField(Language, blank=True, related_name="titles")
    source = models.CharField(max_length=40, blank=True, help_text="The import that it came from")
    source_id = models.CharField(max_length=80, blank=True, help_text="Its id there")
    search_vector = SearchVectorField(null=True, editable=False)
    search_text = models.TextField(blank=True, editable=False, help_text="Unaccented, lower-case; for trigrams")

    objects = TitleQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("source", "source_id"), condition=~Q(source=""), name="one_title_per_source_id"
            ),
            models.CheckConstraint(condition=Q(critics_score__lte=100), name="critics_score_is_a_percentage"),
        ]
        indexes = [
            models.Index(fields=("-added_at", "-id"), name="title_newest_first"),
            GinIndex(fields=("search_vector",), name="title_search_vector"),
            GinIndex(fields=("search_text",), opclasses=("gin_trgm_ops",), name="title_search_trigrams"),
            models.Index(OpClass("search_text", name="text_pattern_ops"), name="title_search_prefix"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})" if self.year else self.name

    def get_absolute_url(self) -> str:
        return reverse("title", args=[self.slug])


class AvailabilityWindow(models.Model):
    """When, and where, a title may be watched."""

    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="windows")
    country = models.CharField(max_length=2, blank=True, help_text="ISO code; empty means everywhere")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("title", "starts_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=models.F("starts_at")),
                name="window_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.country or 'everywhere'} from {self.starts_at:%Y-%m-%d}"
