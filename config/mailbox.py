"""The development mailbox: shows the mail that the file backend wrote, to this machine alone."""

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SHOWN = 50
SEPARATOR = b"-" * 79


@dataclass(frozen=True, slots=True)
class Mail:
    to: str
    subject: str
    text: str
    arrived_at: datetime


def _is_open(request: HttpRequest) -> bool:
    """Only without a mail server, asked directly from loopback: never behind a proxy, never in production."""
    return (
        settings.MAILBOX
        and settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
        and not settings.HTTPS
        and request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1")
        and "HTTP_X_FORWARDED_FOR" not in request.META
    )


def where_mail_arrives(request: HttpRequest) -> dict[str, str]:
    """For templates that speak of mail: `mailbox_url`, where this browser may look, else empty."""
    return {"mailbox_url": reverse("mailbox") if _is_open(request) else ""}


def _read(file: Path) -> list[Mail]:
    arrived_at = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC)
    found = []
    for part in file.read_bytes().split(SEPARATOR):
        if part.strip():
            message = email.message_from_bytes(part.lstrip(), policy=email.policy.default)
            body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
            text = body.get_content() if body else ""
            found.append(Mail(str(message["To"]), str(message["Subject"]), text, arrived_at))
    return found


@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    if not _is_open(request):
        raise Http404
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True) if folder.exists() else []
    mails = [mail for file in files[:SHOWN] for mail in reversed(_read(file))]
    return render(request, "mailbox.html", {"mails": mails[:SHOWN]})
