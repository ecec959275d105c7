"""Whether something happened more or less often than was to be expected, for many things at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammainc, gammaincc

Vector = npt.NDArray[np.float64]
SPREAD = 1.96
FALSE_DISCOVERIES = 0.1
"""Of all that are said to differ, at most this share does so by luck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """Parallel to the counts: observed over expected, with a 95 % interval."""

    ratio: Vector
    low: Vector
    high: Vector
    verdict: npt.NDArray[np.int64]
    """1 for clearly more, -1 for clearly less, 0 where it may be luck."""


def against_expected(observed: npt.ArrayLike, expected: npt.ArrayLike) -> Against:
    """`observed` counts (n) against `expected` ones (n, above 0), as Poisson counts.

    Intervals by Byar's approximation (Breslow and Day 1987, p. 69). The verdict is by exact tails, two-sided, and by
    Benjamini and Hochberg's (1995) step-up over all n: of a thousand things that are all alike, five in a hundred
    would otherwise be called different. Raises ValueError when something is expected never.
    """
    seen, wanted = np.asarray(observed, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    if np.any(wanted <= 0):
        raise ValueError("Something is expected never: leave it out.")
    some = np.maximum(seen, 1.0)
    low = np.where(seen > 0, seen * (1.0 - 1.0 / (9.0 * some) - SPREAD / (3.0 * np.sqrt(some))) ** 3, 0.0)
    more = seen + 1.0
    high = more * (1.0 - 1.0 / (9.0 * more) + SPREAD / (3.0 * np.sqrt(more))) ** 3
    at_least = np.where(seen > 0, gammainc(some, wanted), 1.0)
    tails = np.minimum(1.0, 2.0 * np.minimum(at_least, gammaincc(more, wanted)))
    is_clear = discoveries(tails, share=FALSE_DISCOVERIES)
    return Against(
        ratio=seen / wanted, low=np.maximum(low, 0.0) / wanted, high=high / wanted,
        verdict=np.where(is_clear, np.sign(seen - wanted), 0.0).astype(np.int64),
    )  # fmt: skip


def discoveries(tails: Vector, *, share: float) -> npt.NDArray[np.bool_]:
    """Which of the tail probabilities are so small that at most `share` of those chosen is luck (on average)."""
    count = len(tails)
    order = np.argsort(tails, kind="stable")
    is_small = tails[order] <= share * np.arange(1, count + 1) / max(1, count)
    chosen = np.zeros(count, dtype=np.bool_)
    if is_small.any():
        chosen[order[: int(np.flatnonzero(is_small)[-1]) + 1]] = True
    return chosen
