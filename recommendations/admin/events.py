"""What profiles did, for support: events are read only, the state that follows from them can be looked at."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from recommendations.admin.viewers import ByOrigin, OfViewersAdmin
from recommendations.models import (
    Adjustment,
    Event,
    EventAllowance,
    HiddenTitle,
    Impression,
    ListEntry,
    PlaySession,
    Rating,
    StoppedRow,
    TasteState,
    WatchProgress,
)


class RecordAdmin(OfViewersAdmin):
    """A list that is only looked at; names of profiles and titles come with the page's one query."""

    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    # Rows go with their profile or title; to allow that, the permission to delete is not taken away.
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Event)
class EventAdmin(RecordAdmin):
    list_display = ("at", "viewer", "kind", "title", "value", "device", "row", "column")
    list_select_related = ("profile", "title")
    list_filter = (ByOrigin, "kind", "device", ("at", admin.DateFieldListFilter))
    search_fields = ("title__name", "profile__name", "=client_id")


@admin.register(Impression)
class ImpressionAdmin(RecordAdmin):
    list_display = ("seen_at", "viewer", "title", "row", "column", "visible_seconds")
    list_select_related = ("profile", "title")
    list_filter = (ByOrigin, ("seen_at", admin.DateFieldListFilter), "row")
    search_fields = ("title__name", "profile__name", "=page_id")


@admin.register(PlaySession)
class PlaySessionAdmin(RecordAdmin):
    list_display = (
        "first_at",
        "viewer",
        "title",
        "credited_seconds",
        "duration_seconds",
        "completed",
        "origin",
        "device",
    )
    list_select_related = ("profile", "title")
    list_filter = (ByOrigin, "origin", "device", "completed", ("first_at", admin.DateFieldListFilter))
    search_fields = ("title__name", "profile__name", "=page_id")


@admin.register(WatchProgress)
class WatchProgressAdmin(RecordAdmin):
    list_display = ("updated_at", "viewer", "title", "episode_number", "share", "completed", "dismissed", "excluded")
    list_select_related = ("profile", "title", "episode__season")
    list_filter = (ByOrigin, "completed", "dismissed", "excluded", ("updated_at", admin.DateFieldListFilter))
    search_fields = ("title__name", "profile__name")

    @admin.display(description="episode")
    def episode_number(self, progress: WatchProgress) -> str:
        episode = progress.episode
        return f"S{episode.season.number} E{episode.number}" if episode else ""

    @admin.display(description="watched", ordering="position_seconds")
    def share(self, progress: WatchProgress) -> str:
        if progress.duration_seconds <= 0:
            return ""
        return f"{min(1.0, progress.position_seconds / progress.duration_seconds):.0%}"


@admin.register(Rating)
class RatingAdmin(RecordAdmin):
    list_display = ("rated_at", "viewer", "title", "value", "source")
    list_select_related = ("profile", "title")
    list_filter = (ByOrigin, "source", "value", ("rated_at", admin.DateFieldListFilter))
    search_fields = ("title__name", "profile__name")


@admin.register(ListEntry)
class ListEntryAdmin(RecordAdmin):
    list_display = ("added_at", "viewer", "title")
    list_select_related = ("profile", "title")
    list_filter = (
        ByOrigin,
        ("added_at", admin.DateFieldListFilter),
    )
    search_fields = ("title__name", "profile__name")


@admin.register(HiddenTitle)
class HiddenTitleAdmin(RecordAdmin):
    list_display = ("hidden_at", "viewer", "title")
    list_select_related = ("profile", "title")
    list_filter = (
        ByOrigin,
        ("hidden_at", admin.DateFieldListFilter),
    )
    search_fields = ("title__name", "profile__name")


@admin.register(Adjustment)
class AdjustmentAdmin(RecordAdmin):
    list_display = ("set_at", "viewer", "wanted", "genre", "mood", "person")
    list_select_related = ("profile", "genre", "mood", "person")
    list_filter = (ByOrigin, "wanted", ("set_at", admin.DateFieldListFilter))
    search_fields = ("profile__name", "genre__name", "mood__name", "person__name")


@admin.register(StoppedRow)
class StoppedRowAdmin(RecordAdmin):
    list_display = ("stopped_at", "viewer", "row")
    list_select_related = ("profile",)
    list_filter = (ByOrigin, ("stopped_at", admin.DateFieldListFilter))
    search_fields = ("profile__name", "row")


@admin.register(TasteState)
class TasteStateAdmin(RecordAdmin):
    list_display = ("moved_at", "viewer", "epoch", "restarted_at", "ignores_moments")
    list_filter = (ByOrigin, "ignores_moments")
    list_select_related = ("profile",)
    search_fields = ("profile__name",)


@admin.register(EventAllowance)
class EventAllowanceAdmin(RecordAdmin):
    list_display = ("viewer", "tokens", "refilled_at")
    list_select_related = ("profile",)
    search_fields = ("profile__name",)
