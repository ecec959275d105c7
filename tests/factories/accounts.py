"""Accounts and profiles for tests: every function saves what it returns."""

from itertools import count

from django.test import Client

from accounts.middleware import SESSION_EPOCH, SESSION_PROFILE
from accounts.models import Profile, User
from catalog.maturity import KIDS_CEILING, Maturity

PASSWORD = "correct horse battery staple"
_number = count(1)


def a_user(email: str = "", **fields: object) -> User:
    return User.objects.create_user(email or f"person{next(_number)}@example.com", PASSWORD, **fields)


def a_profile(user: User | None = None, *, name: str = "Ada", is_kids: bool = False, **fields: object) -> Profile:
    """Save a profile of `user`, or of a new account."""
    values = {"maturity_ceiling": KIDS_CEILING if is_kids else Maturity.EIGHTEEN, **fields}
    return Profile.objects.create(user=user or a_user(), name=name, is_kids=is_kids, **values)


def signed_in(profile: Profile, client: Client | None = None) -> Client:
    """A client that is signed in to the profile's account and has chosen the profile."""
    client = client or Client()
    client.force_login(profile.user)  # type: ignore[arg-type]  # A profile of a household has its user.
    session = client.session
    session[SESSION_PROFILE] = profile.pk
    session[SESSION_EPOCH] = profile.epoch
    session.save()
    return client
