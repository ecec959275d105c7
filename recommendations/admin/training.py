"""Back office of training: runs with their progress, and model versions with roll-back."""

import json
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html

from recommendations.admin.reliability import reliability_of
from recommendations.models import Job, ModelSlot, ModelVersion, Promotion, RunState, Shortlist, TrainingRun
from recommendations.modelstore.activate import UnableToRollBack, roll_back
from recommendations.training.judged_pages import in_words
from recommendations.training.queue import queue_run

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
else:
    AnyModelAdmin = admin.ModelAdmin

UNFINISHED = (RunState.QUEUED, RunState.RUNNING)


class ReadOnlyAdmin(AnyModelAdmin):
    """What training writes is looked at here, not edited."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.display(description="NDCG@10")
def ndcg_of(row: TrainingRun | ModelVersion) -> str:
    """The model's figure beside popularity's."""
    model, yardstick = row.metrics.get("model", {}), row.metrics.get("popularity", {})
    return f"{model['ndcg10']:.4f} ({yardstick['ndcg10']:.4f})" if "ndcg10" in model and "ndcg10" in yardstick else "-"


def progress_bar(job: TrainingRun | Job) -> str:
    return format_html('<progress max="100" value="{}"></progress> {} %', *[round(100 * job.progress)] * 2)


def as_block(value: object) -> str:
    text = json.dumps(value, indent=2, sort_keys=True)
    return format_html("<details><summary>{} lines</summary><pre>{}</pre></details>", text.count("\n") + 1, text)


class WithFigures(ReadOnlyAdmin):
    """Rows with `metrics`: in full, and what is asked most in words."""

    @admin.display(description="Figures")
    def figures(self, row: TrainingRun | ModelVersion) -> str:
        return as_block(row.metrics)

    @admin.display(description="The match")
    def reliability(self, row: TrainingRun | ModelVersion) -> str:
        """Whether the match kept what it said of held-out ratings."""
        return reliability_of(row.metrics)

    @admin.display(description="Home pages")
    def pages(self, row: TrainingRun | ModelVersion) -> str:
        return in_words(row.metrics.get("pages", {}))

    @admin.display(description="NDCG@10 with the moment told")
    def moment(self, row: TrainingRun | ModelVersion) -> str:
        """What ranking by hour, weekday and device gained on held-out plays, with its interval."""
        found = row.metrics.get("context")
        if not found:
            return "Nothing was held out that had a moment."
        return (
            f"{found['told']:.4f}, untold {found['untold']:.4f}: {found['lift']:+.4f} "
            f"({found['low']:+.4f} to {found['high']:+.4f}) over {found['viewers']} viewers"
        )


@admin.register(TrainingRun)
class TrainingRunAdmin(WithFigures):
    change_list_template = "admin/recommendations/trainingrun/change_list.html"
    list_display = (
        "__str__",
        "how_far",
        "step",
        "why",
        "attempts",
        "requested_at",
        "finished_at",
        ndcg_of,
        "outcome",
    )
    list_filter = ("state", "reason")
    list_select_related = ("requested_by",)
    fields = ("state", "how_far", "step", "verdict", "meaning", "error", "pages", "moment", "reliability", "figures",
              "reason", "requested_by", "requested_at", "started_at", "finished_at", "cutoff", "attempts", "owner",
              "lease_until")  # fmt: skip
    readonly_fields = ("how_far", "meaning", "pages", "moment", "reliability", "figures")

    @admin.display(description="Progress")
    def how_far(self, run: TrainingRun) -> str:
        return progress_bar(run)

    @admin.display(description="Asked for by", ordering="reason")
    def why(self, run: TrainingRun) -> str:
        return f"{run.requested_by}, by the button" if run.requested_by else run.reason

    @admin.display(description="Outcome")
    def outcome(self, run: TrainingRun) -> str:
        return run.error or run.verdict

    @admin.display(description="What it means")
    def meaning(self, run: TrainingRun) -> str:
        """For whoever pressed the button and reads "Refused"."""
        if run.state != RunState.REFUSED:
            return "-"
        return (
            "Nothing has changed for viewers: the model that served before serves on, and this one was put aside. The "
            "gate lets a model serve only where it is not worse, beyond chance, on what viewers chose lately. Two "
            "trainings over nearly the same data differ by chance, so a refusal soon after another run is no sign of "
            "trouble. There is nothing to do: the next nightly run learns from what has happened since."
        )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.retrain_now)
        return [path("retrain/", view, name="recommendations_trainingrun_retrain"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {
            "may_retrain": may_train(request),
            "is_training": TrainingRun.objects.filter(state__in=UNFINISHED).exists(),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def retrain_now(self, request: HttpRequest) -> HttpResponse:
        """Queue a row; the sweep finds it and tells the workers, so no broker stands in this request's way."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not may_train(request):
            raise PermissionDenied
        user: Any = request.user
        run = queue_run(reason="admin", requested_by=user, now=timezone.now())
        messages.success(request, f"Run {run.pk} is queued; a worker takes it within half a minute.")
        return redirect("admin:recommendations_trainingrun_changelist")


def may_train(request: HttpRequest) -> bool:
    return request.user.has_perm("recommendations.add_trainingrun")


@admin.register(ModelVersion)
class ModelVersionAdmin(WithFigures):
    list_display = ("__str__", "is_serving", "created_at", "run", ndcg_of)
    list_select_related = ("run",)
    fields = ("digest", "run", "created_at", "is_serving", "pages", "moment", "reliability", "figures", "what_it_holds")
    readonly_fields = ("is_serving", "pages", "moment", "reliability", "figures", "what_it_holds")
    search_fields = ("digest",)
    actions = ("let_serve",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        serves = models.Exists(ModelSlot.objects.filter(version=models.OuterRef("pk")))
        versions: models.QuerySet[Any] = super().get_queryset(request).annotate(serves=serves)
        return versions

    @admin.display(description="Serves", boolean=True)
    def is_serving(self, version: Any) -> bool:
        return bool(version.serves)

    @admin.display(description="Manifest")
    def what_it_holds(self, version: ModelVersion) -> str:
        return as_block(version.manifest)

    def has_serve_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("recommendations.change_modelslot")

    @admin.action(description="Let the selected version serve (roll back)", permissions=["serve"])
    def let_serve(self, request: HttpRequest, queryset: models.QuerySet[ModelVersion]) -> None:
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            self.message_user(request, "Select one version: only one can serve.", messages.ERROR)
            return
        user: Any = request.user
        try:
            roll_back(version=chosen[0], user=user, now=timezone.now(), why="By hand in the back office")
        except UnableToRollBack as problem:
            self.message_user(request, str(problem), messages.ERROR)
            return
        self.message_user(request, f"Version {chosen[0]} serves.", messages.SUCCESS)


@admin.register(ModelSlot)
class ModelSlotAdmin(ReadOnlyAdmin):
    list_display = ("name", "version", "run_token", "promoted_at")
    list_select_related = ("version",)


@admin.register(Shortlist)
class ShortlistAdmin(ReadOnlyAdmin):
    list_display = ("profile", "digest", "how_many", "made_at")
    list_select_related = ("profile",)
    fields = ("profile", "digest", "made_at", "title_ids", "scores")
    search_fields = ("digest", "profile__name")

    @admin.display(description="Titles")
    def how_many(self, shortlist: Shortlist) -> int:
        return len(shortlist.title_ids)


@admin.register(Promotion)
class PromotionAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "slot", "promoted_by", "why")
    list_select_related = ("version", "promoted_by")
    list_filter = ("slot",)
