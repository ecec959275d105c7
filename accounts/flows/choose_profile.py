"""Choosing who is watching: the session remembers it, the browser does not."""

from datetime import datetime
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from accounts.flows.pin import PinResult, check_pin, tries_left
from accounts.models import Profile, User
from accounts.session_keys import SESSION_CHOSEN_AT, SESSION_EPOCH, SESSION_PROFILE


class ProfileNotFound(Exception):
    """The account has no such profile; it may be another account's, and nobody is told."""


class PinNeeded(Exception):
    """The profile has a PIN and none was given."""


class PinWrong(Exception):
    """The PIN is another one; `tries_left` says how many tries remain."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(f"That is not the PIN. Tries left: {tries_left}.")
        self.tries_left = tries_left


class PinLocked(Exception):
    """Too many wrong tries: the account's password or an admin releases it."""


def find_profile(*, user: User, uid: UUID | str) -> Profile:
    """The account's profile with this uid. Raises ProfileNotFound, also for another account's and for no uid at all."""
    try:
        wanted = uid if isinstance(uid, UUID) else UUID(uid)
    except ValueError:
        raise ProfileNotFound from None
    found = Profile.objects.of(user).filter(uid=wanted).first()
    if found is None:
        raise ProfileNotFound
    return found


def choose_profile(
    *, session: SessionBase, user: User, profile_uid: UUID | str, pin: str = "", now: datetime
) -> Profile:
    """Make the profile the session's active one and return it; a PIN is asked for even by the one already active.

    A password that was confirmed before no longer opens the restrictions (see accounts/access.py). Raises
    ProfileNotFound, PinNeeded, PinWrong and PinLocked, and then leaves the session as it was.
    """
    profile = find_profile(user=user, uid=profile_uid)
    require_pin(profile=profile, pin=pin)
    session[SESSION_PROFILE] = profile.pk
    session[SESSION_EPOCH] = profile.epoch
    session[SESSION_CHOSEN_AT] = now.timestamp()
    return profile


def require_pin(*, profile: Profile, pin: str) -> None:
    """Let a profile without PIN pass, and one whose PIN is right. Raises PinNeeded, PinWrong and PinLocked."""
    if not profile.has_pin:
        return
    if not pin:
        raise PinNeeded
    result = check_pin(profile=profile, pin=pin)
    if result is PinResult.LOCKED:
        raise PinLocked
    if result is PinResult.WRONG:
        raise PinWrong(tries_left(profile))


def stay_chosen(*, session: SessionBase, profile: Profile) -> None:
    """Let the session that changed its own profile's restrictions keep it; every other session's choice has ended."""
    if session.get(SESSION_PROFILE) == profile.pk:
        session[SESSION_EPOCH] = profile.epoch


def leave_profile(*, session: SessionBase) -> None:
    """Nobody is watching any more; the session stays signed in, and has to choose."""
    for key in (SESSION_PROFILE, SESSION_EPOCH):
        session.pop(key, None)
