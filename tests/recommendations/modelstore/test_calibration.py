"""The match as a chance: by hand, in bounds whatever is said of a title, and never lower for being liked more."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.modelstore.calibration import RISING, TERMS, UTMOST, Calibration, terms_of

BENT = Calibration(
    intercept=0.5,
    weights={"score": 1.0, "own": 2.0, "crowd": -0.5},
    bends=((-UTMOST, -29.0), (0.0, 1.0), (2.0, 2.0), (UTMOST, 30.0)),
    learned_from=1000,
)
ODDS = st.floats(-1e6, 1e6, width=32)


def vector(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_terms_and_chances_by_hand() -> None:
    terms = terms_of(scores=vector(1.0, -2.0), estimates=vector(4.0, 3.0), crowd=vector(3.5, 4.5), ratings=15.0)
    assert set(terms) == set(TERMS)
    assert terms["estimate"].tolist() == [0.5, -0.5]
    assert terms["own"].tolist() == [0.375, -1.125]

    odds = BENT.odds(terms)
    first = 0.5 + 1.0 + 2.0 * 0.375 - 0.5 * 0.0
    second = 0.5 - 2.0 - 2.0 * 1.125 - 0.5 * 1.0
    assert odds.tolist() == pytest.approx([first, second])
    bent = np.array([2.0 + (first - 2.0) * 1.0, 1.0 + second * 1.0])
    assert BENT.chance(odds) == pytest.approx(1 / (1 + np.exp(-bent)))


def test_what_is_not_told_counts_for_nothing() -> None:
    terms = terms_of(scores=vector(1.0), estimates=None, crowd=None, ratings=0.0)

    assert set(terms) == {"score"}
    assert BENT.odds(terms).tolist() == [1.5]
    assert Calibration().odds(terms).tolist() == [0.0]


def test_many_viewers_are_told_as_each_alone() -> None:
    random = np.random.default_rng(0)
    scores, estimates = random.normal(size=(2, 3, 5)).astype(np.float32)
    crowd, given_ = random.normal(size=5).astype(np.float32), vector(0.0, 3.0, 200.0)
    together = BENT.odds(terms_of(scores=scores, estimates=estimates, crowd=crowd, ratings=given_[:, None]))
    for row, number in enumerate(given_.tolist()):
        alone = terms_of(scores=scores[row], estimates=estimates[row], crowd=crowd, ratings=number)
        assert together[row] == pytest.approx(BENT.odds(alone), abs=1e-5)


@given(st.lists(ODDS, min_size=1, max_size=20))
def test_chances_are_finite_in_bounds_and_rise(odds: list[float]) -> None:
    for calibration in (BENT, Calibration()):
        chances = calibration.chance(sorted(odds))
        assert np.isfinite(chances).all()
        assert ((chances >= 0) & (chances <= 1)).all()
        assert (np.diff(chances) >= 0).all()


@given(st.integers(0, 2**32 - 1), st.sampled_from(RISING))
def test_nothing_is_a_worse_match_for_being_liked_more(seed: int, name: str) -> None:
    random = np.random.default_rng(seed)
    terms = {term: random.normal(0, 3, 50).astype(np.float32) for term in TERMS}
    raised = {**terms, name: terms[name] + random.exponential(2, 50).astype(np.float32)}

    assert (BENT.chance(BENT.odds(raised)) >= BENT.chance(BENT.odds(terms))).all()


@pytest.mark.parametrize("chance", [0.02, 0.3, 0.5, 0.8, 0.99])
@pytest.mark.parametrize("calibration", [BENT, Calibration()], ids=["bent", "usual"])
def test_the_log_odds_of_a_chance_have_that_chance(calibration: Calibration, chance: float) -> None:
    assert calibration.chance(calibration.odds_of(chance)) == pytest.approx(chance, abs=1e-5)


def test_only_one_of_scores_can_tell_of_who_rated_nothing() -> None:
    assert BENT.is_of_scores
    assert not Calibration().is_of_scores
    assert not Calibration(weights={"estimate": 1.0, "score": 0.0}).is_of_scores
