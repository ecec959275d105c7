"""Puts the active profile, its ceiling and the device on every request."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import rotate_token
from django.utils import timezone

from accounts.access import guard_account_pages
from accounts.device_cookie import read_device_cookie, write_device_cookie
from accounts.device_detection import device_kind_of, device_name_of, lacks_hints
from accounts.flows.devices import SEEN_AGAIN_AFTER, remember_device, see_device
from accounts.models import Device, Profile, User
from accounts.session_keys import SESSION_CHOSEN_AT, SESSION_DEVICE, SESSION_EPOCH, SESSION_PROFILE
from catalog.maturity import Maturity

__all__ = ["SESSION_CHOSEN_AT", "SESSION_EPOCH", "SESSION_PROFILE", "ProfileMiddleware"]


class ProfileMiddleware:
    """The profile is server-side session state, never a value that the client sends.

    It costs one query on pages of a session with a profile, and none on others. The device is known by the session; its
    other fields are loaded when somebody reads them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        profile, before = self._active_profile(request), request.session.get(SESSION_PROFILE)
        request.profile = profile  # type: ignore[attr-defined]
        request.maturity_ceiling = Maturity(profile.maturity_ceiling) if profile else Maturity.ALL  # type: ignore[attr-defined]
        request.device_kind = device_kind_of(request.headers)  # type: ignore[attr-defined]
        request.device = _noted_device(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if before is not None and before != request.session.get(SESSION_PROFILE, before):
            # A page that the one before left open in another window says nothing in the name of the next.
            rotate_token(request)
        if response.status_code < 500:
            _know_device_again(request, response)
        if lacks_hints(request.headers):
            response.headers["Accept-CH"] = "Sec-CH-UA-Form-Factors"
        return response

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, named: Any) -> HttpResponse | None:
        """Keep children off the account's pages, most of which are allauth's."""
        return guard_account_pages(request)

    def _active_profile(self, request: HttpRequest) -> Profile | None:
        profile_id, epoch = request.session.get(SESSION_PROFILE), request.session.get(SESSION_EPOCH)
        if profile_id is None or epoch is None or not request.user.is_authenticated:
            return None
        return Profile.objects.filter(pk=profile_id, user=request.user, epoch=epoch).first()


def _noted_device(request: HttpRequest) -> Device | None:
    """The session's device without asking the database, or None before the session has one."""
    noted = request.session.get(SESSION_DEVICE)
    if not noted or SESSION_KEY not in request.session:
        return None
    return Device.from_db("default", ["id"], [noted[0]])


def _know_device_again(request: HttpRequest, response: HttpResponseBase) -> None:
    """After the view, because signing in and changing the password give the session another key."""
    user = request.user
    # An API token signs its request in without a session, and has a device of its own.
    if not isinstance(user, User) or request.session.get(SESSION_KEY) != str(user.pk):
        return
    now, key = timezone.now(), request.session.session_key or ""
    noted = request.session.get(SESSION_DEVICE) or [0, ""]
    if noted[1] == key:
        if read_device_cookie(request, max_age=SEEN_AGAIN_AFTER):
            return
        known = see_device(device_id=noted[0], user=user, now=now)
        if known is not None:
            _write(request, response, known)
            return
    device = remember_device(
        user=user,
        kind=device_kind_of(request.headers),
        name=device_name_of(request.headers),
        session_key=key,
        now=now,
        known_as=read_device_cookie(request),
    )
    request.session[SESSION_DEVICE] = [device.pk, key]
    _write(request, response, device)


def _write(request: HttpRequest, response: Any, device: Device) -> None:
    uids = [device.uid, *(uid for uid in read_device_cookie(request) if uid != device.uid)]
    write_device_cookie(response, uids)
