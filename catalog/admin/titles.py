"""Titles: found, edited with all that belongs to them, published and made available in bulk."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from catalog.admin.artwork import ArtworkInline
from catalog.admin.availability import AvailabilityForm, Manner, set_availability
from catalog.admin.base import CatalogueAdmin, CatalogueInline, note_in_history, thumbnail
from catalog.admin.export import as_csv
from catalog.admin.title_filters import AvailabilityFilter, PictureFilter, VideoFilter
from catalog.admin.video import VideoInline
from catalog.models import Artwork, AvailabilityWindow, Credit, Season, Title


class CreditInline(CatalogueInline):
    model = Credit
    fields = ("person", "role", "character", "billing")
    raw_id_fields = ("person",)
    show_change_link = False


class AvailabilityWindowInline(CatalogueInline):
    model = AvailabilityWindow
    fields = ("country", "starts_at", "ends_at")
    show_change_link = False


class SeasonInline(CatalogueInline):
    """Episodes are edited on the season's own page."""

    model = Season
    fields = ("number", "name")


@admin.register(AvailabilityWindow)
class AvailabilityWindowAdmin(CatalogueAdmin):
    list_display = ("title", "country", "starts_at", "ends_at")
    list_select_related = ("title",)
    list_filter = ("country", ("starts_at", admin.DateFieldListFilter), ("ends_at", admin.DateFieldListFilter))
    date_hierarchy = "starts_at"
    search_fields = ("title__name", "=country")
    autocomplete_fields = ("title",)


@admin.register(Title)
class TitleAdmin(CatalogueAdmin):
    list_display = (
        "picture", "name", "kind", "year", "maturity", "is_published", "availability", "has_video", "added_at",
        "source",
    )  # fmt: skip
    list_display_links = ("picture", "name")
    list_filter = (
        AvailabilityFilter, "is_published", "kind", "maturity", PictureFilter, VideoFilter, "genres", "moods",
        ("source", admin.AllValuesFieldListFilter),
    )  # fmt: skip
    date_hierarchy = "added_at"
    search_fields = ("name", "original_name", "=slug", "=source_id")
    search_help_text = "Name, original name, slug or id in its source"
    autocomplete_fields = ("collection", "genres", "moods", "keywords", "countries", "languages")
    prepopulated_fields = {"slug": ("name", "year")}
    readonly_fields = ("source", "source_id")
    fieldsets = (
        (None, {"fields": (("name", "original_name"), "slug", ("kind", "year", "runtime_minutes"), "tagline")}),
        ("Texts", {"fields": ("short_synopsis", "synopsis", "attribution")}),
        ("Who may see it", {"fields": (("is_published", "maturity"), "maturity_advice", "added_at")}),
        ("Filed under", {"fields": ("genres", "moods", "keywords", "collection", "countries", "languages")}),
        ("More", {"fields": ("critics_score", ("source", "source_id"))}),
    )
    inlines = (AvailabilityWindowInline, ArtworkInline, VideoInline, SeasonInline, CreditInline)
    actions = ("publish", "unpublish", "change_availability", "export")
    save_on_top = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        tiles = Artwork.objects.filter(kind=Artwork.Kind.TILE, is_active=True).order_by("pk")
        return super().get_queryset(request).defer("search_text", "search_vector", "synopsis").prefetch_related(
            "windows", "videos", Prefetch("artworks", queryset=tiles, to_attr="tiles")
        )  # fmt: skip

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"added_at": timezone.now(), **super().get_changeform_initial_data(request)}

    @admin.display(description="")
    def picture(self, title: Any) -> str:
        return thumbnail(title.tiles[0].image, alternative_text=title.name) if title.tiles else "no picture"

    @admin.display(description="video", boolean=True)
    def has_video(self, title: Title) -> bool:
        return bool(title.videos.all())

    @admin.display(description="available now")
    def availability(self, title: Title) -> str:
        """The countries, and until when where that is known."""
        now = timezone.now()
        begun = [one for one in title.windows.all() if one.starts_at <= now and (not one.ends_at or one.ends_at > now)]
        if not begun:
            return "nowhere"
        countries = sorted({window.country or "everywhere" for window in begun})
        ends = [window.ends_at for window in begun if window.ends_at]
        until = f", until {max(ends):%Y-%m-%d}" if len(ends) == len(begun) else ""
        return ", ".join(countries[:4]) + (" and more" if len(countries) > 4 else "") + until

    @admin.action(description="Publish the selected titles", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Title]) -> None:
        self._publish(request, queryset, is_published=True)

    @admin.action(description="Unpublish the selected titles", permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: QuerySet[Title]) -> None:
        self._publish(request, queryset, is_published=False)

    def _publish(self, request: HttpRequest, queryset: QuerySet[Title], *, is_published: bool) -> None:
        rows = list(queryset.filter(is_published=not is_published))
        Title.objects.filter(pk__in=[row.pk for row in rows]).update(is_published=is_published)
        note_in_history(request=request, rows=rows, what="Published." if is_published else "Unpublished.")
        self.message_user(request, f"{len(rows)} titles {'published' if is_published else 'unpublished'}.")

    @admin.action(description="Set or extend where and when they may be watched", permissions=["change"])
    def change_availability(self, request: HttpRequest, queryset: QuerySet[Title]) -> HttpResponse | None:
        """Ask for the window first; the same action comes back with the answer."""
        form = AvailabilityForm(request.POST if "apply" in request.POST else None)
        titles = list(queryset.order_by("name", "pk"))
        if form.is_bound and form.is_valid():
            manner = Manner(form.cleaned_data.pop("manner"))
            ids = [title.pk for title in titles]
            written = set_availability(title_ids=ids, manner=manner, now=timezone.now(), **form.cleaned_data)
            note_in_history(request=request, rows=titles, what=f"Availability: {manner.value}.")
            self.message_user(request, f"{written} windows of {len(titles)} titles written.")
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Where and when may they be watched?",
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "rows": titles,
            "selected_name": ACTION_CHECKBOX_NAME,
            "action": "change_availability",
        }
        return TemplateResponse(request, "admin/ask_first.html", context)

    @admin.action(description="Export the selected titles as CSV", permissions=["view"])
    def export(self, request: HttpRequest, queryset: QuerySet[Title]) -> HttpResponse:
        return as_csv(queryset)
