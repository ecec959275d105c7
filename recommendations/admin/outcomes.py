"""Does it work? What came of what was shown, drawn and in tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.models import ProfileOrigin
from recommendations.admin import outcome_charts as charts
from recommendations.admin.training import ReadOnlyAdmin, progress_bar
from recommendations.conf import tunables
from recommendations.models import JobState, OutcomeReport
from recommendations.outcomes.sources import LABELS, Source
from recommendations.training.queue import queue_outcomes

LISTED = 15
"""Titles and pictures in each table of those that succeed or fail."""
TITLES_OF = {
    ProfileOrigin.HOUSEHOLD: "Households", ProfileOrigin.SIMULATED: "Simulated or invented",
    ProfileOrigin.IMPORTED: "Imported people",
}  # fmt: skip
TICKS = (-3, -2, -1, 0, 1, 2, 3)


@admin.register(OutcomeReport)
class OutcomeReportAdmin(ReadOnlyAdmin):
    """A report is a page of its own; the list says how the share of recommendations moved."""

    change_list_template = "admin/recommendations/outcomereport/change_list.html"
    change_form_template = "admin/recommendations/outcomereport/change_form.html"
    list_display = ("__str__", "state", "how_far", "days", "cutoff", "outcome")
    list_filter = ("state", "days")
    fields = ()

    @admin.display(description="Progress")
    def how_far(self, report: OutcomeReport) -> str:
        return progress_bar(report)

    @admin.display(description="Outcome")
    def outcome(self, report: OutcomeReport) -> str:
        return report.error or report.verdict or report.step or "-"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("count/", wrap(self.count_now), name="recommendations_outcomereport_count"),
            path("latest/", wrap(self.latest), name="recommendations_outcomereport_latest"),
            *super().get_urls(),
        ]

    def latest(self, request: HttpRequest) -> HttpResponse:
        """The last report that was counted; the list where there is none."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = (
            OutcomeReport.objects.filter(state=JobState.DONE).order_by("-cutoff").values_list("pk", flat=True).first()
        )
        if found is None:
            return redirect("admin:recommendations_outcomereport_changelist")
        return redirect("admin:recommendations_outcomereport_change", found)

    def count_now(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not may_count(request):
            raise PermissionDenied
        user: Any = request.user
        report = queue_outcomes(days=tunables().outcome_days, requested_by=user, now=timezone.now())
        self.log_addition(request, report, "Asked for.")
        self.message_user(request, f"{report} is {report.get_state_display().lower()}.")
        return redirect("admin:recommendations_outcomereport_changelist")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        unfinished = OutcomeReport.objects.filter(state__in=(JobState.QUEUED, JobState.RUNNING)).exists()
        context = {"may_count": may_count(request), "is_counting": unfinished}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        report = self.get_object(request, object_id)
        shown = shown_of(report, request.GET.get("viewers", "")) if report is not None else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})


def may_count(request: HttpRequest) -> bool:
    return request.user.has_perm("recommendations.add_outcomereport")


def shown_of(report: OutcomeReport, wanted: str) -> dict[str, Any]:
    """What the page of a report is made of, for the viewers that were asked for or else the first that there are."""
    figures = report.figures
    context: dict[str, Any] = {"report": report, "title": str(report), "subtitle": None}
    if not figures:
        return context
    chosen = wanted if wanted in figures else next(iter(figures))
    found = figures[chosen]
    return context | {
        "tabs": [(key, TITLES_OF[ProfileOrigin(key)], key == chosen) for key in figures],
        "found": found,
        "watching": watching_of(found["watching"], found["recommended_share"]),
        "kinds": charts.rates_of(found["taken"]["kind"], is_kind=True),
        "others": [(name, charts.rates_of(found["taken"][by])) for by, name in OTHERS if len(found["taken"][by]) > 1],
        "cells": charts.cells_of(found["taken"]["place"]),
        "places": charts.rates_of(found["taken"]["place"]).bars,
        "points": charts.points_of(found["titles"]),
        "ticks": [(f"{2.0**tick:g}", charts.height_of(tick)) for tick in TICKS],
        "titles": lists_of(found["titles"]),
        "pictures": lists_of(found["pictures"]),
        "pictures_compared": len(found["pictures"]),
        "measures": {name.lower(): getattr(charts, name) for name in MEASURES},
    }


OTHERS = (("device", "By device"), ("model", "By model"), ("policy", "By policy"), ("arm", "By arm of an experiment"))
MEASURES = ("WIDTH", "LEFT", "LINE", "DAYS_HEIGHT", "CELL_WIDTH", "CELL_HEIGHT", "MAP_HEIGHT", "MAP_LEFT", "MAP_BOTTOM")


def watching_of(watching: Mapping[str, Any], share: float | None) -> dict[str, Any]:
    """Hours by source with their shares, and the bars of the days."""
    hours, days = watching["hours"], watching["days"]
    sources = [
        {"key": source.value, "name": LABELS[source], "hours": watching["by_source"].get(source, 0.0),
         "share": 100 * watching["by_source"].get(source, 0.0) / hours if hours else 0.0}
        for source in Source
    ]  # fmt: skip
    table = [(day, [spent.get(source, 0.0) for source in Source], sum(spent.values())) for day, spent in days]
    return {
        **watching, "sources": sources, "bars": charts.bars_of_days(days), "table": table,
        "percent": None if share is None else 100 * share, "first": days[0][0] if days else "",
        "last": days[-1][0] if days else "",
    }  # fmt: skip


def lists_of(subjects: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The clearest successes and failures, those with the most at stake first."""

    def clearly(verdict: str) -> list[Mapping[str, Any]]:
        found = [one for one in subjects if one["verdict"] == verdict]
        return sorted(found, key=lambda one: -abs(one["taken"] - one["expected"]))

    succeed, fail = clearly("succeeds"), clearly("fails")
    return {
        "succeed": succeed[:LISTED], "fail": fail[:LISTED], "succeed_count": len(succeed), "fail_count": len(fail),
        "open_count": len(subjects) - len(succeed) - len(fail),
    }  # fmt: skip
