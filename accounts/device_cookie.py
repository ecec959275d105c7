"""The signed, long-lived cookie by which a browser is known again after it signed out and in."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

LASTS = timedelta(days=400)
"""The longest that browsers keep any cookie."""
MOST = 5
"""How many accounts may take turns on one browser and each still know it."""

_signer = TimestampSigner(salt="accounts.device")


def cookie_name() -> str:
    """Named beside the session's, with its prefix and suffix."""
    return str(settings.SESSION_COOKIE_NAME).replace("session", "device")


def read_device_cookie(request: HttpRequest, *, max_age: timedelta = LASTS) -> list[UUID]:
    """The devices this browser was, latest first; none when the cookie is missing, older than `max_age` or forged."""
    try:
        text = _signer.unsign(request.COOKIES.get(cookie_name(), ""), max_age=max_age)
        return [UUID(part) for part in text.split(".") if part][:MOST]
    except (BadSignature, ValueError):
        return []


def write_device_cookie(response: HttpResponse, uids: Sequence[UUID]) -> None:
    response.set_cookie(
        cookie_name(),
        _signer.sign(".".join(uid.hex for uid in uids[:MOST])),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
