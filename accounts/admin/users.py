"""Accounts: found, helped and closed; only an administrator touches those who may enter the back office."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.admin.widgets import AdminEmailInputWidget
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse

from accounts.admin.base import AnyModelForm, LookedAtInline, note_in_history
from accounts.flows.after_new_password import end_everything_else
from accounts.flows.devices import sign_out_everywhere
from accounts.models import Device, Profile, User

POWERS = ("is_staff", "is_superuser", "groups", "user_permissions")


class OneAccountPerAddress(AnyModelForm):
    """Says so in a sentence; what the database says of it is the name of its rule."""

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError("There is an account with this address already.")
        return email


class AddUserForm(OneAccountPerAddress, AdminUserCreationForm):  # type: ignore[type-arg]  # Generic in its stubs only.
    class Meta:
        model = User
        fields = ("email",)
        widgets = {"email": AdminEmailInputWidget(attrs={"autocomplete": "username"})}
        field_classes: dict[str, Any] = {}

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        # Django's own page puts the cursor there by script already; browsers complain about both.
        self.fields["email"].widget.attrs.pop("autofocus", None)


class ChangeUserForm(OneAccountPerAddress, UserChangeForm):  # type: ignore[type-arg]  # Generic in its stubs only.
    class Meta:
        model = User
        fields = "__all__"  # The admin's fieldsets say which.
        field_classes: dict[str, Any] = {}


class ProfileInline(LookedAtInline):
    model = Profile
    fields = ("name", "is_kids", "maturity_ceiling", "origin", "created_at")
    readonly_fields = fields


class DeviceInline(LookedAtInline):
    model = Device
    fields = ("name", "kind", "first_seen_at", "last_seen_at")
    readonly_fields = fields


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]  # Generic in its stubs only.
    form, add_form = ChangeUserForm, AddUserForm
    list_display = ("email", "number_of_profiles", "is_active", "is_staff", "last_login", "date_joined")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups", ("last_login", admin.DateFieldListFilter))
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = "date_joined"
    search_fields = ("email", "profiles__name")
    ordering = ("email",)
    fieldsets = (
        (None, {"fields": ("email", "password", "is_active")}),
        ("May enter the back office", {"fields": POWERS}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("email", "usable_password", "password1", "password2")}),)
    readonly_fields = ("last_login", "date_joined")
    inlines = (ProfileInline, DeviceInline)
    actions = ("sign_out_everywhere",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        users: QuerySet[Any] = (
            super().get_queryset(request).annotate(profiles_of_account=Count("profiles", distinct=True))
        )
        return users

    @admin.display(description="profiles", ordering="profiles_of_account")
    def number_of_profiles(self, user: Any) -> int:
        return int(user.profiles_of_account)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may give powers must have them all."""
        own = tuple(super().get_readonly_fields(request, obj))
        return own if _is_superuser(request) else (*own, *POWERS)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_touch(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_touch(request, obj) and super().has_delete_permission(request, obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """A password given or taken away by the staff ends what was signed in with the old one."""
        before = self.get_object(request, id)
        response: HttpResponse = super().user_change_password(request, id, form_url)
        after = self.get_object(request, id)
        if before is not None and after is not None and before.password != after.password:
            end_everything_else(request=request, user=after)
        return response

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """The sign-in's own record of the address follows; one that an administrator wrote counts as verified."""
        super().save_model(request, obj, form, change)
        if not change or "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj, primary=True).exclude(email__iexact=obj.email).delete()
            EmailAddress.objects.update_or_create(
                user=obj, email=obj.email.lower(), defaults={"verified": True, "primary": True}
            )

    @admin.action(description="Sign the selected accounts out everywhere", permissions=["change"])
    def sign_out_everywhere(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        users = [user for user in queryset if _may_touch(request, user)]
        for user in users:
            sign_out_everywhere(user=user)
        note_in_history(request=request, rows=users, what="Signed out everywhere.")
        self.message_user(request, f"{len(users)} accounts are signed out of every browser and device.")


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def _may_touch(request: HttpRequest, user: User | None) -> bool:
    """Support helps households; the accounts of staff are an administrator's business."""
    return user is None or _is_superuser(request) or not (user.is_staff or user.is_superuser)
