"""Whose rows these are: simulated viewers are marked as such wherever what viewers did is listed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import Profile, ProfileOrigin

SIMULATION = "simulation"
"""The source of those that a simulation made; others, like the demo's own people, were invented by hand."""


class ByOrigin(admin.SimpleListFilter):
    title = "viewer"
    parameter_name = "viewer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("real", "Real"), ("simulated", "Simulated or invented")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "real":
                return queryset.exclude(profile__origin=ProfileOrigin.SIMULATED)
            case "simulated":
                return queryset.filter(profile__origin=ProfileOrigin.SIMULATED)
        return queryset


class OfViewersAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Subscripting needs a patched Django at run time.
    """A list with a `profile`; its name is marked where nobody is behind it."""

    @admin.display(description="profile", ordering="profile__name")
    def viewer(self, row: Any) -> str | SafeString:
        profile: Profile = row.profile
        if profile.origin != ProfileOrigin.SIMULATED:
            return str(profile)
        mark = "simulated" if profile.source == SIMULATION else "invented"
        return format_html('{} <small class="simulated">{}</small>', profile, mark)
