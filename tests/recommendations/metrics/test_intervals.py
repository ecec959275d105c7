"""The interval says how much of a mean is luck."""

import numpy as np
import pytest

from recommendations.metrics.intervals import bootstrap


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
