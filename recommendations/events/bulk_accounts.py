"""Accounts for imported people: on request one login each, or the households that demo data describes."""

import re
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import MAXIMUM_PROFILES, Profile, User
from catalog.importers.collect import RowErrors
from catalog.importers.drafts import RowError
from recommendations.events.bulk import StagedHistory

_NOT_IN_AN_ADDRESS = re.compile(r"[^a-z0-9_-]+")
ROWS_AT_ONCE = 5000


def give_logins(*, source: str, password: str, now: datetime) -> int:
    """Make an account, all with this password, for every imported profile that has none; returns how many."""
    profiles = list(Profile.objects.filter(source=source, user=None).order_by("pk"))
    # One hash for all: hashing takes a tenth of a second, and the password is the same anyway.
    hashed = make_password(password)
    wanted = {login_of(source=source, source_id=profile.source_id): profile for profile in profiles}
    there = set(User.objects.filter(email__in=wanted).values_list("email", flat=True))
    users = [User(email=email, password=hashed, date_joined=now) for email in wanted if email not in there]
    User.objects.bulk_create(users, batch_size=ROWS_AT_ONCE)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users],
        batch_size=ROWS_AT_ONCE,
    )
    for user in users:
        wanted[user.email].user = user
    given = [profile for profile in profiles if profile.user_id]
    Profile.objects.bulk_update(given, ["user"], batch_size=ROWS_AT_ONCE)
    return len(given)


def login_of(*, source: str, source_id: str) -> str:
    """The address that an imported person signs in with."""
    local, host = (_NOT_IN_AN_ADDRESS.sub("-", part.lower()).strip("-") for part in (source_id, source))
    return f"person-{local[:60] or 'x'}@{host.replace('_', '-') or 'import'}.example"


def make_households(*, history: StagedHistory) -> dict[str, int]:
    """Make the accounts of the households; returns each viewer's account. An account that exists stays as it is."""
    users = {}
    for key, draft in history.households.items():
        user = User.objects.filter(email__iexact=draft.email).first()
        if user is None:
            make = User.objects.create_superuser if draft.is_staff else User.objects.create_user
            user = make(draft.email, draft.password)
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        users[key] = user.pk
    return {key: users[viewer.household] for key, viewer in history.viewers.items() if viewer.household in users}


def hashed_pins(*, history: StagedHistory) -> dict[str, str]:
    return {key: make_password(viewer.pin) for key, viewer in history.viewers.items() if viewer.pin}


def refuse_secrets(*, history: StagedHistory, errors: RowErrors) -> None:
    """Drop what an ordinary data file should not bring: passwords and PINs."""
    for household in history.households.values():
        errors.add(RowError(*household.at, "Households are made by `manage.py seed_demo` only."))
    history.households.clear()
    for key, viewer in list(history.viewers.items()):
        if viewer.pin:
            errors.add(RowError(*viewer.at, "A PIN is set by `manage.py seed_demo` only; the viewer was left out."))
            del history.viewers[key]


def crowded(*, history: StagedHistory, errors: RowErrors) -> None:
    """Leave out viewers beyond the most that a household may have."""
    seen: dict[str, int] = {}
    for key, viewer in list(history.viewers.items()):
        if not viewer.household:
            continue
        seen[viewer.household] = seen.get(viewer.household, 0) + 1
        if viewer.household not in history.households or seen[viewer.household] > MAXIMUM_PROFILES:
            reason = f"The household is not there, or has more than {MAXIMUM_PROFILES} viewers."
            errors.add(RowError(*viewer.at, reason))
            del history.viewers[key]
