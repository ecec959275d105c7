"""A viewer's place in a space of titles by ridge regression: the same for old profiles and new, in microseconds."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommendations.contracts import IntVector
from recommendations.modelstore.scorers.told import Heard

Doubles = npt.NDArray[np.float64]
ROWS_AT_ONCE = 4_096
"""Viewers are solved in groups that have about so many entries together: more would leave the cache."""


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
        kernel = rows @ rows.T
        kernel *= 1.0 / ridge
        kernel += 1.0 / bias_ridge
        kernel.ravel()[:: few + 1] += 1.0
        weights = np.asarray(np.linalg.solve(kernel, aims), dtype=np.float64)
        return FoldedIn(
            codes=codes, bias=float(weights.sum()) / bias_ridge, vector=weights @ rows / ridge, weights=weights
        )
    # The bias is worked out of the equations first: b = (sum(aims) - sums . p) / (rows + bias_ridge).
    sums, total, count = np.ones(few) @ rows, float(aims.sum()), few + bias_ridge
    normal = rows.T @ rows
    normal -= np.multiply.outer(sums, sums / count)
    normal.ravel()[:: width + 1] += ridge
    vector = np.asarray(np.linalg.solve(normal, aims @ rows - sums * (total / count)), dtype=np.float64)
    bias = (total - float(sums @ vector)) / count
    return FoldedIn(codes=codes, bias=bias, vector=vector, weights=aims - bias - rows @ vector)


def folded_in_many(
    heard: Heard, factors: npt.NDArray[np.float32], aims: Doubles, *, ridge: float, bias_ridge: float,
    beside: Doubles | None = None,
) -> tuple[Doubles, Doubles]:  # fmt: skip
    """(biases, vectors) of what `folded_in` solves for each viewer; `aims` are of the entries of `heard`.

    `beside` are vectors, one per viewer, that already speak: what they say is taken from the aims.
    """
    viewers, width = len(heard.starts) - 1, factors.shape[1]
    found = np.zeros((viewers, width + 1))
    # In units in which every ridge is 1, the bias is one more factor.
    scale, unit = 1.0 / np.sqrt(ridge), 1.0 / np.sqrt(bias_ridge)
    for group, places, is_own in groups_of(heard.starts):
        rows = np.empty((*places.shape, width + 1))
        np.multiply(factors[heard.codes[places]], scale, out=rows[:, :, :-1])
        rows[:, :, -1] = unit
        rows[~is_own] = 0.0
        wanted = np.where(is_own, aims[places], 0.0)
        if beside is not None:
            wanted -= (rows[:, :, :-1] @ beside[group][:, :, np.newaxis])[:, :, 0] / scale
        found[group] = _solved(rows, wanted)
    return found[:, -1] * unit, found[:, :-1] * scale


def groups_of(starts: IntVector) -> Iterator[tuple[IntVector, IntVector, npt.NDArray[np.bool_]]]:
    """Viewers with about as many entries each: (which, places of their entries padded to a table, which are theirs)."""
    lengths = np.diff(starts)
    by_length = np.argsort(lengths, kind="stable")
    by_length = by_length[lengths[by_length] > 0]
    while len(by_length):
        longest = int(lengths[by_length[-1]])
        count = min(len(by_length), max(1, ROWS_AT_ONCE // longest))
        group, by_length = by_length[-count:], by_length[:-count]
        place = np.arange(longest)
        is_own = place < lengths[group][:, np.newaxis]
        yield group, np.where(is_own, starts[group][:, np.newaxis] + place, 0), is_own


def _solved(rows: Doubles, aims: Doubles) -> Doubles:
    """The solutions s of min |aims - rows s|^2 + |s|^2 for each of several tables of rows."""
    across = rows.transpose(0, 2, 1)
    if rows.shape[1] <= rows.shape[2]:
        kernel = rows @ across
        kernel += np.eye(rows.shape[1])
        return np.asarray((across @ np.linalg.solve(kernel, aims[:, :, np.newaxis]))[:, :, 0])
    normal = across @ rows
    normal += np.eye(rows.shape[2])
    return np.asarray(np.linalg.solve(normal, across @ aims[:, :, np.newaxis])[:, :, 0])
