"""Signing a device in without a browser: who it is, which screen it is, and whose page it shows."""

from datetime import datetime
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.utils import has_verified_email
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from accounts.flows.choose_profile import PinNeeded, find_profile, require_pin
from accounts.models import DeviceToken, Profile, User


class SignInRefused(Exception):
    """Address and password do not belong together; whether there is such an account stays open."""


class AddressUnverified(Exception):
    """The account is right, but its address was never confirmed, and has to be."""


class CodeNeeded(Exception):
    """The account has a second factor, and no code was given."""


class CodeWrong(Exception):
    """The code is wrong, was used before, or too many were tried."""


def check_credentials(*, request: HttpRequest, email: str, password: str, code: str) -> User:
    """The account that signs in, by the same rules as in a browser: rate limits, confirmed addresses, second factor.

    Raises SignInRefused, AddressUnverified, CodeNeeded and CodeWrong.
    """
    try:
        user = get_adapter().authenticate_device(request, email=email, password=password)
    except ValidationError:  # Too many wrong passwords for this address; the right one would not be compared either.
        raise SignInRefused from None
    if not isinstance(user, User) or not user.is_active:
        raise SignInRefused
    is_mandatory = settings.ACCOUNT_EMAIL_VERIFICATION == EmailVerificationMethod.MANDATORY
    if is_mandatory and not has_verified_email(user):
        raise AddressUnverified
    if is_mfa_enabled(user):
        _check_code(user, code)
    return user


def choose_profile_for_token(*, token: DeviceToken, profile_uid: UUID, pin: str) -> Profile:
    """Let the token act for the profile from now on.

    Raises ProfileNotFound, PinNeeded, PinWrong and PinLocked, and then leaves the token as it was.
    """
    profile = find_profile(user=token.user, uid=profile_uid)
    require_pin(profile=profile, pin=pin)
    with transaction.atomic():
        # A PIN that was set since then ends what was chosen before; this choice would slip past it.
        if not Profile.objects.select_for_update().filter(pk=profile.pk, epoch=profile.epoch).exists():
            raise PinNeeded
        DeviceToken.objects.filter(pk=token.pk).update(profile=profile)
    token.profile = profile
    return profile


def note_use(*, token: DeviceToken, now: datetime) -> None:
    DeviceToken.objects.filter(pk=token.pk).update(last_used_at=now)


def _check_code(user: User, code: str) -> None:
    if not code:
        raise CodeNeeded
    form = BaseAuthenticateForm(data={"code": code}, user=user)
    if not form.is_valid():
        raise CodeWrong
    form.authenticator.record_usage()
