"""What editors want of pages, and a look at the page that any profile would get now."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.countries import COUNTRIES
from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from recommendations.models import PageRule, RuleAction, ServedPage
from recommendations.pages.home import home_page
from recommendations.pages.viewer import viewer_of
from recommendations.rows import ROW_TYPES

KINDS = tuple(row_type.key for row_type in ROW_TYPES)


class PageRuleForm(forms.ModelForm):  # type: ignore[type-arg]  # Generic in its stubs only.
    """A rule is about one row or one title, and says so in words when it is about neither or both."""

    def clean_row(self) -> str:
        row: str = self.cleaned_data["row"].strip()
        if row and row.partition(":")[0] not in KINDS:
            raise ValidationError(f"There is no such kind of row; there are {', '.join(KINDS)}.")
        return row

    def clean_country(self) -> str:
        country: str = self.cleaned_data["country"].strip().upper()
        if country and country not in COUNTRIES:
            raise ValidationError("There is no country with this code; GB is the United Kingdom, DE is Germany.")
        return country

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        # Said of a field, so that Django does not check the constraints on it as well, which say only their name.
        if bool(said.get("row")) == bool(said.get("title")) and "row" not in self.errors:
            self.add_error("row", "Name a row or a title, and only one of them.")
        if said.get("action") == RuleAction.PIN and said.get("row") and said.get("position") is None:
            self.add_error("position", "Say where the row is to stand.")
        if said.get("ends_at") and said.get("starts_at") and said["ends_at"] <= said["starts_at"]:
            self.add_error("ends_at", "It would end before it begins.")
        return said


@admin.register(PageRule)
class PageRuleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Subscripting needs a patched Django at run time.
    """Pin, boost, bury or ban. Who changed what and when is in each rule's history."""

    form = PageRuleForm
    list_display = ("__str__", "country", "starts_at", "ends_at", "is_active", "reason", "made_by")
    list_filter = ("action", "country")
    list_select_related = ("title", "made_by")
    search_fields = ("row", "title__name", "reason")
    autocomplete_fields = ("title",)
    fields = ("action", ("row", "title"), "position", "country", ("starts_at", "ends_at"), "reason")
    change_list_template = "admin/recommendations/pagerule/change_list.html"

    @admin.display(description="now", boolean=True)
    def is_active(self, rule: PageRule) -> bool:
        now = timezone.now()
        return rule.starts_at <= now and (rule.ends_at is None or now < rule.ends_at)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"starts_at": timezone.now(), **super().get_changeform_initial_data(request)}

    def save_model(self, request: HttpRequest, obj: PageRule, form: Any, change: bool) -> None:
        if not change and request.user.is_authenticated:
            obj.made_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        own = path("preview/", self.admin_site.admin_view(self.preview), name="recommendations_pagerule_preview")
        return [own, *super().get_urls()]

    def preview(self, request: HttpRequest) -> HttpResponse:
        """The page that a profile would get now on a device, decided anew and left without a trace."""
        if not self.has_view_permission(request) or not request.user.has_perm("accounts.view_profile"):
            raise PermissionDenied
        form = PreviewForm(request.GET if "profile" in request.GET else None)
        page = None
        if form.is_valid():
            profile, device = form.cleaned_data["profile"], DeviceKind(form.cleaned_data["device"])
            viewer = viewer_of(profile=profile, device_kind=device, now=timezone.now())
            page = home_page(viewer=viewer, record=False, anew=True)
        context = {**self.admin_site.each_context(request), "title": "Preview a page", "form": form, "page": page,
                   "opts": self.opts}  # fmt: skip
        return TemplateResponse(request, "admin/recommendations/pagerule/preview.html", context)


class PreviewForm(forms.Form):
    """Whose page, on what. Profiles are looked for by name or e-mail, by whoever may see them."""

    profile = forms.ModelChoiceField(Profile.objects.none())
    device = forms.ChoiceField(choices=DeviceKind.choices, initial=DeviceKind.LAPTOP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile: Any = self.fields["profile"]
        profile.queryset = Profile.objects.all()
        profile.widget = AutocompleteSelect(ServedPage._meta.get_field("profile"), admin.site, choices=profile.choices)
