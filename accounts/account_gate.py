"""Keeps a kids profile out of the account's pages until somebody who knows the password has confirmed it."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.middleware import SESSION_CHOSEN_AT

ACCOUNT_ROUTES = "account/"
ENTRANCES = {
    "account-closed",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
"""Names of the pages that ask for a secret themselves, or show nothing of an account. Every other one is kept."""


class AccountGateMiddleware:
    """Sits behind ProfileMiddleware; guards by route, so that a page of allauth cannot be forgotten."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, named: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not match.route.startswith(ACCOUNT_ROUTES) or match.url_name in ENTRANCES:
            return None
        profile = getattr(request, "profile", None)
        if profile is None or not profile.is_kids or _has_confirmed(request):
            return None
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")


def _has_confirmed(request: HttpRequest) -> bool:
    """Whether the password was confirmed a short while ago, and after the profile was chosen."""
    since = max(
        float(request.session.get(SESSION_CHOSEN_AT, 0)), time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    )
    records = get_authentication_records(request, request.user)
    return any(record.get("reauthenticated") and record["at"] >= since for record in records)
