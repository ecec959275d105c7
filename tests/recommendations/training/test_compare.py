"""One table of really trained estimators: popularity beside, gains in pairs, the refused by name."""

import numpy as np
import pytest

from recommendations.estimators import EASE, Popularity, SurpriseSVD
from recommendations.training.compare import compare, figures_of_ratings, titles_of
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.evaluate import RatingErrors
from recommendations.training.five_fold import five_fold
from recommendations.training.measured import measured
from recommendations.training.protocols import PROTOCOLS, Protocol
from recommendations.training.report import as_json, markdown
from tests.factories.interactions import CUTOFF, a_dataset_with_tastes

EVERYWHERE = {"ndcg10", "recall10", "recall20", "hit10", "map10", "auc", "coverage10", "effective_titles", "novelty",
              "fit_seconds", "score_seconds", "viewers", "miscalibration", "diversity"}  # fmt: skip


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.key)
def test_every_protocol_gives_every_figure_and_tells_tastes_from_popularity(protocol: Protocol) -> None:
    dataset = a_dataset_with_tastes()
    circles = np.eye(4)[titles_of(dataset) % 4]
    rows = compare(dataset, estimators=[EASE, SurpriseSVD], seed=1, protocol=protocol, genres=circles)
    assert list(rows) == ["popularity", "ease", "surprise_svd"]
    assert all(set(row.figures) >= EVERYWHERE for row in rows.values())
    ease, popularity = rows["ease"].figures, rows["popularity"].figures
    assert ease["gain_low"] > 0
    assert ease["miscalibration"] < popularity["miscalibration"]
    assert ease["diversity"] < popularity["diversity"]
    rating = rows["surprise_svd"].figures
    assert 0 < rating["rmse"] < rating["rmse_of_one_number"]
    assert 0 < rating["brier"] < 0.25
    assert "rmse" not in ease
    assert all(np.isfinite(list(row.figures.values())).all() for row in rows.values())


def test_what_cannot_learn_is_named_with_the_reason() -> None:
    tastes = a_dataset_with_tastes()
    nothing_said = Dataset(ratings=interactions_of([], [], [], []), strengths=tastes.strengths, cutoff=CUTOFF)
    rows = compare(nothing_said, estimators=[SurpriseSVD, Popularity], seed=1)
    assert "no interactions" in rows["surprise_svd"].refused
    assert not rows["surprise_svd"].figures
    told = markdown(rows, about="About.")
    assert "- surprise_svd: There are no interactions" in told
    assert "| popularity |" in told
    assert "| surprise_svd |" not in told
    assert '"refused"' in as_json(rows, about={})


def test_five_folds_are_surprises_and_rankers_are_named() -> None:
    rows = five_fold(a_dataset_with_tastes().ratings, estimators=[SurpriseSVD, EASE], seed=1)
    assert 0.3 < rows["surprise_svd"].figures["rmse"] < 1.5
    assert rows["surprise_svd"].figures["mae"] < rows["surprise_svd"].figures["rmse"]
    assert "does not estimate ratings" in rows["ease"].refused
    few = five_fold(interactions_of([1, 2], [1, 2], [3, 4], [1, 2]), estimators=[SurpriseSVD], seed=1)
    assert "at least five" in few["surprise_svd"].refused


def test_the_match_is_judged_on_ratings_that_it_was_not_calibrated_on() -> None:
    random = np.random.default_rng(1)
    estimates = random.normal(3.5, 0.7, 4_000)
    said = np.where(random.random(4_000) < 1 / (1 + np.exp(-(3 * estimates - 11))), 5.0, 2.0)
    honest = figures_of_ratings(
        RatingErrors(estimates=estimates, said=said, viewer=np.arange(len(said)), one_number=3.5)
    )
    lucky = figures_of_ratings(
        RatingErrors(estimates=random.permutation(estimates), said=said, viewer=np.arange(len(said)), one_number=3.5)
    )
    assert honest["calibration_error"] < 0.04
    assert honest["brier"] < lucky["brier"]


def test_memory_and_seconds_are_of_the_work() -> None:
    cost = measured(lambda: np.ones(20_000_000).sum())
    assert cost.result == 20_000_000
    assert cost.seconds > 0
    assert cost.peak_bytes is None or 150e6 < cost.peak_bytes < 400e6
    after = measured(lambda: None)
    assert after.peak_bytes is None or after.peak_bytes < 50e6
