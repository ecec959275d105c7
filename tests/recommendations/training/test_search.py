"""A search spends what it says, keeps the best, finds what was planted, and never looks at the hold-out."""

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from recommendations.estimators import EASE, ESTIMATORS, Estimator, SurpriseSVD, UnableToFit
from recommendations.estimators.ranges import draw, ranges_of
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.search import (
    IN_USE,
    Rung,
    Tried,
    attempt,
    draws,
    ground_of,
    measure_of,
    plan,
    searched_values,
    share_of,
    survivors,
)
from recommendations.training.split import pairs_of, split
from tests.factories.interactions import CUTOFF, a_dataset_with_tastes


def tick() -> Any:
    """A clock that moves by a second each time that it is read."""
    return itertools.count().__next__


def score_of(estimator: type[Estimator], dataset: Dataset, *, share: float = 1.0, **values: Any) -> float:
    ground = ground_of(dataset, seed=1)
    return attempt(
        estimator, config=estimator.Config(**values), ground=ground, share=share, seed=1, clock=tick()
    )[0]  # fmt: skip


@pytest.mark.parametrize(
    ("trials", "viewers", "expected"),
    [
        (30, 6_000, [(1 / 9, 30), (1 / 3, 10), (1.0, 4)]),
        (9, 300, [(1 / 3, 9), (1.0, 3)]),
        (30, 120, [(1.0, 30)]),
        (2, 6_000, [(1.0, 2)]),
        (1, 0, [(1.0, 1)]),
    ],
)
def test_plan_halves_the_draws_while_the_viewers_grow(
    trials: int, viewers: int, expected: list[tuple[float, int]]
) -> None:
    rungs = plan(trials=trials, viewers=viewers)

    assert [rung.drawn for rung in rungs] == [drawn for _share, drawn in expected]
    assert [rung.share for rung in rungs] == pytest.approx([share for share, _drawn in expected])
    assert [rung.number for rung in rungs] == list(range(len(expected)))


def test_cost_is_in_trainings_on_everything_and_counts_the_settings_in_use() -> None:
    rungs = plan(trials=27, viewers=100_000)

    assert sum(rung.cost for rung in rungs) == pytest.approx(28 / 9 + 10 / 3 + 4)
    assert sum(rung.cost for rung in rungs) < 28 / 2


def test_best_go_on_with_the_settings_in_use_and_what_failed_does_not() -> None:
    tried = [
        Tried(number=IN_USE, score=0.1), Tried(number=1, score=0.3), Tried(number=2, score=None),
        Tried(number=3, score=0.5), Tried(number=4, score=0.3), Tried(number=5, score=float("nan")),
    ]  # fmt: skip

    assert survivors(tried, keep=2, ascending=False) == [3, 1, IN_USE]
    assert survivors(tried, keep=2, ascending=True) == [1, 4, IN_USE]
    assert survivors([Tried(number=IN_USE, score=None)], keep=2, ascending=True) == []


@pytest.mark.parametrize("estimator", ESTIMATORS, ids=lambda estimator: estimator.key)
def test_draws_are_different_within_range_and_the_same_for_the_same_seed(estimator: type[Estimator]) -> None:
    first, second = (draws(estimator.Config, count=8, random=np.random.default_rng(4)) for _time in range(2))

    assert first == second
    assert all(first.count(one) == 1 for one in first)
    assert all(value in ranges_of(estimator.Config)[name] for one in first for name, value in one.items())


@pytest.mark.parametrize("estimator", ESTIMATORS, ids=lambda estimator: estimator.key)
def test_every_estimator_can_be_tried(estimator: type[Estimator]) -> None:
    """With its defaults, on a share of the viewers, scored by NDCG or by the error of ratings."""
    ground = ground_of(a_dataset_with_tastes(), seed=1)

    score, seconds = attempt(
        estimator, config=estimator.Config(), ground=ground, share=0.5, seed=1, clock=tick()
    )  # fmt: skip

    assert seconds == 1
    assert 0 < score < (2.0 if measure_of(estimator) == "RMSE" else 1.0)


def test_larger_shares_hold_the_smaller_ones_and_no_validation() -> None:
    dataset = a_dataset_with_tastes()
    ground = ground_of(dataset, seed=1)
    shares = [share_of(ground.learning.strengths, ground=ground, share=share) for share in (1 / 9, 1 / 3, 1.0)]
    viewers = [set(part.profile_ids[part.profile_code].tolist()) for part in shares]

    assert [len(part) for part in viewers] == [23, 67, 200]
    assert viewers[0] < viewers[1] < viewers[2]


def test_search_never_looks_at_the_hold_out() -> None:
    """A hold-out that says the opposite, or nothing, changes neither what is learned nor what is judged by."""
    dataset = a_dataset_with_tastes()
    _training, held_out = split(dataset)
    is_held = np.isin(pairs_of(dataset.strengths), pairs_of(held_out.strengths))
    strengths = replace(dataset.strengths, value=np.where(is_held, np.float32(-9), dataset.strengths.value))
    is_held = np.isin(pairs_of(dataset.ratings), pairs_of(held_out.ratings))
    ratings = replace(dataset.ratings, value=np.where(is_held, np.float32(1), dataset.ratings.value))
    twisted = Dataset(ratings=ratings, strengths=strengths, cutoff=dataset.cutoff)

    for estimator in (EASE, SurpriseSVD):
        assert score_of(estimator, dataset) == score_of(estimator, twisted)


def test_what_cannot_be_judged_says_so() -> None:
    nothing = interactions_of([], [], [], [])
    unliked = Dataset(ratings=nothing, strengths=interactions_of([1] * 8, range(8), [1.0] * 8, range(8)), cutoff=CUTOFF)

    with pytest.raises(UnableToFit, match="Nobody has liked"):
        score_of(EASE, unliked)
    with pytest.raises(ValueError, match="Nobody liked anything"):
        score_of(EASE, unliked, minimum_value=0.25)


def test_rungs_say_what_they_cost() -> None:
    assert Rung(number=0, share=0.5, drawn=9).cost == 5.0


def test_draw_is_of_the_config_itself() -> None:
    config = draw(EASE.Config, random=np.random.default_rng(0))
    assert set(searched_values(config)) == set(ranges_of(EASE.Config))
