"""What is learned from, and what is not: read from real tables into arrays."""

import dataclasses
from datetime import timedelta

import pytest

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from catalog.models import Title
from recommendations.contracts import Interactions
from recommendations.events.capture import capture
from recommendations.models import RatingSource, RewardTable, WatchProgress
from recommendations.training.dataset import read_dataset
from tests.factories.accounts import a_profile, a_user
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON, a_play, a_rating, an_event

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


def as_mapping(interactions: Interactions) -> dict[tuple[int, int], float]:
    profiles = interactions.profile_ids[interactions.profile_code].tolist()
    titles = interactions.title_ids[interactions.title_code].tolist()
    return dict(zip(zip(profiles, titles, strict=True), interactions.value.tolist(), strict=True))


@pytest.fixture
def title() -> Title:
    return a_title("The Harbour")


def test_an_account_has_one_vote_per_title_and_imported_people_one_each(title: Title) -> None:
    user = a_user()
    first, second = a_profile(user=user), a_profile(user=user)
    imported, another = a_profile(), a_profile()
    Profile.objects.filter(pk__in=[imported.pk, another.pk]).update(user=None)
    a_rating(first, title, value=5)
    a_rating(second, title, value=1, at=NOON + timedelta(minutes=5))
    for profile in (imported, another):
        a_rating(profile, title, value=4, source=RatingSource.IMPORT)
    dataset = read_dataset(cutoff=LATER)
    expected = {(first.pk, title.pk): 3.0, (imported.pk, title.pk): 4.0, (another.pk, title.pk): 4.0}
    assert as_mapping(dataset.ratings) == expected
    assert set(as_mapping(dataset.strengths)) == set(expected)
    assert dataset.ratings.at.max() == int((NOON + timedelta(minutes=5)).timestamp())


def test_excluded_history_and_silent_profiles_teach_nothing(title: Title) -> None:
    heard, silent = a_profile(), a_profile()
    other = a_title("The Pier")
    for profile in (heard, silent):
        a_play(profile, title, seconds=100)
        a_rating(profile, title)
        a_rating(profile, other)
    WatchProgress.objects.filter(profile=heard).update(excluded=True)
    silent.records_history = False
    silent.save()
    dataset = read_dataset(cutoff=LATER)
    assert set(as_mapping(dataset.ratings)) == {(heard.pk, other.pk)}
    assert set(as_mapping(dataset.strengths)) == {(heard.pk, other.pk)}


def test_what_was_only_looked_at_teaches_nobody(title: Title) -> None:
    profile, played = a_profile(), a_title("The Pier")
    looks = [an_event("dwell", title=each, value=9.0) for each in (title, played)]
    capture(profile=profile, device=DeviceKind.LAPTOP, batch=looks)
    a_play(profile, played, seconds=50)

    strengths = as_mapping(read_dataset(cutoff=LATER).strengths)

    assert strengths == {(profile.pk, played.pk): pytest.approx(0.25 + 0.05, rel=0.01)}


def test_nothing_after_the_cutoff_is_learned_from(title: Title) -> None:
    a_rating(a_profile(), title, at=LATER + timedelta(seconds=1))
    dataset = read_dataset(cutoff=LATER)
    assert len(dataset.ratings) == len(dataset.strengths) == 0


def test_strengths_follow_the_active_reward_table_and_are_not_decayed(title: Title) -> None:
    profile = a_profile()
    a_rating(profile, title, value=5, source=RatingSource.IMPORT, at=NOON - timedelta(days=9000))
    assert as_mapping(read_dataset(cutoff=LATER).strengths) == {(profile.pk, title.pk): 3.0}
    RewardTable.objects.create(weights={"two_thumbs_up": 7.0}, is_active=True)
    assert as_mapping(read_dataset(cutoff=LATER).strengths) == {(profile.pk, title.pk): 8.0}


def test_more_rows_than_one_packet_arrive_in_order(title: Title) -> None:
    """The server packs 65,536 rows at a time; here the tables hold more."""
    from recommendations.training import dataset as module

    rows = "SELECT mod(n, 7) AS voter_id, n AS title_id, (mod(n, 5) + 1)::float4 AS value, n::int8 AS at"
    found = module._interactions(f"{rows} FROM generate_series(1, 140000) AS n", {})
    assert len(found) == 140_000
    assert found.title_ids[found.title_code].sum() == 140_000 * 140_001 // 2
    assert (found.profile_code[1:] >= found.profile_code[:-1]).all()
    assert all(len(getattr(found, field.name)) for field in dataclasses.fields(found))
