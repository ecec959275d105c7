"""Titles near titles: the textbook's numbers, the nearest kept, and what cannot be weighed left out."""

from typing import Any

import numpy as np
import pytest

from recommendations.contracts import Interactions
from recommendations.estimators import ItemBM25, ItemCosine, ItemTFIDF, UnableToFit
from recommendations.estimators.item_item import ItemItem
from recommendations.training.dataset import interactions_of
from tests.factories.interactions import a_dataset_with_tastes

BOTH = (ItemCosine, ItemTFIDF, ItemBM25)


def likes(*, viewers: int = 60, titles: int = 25, seed: int = 0) -> tuple[Interactions, np.ndarray]:
    random = np.random.default_rng(seed)
    matrix = random.random((viewers, titles)) < random.uniform(0.05, 0.5, titles)
    matrix[0] = True
    people, things = np.nonzero(matrix)
    return interactions_of(people + 1, things + 10, np.full(len(people), 2.0), np.zeros(len(people))), matrix * 1.0


def dense(scorer: Any, titles: int = 25) -> np.ndarray:
    found = np.zeros((titles, titles))
    for title in range(titles):
        for other, weight in scorer.similar(title + 10, titles):
            found[title, other - 10] = weight
    return found


def expected_of(estimator: type[ItemItem], matrix: np.ndarray) -> np.ndarray:
    """Dense, and written from the definitions."""
    counts = matrix.sum(axis=0)
    rare = np.maximum(np.log(matrix.shape[1] / (1.0 + matrix.sum(axis=1))), 0.0)[:, None]
    weighted = matrix if estimator is ItemCosine else matrix * rare
    if estimator is ItemBM25:
        weighted = weighted * (2.2 / (1.2 * (0.5 + 0.5 * counts / counts.mean()) + 1.0))
    else:
        weighted = weighted / np.linalg.norm(weighted, axis=0)
    product = weighted.T @ weighted
    np.fill_diagonal(product, 0.0)
    return np.asarray(product)


@pytest.mark.parametrize("estimator", BOTH, ids=lambda estimator: estimator.key)
def test_nearness_is_what_the_definition_says(estimator: type[ItemItem]) -> None:
    interactions, matrix = likes()
    assert np.allclose(dense(estimator().learn(interactions, seed=0)), expected_of(estimator, matrix), atol=1e-6)


@pytest.mark.parametrize("estimator", BOTH, ids=lambda estimator: estimator.key)
def test_only_the_nearest_are_kept(estimator: type[ItemItem]) -> None:
    interactions, matrix = likes()
    kept = dense(estimator(neighbours=4).learn(interactions, seed=0))
    expected = expected_of(estimator, matrix)
    assert ((kept > 0).sum(axis=1) == 4).all()
    assert np.allclose(np.sort(kept, axis=1)[:, -4:], np.sort(expected, axis=1)[:, -4:], atol=1e-6)


@pytest.mark.parametrize("estimator", BOTH, ids=lambda estimator: estimator.key)
def test_any_number_of_threads_finds_the_same(estimator: type[ItemItem]) -> None:
    strengths = a_dataset_with_tastes().strengths
    one: Any = estimator(threads=1, neighbours=7).learn(strengths, seed=0)
    two: Any = estimator(threads=2, neighbours=7).learn(strengths, seed=0)
    for name, array in one.arrays().items():
        assert np.array_equal(array, two.arrays()[name])


@pytest.mark.parametrize("estimator", BOTH, ids=lambda estimator: estimator.key)
def test_one_viewer_who_likes_all_but_one_breaks_nothing(estimator: type[ItemItem]) -> None:
    people, things = [1, 1, 2], [10, 11, 12]
    scorer: Any = estimator().learn(interactions_of(people, things, [2.0, 2.0, 2.0], [0, 0, 0]), seed=0)
    assert np.isfinite(scorer.score({10: 1.0})).all()
    with pytest.raises(UnableToFit, match="liked"):
        estimator().learn(interactions_of(people, things, [-1.0, 0.0, 0.1], [0, 0, 0]), seed=0)
