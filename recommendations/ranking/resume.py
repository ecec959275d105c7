"""How likely a viewer goes on with what was begun: a logistic function of age, place, screen and what came between.

The published signals of a row of this kind are the time since, the point of abandonment, what else was watched since,
and the device (`ranking/policy.py` has the weights that stand until a site's own viewers have taught others).
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from recommendations.contracts import InProgress
from recommendations.modelstore.bundle import Bundle
from recommendations.ranking.policy import RESUME_WEIGHTS

FEATURES = tuple(RESUME_WEIGHTS)
BARELY_BEGUN = 0.05
NEARLY_OVER = 0.9
"""From here on what is left are mostly credits."""
SECONDS_PER_DAY = 86_400.0

Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What is known, as of one moment, of something that was begun."""

    age_days: float
    fraction: float
    """How much of the film or episode was played, 0..1."""
    is_series: bool
    is_between_episodes: bool
    """The last episode was seen to its end, and the next one is waiting."""
    is_same_screen: bool
    others_since: int
    """Other titles begun or gone on with since."""


def features_of(begun: Sequence[Begun]) -> Matrix:
    """One row each, in the order of FEATURES."""
    rows = [
        (
            1.0,
            np.log2(1.0 + max(0.0, item.age_days)),
            float(item.fraction < BARELY_BEGUN and not item.is_between_episodes),
            float(item.fraction >= NEARLY_OVER),
            float(item.is_series),
            float(item.is_between_episodes),
            float(item.is_same_screen),
            np.log2(1.0 + item.others_since),
        )
        for item in begun
    ]
    return np.array(rows, dtype=np.float64).reshape(len(begun), len(FEATURES))


def chances(features: Matrix, weights: Mapping[str, float]) -> Vector:
    """Probabilities; a weight that is not there is the one of the policy."""
    used = np.array([weights.get(name, RESUME_WEIGHTS[name]) for name in FEATURES])
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(features @ used, -30.0, 30.0))))


def resume_chances(
    progress: Sequence[InProgress], *, now: datetime, device: str, weights: Mapping[str, float]
) -> dict[int, float]:
    """Title id -> chance that the viewer goes on with it now, of everything begun and neither finished nor let go."""
    open_still = [item for item in progress if not item.completed and not item.dismissed]
    at = sorted(item.updated_at for item in progress)
    begun = [
        _begun(item, others_since=len(at) - bisect_right(at, item.updated_at), now=now, device=device)
        for item in open_still
    ]
    found = chances(features_of(begun), weights).tolist()
    return {item.title_id: chance for item, chance in zip(open_still, found, strict=True)}


def _begun(item: InProgress, *, others_since: int, now: datetime, device: str) -> Begun:
    return Begun(
        age_days=(now - item.updated_at).total_seconds() / SECONDS_PER_DAY,
        fraction=item.fraction,
        is_series=item.episode_id is not None,
        is_between_episodes=item.episode_id is not None and item.position_seconds <= 0,
        is_same_screen=item.device == device,
        others_since=others_since,
    )


def resume_weights(bundle: Bundle | None) -> Mapping[str, float]:
    """What viewers taught the model that serves; else the policy's."""
    learned = bundle.resumption if bundle is not None else None
    return learned.weights if learned is not None else RESUME_WEIGHTS
