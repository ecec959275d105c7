"""How much of a mean is luck: percentile bootstrap over viewers (Efron and Tibshirani 1993, ch. 13)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

DRAWS = 2_000
MOST_AT_ONCE = 1_000_000
"""Numbers drawn at a time; bounds the memory, at about 16 MB."""

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A mean with its 95 % interval."""

    mean: float
    low: float
    high: float


def bootstrap(values: Vector, *, seed: int, draws: int = DRAWS) -> Interval:
    """The mean of `values` and where it would lie had other viewers come; nothing is known of an empty list."""
    return bootstrap_ratio(values, np.ones(len(values)), seed=seed, draws=draws)


def bootstrap_difference(ours: Vector, theirs: Vector, *, seed: int, draws: int = DRAWS) -> Interval:
    """The mean of `ours - theirs`, viewer by viewer: paired, so that what is hard for both does not count as luck.

    Raises ValueError when the two are not of the same viewers.
    """
    if len(ours) != len(theirs):
        raise ValueError(
            f"A paired comparison needs the same viewers on both sides, not {len(ours)} and {len(theirs)}."
        )
    return bootstrap(ours - theirs, seed=seed, draws=draws)


def bootstrap_ratio(numerators: Vector, denominators: Vector, *, seed: int, draws: int = DRAWS) -> Interval:
    """sum(numerators) / sum(denominators) over viewers drawn with replacement; both are drawn together."""
    viewers = len(numerators)
    if not viewers or not np.any(denominators):
        return Interval(mean=0.0, low=float("-inf"), high=float("inf"))
    random = np.random.default_rng(seed)
    is_mean = bool(np.all(denominators == 1.0))
    found, block = np.empty(draws), max(1, MOST_AT_ONCE // viewers)
    for start in range(0, draws, block):
        drawn = random.integers(0, viewers, (min(block, draws - start), viewers), dtype=np.int32)
        below = float(viewers) if is_mean else denominators[drawn].sum(axis=1)
        above = numerators[drawn].sum(axis=1)
        found[start : start + block] = np.divide(above, below, out=np.full(len(above), np.nan), where=below != 0)
    low, high = np.nanquantile(found, (0.025, 0.975))
    return Interval(mean=float(numerators.sum() / denominators.sum()), low=float(low), high=float(high))
