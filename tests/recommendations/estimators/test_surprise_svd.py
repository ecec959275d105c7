"""The compiled descent against the library itself: equal to the last bit, and near to it in single precision."""

from typing import Any

import numpy as np
import pytest
from surprise import SVD
from surprise.model_selection import KFold, cross_validate

from recommendations.contracts import Interactions
from recommendations.estimators import SurpriseSVD
from recommendations.estimators.early_stopping import enough_epochs
from recommendations.training.dataset import interactions_of
from tests.factories.interactions import a_dataset_with_tastes, random_ratings
from tests.factories.trainsets import SHAPES, both, both_of, data_of

LEARNED = ("pu", "qi", "bu", "bi")


def as_the_library_says(config: Any, seed: int) -> SVD:
    return SVD(
        n_factors=config.factors, n_epochs=config.epochs, biased=config.is_biased, lr_all=config.learning_rate,
        reg_all=config.regularisation, random_state=seed,
    )  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("is_biased", [True, False], ids=["biased", "unbiased"])
@pytest.mark.parametrize(
    ("factors", "epochs", "rate", "regularisation"), [(1, 3, 0.01, 0.0), (20, 5, 0.005, 0.02), (100, 4, 0.02, 0.1)]
)
@pytest.mark.parametrize("seed", [0, 7])
def test_the_compiled_kernel_finds_surprises_factors_to_the_last_bit(
    seed: int, shape: str, factors: int, epochs: int, rate: float, regularisation: float, is_biased: bool
) -> None:
    stock, arrays = both(seed, shape)
    for kernel in ("compiled", "stock"):
        config = SurpriseSVD.Config(
            factors=factors, epochs=epochs, learning_rate=rate, regularisation=regularisation, kernel=kernel,
            is_biased=is_biased,
        )  # fmt: skip
        library = as_the_library_says(config, seed).fit(stock)
        for trainset in (arrays, stock):
            ours = SurpriseSVD(config, seed=seed).fit(trainset)
            for name in LEARNED:
                assert getattr(ours, name).tobytes() == getattr(library, name).tobytes(), (kernel, name)
            assert ours.epochs_run == epochs


def test_ratings_that_single_precision_cannot_hold_and_pairs_that_repeat_change_nothing() -> None:
    users, items, ratings = random_ratings(5, viewers=20, titles=20, count=200)
    odd = np.round(ratings.astype(np.float64) * 0.7 + 0.1, 2)
    stock, arrays = both_of(np.append(users, users[:30]), np.append(items, items[:30]), np.append(odd, odd[30:60]))
    config = SurpriseSVD.Config(factors=8, epochs=6)
    library = as_the_library_says(config, 3).fit(stock)
    for trainset in (arrays, stock):
        ours = SurpriseSVD(config, seed=3).fit(trainset)
        for name in LEARNED:
            assert getattr(ours, name).tobytes() == getattr(library, name).tobytes(), name


@pytest.mark.parametrize("factors", [1, 3, 7, 8, 9, 16, 20])
def test_the_next_product_is_right_where_a_viewer_rated_a_title_twice_in_a_row(factors: int) -> None:
    users, items, ratings = random_ratings(8, viewers=15, titles=6, count=60)
    stock, arrays = both_of(np.repeat(users, 3), np.repeat(items, 3), np.repeat(ratings, 3) + np.tile([0, 1, 2], 60))
    config = SurpriseSVD.Config(factors=factors, epochs=4, learning_rate=0.02)
    library = as_the_library_says(config, 3).fit(stock)
    ours = SurpriseSVD(config, seed=3).fit(arrays)
    assert arrays.has_duplicates()
    for name in LEARNED:
        assert getattr(ours, name).tobytes() == getattr(library, name).tobytes(), name


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_single_precision_stays_near(seed: int) -> None:
    stock, arrays = both(seed, "wide")
    config = SurpriseSVD.Config(kernel="single")
    library = as_the_library_says(config, seed).fit(stock)
    ours = SurpriseSVD(config, seed=seed).fit(arrays)
    for name in LEARNED:
        assert getattr(ours, name).dtype == np.float32
        assert np.allclose(getattr(ours, name), getattr(library, name), atol=1e-4)


