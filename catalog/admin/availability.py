"""Where and when titles may be watched, set for many titles at once."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db import transaction
from django.db.models import Q

from catalog.models import AvailabilityWindow


class Manner(StrEnum):
    ADD = "add"
    REPLACE = "replace"
    EXTEND = "extend"


MANNERS = (
    (Manner.REPLACE.value, "Replace all their windows by this one"),
    (Manner.ADD.value, "Add this window to those they have"),
    (Manner.EXTEND.value, "Let their open windows in this country end at the new time"),
)


class AvailabilityForm(forms.Form):
    manner = forms.ChoiceField(label="What to do", choices=MANNERS, initial=Manner.REPLACE.value)
    country = forms.RegexField(
        r"\A[A-Za-z]{2}\Z", required=False, label="Country", help_text="Two letters; empty means everywhere"
    )
    starts_at = forms.SplitDateTimeField(
        required=False, label="From", widget=AdminSplitDateTime(), help_text="Not needed to move an end"
    )
    ends_at = forms.SplitDateTimeField(
        required=False, label="Until", widget=AdminSplitDateTime(), help_text="Empty means without an end"
    )

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        starts, ends = found.get("starts_at"), found.get("ends_at")
        if found.get("manner") != Manner.EXTEND and starts is None and "starts_at" not in self.errors:
            self.add_error("starts_at", "Say from when the titles may be watched.")
        if starts is not None and ends is not None and ends <= starts:
            self.add_error("ends_at", "The end must be after the beginning.")
        return found


def set_availability(
    *,
    title_ids: list[int],
    manner: Manner,
    country: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    now: datetime,
) -> int:
    """Change the windows of these titles, all or none; a new one starts now when nothing else is said.

    Returns how many windows were written.
    """
    with transaction.atomic():
        windows = AvailabilityWindow.objects.filter(title__in=title_ids)
        if manner is Manner.EXTEND:
            still_open = windows.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), country=country)
            if ends_at is not None:
                # One that begins only later would end before it starts.
                still_open = still_open.filter(starts_at__lt=ends_at)
            return still_open.update(ends_at=ends_at)
        if manner is Manner.REPLACE:
            windows.delete()
        made = AvailabilityWindow.objects.bulk_create(
            AvailabilityWindow(title_id=title, country=country, starts_at=starts_at or now, ends_at=ends_at)
            for title in title_ids
        )
        return len(made)
