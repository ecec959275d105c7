"""The request attributes that views may rely on once the middleware has run."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from accounts.device_kinds import DeviceKind
from catalog.maturity import Maturity

if TYPE_CHECKING:
    from accounts.models import Device, Profile, User


class ProfileRequest(HttpRequest):
    """A request whose visitor is signed in and has chosen a profile."""

    user: "User"
    profile: "Profile"
    maturity_ceiling: Maturity
    device_kind: DeviceKind
    device: "Device | None"