def test_surprise_measures_the_same_error_of_both() -> None:
    users, items, ratings = random_ratings(2, viewers=40, titles=30, count=600)
    config = SurpriseSVD.Config(epochs=5)
    data, folds = data_of(users, items, ratings), KFold(n_splits=3, random_state=1)
    ours, library = (
        cross_validate(algorithm, data, cv=folds, measures=["RMSE"])["test_rmse"].tolist()
        for algorithm in (SurpriseSVD(config, seed=4), as_the_library_says(config, 4))
    )
    assert ours == library


@pytest.mark.parametrize("kernel", ["compiled", "single", "stock"])
def test_early_stopping_goes_as_far_as_held_out_ratings_say_and_then_learns_from_all(kernel: Any) -> None:
    ratings = a_dataset_with_tastes().ratings
    early = SurpriseSVD(factors=30, epochs=150, learning_rate=0.02, regularisation=0.01, patience=3, kernel=kernel)
    learned = early.learn(ratings, seed=1)
    assert 1 <= early.epochs_run < 150
    full = SurpriseSVD(factors=30, epochs=early.epochs_run, learning_rate=0.02, regularisation=0.01, kernel=kernel)
    assert np.array_equal(full.learn(ratings, seed=1).factors, learned.factors)


def test_early_stopping_ends_after_as_many_epochs_in_vain_as_it_has_patience() -> None:
    ran: list[int] = []

    class Counting(SurpriseSVD):
        def run(self, trainset: Any, epochs: int) -> None:
            ran.append(epochs)
            super().run(trainset, epochs)

    _stock, arrays = both(3, "wide")
    learner = Counting(factors=50, epochs=100, learning_rate=0.02, regularisation=0.0)
    learner.trainset = arrays
    best = enough_epochs(learner, arrays, most=100, patience=4, share=0.2, seed=0)
    assert len(ran) == best + 4
    ran.clear()
    assert enough_epochs(learner, arrays, most=7, patience=4, share=0.0, seed=0) == 7
    assert not ran


def test_folding_in_few_and_many_ratings_solves_the_same_equation() -> None:
    _stock, arrays = both(1, "wide")
    scorer = SurpriseSVD(SurpriseSVD.Config(factors=6), seed=1).fit(arrays).scorer(arrays)
    for count in (1, 5, 7, 30):
        ratings = {int(title): float(1 + title % 5) for title in scorer.title_ids[:count]}
        folded = scorer.fold_in(ratings)
        rows = scorer.factors[folded.codes].astype(np.float64)
        aims = np.array(list(ratings.values())) - scorer.mean - scorer.biases[folded.codes]
        residual = aims - folded.bias - rows @ folded.vector
        assert np.allclose(scorer.ridge * folded.vector, rows.T @ residual, atol=1e-8)
        assert np.isclose(scorer.bias_ridge * folded.bias, residual.sum(), atol=1e-8)


def test_estimates_are_not_clipped_to_the_scale() -> None:
    _stock, arrays = both(1, "wide")
    scorer = SurpriseSVD(seed=1).fit(arrays).scorer(arrays)
    assert scorer.estimate({int(title): 5.0 for title in scorer.title_ids}).max() > 5.0


def test_without_biases_a_new_viewer_gets_what_the_average_one_gets() -> None:
    learner = SurpriseSVD(is_biased=False, factors=10, epochs=40)
    scorer = learner.learn(ratings_of_everybody(), seed=1)
    average = learner.qi @ learner.pu.mean(axis=0)
    order = np.argsort(learner.trainset.raw_items)
    assert np.allclose(scorer.estimate({}), average[order], atol=1e-5)


def ratings_of_everybody() -> Interactions:
    users, items, ratings = random_ratings(6, viewers=30, titles=20, count=500)
    return interactions_of(users, items, ratings, np.zeros(len(users)))
