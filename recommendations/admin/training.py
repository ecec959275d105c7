"""Back office of training: runs with their progress, model versions with roll-back, and the reward tables."""

import json
import math
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html

from recommendations.conf import DEFAULT_REWARDS
from recommendations.models import ModelSlot, ModelVersion, Promotion, RewardTable, RunState, Shortlist, TrainingRun
from recommendations.modelstore.activate import UnableToRollBack, roll_back
from recommendations.training.queue import queue_run

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    RewardTableModelForm = ModelForm[RewardTable]
else:
    AnyModelAdmin, RewardTableModelForm = admin.ModelAdmin, ModelForm

GREATEST_WORTH = 100.0
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


def as_block(value: object) -> str:
    return format_html("<pre>{}</pre>", json.dumps(value, indent=2, sort_keys=True))


@admin.register(TrainingRun)
class TrainingRunAdmin(ReadOnlyAdmin):
    change_list_template = "admin/recommendations/trainingrun/change_list.html"
    list_display = (
        "__str__",
        "how_far",
        "step",
        "reason",
        "attempts",
        "requested_at",
        "finished_at",
        ndcg_of,
        "outcome",
    )
    list_filter = ("state", "reason")
    list_select_related = ("requested_by",)
    fields = ("state", "how_far", "step", "verdict", "error", "figures", "reason", "requested_by", "requested_at",
              "started_at", "finished_at", "cutoff", "attempts", "owner", "lease_until")  # fmt: skip
    readonly_fields = ("how_far", "figures")

    @admin.display(description="Progress")
    def how_far(self, run: TrainingRun) -> str:
        return format_html('<progress max="100" value="{}"></progress> {} %', *[round(100 * run.progress)] * 2)

    @admin.display(description="Outcome")
    def outcome(self, run: TrainingRun) -> str:
        return run.error or run.verdict

    @admin.display(description="Figures")
    def figures(self, run: TrainingRun) -> str:
        return as_block(run.metrics)

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
class ModelVersionAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "is_serving", "created_at", "run", ndcg_of)
    list_select_related = ("run",)
    fields = ("digest", "run", "created_at", "is_serving", "figures", "what_it_holds")
    readonly_fields = ("is_serving", "figures", "what_it_holds")
    search_fields = ("digest",)
    actions = ("let_serve",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        serves = models.Exists(ModelSlot.objects.filter(version=models.OuterRef("pk")))
        versions: models.QuerySet[Any] = super().get_queryset(request).annotate(serves=serves)
        return versions

    @admin.display(description="Serves", boolean=True)
    def is_serving(self, version: Any) -> bool:
        return bool(version.serves)

    @admin.display(description="Figures")
    def figures(self, version: ModelVersion) -> str:
        return as_block(version.metrics)

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


class RewardTableForm(RewardTableModelForm):
    """Only known signals, only finite numbers within reason."""

    class Meta:
        model = RewardTable
        fields = ("weights", "note")

    def clean_weights(self) -> dict[str, float]:
        weights = self.cleaned_data["weights"]
        if not isinstance(weights, dict):
            raise ValidationError('Write an object of signal names and numbers, such as {"completed": 1.0}.')
        unknown = sorted(set(weights) - set(DEFAULT_REWARDS))
        if unknown:
            raise ValidationError(f"There is no signal {', '.join(unknown)}; there are {', '.join(DEFAULT_REWARDS)}.")
        for name, worth in weights.items():
            is_number = isinstance(worth, int | float) and not isinstance(worth, bool)
            if not is_number or not math.isfinite(worth) or abs(worth) > GREATEST_WORTH:
                raise ValidationError(f"The worth of {name} must be a number from -100 to 100.")
        return weights


@admin.register(RewardTable)
class RewardTableAdmin(AnyModelAdmin):
    form = RewardTableForm
    list_display = ("__str__", "is_active", "note", "created_at", "created_by")
    list_select_related = ("created_by",)
    actions = ("activate",)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"weights": DEFAULT_REWARDS}

    def save_model(self, request: HttpRequest, obj: RewardTable, form: Any, change: bool) -> None:
        """An edit is a new version, not active yet: what pages and runs went by stays readable."""
        user: Any = request.user
        obj.pk, obj.is_active, obj.created_by = None, False, user
        obj._state.adding = True
        obj.save(force_insert=True)

    def has_delete_permission(self, request: HttpRequest, obj: RewardTable | None = None) -> bool:
        return False

    @admin.action(description="Activate the selected version", permissions=["change"])
    def activate(self, request: HttpRequest, queryset: models.QuerySet[RewardTable]) -> None:
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            self.message_user(request, "Select one version: only one can be active.", messages.ERROR)
            return
        with transaction.atomic():
            RewardTable.objects.filter(is_active=True).update(is_active=False)
            RewardTable.objects.filter(pk=chosen[0].pk).update(is_active=True)
        self.message_user(request, f"{chosen[0]} is active from the next page on.", messages.SUCCESS)
