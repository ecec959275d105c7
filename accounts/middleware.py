"""Puts the active profile, its ceiling and the device on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from catalog.maturity import Maturity

SESSION_PROFILE = "profile_id"
SESSION_EPOCH = "profile_epoch"


class ProfileMiddleware:
    """The profile is server-side session state, never a value that the client sends."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        profile = self._active_profile(request)
        request.profile = profile  # type: ignore[attr-defined]
        request.maturity_ceiling = Maturity(profile.maturity_ceiling) if profile else Maturity.ALL  # type: ignore[attr-defined]
        request.device_kind = DeviceKind.LAPTOP  # type: ignore[attr-defined]
        request.device = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def _active_profile(self, request: HttpRequest) -> Profile | None:
        profile_id = request.session.get(SESSION_PROFILE)
        if profile_id is None or not request.user.is_authenticated:
            return None
        return Profile.objects.filter(
            pk=profile_id, user=request.user, epoch=request.session.get(SESSION_EPOCH)
        ).first()
