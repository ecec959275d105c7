"""Promises kept and broken, against values by hand."""

import math

import numpy as np
import pytest

from recommendations.metrics.calibration import (
    brier_score,
    error_interval,
    expected_calibration_error,
    miscalibration,
    reliability,
)


def test_brier_by_hand() -> None:
    assert brier_score([1.0, 0.0, 0.5, 0.8], [1, 0, 1, 0]) == pytest.approx((0 + 0 + 0.25 + 0.64) / 4)
    assert math.isnan(brier_score([], []))


def test_calibration_error_by_hand() -> None:
    chances, liked = [0.85, 0.85, 0.85, 0.85, 0.1], [1, 1, 1, 0, 0]
    assert expected_calibration_error(chances, liked) == pytest.approx((4 * 0.1 + 0.1) / 5)
    assert expected_calibration_error([1.0, 0.0], [1, 0]) == 0.0
    assert math.isnan(expected_calibration_error([], []))


def test_chances_that_come_true_are_calibrated() -> None:
    random = np.random.default_rng(1)
    chances = random.random(100_000)
    kept = random.random(100_000) < chances
    assert expected_calibration_error(chances, kept) < 0.01
    assert expected_calibration_error(chances, ~kept) > 0.4


def test_the_interval_holds_the_error_and_narrows_with_viewers() -> None:
    random = np.random.default_rng(2)
    said = random.random(8_000)
    came_true = random.random(8_000) < np.clip(said + 0.1, 0, 1)
    many, few = np.arange(8_000) // 10, np.arange(8_000) // 400
    wide, narrow = (error_interval(said, came_true, group=group, seed=1) for group in (few, many))

    assert narrow.mean == wide.mean == expected_calibration_error(said, came_true)
    assert narrow.low <= narrow.mean <= narrow.high
    assert narrow.low > 0.06
    assert wide.low <= wide.mean <= wide.high
    assert wide.high - wide.low > 0
    with pytest.raises(ValueError, match="no chances"):
        error_interval([], [], group=np.empty(0, dtype=np.int64), seed=1)


def test_viewers_are_drawn_whole() -> None:
    said, came_true = np.full(100, 0.5), np.arange(100) % 2
    together, apart = np.arange(100) % 2, np.arange(100) // 2
    assert error_interval(said, came_true, group=apart, seed=1).high == 0.0
    assert error_interval(said, came_true, group=together, seed=1).high == pytest.approx(0.25, abs=0.02)


def test_reliability_by_hand() -> None:
    assert reliability([0.05, 0.05, 0.95, 1.0], [0, 1, 1, 1]) == [
        {"count": 2, "said": 0.05, "came_true": 0.5},
        {"count": 2, "said": 0.975, "came_true": 1.0},
    ]
    assert reliability([], []) == []


def test_a_list_in_the_tastes_proportions_is_calibrated_and_one_without_a_genre_is_not() -> None:
    taste = np.array([[7.0, 3.0], [7.0, 3.0], [1.0, 0.0], [0.0, 0.0]])
    shown = np.array([[70.0, 30.0], [10.0, 0.0], [0.0, 2.0], [1.0, 1.0]])
    found = miscalibration(taste=taste, shown=shown)
    assert found[0] == pytest.approx(0.0)
    by_hand = 0.7 * math.log(0.7 / (0.99 + 0.01 * 0.7)) + 0.3 * math.log(0.3 / (0.01 * 0.3))
    assert found[1] == pytest.approx(by_hand)
    assert found[2] == pytest.approx(math.log(100))
    assert np.isnan(found[3])
