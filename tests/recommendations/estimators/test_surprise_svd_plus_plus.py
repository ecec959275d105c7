"""The descent of SVD++ against the library itself: within 1e-9, though it moves titles once per viewer and epoch."""

from typing import Any

import numpy as np
import pytest
from surprise import SVDpp

from recommendations.estimators import SurpriseSVDPlusPlus
from tests.factories.interactions import a_dataset_with_tastes, random_ratings
from tests.factories.trainsets import SHAPES, both, both_of

LEARNED = ("pu", "qi", "yj", "bu", "bi")


def as_the_library_says(config: Any, seed: int) -> SVDpp:
    return SVDpp(
        n_factors=config.factors, n_epochs=config.epochs, lr_all=config.learning_rate,
        reg_all=config.regularisation, random_state=seed,
    )  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("factors", "epochs", "rate", "regularisation"), [(1, 3, 0.01, 0.0), (20, 20, 0.007, 0.02), (50, 10, 0.02, 0.1)]
)
@pytest.mark.parametrize("seed", [0, 7])
def test_the_compiled_kernel_is_within_a_billionth_of_surprise(
    seed: int, shape: str, factors: int, epochs: int, rate: float, regularisation: float
) -> None:
    stock, arrays = both(seed, shape)
    config = SurpriseSVDPlusPlus.Config(
        factors=factors, epochs=epochs, learning_rate=rate, regularisation=regularisation
    )
    library = as_the_library_says(config, seed).fit(stock)
    for trainset in (arrays, stock):
        ours = SurpriseSVDPlusPlus(config, seed=seed).fit(trainset)
        for name in LEARNED:
            assert np.abs(getattr(ours, name) - getattr(library, name)).max() < 1e-9, name


@pytest.mark.parametrize("kernel", ["compiled", "single", "stock"])
def test_a_title_rated_twice_is_left_to_the_library(kernel: Any) -> None:
    users, items, ratings = random_ratings(5, viewers=20, titles=20, count=200)
    stock, arrays = both_of(
        np.append(users, users[:30]), np.append(items, items[:30]), np.append(ratings, ratings[:30])
    )
    config = SurpriseSVDPlusPlus.Config(factors=5, epochs=6, kernel=kernel)
    library = as_the_library_says(config, 3).fit(stock)
    ours = SurpriseSVDPlusPlus(config, seed=3).fit(arrays)
    for name in LEARNED:
        assert getattr(ours, name).tobytes() == getattr(library, name).tobytes(), name


def test_single_precision_stays_near() -> None:
    stock, arrays = both(1, "wide")
    config = SurpriseSVDPlusPlus.Config(kernel="single")
    library = as_the_library_says(config, 1).fit(stock)
    ours = SurpriseSVDPlusPlus(config, seed=1).fit(arrays)
    for name in LEARNED:
        assert getattr(ours, name).dtype == np.float32
        assert np.allclose(getattr(ours, name), getattr(library, name), atol=1e-3)


@pytest.mark.parametrize("kernel", ["compiled", "single"])
def test_early_stopping_goes_as_far_as_held_out_ratings_say(kernel: Any) -> None:
    early = SurpriseSVDPlusPlus(epochs=150, learning_rate=0.02, regularisation=0.01, patience=3, kernel=kernel)
    learned: Any = early.learn(a_dataset_with_tastes().ratings, seed=1)
    assert 1 <= early.epochs_run < 150
    full = SurpriseSVDPlusPlus(epochs=early.epochs_run, learning_rate=0.02, regularisation=0.01, kernel=kernel)
    again: Any = full.learn(a_dataset_with_tastes().ratings, seed=1)
    assert np.array_equal(again.implicit, learned.implicit)


def test_the_vectors_that_errors_are_measured_with_are_those_that_surprise_estimates_with() -> None:
    _stock, arrays = both(2, "wide")
    ours = SurpriseSVDPlusPlus(epochs=5, seed=2).fit(arrays)
    vectors = ours.vectors(arrays)
    for user, item in [(0, 0), (3, 7), (29, 40)]:
        expected = arrays.global_mean + ours.bu[user] + ours.bi[item] + vectors[user] @ ours.qi[item]
        assert ours.estimate(user, item) == pytest.approx(expected, abs=1e-12)


def test_folding_in_solves_for_what_the_choice_of_titles_leaves_open() -> None:
    _stock, arrays = both(1, "wide")
    scorer: Any = SurpriseSVDPlusPlus(factors=6, seed=1).fit(arrays).scorer(arrays)
    for count in (1, 5, 7, 30):
        ratings = {int(title): float(1 + title % 5) for title in scorer.title_ids[:count]}
        folded = scorer.fold_in(ratings)
        of_choice = scorer.implicit[folded.codes].astype(np.float64).sum(axis=0) / np.sqrt(count)
        rows = scorer.factors[folded.codes].astype(np.float64)
        aims = np.array(list(ratings.values())) - scorer.mean - scorer.biases[folded.codes]
        residual = aims - folded.bias - rows @ folded.vector
        assert np.allclose(scorer.ridge * (folded.vector - of_choice), rows.T @ residual, atol=1e-8)
        assert np.isclose(scorer.bias_ridge * folded.bias, residual.sum(), atol=1e-8)
