"""The profiles of a household: made, changed, deleted; never more than five, never none."""

import re
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import transaction

from accounts.avatars import AVATARS, DEFAULT_AVATAR, known_avatar
from accounts.flows.choose_profile import ProfileNotFound
from accounts.flows.hold_profile import hold_profile
from accounts.flows.pin import move_profile_epoch
from accounts.models import MAXIMUM_PROFILES, DeviceToken, Profile, User
from catalog.maturity import KIDS_CEILING, Maturity

LONGEST_NAME = 40
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,8})?")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class TooManyProfiles(Exception):
    """The account has its five profiles."""


class LastProfile(Exception):
    """An account keeps at least one profile; close the account instead."""


class UnableToSaveProfile(ValueError):
    """A value cannot be used; its text says which and may be shown to people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileDraft:
    """Everything that people decide about a profile, except its PIN."""

    name: str
    avatar: str = DEFAULT_AVATAR
    is_kids: bool = False
    maturity_ceiling: int = Maturity.EIGHTEEN
    country: str = ""
    language: str = "en"
    autoplay_next: bool = True
    autoplay_previews: bool = True
    records_history: bool = True


def draft_of(profile: Profile) -> ProfileDraft:
    """The profile as it stands, to be changed with `dataclasses.replace`."""
    return ProfileDraft(
        name=profile.name,
        avatar=known_avatar(profile.avatar),
        is_kids=profile.is_kids,
        maturity_ceiling=profile.maturity_ceiling,
        country=profile.country,
        language=profile.language,
        autoplay_next=profile.autoplay_next,
        autoplay_previews=profile.autoplay_previews,
        records_history=profile.records_history,
    )


def create_profile(*, user: User, draft: ProfileDraft, now: datetime) -> Profile:
    """Add a profile to the account. Raises TooManyProfiles at five, also for requests at the same time.

    The ceiling of a kids profile is lowered to what kids may see. Raises UnableToSaveProfile.
    """
    sound = _sound(draft)
    with transaction.atomic():
        _hold(user)
        if Profile.objects.of(user).count() >= MAXIMUM_PROFILES:
            raise TooManyProfiles
        profile = Profile.objects.create(user=user, **asdict(sound))
        # The column fills itself from the clock, and the clock is the caller's.
        profile.created_at = now
        profile.save(update_fields=("created_at",))
    return profile


def change_profile(*, profile: Profile, draft: ProfileDraft, keep: DeviceToken | None = None) -> None:
    """Make the profile what the draft says. Raises UnableToSaveProfile, and ProfileNotFound when it is gone meanwhile.

    When ceiling or kids flag change, the profile's epoch moves, so sessions and tokens that chose it before end, except
    the token `keep` and a session that stores the new epoch.
    """
    sound = _sound(draft)
    with transaction.atomic():
        before = Profile.objects.select_for_update().filter(pk=profile.pk).first()
        if before is None:
            raise ProfileNotFound
        restricts_anew = (before.is_kids, before.maturity_ceiling) != (sound.is_kids, sound.maturity_ceiling)
        for name, value in asdict(sound).items():
            setattr(profile, name, value)
        profile.save(update_fields=list(asdict(sound)))
        if restricts_anew:
            move_profile_epoch(profile=profile, keep=keep)


def delete_profile(*, profile: Profile) -> None:
    """Delete the profile and everything that points at it. Raises LastProfile for a household's last one."""
    with transaction.atomic():
        if profile.user is not None:
            _hold(profile.user)
            if Profile.objects.of(profile.user).count() <= 1:
                raise LastProfile
        # Held first, so that an event that arrives now either goes with the rest or finds no profile.
        hold_profile(profile.pk)
        list(Profile.objects.select_for_update().filter(pk=profile.pk).values_list("pk"))
        profile.delete()


def _hold(user: User) -> None:
    """Make changes to one household wait for one another, so that counting its profiles means something."""
    User.objects.select_for_update().get(pk=user.pk)


def _sound(draft: ProfileDraft) -> ProfileDraft:
    name = " ".join(_UNPRINTABLE.sub("", draft.name).split())
    if not name:
        raise UnableToSaveProfile("Give the profile a name.")
    if len(name) > LONGEST_NAME:
        raise UnableToSaveProfile(f"A name has at most {LONGEST_NAME} characters.")
    if draft.avatar not in AVATARS:
        raise UnableToSaveProfile("There is no such picture.")
    if draft.maturity_ceiling not in Maturity.values:
        raise UnableToSaveProfile("The maturity ceiling is none of the steps.")
    if not _COUNTRY.fullmatch(draft.country):
        raise UnableToSaveProfile("A country is two capital letters, or empty.")
    if not _LANGUAGE.fullmatch(draft.language):
        raise UnableToSaveProfile("A language is a code like en or pt-BR.")
    ceiling = min(draft.maturity_ceiling, KIDS_CEILING) if draft.is_kids else draft.maturity_ceiling
    return replace(draft, name=name, maturity_ceiling=int(ceiling))
