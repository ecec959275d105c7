"""Profiles: helped with their PIN, handed to a login, corrected."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from accounts.admin.base import AccountsAdmin, AnyModelForm, note_in_history
from accounts.flows.hand_over import UnableToHandOver, hand_over
from accounts.flows.pin import clear_pin, move_profile_epoch, release_pin
from accounts.models import MAXIMUM_PROFILES, PIN_TRIES, Profile
from catalog.maturity import KIDS_CEILING

MOVES_THE_EPOCH = frozenset({"is_kids", "maturity_ceiling", "user"})


class ProfileForm(AnyModelForm):
    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        user = found.get("user")
        if user is not None and "user" in self.changed_data:
            others = Profile.objects.of(user).exclude(pk=self.instance.pk)
            if others.count() >= MAXIMUM_PROFILES:
                self.add_error("user", f"An account has at most {MAXIMUM_PROFILES} profiles.")
        ceiling = found.get("maturity_ceiling")
        if found.get("is_kids") and ceiling is not None and ceiling > KIDS_CEILING:
            self.add_error("maturity_ceiling", f"A kids profile sees at most {KIDS_CEILING.label}.")
        return found


class HandOverForm(forms.Form):
    email = forms.EmailField(max_length=254, label="E-mail address of the account")
    password = forms.CharField(
        required=False,
        max_length=200,
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Only for an account that is still to be made",
    )

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if password:
            validate_password(password)
        return password


class PinFilter(admin.SimpleListFilter):
    title = "PIN"
    parameter_name = "pin"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("set", "Set"), ("none", "None"), ("locked", "Locked")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "set":
                return queryset.exclude(pin_hash="")
            case "none":
                return queryset.filter(pin_hash="")
            case "locked":
                return queryset.filter(pin_failures__gte=PIN_TRIES)
        return queryset


class LoginFilter(admin.SimpleListFilter):
    title = "login"
    parameter_name = "login"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Has an account"), ("no", "Has none yet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(user__isnull=self.value() == "no") if self.value() in ("yes", "no") else queryset


@admin.register(Profile)
class ProfileAdmin(AccountsAdmin):
    form = ProfileForm
    list_display = ("name", "user", "origin", "is_kids", "maturity_ceiling", "pin", "country", "created_at")
    list_select_related = ("user",)
    list_filter = ("origin", LoginFilter, PinFilter, "is_kids", "maturity_ceiling", "records_history",
                   ("source", admin.AllValuesFieldListFilter))  # fmt: skip
    date_hierarchy = "created_at"
    search_fields = ("name", "user__email", "=source_id")
    search_help_text = "Name, e-mail address, or id in its source"
    autocomplete_fields = ("user",)
    readonly_fields = ("uid", "pin", "epoch", "origin", "source", "source_id", "created_at")
    fieldsets = (
        (None, {"fields": ("name", "user", "avatar")}),
        ("What it may see", {"fields": (("is_kids", "maturity_ceiling"), "pin", "country", "language")}),
        ("What it chose", {"fields": (("autoplay_next", "autoplay_previews", "records_history"),)}),
        ("Where it comes from", {"fields": ("origin", ("source", "source_id"), "uid", "epoch", "created_at")}),
    )
    actions = ("release_locked_pins", "remove_pins", "hand_to_a_login")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Profile]:
        return super().get_queryset(request).select_related("user")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whose a profile is decides who reads what it did: changing that is handing it over."""
        fixed = tuple(super().get_readonly_fields(request, obj))
        return fixed if self.has_hand_over_permission(request) else (*fixed, "user")

    @staticmethod
    def label_in_search(profile: Profile) -> str:
        """Two people of one name are told apart by their accounts."""
        return profile.name if profile.user is None else f"{profile.name}, {profile.user.email}"

    @admin.display(description="PIN")
    def pin(self, profile: Profile) -> str:
        if not profile.has_pin:
            return "none"
        return "locked" if profile.pin_failures >= PIN_TRIES else "set"

    def save_model(self, request: HttpRequest, obj: Profile, form: Any, change: bool) -> None:
        """What it may see changed, or whose it is: what was signed in before ends, as when the household changes it."""
        super().save_model(request, obj, form, change)
        if change and MOVES_THE_EPOCH & set(form.changed_data):
            move_profile_epoch(profile=obj)

    @admin.action(description="Release locked PINs", permissions=["change"])
    def release_locked_pins(self, request: HttpRequest, queryset: QuerySet[Profile]) -> None:
        rows = list(queryset.filter(pin_failures__gte=PIN_TRIES))
        for profile in rows:
            release_pin(profile=profile)
        note_in_history(request=request, rows=rows, what="Released the locked PIN.")
        self.message_user(request, f"{len(rows)} PINs can be tried again.")

    @admin.action(description="Remove PINs that were forgotten", permissions=["change"])
    def remove_pins(self, request: HttpRequest, queryset: QuerySet[Profile]) -> None:
        rows = list(queryset.exclude(pin_hash=""))
        for profile in rows:
            clear_pin(profile=profile)
        note_in_history(request=request, rows=rows, what="Removed the PIN.")
        self.message_user(request, f"{len(rows)} profiles have no PIN any more.")

    @admin.action(description="Hand to a login", permissions=["hand_over"])
    def hand_to_a_login(self, request: HttpRequest, queryset: QuerySet[Profile]) -> HttpResponse | None:
        """Ask for the account first; the same action comes back with the answer."""
        profiles = list(queryset[: MAXIMUM_PROFILES + 1])
        if len(profiles) > MAXIMUM_PROFILES:
            self.message_user(request, f"An account has at most {MAXIMUM_PROFILES} profiles.", messages.ERROR)
            return None
        form = HandOverForm(request.POST if "apply" in request.POST else None)
        if form.is_bound and form.is_valid():
            try:
                user = hand_over(profile_ids=[profile.pk for profile in profiles], **form.cleaned_data)
            except UnableToHandOver as problem:
                form.add_error(None, ValidationError(str(problem)))
            else:
                note_in_history(request=request, rows=profiles, what=f"Handed to {user.email}.")
                self.message_user(request, f"{user.email} can sign in as {', '.join(map(str, profiles))}.")
                return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Whose login shall they have?",
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "rows": profiles,
            "selected_name": ACTION_CHECKBOX_NAME,
            "action": "hand_to_a_login",
        }
        return TemplateResponse(request, "admin/ask_first.html", context)

    def has_hand_over_permission(self, request: HttpRequest) -> bool:
        """It gives an account, or a part of one: who may do so may make both."""
        return self.has_change_permission(request) and request.user.has_perm("accounts.add_user")
