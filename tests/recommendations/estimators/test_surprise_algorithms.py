"""The other algorithms of Surprise as estimators: they learn what the library learns, and serve it to anybody."""

from typing import Any

import numpy as np
import pytest
import surprise

from recommendations.estimators import (
    Estimator,
    SurpriseBaseline,
    SurpriseCoClustering,
    SurpriseKNN,
    SurpriseNMF,
    SurpriseSlopeOne,
    SurpriseSVDPlusPlus,
)
from recommendations.estimators.surprise_adapter import InTitleOrder
from recommendations.training.dataset import interactions_of
from tests.factories.interactions import random_ratings
from tests.factories.trainsets import SHAPES, both, both_of

BETWEEN_TITLES = {"name": "pearson_baseline", "user_based": False}
LIBRARY: dict[type[Estimator], Any] = {
    SurpriseBaseline: lambda seed: surprise.BaselineOnly(verbose=False),  # noqa: ARG005
    SurpriseKNN: lambda seed: surprise.KNNBaseline(verbose=False, sim_options=dict(BETWEEN_TITLES)),  # noqa: ARG005
    SurpriseSlopeOne: lambda seed: surprise.SlopeOne(),  # noqa: ARG005
    SurpriseCoClustering: lambda seed: surprise.CoClustering(random_state=seed),
    SurpriseNMF: lambda seed: surprise.NMF(random_state=seed),
}
EXACT = [SurpriseBaseline, SurpriseKNN, SurpriseSlopeOne, SurpriseCoClustering]
"""Those whose scorer gives a viewer who was learned from just what Surprise estimates."""

every_algorithm = pytest.mark.parametrize("estimator", LIBRARY, ids=lambda estimator: estimator.key)
every_exact_one = pytest.mark.parametrize("estimator", EXACT, ids=lambda estimator: estimator.key)
pytestmark = pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")


@pytest.mark.parametrize("shape", ["few", "wide", "long", "full"])
@pytest.mark.parametrize("seed", [0, 1, 2])
@every_algorithm
def test_it_predicts_what_the_library_predicts(estimator: type[Estimator], seed: int, shape: str) -> None:
    stock, arrays = both(seed, shape)
    library = LIBRARY[estimator](seed).fit(stock)
    testset = stock.build_anti_testset() + stock.build_testset() + [(-1, -1, 3.0)]
    expected = [found.est for found in library.test(testset)]
    for trainset in (arrays, stock):
        ours = estimator(seed=seed).fit(trainset)
        assert [found.est for found in ours.test(testset)] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", [0, 1])
@every_exact_one
def test_its_scorer_estimates_what_surprise_estimates_for_viewers_it_learned_from(
    estimator: type[Estimator], seed: int
) -> None:
    _stock, arrays = both(seed, "wide")
    ours = estimator(seed=seed).fit(arrays)
    scorer: Any = ours.scorer(arrays)
    inner = [arrays.to_inner_iid(int(title)) for title in scorer.title_ids]
    for user in arrays.all_users():
        ratings = {int(arrays.raw_items[item]): value for item, value in arrays.ur[user]}
        said = [without_details(ours.estimate(user, item)) for item in inner]
        assert np.allclose(scorer.estimate(ratings), said, atol=2e-5)


def without_details(estimate: Any) -> float:
    return float(estimate[0] if isinstance(estimate, tuple) else estimate)


@pytest.mark.parametrize("estimator", [*LIBRARY, SurpriseSVDPlusPlus], ids=lambda estimator: estimator.key)
def test_a_viewer_it_never_saw_is_estimated_better_than_by_one_number(estimator: type[Estimator]) -> None:
    ratings, strangers = with_tastes(0, viewers=150), with_tastes(1, viewers=60)
    scorer: Any = estimator(seed=2).learn(interactions_of(*ratings, np.zeros(len(ratings[0]))), seed=2)
    errors, of_one_number = [], []
    for viewer in np.unique(strangers[0]):
        own = strangers[0] == viewer
        titles, said = strangers[1][own], strangers[2][own]
        given = dict(zip(titles[::2].tolist(), said[::2].tolist(), strict=True))
        estimates = scorer.estimate(given)[np.searchsorted(scorer.title_ids, titles[1::2])]
        errors.append(np.square(estimates - said[1::2]))
        of_one_number.append(np.square(ratings[2].mean() - said[1::2]))
    assert np.concatenate(errors).mean() < 0.9 * np.concatenate(of_one_number).mean()


def with_tastes(seed: int, *, viewers: int) -> tuple[Any, Any, Any]:
    """Ratings of 40 titles that are made of heights, habits and two tastes; titles are the same for every seed."""
    titles, random = np.random.default_rng(99), np.random.default_rng(seed)
    heights, kinds = titles.normal(0, 0.6, 40), titles.normal(0, 0.7, (40, 2))
    habits, tastes = random.normal(0, 0.5, viewers), random.normal(0, 0.9, (viewers, 2))
    who, what = np.nonzero(random.random((viewers, 40)) < 0.5)
    values = 3.3 + habits[who] + heights[what] + np.einsum("ij,ij->i", tastes[who], kinds[what])
    return who + 1, what + 100, np.clip(np.rint(values + random.normal(0, 0.3, len(who))), 1, 5)


@pytest.mark.parametrize("estimator", [SurpriseSlopeOne, SurpriseCoClustering], ids=lambda estimator: estimator.key)
def test_halves_of_stars_count_where_the_library_drops_them(estimator: type[Estimator]) -> None:
    users, items, ratings = random_ratings(3, viewers=20, titles=15, count=200)
    halves = both_of(users, items, ratings / 2)[1]
    whole = both_of(users, items, ratings)[1]
    of_halves: Any = estimator(seed=1).fit(halves).scorer(halves)
    of_whole: Any = estimator(seed=1).fit(whole).scorer(whole)
    taste = {100: 4.0, 103: 2.0, 107: 5.0}
    half_taste = {title: value / 2 for title, value in taste.items()}
    assert np.allclose(of_halves.estimate(half_taste) * 2, of_whole.estimate(taste), atol=1e-5)


@pytest.mark.parametrize("shape", SHAPES)
def test_titles_come_in_the_order_of_their_ids(shape: str) -> None:
    _stock, arrays = both(1, shape)
    titles = InTitleOrder(arrays)
    assert titles.title_ids.tolist() == sorted(arrays.raw_items.tolist())
    assert titles.counts.sum() == arrays.n_ratings
    assert titles.singles(arrays.raw_items).tolist() == titles.title_ids.tolist()
    square = np.add.outer(arrays.raw_items * 1.0, arrays.raw_items * 2.0)
    assert np.array_equal(titles.squared(square), np.add.outer(titles.title_ids * 1.0, titles.title_ids * 2.0))
