"""What was shown to whom and why, and the experiments that decide which policy shows it."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.models import Title
from recommendations.admin.viewers import ByOrigin, OfViewersAdmin
from recommendations.models import Experiment, Exposure, ServedPage

LONGEST_ARM = 40


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Of several models.
    """For what the site writes and nobody should."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ServedPage)
class ServedPageAdmin(OfViewersAdmin, ReadOnlyAdmin):
    """Each page as it was decided: rows, reasons, and the odds of every picture."""

    list_display = ("served_at", "viewer", "surface", "device", "policy", "arm", "by_model", "size")
    list_filter = (ByOrigin, "surface", "device", "policy", "arm", "served_at")
    list_select_related = ("profile",)
    search_fields = ("=id", "profile__name", "profile__source_id")
    date_hierarchy = "served_at"
    show_full_result_count = False
    fields = (
        ("served_at", "expires_at"), "profile", ("surface", "device"), ("policy", "arm"), "model_version",
        ("taste_epoch", "catalogue_version"), "page",
    )  # fmt: skip

    @admin.display(description="model")
    def by_model(self, page: ServedPage) -> str:
        return page.model_version[:12] or "none"

    @admin.display(description="rows")
    def size(self, page: ServedPage) -> int:
        return len(page.content.get("rows", ()))

    @admin.display(description="page")
    def page(self, page: ServedPage) -> SafeString:
        """The rows as a reader wants them; ids become names in one query."""
        rows = list(page.content.get("rows", ()))
        if page.content.get("billboard"):
            rows.insert(0, {"heading": "Billboard", "tiles": [page.content["billboard"]]})
        ids = {tile.get("title") for row in rows for tile in row.get("tiles", ())}
        names = dict(Title.objects.filter(pk__in=ids - {None}).values_list("pk", "name"))
        return format_html_join("", "<h3>{}</h3><p>{}</p><ol>{}</ol>", (_row(row, names) for row in rows))


def _row(row: dict[str, Any], names: dict[int, str]) -> tuple[str, str, SafeString]:
    tiles = format_html_join(
        "",
        "<li>{}{}{}{}</li>",
        (
            (names.get(tile.get("title"), "a title that is gone"), _match(tile), _because(tile), _picture(tile))
            for tile in row.get("tiles", ())
        ),
    )
    return row.get("heading", ""), (row.get("reason") or {}).get("text", ""), tiles


def _match(tile: dict[str, Any]) -> str:
    return f", {tile['match']} % match" if tile.get("match") is not None else ""


def _because(tile: dict[str, Any]) -> str:
    text = (tile.get("reason") or {}).get("text")
    return f" ({text})" if text else ""


def _picture(tile: dict[str, Any]) -> SafeString:
    artwork = tile.get("artwork")
    if not artwork:
        return SafeString("")
    return format_html(
        ' <small><a href="{}">picture {}</a>, one of {}, drawn with probability {}{}</small>',
        reverse("admin:catalog_artwork_change", args=[artwork.get("id")]),
        artwork.get("id"),
        len(artwork.get("candidates", ())),
        f"{artwork.get('propensity', 0):.3f}",
        ", exploring" if artwork.get("explored") else "",
    )


class ExperimentForm(ModelForm):  # type: ignore[type-arg]  # Generic in its stubs only.
    """Arms are names with positive shares, or the form says so."""

    def clean_arms(self) -> dict[str, float]:
        arms = self.cleaned_data["arms"]
        if not isinstance(arms, dict) or not arms:
            raise ValidationError('Write the arms as {"blend": 0.95, "popularity": 0.05}.')
        for name, share in arms.items():
            if not isinstance(share, int | float) or isinstance(share, bool) or not 0 < share < float("inf"):
                raise ValidationError(f"The share of {name} must be a number above 0.")
            if len(name) > LONGEST_ARM:
                raise ValidationError(f"An arm's name has at most {LONGEST_ARM} characters.")
        return arms


@admin.register(Experiment)
class ExperimentAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Generic in its stubs only.
    """The experiment with the key `home` decides the home page's policy: the arms `blend` and `popularity`."""

    form = ExperimentForm
    list_display = ("key", "question", "is_running", "exposed", "started_at", "ended_at")
    list_filter = ("is_running",)
    search_fields = ("key", "question")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        experiments: QuerySet[Any] = super().get_queryset(request).annotate(number_exposed=Count("exposures"))
        return experiments

    @admin.display(description="profiles exposed", ordering="number_exposed")
    def exposed(self, experiment: Any) -> int:
        return int(experiment.number_exposed)


@admin.register(Exposure)
class ExposureAdmin(ReadOnlyAdmin):
    list_display = ("exposed_at", "experiment", "arm", "profile")
    list_filter = ("experiment", "arm")
    list_select_related = ("experiment", "profile")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Exposure]:
        return super().get_queryset(request).order_by("-exposed_at", "-pk")
