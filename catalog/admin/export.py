"""Titles as a spreadsheet; what would run as a formula there is written as text."""

from django.db.models import QuerySet
from django.http import HttpResponse
from import_export import resources
from import_export.fields import Field
from import_export.widgets import ManyToManyWidget
from tablib import Dataset  # type: ignore[import-untyped]  # Comes with django-import-export.

from catalog.models import Genre, Mood, Title

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula."""


class TitleResource(resources.ModelResource):
    genres = Field(attribute="genres", column_name="genres", widget=ManyToManyWidget(Genre, field="slug"))
    moods = Field(attribute="moods", column_name="moods", widget=ManyToManyWidget(Mood, field="slug"))

    class Meta:
        model = Title
        fields = (
            "slug", "name", "original_name", "kind", "year", "runtime_minutes", "maturity", "is_published", "added_at",
            "critics_score", "genres", "moods", "short_synopsis", "source", "source_id",
        )  # fmt: skip
        export_order = fields


def as_csv(titles: QuerySet[Title]) -> HttpResponse:
    """A download of these titles, one a line."""
    found = TitleResource().export(titles.prefetch_related("genres", "moods"))
    rows = Dataset(*(tuple(_harmless(cell) for cell in row) for row in found), headers=found.headers)
    return HttpResponse(
        rows.export("csv"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="titles.csv"'},
    )


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell
