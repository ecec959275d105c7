"""What every estimator promises; a new one in the tuple is tested here without another line."""

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from surprise import Reader
from surprise.dataset import DatasetAutoFolds
from surprise.model_selection import cross_validate

from recommendations.estimators import ESTIMATORS, Estimator, UnableToFit
from recommendations.estimators.ranges import draw, ranges_of
from recommendations.modelstore import store
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.scorers import OneList
from recommendations.training.dataset import interactions_of
from tests.factories.interactions import FIRST_TITLE, a_checkerboard, random_ratings

every_estimator = pytest.mark.parametrize("estimator", ESTIMATORS, ids=lambda estimator: estimator.key)


def learned(estimator: type[Estimator], seed: int = 3) -> Any:
    value = 5.0 if estimator.learns_from == "ratings" else 2.0
    return estimator(seed=seed).learn(a_checkerboard(value=value), seed=seed)


@every_estimator
def test_it_says_its_key_and_a_frozen_config(estimator: type[Estimator]) -> None:
    assert [other.key for other in ESTIMATORS].count(estimator.key) == 1
    config = estimator.Config()
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(config, dataclasses.fields(config)[0].name, 1)


@every_estimator
def test_it_scores_every_title_it_learned_from(estimator: type[Estimator]) -> None:
    scorer = learned(estimator)
    scores = scorer.score({FIRST_TITLE: 2.0})
    assert scores.shape == scorer.title_ids.shape == (20,)
    assert np.isfinite(scores).all()
    assert (np.diff(scorer.title_ids) > 0).all()


@every_estimator
def test_a_scorer_of_what_it_stored_scores_the_same(estimator: type[Estimator]) -> None:
    scorer = learned(estimator)
    arrays = {name: array.copy() for name, array in scorer.arrays().items()}
    assert set(arrays) == set(scorer.shapes)
    assert all(array.dtype.str == scorer.shapes[name].dtype for name, array in arrays.items())
    assert all(array.ndim == len(scorer.shapes[name].axes) for name, array in arrays.items())
    again = type(scorer).restore(title_ids=scorer.title_ids, arrays=arrays, numbers=scorer.numbers())
    taste = {FIRST_TITLE: 2.0, FIRST_TITLE + 3: 1.0}
    assert np.array_equal(again.score(taste), scorer.score(taste))


@every_estimator
def test_a_scorer_over_other_titles_knows_those_it_learned_and_no_others(estimator: type[Estimator]) -> None:
    scorer = learned(estimator)
    wanted = np.array([1, *range(FIRST_TITLE, FIRST_TITLE + 10), 999_999], dtype=np.int64)
    taste = {FIRST_TITLE: 2.0, FIRST_TITLE + 3: 1.0}
    scores, over = scorer.score(taste), scorer.over(wanted)
    assert np.array_equal(over.title_ids, wanted)
    assert np.allclose(over.score(taste)[1:-1], scores[:10], atol=1e-6)
    assert np.isfinite(over.score(taste)).all()
    assert over.similar(999_999, 5) == []
    assert {title for title, _score in over.similar(FIRST_TITLE, 20)} <= set(wanted[1:-1].tolist())
    assert over.contributions(taste, 1) == []
    assert len(scorer.over(np.empty(0, dtype=np.int64)).over(wanted).score(taste)) == len(wanted)


@every_estimator
def test_dislikes_and_what_is_not_a_number_do_not_break_a_score(estimator: type[Estimator]) -> None:
    scorer = learned(estimator)
    for taste in ({FIRST_TITLE: -1.5}, {FIRST_TITLE: float("nan")}, {FIRST_TITLE: 0.0}, {FIRST_TITLE: float("inf")}):
        assert np.isfinite(scorer.score(taste)).all()
        assert all(share > 0 for _title, share in scorer.contributions(taste, FIRST_TITLE + 2))


