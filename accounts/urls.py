"""Routes of the household's pages, and of the account's own beside allauth's."""

from django.urls import URLPattern, URLResolver, include, path

from accounts.views import devices, gate, profiles

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("accounts.account_urls")),
    path("profiles/", gate.gate, name="choose-profile"),
    path("profiles/manage/", profiles.manage, name="manage-profiles"),
    path("profiles/new/", profiles.new, name="new-profile"),
    path("profiles/<uuid:uid>/", profiles.settings, name="profile-settings"),
    path("profiles/<uuid:uid>/delete/", profiles.delete, name="delete-profile"),
    path("profiles/<uuid:uid>/pin/", gate.pin, name="profile-pin"),
    path("profiles/<uuid:uid>/pin/change/", profiles.change_pin, name="change-pin"),
    path("profiles/<uuid:uid>/pin/unlock/", gate.unlock_pin, name="unlock-pin"),
    path("devices/", devices.devices, name="devices"),
    path("devices/sign-out/", devices.sign_out_others, name="sign-out-others"),
    path("devices/<uuid:uid>/sign-out/", devices.sign_out, name="sign-out-device"),
]
