"""Seasons and episodes."""

from django.contrib import admin
from django.http import HttpRequest

from catalog.admin.base import CatalogueAdmin, CatalogueInline
from catalog.models import Episode, Season


class EpisodeInline(CatalogueInline):
    model = Episode
    fields = ("number", "name", "runtime_minutes", "aired_on")


@admin.register(Season)
class SeasonAdmin(CatalogueAdmin):
    list_display = ("title", "number", "name")
    list_select_related = ("title",)
    search_fields = ("title__name", "name")
    autocomplete_fields = ("title",)
    inlines = (EpisodeInline,)


@admin.register(Episode)
class EpisodeAdmin(CatalogueAdmin):
    list_display = ("name", "series", "season_number", "number", "runtime_minutes", "aired_on")
    list_select_related = ("season__title",)
    list_filter = (("aired_on", admin.DateFieldListFilter),)
    search_fields = ("name", "season__title__name")
    autocomplete_fields = ("season",)

    @admin.display(description="series", ordering="season__title__name")
    def series(self, episode: Episode) -> str:
        return episode.season.title.name

    @admin.display(description="season", ordering="season__number")
    def season_number(self, episode: Episode) -> int:
        return episode.season.number

    def get_readonly_fields(self, request: HttpRequest, obj: Episode | None = None) -> tuple[str, ...]:
        """What was watched of an episode belongs to its series; moving it would take that along."""
        return ("season",) if obj else ()
