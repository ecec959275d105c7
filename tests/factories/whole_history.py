"""A small random world in which profiles did everything that training reads, made from a seed."""

from datetime import timedelta
from uuid import UUID

import numpy as np

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from catalog.models import Title
from recommendations.models import (
    Event,
    HiddenTitle,
    Impression,
    ListEntry,
    PlayOrigin,
    PlaySession,
    Rating,
    RatingSource,
    TasteState,
    WatchProgress,
)
from tests.factories.accounts import a_profile, a_user
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON


def a_history_of_everything(seed: int, *, titles: int = 14) -> None:
    """Households of one to three profiles, some of which do not record, and imported people; about 15 titles.

    Some started afresh in the middle of it.
    """
    random = np.random.default_rng(seed)
    things = [a_title(f"Title {number}") for number in range(titles)]
    people = []
    for _household in range(4):
        user = a_user()
        people += [
            a_profile(user=user, records_history=bool(random.random() < 0.8)) for _one in range(random.integers(1, 4))
        ]
    people += Profile.objects.bulk_create(Profile(user=None, name="Imported") for _one in range(4))
    for person in people:
        for thing in things:
            _something(person, thing, random)
        if random.random() < 0.25:
            at = NOON - timedelta(seconds=int(random.integers(5 * 86_400, 20 * 86_400)))
            TasteState.objects.create(profile=person, moved_at=at, restarted_at=at)


def _something(person: Profile, thing: Title, random: np.random.Generator) -> None:
    at = NOON - timedelta(seconds=int(random.integers(0, 20 * 86_400)), microseconds=int(random.integers(0, 10**6)))
    if random.random() < 0.04:
        at = NOON + timedelta(days=3)  # A clock that is ahead.
    both = {"profile": person, "title": thing}
    if random.random() < 0.5:
        source = RatingSource.IMPORT if random.random() < 0.5 else RatingSource.THUMB
        Rating.objects.create(**both, value=float(random.integers(1, 11)) / 2, source=source, rated_at=at)
    if random.random() < 0.4:
        WatchProgress.objects.create(
            **both,
            duration_seconds=float(random.choice([0.0, 400.0, 5000.0])),
            watched_seconds=float(random.choice([0.0, 30.0, 110.0, 4000.0])),
            completed=bool(random.random() < 0.4),
            excluded=bool(random.random() < 0.15),
            started_at=at,
            updated_at=at,
        )
    if random.random() < 0.2:
        ListEntry.objects.create(**both, added_at=at)
    if random.random() < 0.1:
        HiddenTitle.objects.create(**both, hidden_at=at)
    if random.random() < 0.15:
        _search(person, thing, random)
    _looks(person, thing, random)


def _search(person: Profile, thing: Title, random: np.random.Generator) -> None:
    at = NOON - timedelta(hours=int(random.integers(1, 400)))
    PlaySession.objects.create(
        profile=person, title=thing, client_id=_uuid(random), first_at=at, last_at=at, device=DeviceKind.LAPTOP,
        origin=PlayOrigin.SEARCH,
    )  # fmt: skip


def _looks(person: Profile, thing: Title, random: np.random.Generator) -> None:
    for _time in range(random.integers(0, 3)):
        at = NOON - timedelta(hours=int(random.integers(1, 700)))
        Event.objects.create(
            profile=person, title=thing, kind="dwell", value=float(random.integers(1, 9)), client_id=_uuid(random),
            at=at, client_at=at, sent_at=at, received_at=at, device=DeviceKind.LAPTOP,
        )  # fmt: skip
    if random.random() < 0.3:
        at = NOON - timedelta(hours=int(random.integers(1, 300)))
        for column in range(random.integers(2, 8)):
            Impression.objects.create(
                profile=person, title=thing, served_at=at, seen_at=at, page_id=_uuid(random), row=0, column=column
            )


def _uuid(random: np.random.Generator) -> UUID:
    return UUID(bytes=random.bytes(16), version=4)
