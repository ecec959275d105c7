"""What Marquee does differently from allauth while people sign up and in."""

from enum import StrEnum
from smtplib import SMTPException
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpRequest

log = structlog.get_logger(__name__)

NOT_SENT = "The mail could not be sent just now. Try again in a few minutes."


class Channel(StrEnum):
    """How somebody signs in; the value begins the names of its limits in config/sign_in.py."""

    BROWSER = "login"
    DEVICE = "device_login"


class AccountAdapter(DefaultAccountAdapter):
    """Counts wrong passwords so that one channel, or one stranger, locks nobody else out.

    It bears mail servers that are away, and addresses that are none.
    """

    channel = Channel.BROWSER

    def authenticate_device(self, request: HttpRequest, *, email: str, password: str) -> Any:
        """As `authenticate`, counted apart from browsers; raises ValidationError after too many wrong passwords."""
        self.channel = Channel.DEVICE
        return self.authenticate(request, email=email, password=password)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count this try as wrong until it proves right; raises ValidationError when the address had too many.

        The narrow count is of one e-mail address from one network address. The wide one is of an e-mail address from
        anywhere: so many that a single stranger cannot fill it, and few enough to make guessing hopeless.
        """
        self._login_failed_rl_usage = None
        used = ratelimit.RateLimitUsage(usage=[])
        email = _email_in(credentials)
        for action, key in _counts(self.channel, email=email, network=ratelimit.get_ip(request)):
            found = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if not found:
                raise self.validation_error("too_many_login_attempts")
            used.usage.extend(found.usage)
        self._login_failed_rl_usage = used

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Who has just reset the password may use it at once, in either channel."""
        email = _email_in(credentials)
        for channel in Channel:
            for action, key in _counts(channel, email=email, network=ratelimit.get_ip(request)):
                ratelimit.clear(request, app="allauth.account", action=action, key=key)

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


def _email_in(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "").lower()


def _counts(channel: Channel, *, email: str, network: str) -> list[tuple[str, str]]:
    """The limits of a channel by name, and whose count each is."""
    return [(f"{channel}_failed", f"{email} {network}"), (f"{channel}_failed_anywhere", email)]
