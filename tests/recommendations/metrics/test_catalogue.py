"""Coverage, concentration, novelty and diversity against values by hand."""

import numpy as np
import pytest

from recommendations.metrics.catalogue import (
    coverage,
    distinct,
    diversity,
    effective_catalogue_size,
    novelty,
    times_shown,
)

TOP = np.array([[0, 1], [1, -1], [-1, -1]])


def test_coverage_counts_what_anybody_was_shown() -> None:
    assert distinct(TOP) == 2
    assert coverage(TOP, candidates=8) == 0.25
    assert times_shown(TOP, titles=4).tolist() == [1, 2, 0, 0]
    assert coverage(np.empty((0, 10), dtype=np.int64), candidates=0) == 0.0


def test_effective_catalogue_size() -> None:
    assert effective_catalogue_size([0.25] * 4) == pytest.approx(4.0)
    assert effective_catalogue_size([1.0, 0.0, 0.0]) == pytest.approx(1.0)
    assert effective_catalogue_size([3.0, 1.0]) == pytest.approx(2 * (0.75 + 2 * 0.25) - 1)
    assert effective_catalogue_size([10, 6, 3]) == pytest.approx(2.263, abs=0.001)
    assert effective_catalogue_size([]) == 0.0
    assert effective_catalogue_size([0.0, 0.0]) == 0.0


def test_novelty_is_bits_of_surprise() -> None:
    found = novelty(TOP, popularity=[0.5, 0.125, 1.0])
    assert found[:2] == pytest.approx([(1 + 3) / 2, 3.0])
    assert np.isnan(found[2])


def test_diversity_is_the_mean_over_pairs() -> None:
    features = np.array([[1.0, 0.0], [2.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
    top = np.array([[0, 1, -1], [0, 2, -1], [0, 1, 2], [0, 3, -1], [0, 4, -1], [0, -1, -1]])
    found = diversity(top, features=features)
    assert found[:5] == pytest.approx([0.0, 1.0, 2 / 3, 1 - 1 / np.sqrt(2), 1.0])
    assert np.isnan(found[5])
