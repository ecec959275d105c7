"""Devices, their tokens and browser sessions: looked at and ended; and the sign-in's second factors without secrets."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin.base import LookedAtAdmin, LookedAtInline, note_in_history
from accounts.flows.devices import sign_out_device
from accounts.models import Device, DeviceToken, SignInAllowance


class DeviceTokenInline(LookedAtInline):
    model = DeviceToken
    fields = ("token_key", "profile", "created", "last_used_at")
    readonly_fields = fields
    show_change_link = False


@admin.register(Device)
class DeviceAdmin(LookedAtAdmin):
    list_display = ("name", "kind", "user", "first_seen_at", "last_seen_at")
    list_select_related = ("user",)
    list_filter = ("kind", ("last_seen_at", admin.DateFieldListFilter))
    date_hierarchy = "last_seen_at"
    search_fields = ("name", "user__email")
    fields = ("name", "kind", "user", "uid", "first_seen_at", "last_seen_at")
    inlines = (DeviceTokenInline,)
    actions = ("sign_out",)

    @admin.action(description="Sign the selected devices out", permissions=["delete"])
    def sign_out(self, request: HttpRequest, queryset: QuerySet[Device]) -> None:
        devices = list(queryset.select_related("user"))
        note_in_history(request=request, rows=devices, what="Signed out.")
        for device in devices:
            sign_out_device(user=device.user, device_uid=device.uid)
        self.message_user(request, f"{len(devices)} devices are signed out.")


@admin.register(DeviceToken)
class DeviceTokenAdmin(LookedAtAdmin):
    """The key's first characters tell tokens apart; what would sign in is hashed and not shown."""

    list_display = ("token_key", "user", "device", "profile", "created", "last_used_at")
    list_select_related = ("user", "device", "profile")
    list_filter = (("last_used_at", admin.DateFieldListFilter),)
    date_hierarchy = "created"
    search_fields = ("=token_key", "user__email", "device__name")
    fields = ("token_key", "user", "device", "profile", "created", "last_used_at", "expiry")


admin.site.unregister([UserSession, Authenticator])


@admin.register(UserSession)
class UserSessionAdmin(LookedAtAdmin):
    """The library's page searches user names, which Marquee does not have."""

    list_display = ("user", "ip", "user_agent", "created_at", "last_seen_at")
    list_select_related = ("user",)
    date_hierarchy = "created_at"
    search_fields = ("user__email", "=ip")
    fields = ("user", "ip", "user_agent", "created_at", "last_seen_at")
    actions = ("end",)

    @admin.action(description="End the selected sessions", permissions=["delete"])
    def end(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        sessions = list(queryset)
        note_in_history(request=request, rows=sessions, what="Ended.")
        for session in sessions:
            session.end()
        self.message_user(request, f"{len(sessions)} sessions have ended.")


@admin.register(Authenticator)
class AuthenticatorAdmin(LookedAtAdmin):
    """Deleting one lets a person who lost it sign in again; the library's page would show the secret itself."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_select_related = ("user",)
    list_filter = ("type", ("last_used_at", admin.DateFieldListFilter))
    search_fields = ("user__email",)
    fields = ("user", "type", "created_at", "last_used_at")


@admin.register(SignInAllowance)
class SignInAllowanceAdmin(LookedAtAdmin):
    """Deleting a row gives the address its tries back; the rows are hashes, so that they name nobody."""

    list_display = ("key", "tokens", "refilled_at")
    date_hierarchy = "refilled_at"
    search_fields = ("=key",)
