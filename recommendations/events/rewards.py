"""What each signal is worth to a ranker: one pure function, used by pages and by training alike."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from recommendations.conf import DEFAULT_REWARDS, tunables
from recommendations.contracts import FloatVector, IntVector
from recommendations.models import RewardTable

SIGNALS: tuple[str, ...] = tuple(DEFAULT_REWARDS)
"""Signal names; a signal's code is its place here."""

SECONDS_PER_DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """Signals as parallel arrays, of one profile or of many; `kinds` are codes into SIGNALS, `at` Unix seconds."""

    profile_ids: IntVector
    title_ids: IntVector
    kinds: npt.NDArray[np.int16]
    quantities: FloatVector
    at: IntVector

    def __len__(self) -> int:
        return len(self.title_ids)


def active_rewards() -> Mapping[str, float]:
    """The active reward table over the built-in defaults; one query."""
    weights = RewardTable.objects.filter(is_active=True).values_list("weights", flat=True).first()
    return with_defaults(weights if isinstance(weights, dict) else {})


def with_defaults(weights: Mapping[str, object]) -> Mapping[str, float]:
    """Fill in absent signals, and leave out unknown ones and what is not a number."""
    named = {
        name: float(worth)
        for name, worth in weights.items()
        if name in DEFAULT_REWARDS
        and isinstance(worth, int | float)
        and not isinstance(worth, bool)
        and math.isfinite(worth)
    }
    return {**DEFAULT_REWARDS, **named}


def decay(at: IntVector, *, now: datetime) -> FloatVector:
    """The share that age leaves of a signal: a half-life, down to a floor."""
    age_days = np.maximum(0.0, now.timestamp() - at.astype(np.float64)) / SECONDS_PER_DAY
    left = np.exp2(-age_days / tunables().strength_half_life_days)
    return np.maximum(left, tunables().strength_floor).astype(np.float32)


def worth_of(*, signals: Signals, rewards: Mapping[str, float], now: datetime) -> FloatVector:
    """Each signal's worth: weight x quantity x decay, aligned with the arrays of `signals`."""
    weights = np.array([rewards[name] for name in SIGNALS], dtype=np.float32)
    return weights[signals.kinds] * signals.quantities * decay(signals.at, now=now)


def strengths_of(*, signals: Signals, rewards: Mapping[str, float], now: datetime) -> dict[int, float]:
    """Title id to the sum of what its signals are worth; for the signals of one profile."""
    if not len(signals):
        return {}
    title_ids, code = np.unique(signals.title_ids, return_inverse=True)
    sums = np.bincount(code, weights=worth_of(signals=signals, rewards=rewards, now=now), minlength=len(title_ids))
    return dict(zip(title_ids.tolist(), sums.tolist(), strict=True))
