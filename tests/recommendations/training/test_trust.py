"""Groups of made-up profiles that push one title are left out; honest people are not, however odd."""

import dataclasses

import numpy as np
import pytest

from recommendations.contracts import Interactions
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.trust import leave_out_shills, shills_among, strange_profiles, trusted
from tests.factories.interactions import CUTOFF

FIRST_FAKE, FAKES, TITLES, TARGET = 10_000, 15, 400, 390


def honest_crowd(seed: int, *, people: int = 500) -> list[tuple[int, int, float]]:
    """Popularity by Zipf's law, opinions that follow each title's own worth, and a few who love what few know."""
    random = np.random.default_rng(seed)
    popularity = 1.0 / (np.arange(TITLES) + 5.0)
    worth = random.normal(3.5, 0.5, TITLES)
    rows = []
    for person in range(people):
        count = int(np.clip(random.lognormal(3.6, 0.6), 12, 150))
        chosen = random.choice(TITLES, count, replace=False, p=popularity / popularity.sum())
        said = np.clip(np.rint(worth[chosen] + random.normal(0, 0.8, count)), 1, 5)
        rows += list(zip([person] * count, chosen.tolist(), said.tolist(), strict=True))
    return rows


def fakes(seed: int, kind: str, *, said: float = 5.0) -> list[tuple[int, int, float]]:
    random = np.random.default_rng(seed + 100)
    rows = []
    for fake in range(FAKES):
        own = {int(title): float(random.integers(1, 6)) for title in random.choice(TARGET, 40, replace=False)}
        if kind == "average":
            own = {title: 3.0 + float(random.random() < 0.5) for title in own}
        if kind == "bandwagon":
            own |= dict.fromkeys(range(8), 5.0)
        own[TARGET] = said
        rows += [(FIRST_FAKE + fake, title, value) for title, value in own.items()]
    return rows


def as_interactions(rows: list[tuple[int, int, float]]) -> Interactions:
    people, titles, values = zip(*rows, strict=True)
    return interactions_of(people, titles, values, np.arange(len(rows)))


@pytest.mark.parametrize("kind", ["random", "average", "bandwagon"])
@pytest.mark.parametrize("said", [5.0, 1.0])
def test_fake_profiles_that_meet_at_a_title_are_found(kind: str, said: float) -> None:
    crowd = [row for row in honest_crowd(1) if row[1] != TARGET or row[0] % 3 == 0]
    shills = shills_among(as_interactions(crowd + fakes(1, kind, said=said)))
    assert (shills.profile_ids >= FIRST_FAKE).sum() >= 0.9 * FAKES
    assert (shills.profile_ids < FIRST_FAKE).sum() <= 0.01 * 500
    assert TARGET in shills.title_ids


@pytest.mark.parametrize("seed", range(4))
def test_an_honest_crowd_loses_nobody(seed: int) -> None:
    crowd = as_interactions(honest_crowd(seed))
    assert any(strange.any() for strange in strange_profiles(crowd)), "The test would show nothing if nobody were odd."
    assert not len(shills_among(crowd).profile_ids)


def circle(seed: int, *, likes: float) -> list[tuple[int, int, float]]:
    """25 people who rate little but 60 titles that nobody else knows; `likes` is how well they like them on average."""
    random = np.random.default_rng(seed + 200)
    worth = random.normal(likes, 0.4, 60)
    rows = []
    for member in range(25):
        own = random.choice(60, int(random.integers(18, 48)), replace=False)
        said = np.clip(np.rint(worth[own] + random.normal(0, 0.8, len(own))), 1, 5)
        rows += list(zip([20_000 + member] * len(own), (5_000 + own).tolist(), said.tolist(), strict=True))
        rows += [(20_000 + member, int(title), 3.0) for title in random.choice(40, 5, replace=False)]
    return rows


@pytest.mark.parametrize("likes", [3.6, 4.0, 4.4])
@pytest.mark.parametrize("seed", range(3))
def test_a_circle_with_a_taste_of_its_own_stays(seed: int, likes: float) -> None:
    shills = shills_among(as_interactions(honest_crowd(seed) + circle(seed, likes=likes)))
    assert not len(shills.profile_ids)


