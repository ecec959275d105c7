"""Whether promises are kept: chances that come true as often as they say, and lists that keep a taste's proportions."""

import numpy as np
import numpy.typing as npt

from recommendations.metrics.intervals import Interval

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]

BINS = 10
SMOOTHING = 0.01
"""Steck's alpha: so much of the taste is mixed into the list, that a genre which it lacks costs much, but not all."""


def brier_score(chances: npt.ArrayLike, came_true: npt.ArrayLike) -> float:
    """mean((chance - outcome)^2), outcome 0 or 1 (Brier 1950); 0 is best, 0.25 is a coin's; NaN of nothing."""
    off = np.asarray(chances, dtype=np.float64) - np.asarray(came_true, dtype=np.float64)
    return float(np.mean(off**2)) if off.size else float("nan")


def expected_calibration_error(chances: npt.ArrayLike, came_true: npt.ArrayLike, *, bins: int = BINS) -> float:
    """sum_b n_b / n * |share that came true - mean chance| over equal bins (Naeini 2015, Guo et al. 2017).

    0 means that of all titles promised at 80 %, 80 % were liked; NaN of nothing.
    """
    said = np.asarray(chances, dtype=np.float64)
    outcome = np.asarray(came_true, dtype=np.float64)
    if not said.size:
        return float("nan")
    off = np.bincount(_bin_of(said, bins), weights=outcome - said, minlength=bins)
    return float(np.abs(off).sum() / said.size)


def error_interval(
    chances: npt.ArrayLike, came_true: npt.ArrayLike, *, group: npt.NDArray[np.int64], seed: int, bins: int = BINS,
    draws: int = 500,
) -> Interval:  # fmt: skip
    """The expected calibration error, and where it would lie had other groups (viewers) come.

    `group` numbers the viewer of each chance from 0 on. Drawing again adds noise, and all noise is error to a sum of
    distances, so the draws are moved down by as much as they are above what was found on average. Raises ValueError of
    nothing.
    """
    said, outcome = np.asarray(chances, dtype=np.float64), np.asarray(came_true, dtype=np.float64)
    if not said.size:
        raise ValueError("There are no chances to judge.")
    groups = int(group.max()) + 1
    off = np.bincount(group * bins + _bin_of(said, bins), weights=outcome - said, minlength=groups * bins)
    drawn = np.random.default_rng(seed).multinomial(groups, np.full(groups, 1.0 / groups), size=draws)
    numbers = drawn @ np.bincount(group, minlength=groups)
    found = np.abs(drawn @ off.reshape(groups, bins)).sum(axis=1) / np.maximum(numbers, 1)
    error = expected_calibration_error(said, outcome, bins=bins)
    low, high = np.maximum(np.quantile(found, (0.025, 0.975)) - max(0.0, float(found.mean()) - error), 0.0)
    return Interval(mean=error, low=float(low), high=float(high))


def reliability(chances: npt.ArrayLike, came_true: npt.ArrayLike, *, bins: int = BINS) -> list[dict[str, float]]:
    """Per equal bin that is not empty, least chance first: how many, the mean chance, and the share that came true.

    What a reliability diagram shows (Murphy and Winkler 1977).
    """
    said = np.asarray(chances, dtype=np.float64)
    place, outcome = _bin_of(said, bins), np.asarray(came_true, dtype=np.float64)
    counts = np.bincount(place, minlength=bins)
    sums, trues = (np.bincount(place, weights=weights, minlength=bins) for weights in (said, outcome))
    return [
        {"count": int(counts[one]), "said": round(float(sums[one]) / int(counts[one]), 5),
         "came_true": round(float(trues[one]) / int(counts[one]), 5)}
        for one in np.flatnonzero(counts).tolist()
    ]  # fmt: skip


def _bin_of(chances: Vector, bins: int) -> npt.NDArray[np.int64]:
    return np.clip((chances * bins).astype(np.int64), 0, bins - 1)


def miscalibration(*, taste: Matrix, shown: Matrix, smoothing: float = SMOOTHING) -> Vector:
    """Per viewer KL(p || q~) = sum_g p_g log(p_g / q~_g), q~ = (1 - a) q + a p, in nats (Steck 2018, equations 4, 5).

    Rows of `taste` (p) and `shown` (q) are how much of each genre was watched and is recommended; they are brought to
    a sum of 1. NaN for viewers who have nothing of either. 0 is a list in the proportions of the taste.
    """
    p, q = _shares(taste), _shares(shown)
    mixed = (1.0 - smoothing) * q + smoothing * p
    ratio = np.divide(p, mixed, out=np.ones_like(p), where=p > 0)
    return np.asarray((p * np.log(ratio)).sum(axis=1) + 0.0, dtype=np.float64)


def _shares(amounts: Matrix) -> Matrix:
    sums = amounts.sum(axis=1, keepdims=True)
    shares: Matrix = np.divide(amounts, sums, out=np.full(amounts.shape, np.nan), where=sums > 0)
    return shares
