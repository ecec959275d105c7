"""Who's watching? The gate, and the PIN before a profile that has one."""

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import confirm_first, has_confirmed
from accounts.flows.choose_profile import (
    PinLocked,
    PinNeeded,
    PinWrong,
    ProfileNotFound,
    choose_profile,
    find_profile,
    leave_profile,
)
from accounts.flows.pin import release_pin, tries_left
from accounts.forms import PinForm
from accounts.models import MAXIMUM_PROFILES, Profile, User
from accounts.session_keys import SESSION_NEW_PROFILES


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def gate(request: HttpRequest) -> HttpResponse:
    """The household's profiles; on POST the one in `profile` is chosen. An account without any makes its first.

    Asking who is watching leaves a profile that has a PIN: the next person at this screen may be another one.
    """
    if request.method == "POST":
        return choose(request, request.POST.get("profile", ""))
    profiles = list(Profile.objects.of(signed_in(request)))
    if not profiles:
        return redirect("new-profile")
    active = getattr(request, "profile", None)
    if active is not None and active.has_pin:
        leave_profile(session=request.session)
        # As when another profile is chosen, and before this page is written, whose forms need the new one.
        rotate_token(request)
        request.profile = None  # type: ignore[attr-defined]
    context = {"profiles": profiles, "may_add": len(profiles) < MAXIMUM_PROFILES, "next": _next(request)}
    return render(request, "accounts/gate.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Asks for the PIN, says how many tries are left, and what to do when there are none."""
    profile = profile_or_404(request, uid)
    if not profile.has_pin:
        return redirect("choose-profile")
    form = PinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            choose_profile(
                session=request.session,
                user=signed_in(request),
                profile_uid=uid,
                pin=form.cleaned_data["pin"],
                now=timezone.now(),
            )
        except PinWrong as wrong:
            form.add_error("pin", "That is not the PIN." if wrong.tries_left else "That is not the PIN either.")
        except PinLocked:
            pass
        else:
            return redirect(_after_choosing(request, profile))
        profile.refresh_from_db(fields=("pin_failures",))
    context = {"form": form, "profile": profile, "tries_left": tries_left(profile), "next": _next(request)}
    return render(request, "accounts/pin.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unlock_pin(request: HttpRequest, uid: UUID) -> HttpResponse:
    """With the account's password: five new tries, or the way to another PIN."""
    profile = profile_or_404(request, uid)
    if not has_confirmed(request):
        return confirm_first(request)
    if request.method == "POST":
        release_pin(profile=profile)
        return redirect("profile-pin", uid=profile.uid)
    return render(request, "accounts/unlock_pin.html", {"profile": profile})


def signed_in(request: HttpRequest) -> User:
    """The account that login_required made sure of."""
    return cast("User", request.user)


def profile_or_404(request: HttpRequest, uid: UUID) -> Profile:
    try:
        return find_profile(user=signed_in(request), uid=uid)
    except ProfileNotFound:
        raise Http404("Your account has no such profile.") from None


def choose(request: HttpRequest, uid: str) -> HttpResponse:
    """Choose the profile, or ask for its PIN, and go on; Http404 for one that is none of the account's."""
    try:
        profile = choose_profile(
            session=request.session, user=signed_in(request), profile_uid=uid, pin="", now=timezone.now()
        )
    except ProfileNotFound:
        raise Http404("Your account has no such profile.") from None
    except (PinNeeded, PinWrong, PinLocked):
        page = resolve_url("profile-pin", uid=uid)
        return redirect(f"{page}?{urlencode({'next': _next(request)})}")
    request.profile = profile  # type: ignore[attr-defined]
    return redirect(_after_choosing(request, profile))


def _after_choosing(request: HttpRequest, profile: Profile) -> str:
    """Where to go: a profile that was just made is asked what it likes, once; all others go where they were going."""
    new = request.session.get(SESSION_NEW_PROFILES, [])
    if profile.pk not in new:
        return _next(request)
    request.session[SESSION_NEW_PROFILES] = [other for other in new if other != profile.pk]
    return resolve_url("begin")


def _next(request: HttpRequest) -> str:
    """Where to go after choosing: the page that was asked for, if it is on this site; else home."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    try:
        is_ours = url_has_allowed_host_and_scheme(
            wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
    except ValueError:
        is_ours = False
    # Without a slash it is no page's address, but would be looked up as a page's name.
    return wanted if is_ours and "/" in wanted else resolve_url("home")
