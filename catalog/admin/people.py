"""People and their credits."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from catalog.admin.base import CatalogueAdmin, CatalogueInline
from catalog.models import Credit, Person


class CreditOfPersonInline(CatalogueInline):
    model = Credit
    fields = ("title", "role", "character", "billing")
    raw_id_fields = ("title",)
    show_change_link = False


@admin.register(Person)
class PersonAdmin(CatalogueAdmin):
    list_display = ("name", "born_on", "parts", "source", "source_id")
    list_filter = ("credits__role", ("source", admin.AllValuesFieldListFilter))
    search_fields = ("name", "=slug", "=source_id")
    fields = ("name", "slug", "biography", "born_on", ("source", "source_id"))
    readonly_fields = ("source", "source_id")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (CreditOfPersonInline,)
    # Counting groups the rows, and grouped rows lose the order of their model.
    ordering = ("name", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        people: QuerySet[Any] = super().get_queryset(request).annotate(number_of_parts=Count("credits", distinct=True))
        return people

    @admin.display(description="credits", ordering="number_of_parts")
    def parts(self, person: Any) -> int:
        return int(person.number_of_parts)


@admin.register(Credit)
class CreditAdmin(CatalogueAdmin):
    list_display = ("person", "role", "character", "title", "billing")
    list_select_related = ("person", "title")
    list_filter = ("role",)
    search_fields = ("person__name", "character", "title__name")
    autocomplete_fields = ("person", "title")
