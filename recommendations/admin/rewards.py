"""Back office of reward tables: what signals are worth, in versions, and what would change if another were active."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from catalog.models import Title
from recommendations.admin.training import AnyModelAdmin, progress_bar
from recommendations.conf import DEFAULT_REWARDS
from recommendations.events.rewards import with_defaults
from recommendations.models import ModelSlot, RewardReplay, RewardTable
from recommendations.models.training import GREATEST_WORTH
from recommendations.modelstore.active import SLOT
from recommendations.training.queue import queue_replay

if TYPE_CHECKING:
    AnyModelForm = forms.ModelForm[RewardTable]
else:
    AnyModelForm = forms.ModelForm

SIGNALS_IN_WORDS: Mapping[str, str] = {
    "completed": "Watched to the end, or imported as seen",
    "watched_fraction": "Watched in part: times the share that was watched",
    "thumb_up": "Thumb up, or imported stars from 3.5",
    "two_thumbs_up": "Two thumbs up, or imported stars from 4.5",
    "thumb_down": "Thumb down, or imported stars up to 2",
    "abandoned": "Given up within two minutes",
    "listed": "Put on My List",
    "searched_then_played": "Searched for and then played",
    "lingered": "Looked at closely for three seconds or more",
    "passed_over": "In view three times and not chosen",
    "hidden": "Not interested",
}


class WorthsForm(AnyModelForm):
    """One number a signal; what is unknown, not a number or beyond reason is refused in a sentence."""

    class Meta:
        model = RewardTable
        fields = ("note",)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        worths = with_defaults(self.instance.weights or {})
        for name in DEFAULT_REWARDS:
            self.initial.setdefault(name, worths[name])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        self.instance.weights = {name: cleaned[name] for name in DEFAULT_REWARDS if name in cleaned}
        return cleaned


Metaclass: Any = type(WorthsForm)
RewardTableForm: type[WorthsForm] = Metaclass(
    "RewardTableForm",
    (WorthsForm,),
    {
        name: forms.FloatField(
            label=name.replace("_", " ").capitalize(),
            help_text=SIGNALS_IN_WORDS.get(name, ""),
            min_value=-GREATEST_WORTH,
            max_value=GREATEST_WORTH,
            step_size=0.01,
        )
        for name in DEFAULT_REWARDS
    }
    | {"__module__": __name__},
)


@admin.register(RewardTable)
class RewardTableAdmin(AnyModelAdmin):
    form = RewardTableForm
    change_form_template = "admin/recommendations/rewardtable/change_form.html"
    list_display = ("__str__", "is_active", "note", "created_at", "created_by", "what_would_change")
    list_select_related = ("created_by",)
    fieldsets = (
        (None, {"fields": ("note",)}),
        ("What each signal is worth", {
            "fields": tuple(DEFAULT_REWARDS),
            "description": "Saving makes a new version, not active yet. A negative worth speaks against a title.",
        }),
    )  # fmt: skip

    @admin.display(description="Before it is active")
    def what_would_change(self, table: RewardTable) -> str:
        if table.is_active:
            return "-"
        address = reverse("admin:recommendations_rewardtable_replay", args=[table.pk])
        return format_html('<a href="{}">What would change?</a>', address)

    def save_model(self, request: HttpRequest, obj: RewardTable, form: Any, change: bool) -> None:
        """An edit is a new version, not active yet: what pages and runs went by stays readable."""
        user: Any = request.user
        obj.pk, obj.is_active, obj.created_by = None, False, user
        obj._state.adding = True
        obj.save(force_insert=True)

    def has_delete_permission(self, request: HttpRequest, obj: RewardTable | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.replay_view)
        return [
            path("<int:object_id>/what-would-change/", view, name="recommendations_rewardtable_replay"),
            *super().get_urls(),
        ]

    def replay_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """GET shows the last replay of the table; POST asks for one, or activates what has been seen."""
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        needed = "change" if request.method == "POST" else "view"
        if not request.user.has_perm(f"recommendations.{needed}_rewardtable"):
            raise PermissionDenied
        table = get_object_or_404(RewardTable, pk=object_id)
        if request.method != "POST":
            return TemplateResponse(
                request, "admin/recommendations/rewardtable/what_would_change.html", self._shown(request, table)
            )  # fmt: skip
        if "activate" in request.POST:
            return self._activate(request, table)
        user: Any = request.user
        queue_replay(table=table, requested_by=user, now=timezone.now())
        return redirect("admin:recommendations_rewardtable_replay", table.pk)

    def _activate(self, request: HttpRequest, table: RewardTable) -> HttpResponse:
        """One table at a time; only after a replay against the one that is active now has ended, well or not."""
        with transaction.atomic():
            tables = RewardTable.objects.select_for_update().order_by("pk")
            active = next((one for one in tables if one.is_active), None)
            if not _has_been_seen(table, active):
                self.message_user(request, "Look first at what would change, then activate.", messages.ERROR)
                return redirect("admin:recommendations_rewardtable_replay", table.pk)
            RewardTable.objects.filter(is_active=True).update(is_active=False)
            RewardTable.objects.filter(pk=table.pk).update(is_active=True)
            self.log_change(request, table, "Activated.")
        self.message_user(request, f"{table} is active from the next page on that is decided.", messages.SUCCESS)
        return redirect("admin:recommendations_rewardtable_changelist")

    def _shown(self, request: HttpRequest, table: RewardTable) -> dict[str, Any]:
        active = RewardTable.objects.filter(is_active=True).first()
        replay = table.replays.select_related("version", "against").first()
        serving = ModelSlot.objects.filter(name=SLOT).values_list("version_id", flat=True).first()
        return {
            **self.admin_site.each_context(request),
            "title": f"What would change under version {table.pk}",
            "opts": self.model._meta,
            "table": table,
            "active": active,
            "worths": _worths(active, table),
            "replay": replay,
            "progress": progress_bar(replay) if replay else "",
            "pages": _named(replay.result.get("pages", {})) if replay else {},
            "held_out": replay.result.get("held_out", {}) if replay else {},
            "is_of_now": replay is not None and replay.against == active and replay.version_id == serving,
            "may_change": request.user.has_perm("recommendations.change_rewardtable"),
            "may_activate": not table.is_active and _has_been_seen(table, active),
        }


def _has_been_seen(table: RewardTable, active: RewardTable | None) -> bool:
    """A replay against the active table was done, or one failed: then there is nothing more to see."""
    ended = table.replays.filter(finished_at__isnull=False)
    return any(replay.error or replay.against_id == (active.pk if active else None) for replay in ended)


def _worths(active: RewardTable | None, table: RewardTable) -> list[dict[str, Any]]:
    now, then = with_defaults(active.weights if active else {}), with_defaults(table.weights)
    return [
        {
            "name": name.replace("_", " ").capitalize(),
            "words": SIGNALS_IN_WORDS.get(name, ""),
            "now": f"{now[name]:g}",
            "then": f"{then[name]:g}",
            "is_changed": now[name] != then[name],
        }
        for name in DEFAULT_REWARDS
    ]


def _named(pages: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of pages with titles by name; one that is gone since is called so."""
    moves = {"gain": pages.get("gain", []), "lose": pages.get("lose", [])}
    ids = {title for listed in moves.values() for title, _now, _then in listed}
    names = dict(Title.objects.filter(pk__in=ids).values_list("pk", "name"))
    named = {
        kind: [
            {"name": names.get(title, "A title that is gone"), "now": now, "then": then} for title, now, then in listed
        ]
        for kind, listed in moves.items()
    }
    return {**pages, **named}


@admin.register(RewardReplay)
class RewardReplayAdmin(AnyModelAdmin):
    """What was looked at before tables were activated; read on the table's own page."""

    list_display = ("__str__", "state", "how_far", "requested_at", "requested_by", "outcome")
    list_select_related = ("requested_by",)
    list_filter = ("state",)
    list_display_links = None

    @admin.display(description="Progress")
    def how_far(self, replay: RewardReplay) -> str:
        return progress_bar(replay)

    @admin.display(description="Outcome")
    def outcome(self, replay: RewardReplay) -> str:
        return replay.error or replay.verdict or "-"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission
