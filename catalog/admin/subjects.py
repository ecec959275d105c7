"""Genres, moods, keywords, collections, countries, languages, and the stamp that says the catalogue changed."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from catalog.admin.base import CatalogueAdmin
from catalog.models import CatalogueStamp, Collection, Country, Genre, Keyword, Language, Mood


class CountedAdmin(CatalogueAdmin):
    """A list with how many titles are filed under each, counted by the list's one query."""

    # Counting groups the rows, and grouped rows lose the order of their model.
    ordering = ("name", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        counted: QuerySet[Any] = super().get_queryset(request).annotate(number_of_titles=Count("titles"))
        return counted

    @admin.display(description="titles", ordering="number_of_titles")
    def titles(self, subject: Any) -> int:
        return int(subject.number_of_titles)


@admin.register(Genre, Mood, Keyword, Collection)
class SubjectAdmin(CountedAdmin):
    list_display = ("name", "slug", "titles")
    search_fields = ("name", "=slug")
    prepopulated_fields = {"slug": ("name",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The slug is the page's address, and labels of pictures name it: once given, kept."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("name",)}


@admin.register(Country, Language)
class CodedAdmin(CountedAdmin):
    list_display = ("name", "code", "titles")
    search_fields = ("name", "=code")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The code is the key: another code is another row."""
        return ("code",) if obj else ()


@admin.register(CatalogueStamp)
class CatalogueStampAdmin(CatalogueAdmin):
    """Written by the database's triggers; to look at only."""

    list_display = ("__str__",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
