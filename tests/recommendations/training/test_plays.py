"""Which plays tell of moments: the first of each account and title, in the site's time, of what may be learned from."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.utils import timezone

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from catalog.models import Title
from recommendations.conf import tunables
from recommendations.contracts import Moment, moment_of
from recommendations.contracts.moment import moment_of_code
from recommendations.models import WatchProgress
from recommendations.modelstore.active import active_bundle
from recommendations.training.dataset import read_dataset
from tests.factories.accounts import a_profile, a_user
from tests.factories.catalog import a_title
from tests.factories.models import a_checkerboard, a_promoted_model
from tests.factories.recommendations import NOON, a_play, a_rating

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=9)


def moments() -> dict[tuple[int, int], Moment]:
    plays = read_dataset(cutoff=LATER).plays
    pairs = zip(plays.profile_ids.tolist(), plays.title_ids.tolist(), strict=True)
    return dict(zip(pairs, map(moment_of_code, plays.moment.tolist()), strict=True))


@pytest.fixture
def title() -> Title:
    return a_title("The Harbour")


def test_the_first_play_of_an_account_counts_and_only_that(title: Title) -> None:
    user = a_user()
    first, second = a_profile(user=user), a_profile(user=user)
    a_play(first, title, seconds=60, at=NOON + timedelta(hours=8), device=DeviceKind.TV)
    a_play(second, title, seconds=60, at=NOON, device=DeviceKind.PHONE)

    assert moments() == {(first.pk, title.pk): Moment(daypart=3, is_weekend=False, device=DeviceKind.PHONE)}


@pytest.mark.parametrize("hours", [0, 9, 13, 37, 60])
@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Kolkata"])
def test_sql_counts_local_time_as_pages_do(title: Title, hours: int, zone: str) -> None:
    profile, at = a_profile(), NOON + timedelta(hours=hours, minutes=-20)
    a_play(profile, title, seconds=60, at=at, device=DeviceKind.TABLET)

    with timezone.override(zone):
        assert moments() == {(profile.pk, title.pk): moment_of(at.astimezone(ZoneInfo(zone)), DeviceKind.TABLET)}


def test_excluded_silent_and_imported_history_tells_of_no_moment(title: Title) -> None:
    excluding, silent, imported = a_profile(), a_profile(), a_profile()
    for profile in (excluding, silent):
        a_play(profile, title, seconds=60)
    WatchProgress.objects.filter(profile=excluding).update(excluded=True)
    Profile.objects.filter(pk=silent.pk).update(records_history=False)
    a_rating(imported, title)

    assert moments() == {}


def test_switched_off_no_plays_are_read(title: Title, settings: LazySettings) -> None:
    a_play(a_profile(), title, seconds=60)
    settings.RECOMMENDATIONS = {**settings.RECOMMENDATIONS, "context_weight_scale": 0.0}
    tunables.cache_clear()
    try:
        assert moments() == {}
    finally:
        settings.RECOMMENDATIONS = {}
        tunables.cache_clear()


def test_every_moment_is_of_a_pair_that_is_learned_from(title: Title) -> None:
    profile = a_profile()
    a_play(profile, title, seconds=60)
    dataset = read_dataset(cutoff=NOON + timedelta(minutes=-1))

    assert len(dataset.plays) == len(dataset.strengths) == 0


def test_a_model_of_the_tables_knows_what_is_played_on_phones(model_store: Path) -> None:
    board, _people = a_checkerboard(titles=12)
    for _viewer in range(8):
        profile = a_profile()
        for place, title in enumerate(board[:8]):
            a_play(profile, title, seconds=60, device=DeviceKind.TV if place % 2 else DeviceKind.PHONE)
    a_promoted_model(now=LATER)
    bundle = active_bundle()
    assert bundle is not None
    assert bundle.moments is not None

    phone = bundle.moments.at(moment_of(NOON, DeviceKind.PHONE))
    space, love = (bundle.code_of([title.pk for title in board[start::2]]) for start in (0, 1))
    assert phone[space].min() > phone[love].max()
    assert bundle.weights["moment"] > 0
