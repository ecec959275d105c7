"""A viewer's place in a space of titles by ridge regression: the same for old profiles and new, in microseconds."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommendations.contracts import IntVector

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedIn:
    """A viewer in the model's space; `weights` are the residuals whose combination gave `bias` and `vector`."""

    codes: IntVector
    bias: float
    vector: Doubles
    weights: Doubles


def folded_in(codes: IntVector, rows: Doubles, aims: Doubles, *, ridge: float, bias_ridge: float) -> FoldedIn:
    """Solve min |aims - b - rows p|^2 + ridge |p|^2 + bias_ridge b^2; in dual form when there are few rows.

    At the solution p = rows' w / ridge and b = sum(w) / bias_ridge, where w are the residuals.
    """
    few, width = rows.shape
    if few <= width:
        kernel = rows @ rows.T / ridge + 1.0 / bias_ridge
        kernel[np.diag_indices(few)] += 1.0
        weights = np.asarray(np.linalg.solve(kernel, aims), dtype=np.float64)
        return FoldedIn(
            codes=codes, bias=float(weights.sum() / bias_ridge), vector=rows.T @ weights / ridge, weights=weights
        )
    wide = np.hstack([rows, np.ones((few, 1))])
    normal = wide.T @ wide
    normal[np.diag_indices(width + 1)] += np.append(np.full(width, ridge), bias_ridge)
    solution = np.linalg.solve(normal, wide.T @ aims)
    return FoldedIn(codes=codes, bias=float(solution[-1]), vector=solution[:-1], weights=aims - wide @ solution)
