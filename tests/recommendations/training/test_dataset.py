"""What is learned from, and what is not: read from real tables into arrays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from django.db import connection

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from catalog.models import Title
from recommendations.contracts import Interactions
from recommendations.events.adjust import start_afresh
from recommendations.events.capture import capture
from recommendations.models import (
    Event,
    HiddenTitle,
    Impression,
    ListEntry,
    PlaySession,
    Rating,
    RatingSource,
    RewardTable,
    WatchProgress,
)
from recommendations.training.dataset import read_dataset
from recommendations.training.strengths import with_behaviour
from recommendations.training.voters import Coded, UnableToRead
from recommendations.training.votes import Entries, put_in_order
from tests.factories.accounts import a_profile, a_user
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON, a_list_entry, a_play, a_rating, a_viewer, an_event
from tests.factories.whole_history import a_history_of_everything
from tests.recommendations.training.slow_reference import slow_ratings, slow_strengths

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


def test_what_was_done_before_a_fresh_start_teaches_nothing_until_that_is_taken_back(title: Title) -> None:
    profile, other = a_profile(), a_title("The Pier")
    a_play(profile, title, seconds=100)
    a_rating(profile, title)
    start_afresh(viewer=a_viewer(profile), afresh=True, now=NOON + timedelta(minutes=10))
    a_play(profile, other, seconds=100, at=NOON + timedelta(minutes=20))
    fresh = read_dataset(cutoff=LATER)
    start_afresh(viewer=a_viewer(profile), afresh=False, now=LATER)
    whole = read_dataset(cutoff=LATER)
    assert set(as_mapping(fresh.strengths)) == {(profile.pk, other.pk)}
    assert set(as_mapping(fresh.ratings)) == set()
    assert set(fresh.plays.title_ids.tolist()) == {other.pk}
    assert set(as_mapping(whole.strengths)) == {(profile.pk, title.pk), (profile.pk, other.pk)}


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


def rows_of(interactions: Interactions) -> list[tuple[int, int, float, int]]:
    columns = (
        interactions.profile_ids[interactions.profile_code],
        interactions.title_ids[interactions.title_code],
        interactions.value,
        interactions.at,
    )
    return list(zip(*(column.tolist() for column in columns), strict=True))


def assert_equal(found: Interactions, expected: list[tuple[int, int, float, int]]) -> None:
    rows = rows_of(found)
    assert [(voter, title, at) for voter, title, _value, at in rows] == [(row[0], row[1], row[3]) for row in expected]
    assert [row[2] for row in rows] == pytest.approx([row[2] for row in expected], rel=1e-6, abs=1e-6)
    for ids, codes in ((found.profile_ids, found.profile_code), (found.title_ids, found.title_code)):
        assert np.array_equal(np.unique(codes), np.arange(len(ids)))


@pytest.mark.parametrize("seed", range(6))
def test_the_arrays_equal_the_slow_definition(seed: int) -> None:
    a_history_of_everything(seed)
    dataset = read_dataset(cutoff=LATER)
    assert len(dataset.ratings) > 20
    assert len(dataset.strengths) > 40
    assert_equal(dataset.ratings, slow_ratings(cutoff=LATER))
    assert_equal(dataset.strengths, slow_strengths(cutoff=LATER))


def test_imported_ratings_alone_equal_the_slow_definition() -> None:
    a_history_of_everything(9)
    for table in (WatchProgress, PlaySession, ListEntry, HiddenTitle, Event, Impression):
        table.objects.all().delete()
    Rating.objects.update(source=RatingSource.IMPORT)
    dataset = read_dataset(cutoff=LATER)
    assert dataset.strengths.at is dataset.ratings.at, "What is the same is held once."
    assert_equal(dataset.ratings, slow_ratings(cutoff=LATER))
    assert_equal(dataset.strengths, slow_strengths(cutoff=LATER))


def test_more_rows_than_one_block_arrive_whole(title: Title) -> None:
    """The server packs eight megabytes of a table at a time, and 65,536 rows of a query; here there are more."""
    people = Profile.objects.bulk_create(Profile(user=None, name="Imported") for _one in range(350))
    things = Title.objects.bulk_create(
        Title(name=f"Title {number}", slug=f"title-{number}", added_at=NOON) for number in range(400)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO recommendations_rating (profile_id, title_id, value, source, rated_at)"
            " SELECT p, t, mod(t, 5) + 1, 'thumb', %s FROM unnest(%s::bigint[]) AS p, unnest(%s::bigint[]) AS t",
            [NOON, [person.pk for person in people], [thing.pk for thing in things]],
        )
    a_list_entry(people[0], title)
    dataset = read_dataset(cutoff=LATER)
    titles = dataset.ratings.title_ids[dataset.ratings.title_code]
    assert len(set(rows_of(dataset.ratings))) == 140_000
    assert np.array_equal(dataset.ratings.value, titles % 5 + 1.0)
    assert len(dataset.strengths) == 112_000 + 1, "A thumb in the middle is no signal."


def test_ids_that_training_cannot_hold_are_refused_in_words() -> None:
    with pytest.raises(UnableToRead, match="beyond the 2147483647"):
        Coded(np.array([1, 2**31], dtype=np.int64))


def test_far_apart_ids_are_found_without_a_table() -> None:
    ids = np.array([3, 2_000_000_000], dtype=np.int64)
    assert Coded(ids).codes(np.array([2_000_000_000, 4, 3, 2_100_000_000])).tolist() == [1, -1, 0, -1]
    assert Coded(np.array([3, 5])).codes(np.array([5, 4, 3, 10**9, -7])).tolist() == [1, -1, 0, -1, -1]


@pytest.mark.parametrize("bits", [1, 10, 33])
def test_entries_are_ordered_whole_whether_one_number_can_hold_them_or_not(bits: int) -> None:
    random = np.random.default_rng(bits)
    pairs = random.choice(2 ** min(2 * bits, 40), 500 if bits > 5 else 4, replace=False)
    half = min(bits, 20)
    entries = Entries(
        who=(pairs >> half).astype(np.int32),
        title=(pairs & (2**half - 1)).astype(np.int32),
        value=random.random(len(pairs)).astype(np.float32),
        worth=random.random(len(pairs)).astype(np.float32),
        at=random.integers(-(2**bits), 2**bits, len(pairs)),
    )
    before = rows_of_entries(entries)
    put_in_order(entries)
    assert rows_of_entries(entries) == sorted(before)


def rows_of_entries(entries: Entries) -> list[tuple[float, ...]]:
    columns = (entries.who, entries.at, entries.title, entries.value, entries.worth)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@pytest.mark.django_db(transaction=True)
def test_both_parts_are_of_one_snapshot(title: Title, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rating that arrives between the two is in neither."""
    profile = a_profile()
    a_rating(profile, title)
    late = a_title("The Pier")

    def meanwhile(*arguments: Any, **named: Any) -> Any:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(say, profile, late).result()
        return with_behaviour(*arguments, **named)

    monkeypatch.setattr("recommendations.training.dataset.with_behaviour", meanwhile)
    dataset = read_dataset(cutoff=LATER)
    assert ListEntry.objects.count() == 1
    assert dataset.strengths.title_ids.tolist() == dataset.ratings.title_ids.tolist() == [title.pk]


def say(profile: Profile, title: Title) -> None:
    a_list_entry(profile, title)
    connection.close()
