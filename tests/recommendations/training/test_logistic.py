"""Outcomes move weights away from what was believed, as far as they are many."""

import numpy as np
import pytest

from recommendations.training.logistic import most_probable_weights

PRIOR, PRECISION = np.array([0.5, -1.0]), np.array([4.0, 4.0])


def test_nothing_that_came_true_or_not_leaves_the_prior() -> None:
    found = most_probable_weights(np.zeros((0, 2)), np.zeros(0, dtype=bool), prior=PRIOR, precision=PRECISION)

    assert found == pytest.approx(PRIOR)


def test_without_a_prior_to_speak_of_a_share_becomes_its_log_odds() -> None:
    outcomes = np.arange(1000) < 750

    (found,) = most_probable_weights(np.ones((1000, 1)), outcomes, prior=np.zeros(1), precision=np.full(1, 1e-9))

    assert found == pytest.approx(np.log(3.0), abs=1e-5)


def test_the_slope_of_the_posterior_is_none_at_what_is_found() -> None:
    random = np.random.default_rng(3)
    columns = random.normal(size=(400, 2))
    outcomes = random.random(400) < 1.0 / (1.0 + np.exp(-columns @ [2.0, -0.5]))

    found = most_probable_weights(columns, outcomes, prior=PRIOR, precision=PRECISION)

    chances = 1.0 / (1.0 + np.exp(-columns @ found))
    assert columns.T @ (chances - outcomes) + PRECISION * (found - PRIOR) == pytest.approx([0.0, 0.0], abs=1e-3)
    assert abs(found - [2.0, -0.5]).max() < 0.5


def test_bounds_hold_against_all_outcomes() -> None:
    columns = np.linspace(-3, 3, 200)[:, None]

    (found,) = most_probable_weights(
        columns, columns[:, 0] < 0, prior=np.ones(1), precision=np.full(1, 0.1), bounds=[(0.0, None)]
    )

    assert found == 0.0


def test_odds_beyond_all_numbers_are_no_trouble() -> None:
    columns = np.array([[1e6], [-1e6]])

    (found,) = most_probable_weights(columns, np.array([True, False]), prior=np.zeros(1), precision=np.ones(1))

    assert 0 < found < np.inf