def test_a_ranker_knows_the_colour_of_a_checkerboard() -> None:
    rankers = 0
    for estimator in ESTIMATORS:
        scorer = learned(estimator)
        if estimator.learns_from == "ratings" or isinstance(scorer, OneList):
            continue
        rankers += 1
        scores = scorer.score({FIRST_TITLE: 2.0, FIRST_TITLE + 4: 2.0})
        even = scores[0::2][[1, 3, 4, 5]]
        assert even.min() > scores[1::2].max()
        assert all((title - FIRST_TITLE) % 2 == 0 for title, _score in scorer.similar(FIRST_TITLE, 5))
        parts = scorer.contributions({FIRST_TITLE: 2.0, FIRST_TITLE + 1: 2.0}, FIRST_TITLE + 2)
        assert parts[0][0] == FIRST_TITLE
        assert parts[0][1] > 0.9
    assert rankers


@every_estimator
def test_unknown_ids_are_ignored(estimator: type[Estimator]) -> None:
    scorer = learned(estimator)
    known = scorer.score({FIRST_TITLE: 2.0})
    assert np.array_equal(scorer.score({FIRST_TITLE: 2.0, 999_999: 5.0, -1: 1.0}), known)
    assert scorer.similar(999_999, 5) == []
    assert scorer.contributions({FIRST_TITLE: 2.0}, 999_999) == []
    assert np.isfinite(scorer.score({})).all()


@every_estimator
def test_the_same_seed_learns_the_same(estimator: type[Estimator]) -> None:
    first, second = learned(estimator), learned(estimator)
    for name, array in first.arrays().items():
        assert np.array_equal(array, second.arrays()[name])


@every_estimator
def test_a_stored_scorer_comes_back_the_same(estimator: type[Estimator], tmp_path: Path) -> None:
    scorer = learned(estimator)
    floor = OneList(title_ids=scorer.title_ids, scores=np.zeros(len(scorer.title_ids), dtype=np.float32))
    part = "rating" if estimator.learns_from == "ratings" else "popularity" if scorer.kind == "one_list" else "rankers"
    parts: dict[str, Any] = {"popularity": floor, "trend": floor}
    parts[part] = {estimator.key: scorer} if part == "rankers" else scorer
    written = store.write(store=tmp_path, bundle=Bundle(version="", title_ids=scorer.title_ids, **parts))
    again: Any = getattr(store.load(store=tmp_path, digest=written.digest), part)
    again = again[estimator.key] if part == "rankers" else again
    taste = {FIRST_TITLE: 2.0, FIRST_TITLE + 3: 1.0}
    assert np.array_equal(again.score(taste), scorer.score(taste))


@every_estimator
def test_it_says_so_when_there_is_nothing_to_learn_from(estimator: type[Estimator]) -> None:
    with pytest.raises(UnableToFit, match="no interactions"):
        estimator().learn(interactions_of([], [], [], []), seed=0)


@every_estimator
def test_it_refuses_in_words_to_outgrow_its_memory(estimator: type[Estimator]) -> None:
    with pytest.raises(UnableToFit, match=f"{estimator.key} would take about .* GB .* allowed"):
        estimator().learn(a_checkerboard(value=2.0), seed=0, memory_limit_bytes=10)


@every_estimator
def test_what_may_be_searched_has_a_range_that_can_be_drawn_from(estimator: type[Estimator]) -> None:
    ranges = ranges_of(estimator.Config)
    assert ranges
    first, second = (draw(estimator.Config, random=np.random.default_rng(7)) for _ in range(2))
    assert first == second
    assert all(getattr(first, name) in over for name, over in ranges.items())


class Frame:
    """What Surprise reads of a data frame."""

    def __init__(self, rows: list[tuple[int, int, float]]) -> None:
        self.rows = rows

    def itertuples(self, index: bool = False) -> Any:
        return iter(self.rows)


@every_estimator
def test_surprise_can_cross_validate_it(estimator: type[Estimator]) -> None:
    users, items, ratings = random_ratings(5, viewers=30, titles=25, count=400)
    frame = Frame(list(zip(users.tolist(), items.tolist(), ratings.tolist(), strict=True)))
    data = DatasetAutoFolds(reader=Reader(rating_scale=(1, 5)), df=frame)
    found = cross_validate(estimator(), data, cv=3, measures=["RMSE", "MAE"])
    assert len(found["test_rmse"]) == 3
    assert np.isfinite(found["test_rmse"]).all()
    assert (found["test_rmse"] < 4.0).all()
