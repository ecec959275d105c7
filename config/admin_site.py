"""The back office: Django admin behind the same sign-in, rate limits and second factor as the site."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, cast

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteMixin
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Model, QuerySet
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.decorators import method_decorator

from accounts.flows.hold_profile import hold_profile

LAST_YEAR = 9998
ORDER = ("catalog", "recommendations", "accounts")
"""What people come for stands first; what libraries bring follows, by name."""
NAMES = {"account": "Sign-in addresses", "usersessions": "Browser sessions", "mfa": "Second factors"}
"""Of the libraries' own headings, one is the same as ours and the others say little."""


class Steady(ModelAdmin):  # type: ignore[type-arg]  # Mixed into the admin of every model.
    """Lists answer a hostile address as Django answers a wrong filter: with the plain list and a warning. What is to be
    deleted goes, whatever viewers do with it meanwhile.
    """

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        try:
            self._check_dates(request)
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError, ValidationError) as problem:
            raise IncorrectLookupParameters(problem) from problem

    def _check_dates(self, request: HttpRequest) -> None:
        """Django reads the date hierarchy's numbers again while it renders, where an error is past catching."""
        if not self.date_hierarchy:
            return
        given = {part: request.GET.get(f"{self.date_hierarchy}__{part}") for part in ("year", "month", "day")}
        year, month, day = (int(text[:9]) if text else None for text in given.values())
        if any(number is not None for number in (year, month, day)):
            if year is None or not 1 <= year <= LAST_YEAR or (day is not None and month is None):
                raise ValueError("The date is not one of the calendar.")
            if month is not None and not 1 <= month <= 12:
                raise ValueError("The month is not one of the calendar.")

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with transaction.atomic():
            _hold([obj])
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            _hold(list(queryset))
            super().delete_queryset(request, queryset)


def _hold(rows: Sequence[Model]) -> None:
    """Lock these and what goes with them, until the transaction ends: a row that refers to one of them, written when
    all that did so were gone already, would keep it from going.
    """
    from accounts.models import Profile

    going = Collector(using=DEFAULT_DB_ALIAS)
    going.collect(rows)
    for profile_id in sorted(row.pk for row in going.data.get(Profile, ())):
        hold_profile(profile_id)
    for model, found in going.data.items():
        ids = [row.pk for row in found]
        list(model._base_manager.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


class LabelledResults(AutocompleteJsonView):
    """What one picks from while typing: by its admin's `label_in_search`, where names alone tell too little."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        label = getattr(self.model_admin, "label_in_search", str)
        return {**super().serialize_result(obj, to_field_name), "text": label(obj)}


def _steady(shown: Callable[..., Any]) -> Callable[..., Any]:
    """A form that was refused shows what was picked again, by looking it up: what is no id was nothing picked."""

    @wraps(shown)
    def optgroups(widget: Any, name: str, value: list[str], attr: dict[str, Any] | None = None) -> Any:
        try:
            return shown(widget, name, value, attr)
        except (ValueError, ValidationError):
            return shown(widget, name, [], attr)

    return optgroups


AutocompleteMixin.optgroups = _steady(AutocompleteMixin.optgroups)  # type: ignore[method-assign]


class MarqueeAdminSite(AdminSite):
    site_header = "Marquee"
    site_title = "Marquee"
    index_title = "Back office"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Every list is steady, also those of libraries."""
        chosen = admin_class or ModelAdmin
        steady = chosen if issubclass(chosen, Steady) else type(chosen.__name__, (Steady, chosen), {})
        models = [model_or_iterable] if isinstance(model_or_iterable, type(Model)) else model_or_iterable
        super().register(models, steady, **options)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["name"] = NAMES.get(app["app_label"], app["name"])
        rank = {label: number for number, label in enumerate(ORDER)}
        return sorted(apps, key=lambda app: (rank.get(app["app_label"], len(ORDER)), app["name"]))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        from recommendations.admin.importing import may_import

        return {**super().each_context(request), "may_import": may_import(request)}

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast("HttpResponse", LabelledResults.as_view(admin_site=self)(request))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from recommendations.admin.importing import import_page

        return [path("import/", self.admin_view(import_page), name="import"), *super().get_urls()]


MarqueeAdminSite.login = method_decorator(secure_admin_login)(MarqueeAdminSite.login)  # type: ignore[method-assign]
