"""The arrays and the compiled kernel against the library itself: equal to the last bit."""

from typing import Any

import numpy as np
import pytest
from surprise import SVD, BaselineOnly, KNNBaseline, Reader, SlopeOne
from surprise.dataset import DatasetAutoFolds

from recommendations.estimators import SurpriseSVD
from recommendations.estimators.trainset import ArrayTrainset
from tests.contracts.test_every_estimator import Frame
from tests.factories.interactions import random_ratings

SHAPES = [(8, 5, 20), (30, 50, 400), (100, 20, 900)]


def both(seed: int, shape: tuple[int, int, int]) -> tuple[Any, ArrayTrainset]:
    viewers, titles, count = shape
    users, items, ratings = random_ratings(seed, viewers=viewers, titles=titles, count=count)
    frame = Frame(list(zip(users.tolist(), items.tolist(), ratings.tolist(), strict=True)))
    stock = DatasetAutoFolds(reader=Reader(rating_scale=(1, 5)), df=frame).build_full_trainset()
    return stock, ArrayTrainset(raw_users=users, raw_items=items, ratings=ratings)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_array_trainset_says_what_surprises_own_says(seed: int, shape: tuple[int, int, int]) -> None:
    stock, arrays = both(seed, shape)
    assert list(arrays.all_ratings()) == list(stock.all_ratings())
    assert dict(arrays.ur) == dict(stock.ur)
    assert dict(arrays.ir) == dict(stock.ir)
    assert arrays.global_mean == stock.global_mean
    assert [arrays.to_raw_iid(inner) for inner in arrays.all_items()] == [
        stock.to_raw_iid(inner) for inner in stock.all_items()
    ]
    assert arrays.to_inner_uid(arrays.to_raw_uid(3)) == 3
    with pytest.raises(ValueError, match="not part of the trainset"):
        arrays.to_inner_iid(-7)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("factors", "epochs", "rate", "regularisation"), [(1, 3, 0.01, 0.0), (20, 5, 0.005, 0.02), (100, 4, 0.02, 0.1)]
)
@pytest.mark.parametrize("seed", [0, 7])
def test_the_compiled_kernel_finds_surprises_factors_to_the_last_bit(
    seed: int, shape: tuple[int, int, int], factors: int, epochs: int, rate: float, regularisation: float
) -> None:
    stock, arrays = both(seed, shape)
    library = SVD(n_factors=factors, n_epochs=epochs, lr_all=rate, reg_all=regularisation, random_state=seed).fit(stock)
    for kernel in ("compiled", "stock"):
        config = SurpriseSVD.Config(
            factors=factors, epochs=epochs, learning_rate=rate, regularisation=regularisation, kernel=kernel
        )
        ours = SurpriseSVD(config, seed=seed).fit(arrays)
        for name in ("pu", "qi", "bu", "bi"):
            assert getattr(ours, name).tobytes() == getattr(library, name).tobytes(), (kernel, name)


@pytest.mark.parametrize(
    "algorithm", [SlopeOne, lambda: KNNBaseline(verbose=False), lambda: BaselineOnly(verbose=False)]
)
def test_other_algorithms_of_surprise_accept_the_array_trainset(algorithm: Any) -> None:
    stock, arrays = both(3, (30, 50, 400))
    on_stock, on_arrays = algorithm().fit(stock), algorithm().fit(arrays)
    for user, item in [(1, 100), (5, 120), (30, 149)]:
        assert on_arrays.predict(user, item).est == pytest.approx(on_stock.predict(user, item).est, abs=1e-12)


def test_folding_in_few_and_many_ratings_solves_the_same_equation() -> None:
    _stock, arrays = both(1, (30, 50, 400))
    ours = SurpriseSVD(SurpriseSVD.Config(factors=6), seed=1).fit(arrays)
    scorer = ours.scorer(arrays)
    for count in (1, 5, 7, 30):
        ratings = {int(title): float(1 + title % 5) for title in scorer.title_ids[:count]}
        folded = scorer.fold_in(ratings)
        rows = scorer.factors[folded.codes].astype(np.float64)
        aims = np.array(list(ratings.values())) - scorer.mean - scorer.biases[folded.codes]
        residual = aims - folded.bias - rows @ folded.vector
        assert np.allclose(scorer.ridge * folded.vector, rows.T @ residual, atol=1e-8)
        assert np.isclose(scorer.bias_ridge * folded.bias, residual.sum(), atol=1e-8)


def test_estimates_are_not_clipped_to_the_scale() -> None:
    _stock, arrays = both(1, (30, 50, 400))
    scorer = SurpriseSVD(seed=1).fit(arrays).scorer(arrays)
    estimates = scorer.estimate({int(title): 5.0 for title in scorer.title_ids})
    assert estimates.max() > 5.0
