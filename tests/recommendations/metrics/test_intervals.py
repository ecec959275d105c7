"""The interval says how much of a mean is luck."""

import numpy as np
import pytest

from recommendations.metrics.intervals import bootstrap, bootstrap_difference, bootstrap_ratio


def test_interval_is_as_wide_as_theory_says() -> None:
    values = np.random.default_rng(3).normal(5.0, 2.0, 400)
    half = 1.96 * values.std() / 20

    found = bootstrap(values, seed=1)

    assert found.mean == pytest.approx(values.mean())
    assert found.low == pytest.approx(found.mean - half, abs=0.03)
    assert found.high == pytest.approx(found.mean + half, abs=0.03)


def test_same_seed_says_the_same() -> None:
    values = np.arange(20.0)

    assert bootstrap(values, seed=4) == bootstrap(values, seed=4)


def test_nothing_and_one_value() -> None:
    empty, one = bootstrap(np.array([]), seed=1), bootstrap(np.array([0.5]), seed=1)

    assert (empty.mean, empty.low, empty.high) == (0.0, float("-inf"), float("inf"))
    assert (one.mean, one.low, one.high) == (0.5, 0.5, 0.5)


def test_pairs_take_out_what_is_hard_for_both() -> None:
    random = np.random.default_rng(5)
    hardness = random.normal(0.0, 5.0, 300)
    better, worse = hardness + 0.1 + random.normal(0, 0.1, 300), hardness

    paired = bootstrap_difference(better, worse, seed=1)
    alone = bootstrap(better, seed=1)

    assert 0.08 < paired.low < paired.mean < paired.high < 0.13
    assert alone.low < 0 < alone.high or alone.high - alone.low > 0.5


def test_different_viewers_are_not_compared() -> None:
    with pytest.raises(ValueError, match="same viewers"):
        bootstrap_difference(np.ones(3), np.ones(4), seed=1)


def test_ratio_is_of_sums_and_not_of_viewers_shares() -> None:
    found = bootstrap_ratio(np.array([1.0, 0.0]), np.array([1.0, 9.0]), seed=1)

    assert found.mean == pytest.approx(0.1)
    assert 0.0 <= found.low <= found.high <= 1.0


def test_more_draws_than_fit_at_once_are_as_good(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(3).normal(5.0, 2.0, 100)
    whole = bootstrap(values, seed=1)
    monkeypatch.setattr("recommendations.metrics.intervals.MOST_AT_ONCE", 1_000)

    assert bootstrap(values, seed=1).low == pytest.approx(whole.low, abs=0.05)
