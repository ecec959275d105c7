"""Whatever people's data looks like, an estimator learns around it or says in words why it cannot."""

import dataclasses
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from surprise.model_selection import GridSearchCV

from recommendations.contracts import Interactions
from recommendations.estimators import ESTIMATORS, Estimator, UnableToFit
from recommendations.estimators.ranges import Choices, ranges_of
from recommendations.training.dataset import interactions_of
from tests.factories.interactions import FIRST_TITLE, random_ratings
from tests.factories.trainsets import data_of

every_estimator = pytest.mark.parametrize("estimator", ESTIMATORS, ids=lambda estimator: estimator.key)


def some(*, viewers: int = 12, titles: int = 9, count: int = 70) -> tuple[Any, Any, Any]:
    return random_ratings(3, viewers=viewers, titles=titles, count=count)


def with_values(change: Callable[[Any], Any]) -> tuple[Any, Any, Any]:
    users, items, values = some()
    return users, items, change(values.astype(np.float32))


def with_some(value: float) -> tuple[Any, Any, Any]:
    return with_values(lambda values: np.where(np.arange(len(values)) % 5 == 0, np.float32(value), values))


def twice() -> tuple[Any, Any, Any]:
    users, items, values = some()
    return np.append(users, users[:20]), np.append(items, items[:20]), np.append(values, values[20:40])


BAD_DATA: dict[str, Callable[[], tuple[Any, Any, Any]]] = {
    "one viewer": lambda: some(viewers=1, count=7),
    "one title": lambda: some(titles=1, count=9),
    "one interaction": lambda: some(viewers=1, titles=1, count=1),
    "two viewers with nothing in common": lambda: ([1, 2], [FIRST_TITLE, FIRST_TITLE + 1], [5.0, 4.0]),
    "all the same": lambda: with_values(lambda values: np.full(len(values), 5.0)),
    "all nothing": lambda: with_values(np.zeros_like),
    "all disliked": lambda: with_values(lambda values: -values),
    "pairs that repeat": twice,
    "some that are no numbers": lambda: with_some(float("nan")),
    "some without end": lambda: with_some(float("inf")),
    "some beyond all measure": lambda: with_some(1e30),
    "only what is no number": lambda: with_values(lambda values: np.full(len(values), np.nan)),
}


def interactions(case: str) -> Interactions:
    users, items, values = BAD_DATA[case]()
    return interactions_of(users, items, values, np.arange(len(users)) * 86_400)


@pytest.mark.parametrize("case", BAD_DATA)
@every_estimator
def test_it_learns_around_bad_data_or_says_why_it_cannot(estimator: type[Estimator], case: str) -> None:
    try:
        scorer: Any = estimator(seed=1).learn(interactions(case), seed=1)
    except UnableToFit as problem:
        assert str(problem).endswith(".")  # noqa: PT017  # Both ways are right; this is what one of them promises.
        return
    assert all(np.isfinite(array).all() for array in scorer.arrays().values())
    assert all(np.isfinite(number) for number in scorer.numbers().values())
    for taste in ({}, {FIRST_TITLE: 5.0}, {int(title): 1.0 for title in scorer.title_ids}):
        assert np.isfinite(scorer.score(taste)).all()


@every_estimator
def test_what_is_no_number_is_as_if_it_had_not_been_there(estimator: type[Estimator]) -> None:
    users, items, values = some()
    usable = np.arange(len(values)) % 5 > 0
    clean = interactions_of(users[usable], items[usable], values[usable], np.zeros(int(usable.sum())))
    dirty = interactions_of(users, items, np.where(usable, values, np.nan), np.zeros(len(values)))
    first, second = (estimator(seed=1).learn(learned, seed=1).arrays() for learned in (clean, dirty))
    assert all(np.array_equal(first[name], second[name]) for name in first)


@every_estimator
def test_surprise_can_search_its_parameters(estimator: type[Estimator]) -> None:
    name, over = next(iter(ranges_of(estimator.Config).items()))
    values = list(over.values[:2]) if isinstance(over, Choices) else [over.low, getattr(estimator.Config(), name)]
    grid = {name: values} | ({"epochs": [2]} if has_epochs(estimator) and name != "epochs" else {})
    search = GridSearchCV(estimator, grid, measures=["rmse"], cv=2)
    search.fit(data_of(*random_ratings(5, viewers=30, titles=25, count=400)))
    assert np.isfinite(search.best_score["rmse"])
    assert search.best_params["rmse"][name] in values


def has_epochs(estimator: type[Estimator]) -> bool:
    return "epochs" in {field.name for field in dataclasses.fields(estimator.Config)}


@pytest.mark.parametrize("shape", [(3_000, 300, 90_000), (300, 900, 30_000)], ids=["viewers", "titles"])
@every_estimator
def test_its_estimate_of_memory_is_true_to_a_factor_of_two(
    estimator: type[Estimator], shape: tuple[int, int, int]
) -> None:
    viewers, titles, count = shape
    columns = random_ratings(2, viewers=viewers, titles=titles, count=count)
    parameters: dict[str, Any] = {"epochs": 1} if has_epochs(estimator) else {}
    with suppress(UnableToFit):  # Only to load what is loaded at first use.
        estimator(seed=1, **parameters).learn(interactions("pairs that repeat"), seed=1)
    learner, learned_from = estimator(seed=1, **parameters), interactions_of(*columns, np.arange(count))
    estimator(seed=1, **parameters).learn(interactions_of(*some(), np.zeros(70)), seed=1)
    said = learner.memory_bytes(viewers=viewers, titles=titles, interactions=count)
    tracemalloc.start()
    try:
        learner.learn(learned_from, seed=1)
        needed = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert needed / 2 <= said <= needed * 2, (said / 1e6, needed / 1e6)
