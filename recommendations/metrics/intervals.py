"""How much of a mean is luck: bootstrap over viewers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

DRAWS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A mean with its 95 % interval."""

    mean: float
    low: float
    high: float


def bootstrap(values: npt.NDArray[np.float64], *, seed: int, draws: int = DRAWS) -> Interval:
    """The mean of `values` and where it would lie had other viewers come; nothing is known of an empty list."""
    if not len(values):
        return Interval(mean=0.0, low=float("-inf"), high=float("inf"))
    random = np.random.default_rng(seed)
    means = np.array([values[random.integers(0, len(values), len(values))].mean() for _draw in range(draws)])
    low, high = np.quantile(means, (0.025, 0.975))
    return Interval(mean=float(values.mean()), low=float(low), high=float(high))
