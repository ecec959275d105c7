"""Who may come in, and who may change what a household's children may see: the rules, in one place.

**An adult profile** is one that nothing restricts: not for kids, and with the highest ceiling. A profile held below it
could otherwise lift its own ceiling.

**To manage the household** (add profiles, devices, every page of the account) takes an adult profile that is being
watched with, or the account's password, confirmed within the last five minutes. A session that has chosen nobody is in
nobody's hands: the child who sees "Who's watching?" after a parent signed in must not get further than the profiles.
Signing in therefore does not count as confirming, and a confirmation ends when a profile is chosen: a parent who
confirms, sets something up and hands the tablet over leaves nothing open.

**To restrict a profile** (ceiling, kids flag, country, history, PIN, deleting) takes the same; and for a profile with a
PIN, that it is the one being watched with, or the password: else the way around a parent's PIN would be the settings of
a grandparent who has none.

**Its own looks** (name, picture, language, autoplay) every profile may change.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import Profile, User
from accounts.session_keys import SESSION_CHOSEN_AT
from catalog.maturity import Maturity

if TYPE_CHECKING:
    from rest_framework.views import APIView

ACCOUNT_PAGES = "account/"
BACK_OFFICE = "admin/"
# What people need before they are known, and to become known again; everything else below it manages the account.
OPEN_ACCOUNT_PAGES = frozenset(
    {
        "account_confirm_email",
        "account_confirm_login_code",
        "account_email_verification_sent",
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_request_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_signup",
        "account-closed",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_trust",
    }
)


def is_adult(profile: Profile) -> bool:
    """Nothing restricts the profile, so it may restrict others."""
    return not profile.is_kids and profile.maturity_ceiling == max(Maturity)


def has_confirmed(request: HttpRequest) -> bool:
    """The account's password (or passkey, or code) was given again: lately, and after the profile was chosen."""
    if not isinstance(request.user, User):
        return False
    chosen_at = request.session.get(SESSION_CHOSEN_AT, 0.0)
    oldest = max(chosen_at, time.time() - app_settings.REAUTHENTICATION_TIMEOUT)
    records = get_authentication_records(request, request.user)
    return any(record.get("reauthenticated") and record["at"] > oldest for record in records)


def forget_confirmation(request: HttpRequest) -> None:
    """After a change made for a child on the child's screen, the screen is the child's again."""
    active = _active(request)
    if active is not None and not is_adult(active):
        request.session[SESSION_CHOSEN_AT] = time.time()


def may_manage(request: HttpRequest) -> bool:
    """This request may manage the household: see the module. An account without profiles has no children yet."""
    if not isinstance(request.user, User):
        return False
    active = _active(request)
    if active is not None:
        return is_adult(active) or has_confirmed(request)
    return has_confirmed(request) or not Profile.objects.of(request.user).exists()


def may_restrict(request: HttpRequest, profile: Profile) -> bool:
    """This request may change what the profile, one of its account, may see, and its PIN: see the module."""
    active = _active(request)
    if has_confirmed(request):
        return True
    return active is not None and is_adult(active) and (active.pk == profile.pk or not profile.has_pin)


def may_edit(request: HttpRequest, profile: Profile) -> bool:
    """This request may change the profile's looks at least."""
    active = _active(request)
    return (active is not None and active.pk == profile.pk) or may_restrict(request, profile)


def confirm_first(request: HttpRequest, *, back_to: str = "") -> HttpResponseRedirect:
    """To the page that asks for the account's password, and from there to `back_to`, or to this request's page.

    What was posted is not kept for later, unlike allauth's own way: a PIN would lie readable in the session.
    """
    request.session.pop(STATE_SESSION_KEY, None)
    methods = get_adapter().get_reauthentication_methods(request.user)
    # Without password and second factor, the mailbox is what is left to tell the account's owner from a child.
    page = methods[0]["url"] if methods else resolve_url("account_reset_password")
    return HttpResponseRedirect(f"{page}?{urlencode({'next': back_to or request.get_full_path()})}")


def guard_account_pages(request: HttpRequest) -> HttpResponse | None:
    """The redirect to confirming, for a signed-in request that may not manage and asks for a page of the account.

    The back office asks the same of a child's profile on an account that may enter it; without a profile, which is how
    those come who only work there, it is left to its own permissions.
    """
    match = request.resolver_match
    if match is None or not request.user.is_authenticated:
        return None
    if match.route.startswith(ACCOUNT_PAGES):
        is_open = match.url_name in OPEN_ACCOUNT_PAGES or may_manage(request)
    elif match.route.startswith(BACK_OFFICE) and match.url_name != "logout":
        is_open = _active(request) is None or may_manage(request)
    else:
        return None
    return None if is_open else confirm_first(request)


def manager_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send whoever is not signed in to the sign-in page, and whoever may not manage the household to confirming."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may_manage(request):
            return confirm_first(request)
        return view(request, *arguments, **named)

    return guarded


def profile_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send a visitor who is not signed in to the sign-in page, and one without a profile to the profile gate."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if _active(request) is None:
            wanted = request.get_full_path() if request.method == "GET" else "/"
            gate = resolve_url("choose-profile")
            return redirect(gate if wanted == "/" else f"{gate}?{urlencode({'next': wanted})}")
        return view(request, *arguments, **named)

    return guarded


class HasProfile(BasePermission):
    """The request is signed in and acts for a profile: by session, or by a token bound to one."""

    message = "Choose a profile first."
    code = "profile_needed"

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return bool(request.user.is_authenticated and getattr(request, "profile", None) is not None)


def _active(request: HttpRequest) -> Profile | None:
    return getattr(request, "profile", None)
