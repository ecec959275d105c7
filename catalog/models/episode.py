"""Seasons and episodes of a series."""

from django.db import models

from catalog.models.title import Title


class Season(models.Model):
    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="seasons")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("title", "number")
        constraints = [models.UniqueConstraint(fields=("title", "number"), name="one_season_per_number")]

    def __str__(self) -> str:
        return self.name or f"Season {self.number}"


class Episode(models.Model):
    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="episodes")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    synopsis = models.TextField(blank=True)
    runtime_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    aired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("season", "number")
        constraints = [models.UniqueConstraint(fields=("season", "number"), name="one_episode_per_number")]

    def __str__(self) -> str:
        return f"S{self.season.number} E{self.number} {self.name}"
