"""Routes."""

from django.urls import URLPattern, URLResolver, path

from accounts.api.devices import DevicesView, DeviceView
from accounts.api.profiles import ProfilesView, ProfileView
from accounts.api.session import ChosenProfileView, SessionView

urlpatterns: list[URLPattern | URLResolver] = [
    path("session/", SessionView.as_view(), name="api-session"),
    path("session/profile/", ChosenProfileView.as_view(), name="api-chosen-profile"),
    path("profiles/", ProfilesView.as_view(), name="api-profiles"),
    path("profiles/<uuid:uid>/", ProfileView.as_view(), name="api-profile"),
    path("devices/", DevicesView.as_view(), name="api-devices"),
    path("devices/<uuid:uid>/", DeviceView.as_view(), name="api-device"),
]
