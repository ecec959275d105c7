"""EASE in the memory of one matrix: the paper's weights, in single precision the same order, a cap that holds."""

from typing import Any

import numpy as np
import pytest

from recommendations.estimators import EASE, ease
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.training.dataset import interactions_of
from tests.factories.interactions import a_dataset_with_tastes

STRENGTHS = a_dataset_with_tastes().strengths


def liked() -> np.ndarray:
    """viewers x titles, dense, both by id."""
    matrix = np.zeros((len(STRENGTHS.profile_ids), len(STRENGTHS.title_ids)))
    matrix[STRENGTHS.profile_code, STRENGTHS.title_code] = STRENGTHS.value >= 1.25
    return matrix


def textbook(matrix: np.ndarray, regularisation: float) -> np.ndarray:
    """Steck 2019, equation 8."""
    inverse = np.linalg.inv(matrix.T @ matrix + regularisation * np.eye(matrix.shape[1]))
    weights = inverse / -np.diag(inverse)
    weights[np.diag_indices(len(weights))] = 0.0
    return np.asarray(weights)


def test_the_weights_are_those_of_the_paper() -> None:
    scorer: Any = EASE(regularisation=30.0).learn(STRENGTHS, seed=0)
    matrix = liked()
    some = matrix.sum(axis=0) > 0
    assert np.array_equal(scorer.covered, STRENGTHS.title_ids[some])
    assert np.allclose(scorer.weights, textbook(matrix[:, some], 30.0), atol=1e-6)


def test_single_precision_finds_the_same_first_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    exact: Any = EASE().learn(STRENGTHS, seed=0)
    monkeypatch.setattr(ease, "SINGLE_FROM_TITLES", 1)
    single: Any = EASE().learn(STRENGTHS, seed=0)
    assert exact.weights.dtype == single.weights.dtype == np.float32
    for title in STRENGTHS.title_ids[:20].tolist():
        one, two = exact.score({title: 2.0, title + 7: 1.0}), single.score({title: 2.0, title + 7: 1.0})
        assert np.abs(one - two).max() < 1e-5
        assert np.array_equal(np.argsort(-one, kind="stable")[:10], np.argsort(-two, kind="stable")[:10])


def test_above_the_cap_the_titles_liked_most_often_are_kept() -> None:
    scorer: Any = EASE(most_titles=15).learn(STRENGTHS, seed=0)
    counts = liked().sum(axis=0)
    assert len(scorer.covered) == 15
    assert scorer.weights.shape == (15, 15)
    kept = np.isin(STRENGTHS.title_ids, scorer.covered)
    assert counts[kept].min() >= counts[~kept].max()
    assert np.array_equal(scorer.title_ids, STRENGTHS.title_ids)
    scores = scorer.score({int(scorer.covered[0]): 2.0, int(STRENGTHS.title_ids[~kept][0]): 2.0})
    assert scores[kept].any()
    assert not scores[~kept].any()
    assert np.allclose(scorer.weights, textbook(liked()[:, kept], 100.0), atol=1e-6)


def test_the_estimate_is_on_the_scale_and_the_mean_where_nothing_is_known() -> None:
    estimator = EASE(most_titles=15)
    trainset = ArrayTrainset.of(STRENGTHS)
    estimator.fit(trainset)
    left_out = next(item for item in range(trainset.n_items) if item not in estimator.covered)
    assert estimator.estimate(0, left_out) == estimator.estimate("UKN__9", 0) == pytest.approx(trainset.global_mean)
    assert 1.0 <= estimator.estimate(0, int(estimator.covered[3])) <= 5.0


def test_the_memory_it_says_is_about_what_its_matrix_takes() -> None:
    single = EASE().memory_bytes(viewers=0, titles=20_000, interactions=0)
    assert 4 * 20_000**2 < single < 2 * 4 * 20_000**2
    assert EASE().memory_bytes(viewers=0, titles=90_000, interactions=0) == pytest.approx(single, rel=0.01)
    assert EASE(most_titles=100).memory_bytes(viewers=0, titles=20_000, interactions=0) < single / 100


def test_one_viewer_and_one_title_are_enough() -> None:
    scorer: Any = EASE().learn(interactions_of([1], [7], [2.0], [0]), seed=0)
    assert scorer.score({7: 2.0}).tolist() == [0.0]
    twice: Any = EASE().learn(interactions_of([1, 1, 2], [7, 7, 8], [2.0, 2.0, 2.0], [0, 0, 0]), seed=0)
    assert np.isfinite(twice.score({7: 1.0})).all()
