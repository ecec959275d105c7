"""What Marquee does differently from allauth while people sign up and in."""

from smtplib import SMTPException
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.contrib import messages

log = structlog.get_logger(__name__)

NOT_SENT = "The mail could not be sent just now. Try again in a few minutes."


class AccountAdapter(DefaultAccountAdapter):
    """Bears mail servers that are away, and addresses that are none."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Say so when the mail server is away: what was asked for is kept, and can be asked for again."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            log.error("mail_not_sent", template=template_prefix, error=str(error))
            messages.error(current.request, NOT_SENT)

    def is_safe_url(self, url: str | None) -> bool:
        """A `next` that cannot be read as an address leads nowhere."""
        try:
            return bool(url) and bool(super().is_safe_url(url))
        except ValueError:
            return False
