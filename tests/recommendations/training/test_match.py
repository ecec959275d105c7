"""The match is learned from what was said afterwards, and judged by whether it came true."""

import json

import numpy as np
import pytest

from recommendations.modelstore.calibration import RISING, TERMS, Calibration
from recommendations.training.judged import judged_viewers
from recommendations.training.match import PRIOR, Outcomes, learn_calibration, match_figures, outcomes_of
from recommendations.training.recipe import Choice, Recipe, fit_bundle
from recommendations.training.split import split
from tests.factories.interactions import a_dataset_with_tastes


def outcomes(
    count: int, *, seed: int = 0, bent: float = 1.0, **weights: float
) -> tuple[Outcomes, np.ndarray]:  # fmt: skip
    """(ratings given by chance, that chance): logistic in the terms, its log-odds raised to a power if `bent`."""
    random = np.random.default_rng(seed)
    terms = random.normal(size=(count, len(TERMS)))
    odds = 0.3 + terms @ np.array([weights.get(name, 0.0) for name in TERMS])
    chances = 1.0 / (1.0 + np.exp(-np.sign(odds) * np.abs(odds) ** bent))
    made = Outcomes(terms=terms, liked=random.random(count) < chances, viewer=np.arange(count) // 20)
    return made, chances


def test_many_ratings_teach_what_is_there() -> None:
    made, chances = outcomes(40_000, score=0.8, own=1.2, crowd=-0.4)
    learned = learn_calibration(made)

    assert learned.learned_from == 40_000
    assert learned.intercept == pytest.approx(0.3, abs=0.05)
    assert learned.weights["score"] == pytest.approx(0.8, abs=0.06)
    assert learned.weights["own"] == pytest.approx(1.2, abs=0.06)
    assert learned.weights["crowd"] == pytest.approx(-0.4, abs=0.06)
    assert np.abs(made.chances(learned) - chances).mean() < 0.015


def test_few_ratings_hardly_bend_what_is_usual_and_none_leave_it() -> None:
    made, _chances = outcomes(4, score=5.0)
    learned = learn_calibration(made)

    assert np.abs(made.chances(learned) - made.chances(Calibration(weights=PRIOR))).max() < 0.12
    assert learned.bends == ()
    assert learn_calibration(None) == Calibration()


def test_where_the_logistic_curve_is_off_the_line_bends() -> None:
    made, chances = outcomes(40_000, bent=1.8, score=1.5)
    learned = learn_calibration(made)
    straight = Calibration(intercept=learned.intercept, weights=learned.weights)

    off, before = (np.abs(made.chances(one) - chances).mean() for one in (learned, straight))
    assert off < 0.6 * before


@pytest.mark.parametrize("seed", range(8))
def test_liking_never_counts_against_a_title_and_bends_rise_even_in_noise(seed: int) -> None:
    made, _chances = outcomes(1500, seed=seed, score=-0.7, own=-0.7, crowd=0.3)
    learned = learn_calibration(made)

    assert all(learned.weights.get(name, 0.0) >= 0 for name in RISING)
    assert (np.diff(learned.bends, axis=0) > 0).all()
    assert np.isfinite(list(learned.weights.values())).all()


@pytest.mark.parametrize("scale", [0.0, 1e-6, 1e3])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_whatever_is_said_a_match_can_be_stored_and_read(scale: float, share: float) -> None:
    made, _chances = outcomes(2000, score=1.0)
    odd = Outcomes(terms=made.terms * scale, liked=np.arange(2000) % 100 < 100 * share, viewer=made.viewer)
    learned = learn_calibration(odd)

    assert Calibration.restored(json.loads(json.dumps(learned.as_written()))) == learned
    assert np.isfinite(odd.chances(learned)).all()


def test_figures_by_hand() -> None:
    terms = np.zeros((5, len(TERMS)))
    terms[:, 0] = [2.0, 2.0, 2.0, 2.0, -1.0]
    made = Outcomes(terms=terms, liked=np.array([True, True, True, False, False]), viewer=np.array([0, 0, 4, 4, 7]))
    found = match_figures(made, calibration=Calibration(weights={"score": 1.0}), seed=0)
    high, low = 1 / (1 + np.exp(-2.0)), 1 / (1 + np.exp(1.0))

    assert (found["held_out"], found["viewers"], found["base_rate"]) == (5, 3, 0.6)
    assert found["brier"] == pytest.approx((3 * (1 - high) ** 2 + high**2 + low**2) / 5, abs=1e-5)
    assert found["brier_of_base_rate"] == pytest.approx(0.24)
    assert found["gain"] == pytest.approx(0.24 - found["brier"], abs=2e-5)
    assert found["calibration_error"] == pytest.approx((4 * abs(0.75 - high) + low) / 5, abs=1e-5)
    assert found["auc"] == pytest.approx((3 * 0.5 + 3 * 1.0) / 6)
    assert (found["sure"], found["unlikely"]) == (0.8, 0.2)
    assert [one["count"] for one in found["bins"]] == [1, 4]


def test_where_everything_was_liked_there_is_no_order_to_judge() -> None:
    made = Outcomes(terms=np.zeros((3, len(TERMS))), liked=np.ones(3, dtype=bool), viewer=np.zeros(3, dtype=np.int64))
    assert match_figures(made, calibration=Calibration(), seed=0)["auc"] is None


def test_outcomes_are_what_serving_would_have_said_of_titles_that_somebody_rated() -> None:
    learning, held = split(a_dataset_with_tastes())
    bundle = fit_bundle(learning, recipe=Recipe(seed=1), choice=Choice(), calibration=Calibration())
    viewers = judged_viewers(train=learning, held=held, seed=1)
    found = outcomes_of(viewers=viewers, bundle=bundle)
    assert found is not None
    assert len(found) == sum(int(bundle.is_judged[bundle.code_of(viewer.held_titles)].sum()) for viewer in viewers)

    viewer = viewers[3]
    mine = np.flatnonzero(found.viewer == 3)
    _scores, odds = bundle.rank_and_odds(strengths=viewer.strengths, ratings=viewer.ratings)
    assert odds is not None
    served = bundle.calibration.chance(odds)[bundle.code_of(viewer.held_titles)]
    assert found.chances(bundle.calibration)[mine] == pytest.approx(served, abs=1e-5)
    assert found.liked[mine].tolist() == (viewer.held_ratings >= 4).tolist()
    assert outcomes_of(viewers=[], bundle=bundle) is None


def test_outcomes_are_the_same_whatever_the_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    learning, held = split(a_dataset_with_tastes())
    bundle = fit_bundle(learning, recipe=Recipe(seed=1), choice=Choice(), calibration=Calibration())
    viewers = judged_viewers(train=learning, held=held, seed=1)
    whole = outcomes_of(viewers=viewers, bundle=bundle)
    monkeypatch.setattr("recommendations.training.blocks.SCORES_AT_ONCE", 7 * len(bundle.title_ids))
    parts = outcomes_of(viewers=viewers, bundle=bundle)
    assert whole is not None
    assert parts is not None
    assert parts.viewer.tolist() == whole.viewer.tolist()
    assert parts.liked.tolist() == whole.liked.tolist()
    assert parts.terms == pytest.approx(whole.terms, abs=1e-4)
