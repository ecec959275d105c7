"""The account's own pages: the overview, taking one's data along, and closing."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.flows.close_account import close_account
from accounts.flows.export_data import export_data
from accounts.models import MAXIMUM_PROFILES, User


@never_cache
@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What the account is, and where each part of it is changed."""
    user = _user(request)
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    passkeys = kinds.count(Authenticator.Type.WEBAUTHN)
    sessions = UserSession.objects.filter(user=user).count()
    names = ", ".join(profile.name for profile in user.profiles.order_by("pk"))
    is_confirmed = EmailAddress.objects.filter(user=user, primary=True, verified=True).exists()
    context = {
        "is_confirmed": is_confirmed,
        "address_state": user.email if is_confirmed else f"{user.email}, not confirmed yet",
        "second_step_state": "On: an authenticator app" if Authenticator.Type.TOTP in kinds else "Off",
        "passkey_state": f"{passkeys} in use" if passkeys else "Sign in without a password",
        "session_state": f"{sessions} signed in" if sessions else "Where you are signed in",
        "profile_names": names or f"None yet; up to {MAXIMUM_PROFILES}",
    }
    return render(request, "accounts/account.html", context)


@never_cache
@login_required
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponseBase:
    """The page that offers the archive, and on POST the archive."""
    if request.method != "POST":
        return render(request, "accounts/export_data.html")
    now = timezone.now()
    response = StreamingHttpResponse(export_data(user=_user(request), now=now), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="marquee-{now:%Y-%m-%d}.zip"'
    return response


@never_cache
@login_required
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Says what goes; on POST with the box ticked it goes."""
    user = _user(request)
    if request.method == "POST" and request.POST.get("sure") == "1":
        close_account(user=user)
        logout(request)
        return redirect("account-closed")
    context = {"profiles": user.profiles.order_by("pk"), "is_unsure": request.method == "POST"}
    return render(request, "accounts/close_account.html", context)


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/account_closed.html")


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
