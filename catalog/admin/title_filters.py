"""Questions that an editor asks the list of titles."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from catalog.models import Artwork, AvailabilityWindow, VideoSource

SOON = timedelta(days=30)


class AvailabilityFilter(admin.SimpleListFilter):
    title = "availability"
    parameter_name = "availability"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterator[tuple[str, str]]:
        yield "now", "Somewhere now"
        yield "ending", "Ends within 30 days"
        yield "later", "Begins later"
        yield "nowhere", "Nowhere, now or later"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        now = timezone.now()
        windows = AvailabilityWindow.objects.filter(title=OuterRef("pk"))
        unended = windows.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))
        begun, later = unended.filter(starts_at__lte=now), unended.filter(starts_at__gt=now)
        match self.value():
            case "now":
                return queryset.filter(Exists(begun))
            case "ending":
                lasting = unended.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now + SOON))
                return queryset.filter(Exists(begun)).exclude(Exists(lasting))
            case "later":
                return queryset.filter(Exists(later)).exclude(Exists(begun))
            case "nowhere":
                return queryset.exclude(Exists(unended))
        return queryset


class PresenceFilter(admin.SimpleListFilter):
    """Has the title any of these?"""

    model: Any

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterator[tuple[str, str]]:
        yield "yes", "Yes"
        yield "no", "No"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        present = Exists(self.model.objects.filter(title=OuterRef("pk")))
        match self.value():
            case "yes":
                return queryset.filter(present)
            case "no":
                return queryset.exclude(present)
        return queryset


class PictureFilter(PresenceFilter):
    title = "pictures"
    parameter_name = "pictures"
    model = Artwork


class VideoFilter(PresenceFilter):
    title = "video"
    parameter_name = "video"
    model = VideoSource
