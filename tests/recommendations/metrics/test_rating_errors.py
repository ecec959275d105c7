"""Errors of estimated ratings by hand."""

import math

import pytest

from recommendations.metrics.rating_errors import mae, rmse


def test_by_hand() -> None:
    assert rmse([3.0, 5.0], [4.0, 2.0]) == pytest.approx(math.sqrt((1 + 9) / 2))
    assert mae([3.0, 5.0], [4.0, 2.0]) == pytest.approx(2.0)
    assert math.isnan(rmse([], []))
    assert math.isnan(mae([], []))
