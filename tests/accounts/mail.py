"""Reads the mail that a test has caused."""

import re

from django.core import mail


def link_in_last_mail(to: str) -> str:
    """The address that the newest mail to `to` asks to open."""
    message = next(message for message in reversed(mail.outbox) if message.to == [to])
    found = re.search(r"https?://\S+", str(message.body))
    assert found, message.body
    return found.group()
