"""Closing an account: everything goes, at once and for good."""

from smtplib import SMTPException

import structlog
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from accounts.flows.devices import sign_out_everywhere
from accounts.flows.hold_profile import hold_profile
from accounts.models import Profile, User

log = structlog.get_logger(__name__)


def close_account(*, user: User) -> None:
    """Delete the account, its profiles and every row that points at them, end its sessions, and confirm by mail.

    Nothing is kept. Rows of the house that merely name the account, such as who asked for a training, lose the name.
    """
    email = user.email
    with transaction.atomic():
        # The account before its profiles, as when one of them is deleted.
        list(User.objects.select_for_update().filter(pk=user.pk).values_list("pk"))
        # Held first, so that an event that arrives now either goes with the rest or finds no profile.
        for profile_id in Profile.objects.of(user).values_list("pk", flat=True):
            hold_profile(profile_id)
        list(Profile.objects.select_for_update().filter(user=user).order_by("pk").values_list("pk"))
        sign_out_everywhere(user=user, except_device=None)
        user.delete()
        transaction.on_commit(lambda: _confirm(email))
    log.info("account_closed")


def _confirm(email: str) -> None:
    text = render_to_string("account/email/account_closed_message.txt")
    try:
        send_mail("Marquee: Your account is closed", text, None, [email])
    except (OSError, SMTPException) as error:
        log.error("mail_not_sent", template="account_closed", error=str(error))
