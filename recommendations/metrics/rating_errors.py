"""How far estimated ratings are from what was said."""

import numpy as np
import numpy.typing as npt


def rmse(estimates: npt.ArrayLike, said: npt.ArrayLike) -> float:
    """Root of the mean squared difference: sqrt(mean((estimate - said)^2)); NaN of nothing."""
    off = np.asarray(estimates, dtype=np.float64) - np.asarray(said, dtype=np.float64)
    return float(np.sqrt(np.mean(off**2))) if off.size else float("nan")


def mae(estimates: npt.ArrayLike, said: npt.ArrayLike) -> float:
    """Mean of the absolute difference: mean(|estimate - said|); NaN of nothing."""
    off = np.asarray(estimates, dtype=np.float64) - np.asarray(said, dtype=np.float64)
    return float(np.mean(np.abs(off))) if off.size else float("nan")