def test_a_circle_does_not_hide_fakes_nor_do_many_targets_make_one() -> None:
    pushed = [(fake, title, 5.0) for fake in range(FIRST_FAKE, FIRST_FAKE + FAKES) for title in range(391, 399)]
    crowd = [row for row in honest_crowd(1) if row[1] < TARGET or row[0] % 3 == 0]
    shills = shills_among(as_interactions(crowd + circle(1, likes=4.0) + fakes(1, "random") + pushed))
    assert (shills.profile_ids // FIRST_FAKE == 1).sum() >= 0.9 * FAKES
    assert (shills.profile_ids >= 20_000).sum() == 0


def test_strange_profiles_that_share_no_target_stay() -> None:
    scattered = [row for row in fakes(2, "random") if row[1] != TARGET]
    assert not len(shills_among(as_interactions(honest_crowd(2) + scattered)).profile_ids)


def test_both_parts_of_the_data_set_lose_the_shills_and_nothing_else() -> None:
    rows = honest_crowd(3) + fakes(3, "random")
    both = as_interactions(rows)
    dataset = trusted(Dataset(ratings=both, strengths=both, cutoff=CUTOFF))
    gone = set(shills_among(both).profile_ids.tolist())
    for part in (dataset.ratings, dataset.strengths):
        assert len(part) == sum(person not in gone for person, _title, _value in rows)


def ratings_again() -> Interactions:
    return as_interactions(honest_crowd(3) + fakes(3, "random"))


@pytest.mark.parametrize("rows_at_once", [7, 1_000_000])
def test_shills_are_left_out_in_the_memory_of_the_data_set(monkeypatch: pytest.MonkeyPatch, rows_at_once: int) -> None:
    monkeypatch.setattr("recommendations.training.split.ROWS_AT_ONCE", rows_at_once)
    ratings = ratings_again()
    worth = dataclasses.replace(ratings, value=ratings.value / np.float32(2))
    dataset = Dataset(ratings=ratings, strengths=worth, cutoff=CUTOFF)
    expected, memory = trusted(dataset), dataset.strengths.at
    found, count = leave_out_shills(dataset)
    assert count == len(shills_among(ratings_again()).profile_ids) > 0
    for name in ("ratings", "strengths"):
        for column in ("profile_code", "title_code", "value", "at"):
            assert np.array_equal(getattr(getattr(found, name), column), getattr(getattr(expected, name), column))
    assert found.is_of_ratings_alone
    assert np.shares_memory(found.strengths.at, memory)


def test_what_was_rated_and_done_may_be_one_array() -> None:
    both = ratings_again()
    expected = trusted(Dataset(ratings=both, strengths=both, cutoff=CUTOFF))
    found, _count = leave_out_shills(Dataset(ratings=both, strengths=both, cutoff=CUTOFF))
    assert np.array_equal(found.ratings.value, expected.ratings.value)
    assert np.array_equal(found.strengths.value, expected.strengths.value)


def test_where_nobody_shills_nothing_is_left_out() -> None:
    crowd = as_interactions(honest_crowd(4))
    dataset = Dataset(ratings=crowd, strengths=crowd, cutoff=CUTOFF)
    assert leave_out_shills(dataset) == (dataset, 0)


def test_the_same_data_set_comes_back_where_nobody_shills() -> None:
    crowd = as_interactions(honest_crowd(4))
    dataset = Dataset(ratings=crowd, strengths=crowd, cutoff=CUTOFF)
    assert trusted(dataset) is dataset


@pytest.mark.parametrize(
    "rows", [[], [(1, 2, 3.0)], [(n, 7, 5.0) for n in range(300)]], ids=["none", "one", "one title"]
)
def test_too_little_to_judge_by_accuses_nobody(rows: list[tuple[int, int, float]]) -> None:
    few = as_interactions(rows) if rows else interactions_of([], [], [], [])
    assert not len(shills_among(few).profile_ids)
