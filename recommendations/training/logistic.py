"""Logistic regression that leans on what was believed before: the most probable weights, given outcomes and a prior."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Vector = npt.NDArray[np.float64]
Bounds = Sequence[tuple[float | None, float | None]]

LARGEST_ODDS = 30.0
"""In logarithm; beyond it a chance is as good as 0 or 1, and its exponential might be none."""


def most_probable_weights(
    columns: Vector, outcomes: npt.NDArray[np.bool_], *, prior: Vector, precision: Vector, bounds: Bounds | None = None
) -> Vector:
    """Weights of K columns (N, K) by which outcomes (N,) come true with chances of 1 / (1 + exp(-columns @ weights)).

    `prior` (K,) and `precision` (K,) are of independent normal distributions, an outcome of even odds worth 1 / 4.
    The posterior's mode (Bishop 2006, 4.5.1); the loss is convex, and solved by L-BFGS-B.
    """
    happened = outcomes.astype(np.float64)

    def loss(weights: Vector) -> tuple[float, Vector]:
        odds = columns @ weights
        chances = 1.0 / (1.0 + np.exp(-np.clip(odds, -LARGEST_ODDS, LARGEST_ODDS)))
        missed = float((np.logaddexp(0.0, odds) - happened * odds).sum())
        off = weights - prior
        return missed + 0.5 * float(precision @ off**2), columns.T @ (chances - happened) + precision * off

    found = minimize(loss, prior, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-13, "gtol": 1e-7})
    return np.asarray(found.x, dtype=np.float64)
