"""Back office of searches: queue one, watch it, compare its trials, and let training go by the best."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html

from recommendations.admin.training import UNFINISHED, ReadOnlyAdmin, progress_bar
from recommendations.contracts.estimator_names import ESTIMATOR_NAMES
from recommendations.models import EstimatorSettings, SearchRun, SearchTrial
from recommendations.training.queue import queue_search

MOST_TRIALS = 500
IN_USE = 0
ASCENDING = "RMSE"


class SearchForm(forms.Form):
    """What to search, and how widely."""

    estimator = forms.ChoiceField(choices=list(ESTIMATOR_NAMES.items()))
    trials = forms.IntegerField(min_value=1, max_value=MOST_TRIALS, initial=30)


@admin.register(SearchRun)
class SearchRunAdmin(ReadOnlyAdmin):
    change_list_template = "admin/recommendations/searchrun/change_list.html"
    change_form_template = "admin/recommendations/searchrun/change_form.html"
    list_display = ("__str__", "state", "how_far", "step", "trials", "requested_at", "outcome")
    list_filter = ("state", "estimator")

    @admin.display(description="Progress")
    def how_far(self, run: SearchRun) -> str:
        return progress_bar(run)

    @admin.display(description="Outcome")
    def outcome(self, run: SearchRun) -> str:
        return run.error or run.verdict or "-"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Deleting a search that runs is how it is ended: its worker stops at the next trial."""
        return request.user.has_perm("recommendations.delete_searchrun")

    def get_urls(self) -> list[URLPattern]:
        queue, use = self.admin_site.admin_view(self.queue_one), self.admin_site.admin_view(self.use_one)
        return [
            path("queue/", queue, name="recommendations_searchrun_queue"),
            path("<int:object_id>/use/<int:trial>/", use, name="recommendations_searchrun_use"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {
            "form": SearchForm(auto_id="search-%s") if request.user.has_perm("recommendations.add_searchrun") else None,
            "is_unfinished": SearchRun.objects.filter(state__in=UNFINISHED).exists(),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        run = self.get_object(request, object_id)
        if run is not None:
            extra_context = {
                **(extra_context or {}),
                "run": run,
                "name": ESTIMATOR_NAMES.get(run.estimator, run.estimator),
                "progress": progress_bar(run),
                "rungs": rungs_of(run),
                "cost": sum(share * (drawn + 1) for share, drawn in run.plan),
                "may_use": request.user.has_perm("recommendations.add_estimatorsettings"),
            }
        return super().change_view(request, object_id, form_url, extra_context)

    def queue_one(self, request: HttpRequest) -> HttpResponse:
        """Insert a row; the sweep finds it and tells the workers, so no broker stands in this request's way."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm("recommendations.add_searchrun"):
            raise PermissionDenied
        form = SearchForm(request.POST)
        if form.is_valid():
            user: Any = request.user
            run = queue_search(
                estimator=form.cleaned_data["estimator"],
                trials=form.cleaned_data["trials"],
                requested_by=user,
                now=timezone.now(),
            )
            messages.success(request, f"{run} is queued; a worker takes it within half a minute.")
        else:
            problems = [f"{name.capitalize()}: {' '.join(map(str, found))}" for name, found in form.errors.items()]
            messages.error(request, " ".join(problems))
        return redirect("admin:recommendations_searchrun_changelist")

    def use_one(self, request: HttpRequest, object_id: int, trial: int) -> HttpResponse:
        """Make a trial's settings those that the next training runs go by."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm("recommendations.add_estimatorsettings"):
            raise PermissionDenied
        chosen = SearchTrial.objects.filter(pk=trial, search=object_id).select_related("search").first()
        if chosen is None:
            raise Http404("There is no such trial.")
        if chosen.score is None:
            messages.error(request, f"{chosen} failed: it cannot be used.")
            return redirect("admin:recommendations_searchrun_change", object_id)
        note = f"{chosen} of search {chosen.search_id}, {chosen.search.measure} {chosen.score:.4f}"
        user: Any = request.user
        made = EstimatorSettings(
            estimator=chosen.search.estimator, config=chosen.config, note=note, search=chosen.search, created_by=user
        )
        let_count(made)
        messages.success(request, f"The next training runs go by these settings ({made}).")
        return redirect("admin:recommendations_estimatorsettings_changelist")


def rungs_of(run: SearchRun) -> list[dict[str, Any]]:
    """The last rung first; within each the best first, and what failed or waits at the end."""
    by_rung: dict[int, list[SearchTrial]] = {}
    for trial in run.tried.all():
        by_rung.setdefault(trial.rung, []).append(trial)
    return [_rung(run, number, by_rung[number], len(run.plan)) for number in sorted(by_rung, reverse=True)]


def _rung(run: SearchRun, number: int, trials: Sequence[SearchTrial], rungs: int) -> dict[str, Any]:
    sign = 1.0 if run.measure == ASCENDING else -1.0
    used = next((trial.score for trial in trials if trial.number == IN_USE), None)
    fields = list(trials[0].config)
    ranked = sorted(
        trials, key=lambda trial: (trial.score is None, sign * (trial.score or 0.0), not trial.failure, trial.number)
    )
    return {
        "number": number + 1,
        "share": f"{trials[0].share:.0%}",
        "is_last": number == rungs - 1,
        "fields": [field.replace("_", " ") for field in fields],
        "rows": [
            {
                "trial": trial,
                "is_in_use": trial.number == IN_USE,
                "score": None if trial.score is None else f"{trial.score:.4f}",
                "against": _against(trial, used, sign),
                "values": [shown(trial.config.get(field)) for field in fields],
                "state": trial.failure or ("" if trial.score is not None else "running" if trial.begun else "waiting"),
            }
            for trial in ranked
        ],
    }


def _against(trial: SearchTrial, used: float | None, sign: float) -> str:
    """How much better than what is used now, in percent; empty where that says nothing."""
    if trial.score is None or not used or trial.number == IN_USE:
        return ""
    return f"{-sign * (trial.score - used) / used:+.1%}"


def shown(value: object) -> str:
    """A value of a configuration as people write numbers."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def let_count(settings: EstimatorSettings) -> None:
    """Make these the active settings of their estimator, saving them when they are new."""
    with transaction.atomic():
        EstimatorSettings.objects.filter(estimator=settings.estimator, is_active=True).update(is_active=False)
        settings.is_active = True
        settings.save()


@admin.register(EstimatorSettings)
class EstimatorSettingsAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "is_active", "in_words", "note", "search", "created_at", "created_by")
    list_filter = ("is_active", "estimator")
    list_select_related = ("search", "created_by")
    fields = ("estimator", "is_active", "in_words", "note", "search", "created_at", "created_by")
    readonly_fields = ("in_words",)
    actions = ("activate", "back_to_defaults")

    @admin.display(description="Settings")
    def in_words(self, settings: EstimatorSettings) -> str:
        pairs = (f"{name.replace('_', ' ')} {shown(value)}" for name, value in settings.config.items())
        return format_html("{}", ", ".join(pairs) or "the built-in defaults")

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("recommendations.change_estimatorsettings")

    @admin.action(description="Train by the selected version from now on", permissions=["decide"])
    def activate(self, request: HttpRequest, queryset: models.QuerySet[EstimatorSettings]) -> None:
        chosen = list(queryset)
        if len({settings.estimator for settings in chosen}) != len(chosen):
            self.message_user(request, "Select one version of each estimator.", messages.ERROR)
            return
        for settings in chosen:
            let_count(settings)
        self.message_user(request, "The next training runs go by this.", messages.SUCCESS)

    @admin.action(description="Go back to the built-in settings of the selected estimators", permissions=["decide"])
    def back_to_defaults(self, request: HttpRequest, queryset: models.QuerySet[EstimatorSettings]) -> None:
        keys = set(queryset.values_list("estimator", flat=True))
        EstimatorSettings.objects.filter(estimator__in=keys).update(is_active=False)
        self.message_user(request, f"Built-in settings count for {', '.join(sorted(keys))}.", messages.SUCCESS)


@admin.register(SearchTrial)
class SearchTrialAdmin(ReadOnlyAdmin):
    """Every trial of every search, to find one by its settings; its search shows it among the others."""

    list_display = ("search", "rung", "number", "score", "seconds", "failure")
    list_filter = ("search__estimator", "rung")
    list_select_related = ("search",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Trials go with their search."""
        return request.user.has_perm("recommendations.delete_searchrun")
