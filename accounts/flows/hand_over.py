"""Handing imported people to an account, so that somebody can sign in as them."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import MAXIMUM_PROFILES, Profile, User


class UnableToHandOver(Exception):
    """The message is a sentence for the person who asked."""


@transaction.atomic
def hand_over(*, profile_ids: Sequence[int], email: str, password: str) -> User:
    """Give these profiles to the account with this address, made with `password` when there is none.

    Nothing is handed over in part: raises UnableToHandOver when a profile has an account already, when the account
    would have more profiles than it may, or when a new account lacks a password.
    """
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    if user is None:
        if not password:
            raise UnableToHandOver("There is no account with this address. Give a password to make one.")
        user = User.objects.create_user(email, password)
        EmailAddress.objects.create(user=user, email=user.email.lower(), verified=True, primary=True)
    elif password:
        raise UnableToHandOver("This account is there and has its password. Leave the password empty.")
    profiles = list(Profile.objects.select_for_update().filter(pk__in=profile_ids))
    taken = [profile.name for profile in profiles if profile.user_id is not None]
    if taken:
        raise UnableToHandOver(f"Already in an account: {', '.join(taken)}.")
    if user.profiles.count() + len(profiles) > MAXIMUM_PROFILES:
        raise UnableToHandOver(f"An account has at most {MAXIMUM_PROFILES} profiles.")
    Profile.objects.filter(pk__in=[profile.pk for profile in profiles]).update(user=user)
    return user
