"""More or less often than expected: exact tails, and few false alarms among many things that are alike."""

import numpy as np
import pytest

from recommendations.metrics.expected import against_expected, discoveries


def test_intervals_are_those_of_the_tables() -> None:
    # Exact 95 % limits of Poisson counts (Breslow and Day 1987, table 2.10): 10 -> 4.80 to 18.39, 0 -> 0 to 3.69.
    found = against_expected([10, 0], [10.0, 1.0])
    assert found.ratio.tolist() == [1.0, 0.0]
    assert found.low * [10.0, 1.0] == pytest.approx([4.80, 0.0], abs=0.03)
    assert found.high * [10.0, 1.0] == pytest.approx([18.39, 3.69], abs=0.12)


def test_what_is_clear_is_said_and_what_may_be_luck_is_not() -> None:
    assert against_expected([30, 2, 11, 9], [10.0, 15.0, 10.0, 10.0]).verdict.tolist() == [1, -1, 0, 0]


def test_of_a_thousand_that_are_alike_hardly_one_is_called_different() -> None:
    random, called = np.random.default_rng(3), 0
    for _time in range(20):
        called += int(np.abs(against_expected(random.poisson(20.0, 1_000), np.full(1_000, 20.0)).verdict).sum())
    assert called <= 10  # One in twenty of each would be a thousand.


def test_most_of_those_called_different_are() -> None:
    random, truth = np.random.default_rng(4), np.repeat([1.0, 2.0], [900, 100])
    found = against_expected(random.poisson(20.0 * truth), np.full(1_000, 20.0))
    assert (found.verdict[900:] == 1).sum() >= 60
    assert (found.verdict[:900] != 0).sum() <= 0.2 * (found.verdict != 0).sum()


def test_step_up_takes_all_up_to_the_last_that_is_small_enough() -> None:
    # Benjamini and Hochberg: 0.06 fails its own line (0.05) and is carried by the third, which meets 0.075.
    assert discoveries(np.array([0.01, 0.06, 0.07, 0.9]), share=0.1).tolist() == [True, True, True, False]
    assert discoveries(np.array([0.5, 0.9]), share=0.1).tolist() == [False, False]
    assert discoveries(np.empty(0), share=0.1).tolist() == []


def test_what_is_expected_never_is_refused() -> None:
    with pytest.raises(ValueError, match="expected never"):
        against_expected([1], [0.0])


def test_nothing_is_judged_of_nothing() -> None:
    assert len(against_expected([], []).ratio) == 0
