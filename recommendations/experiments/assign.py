"""Which policy a profile sees: a stable hash, exposure logged once."""

import hashlib
import threading
import time
from collections.abc import Mapping
from datetime import datetime

from recommendations.models import Experiment, Exposure

HOME = "home"
DEFAULT_ARM = "blend"
POPULARITY_ARM = "popularity"
HELD_SECONDS = 30.0

_lock = threading.Lock()
_held: tuple[float, Mapping[str, tuple[int, Mapping[str, float]]]] = (float("-inf"), {})


def arm_of(*, key: str, profile_id: int) -> tuple[str, int | None]:
    """The arm that this profile is in, and the experiment's id; the default and None when no such experiment runs."""
    running = _running().get(key)
    if running is None:
        return DEFAULT_ARM, None
    experiment_id, arms = running
    return _draw(key, profile_id, arms), experiment_id


def log_exposure(*, experiment_id: int, profile_id: int, arm: str, now: datetime) -> None:
    """Remember the first time that this profile was shown its arm."""
    Exposure.objects.bulk_create(
        [Exposure(experiment_id=experiment_id, profile_id=profile_id, arm=arm, exposed_at=now)], ignore_conflicts=True
    )


def _draw(key: str, profile_id: int, arms: Mapping[str, float]) -> str:
    digest = hashlib.blake2b(f"{key}|{profile_id}".encode(), digest_size=8).digest()
    point = int.from_bytes(digest, "big") / 2**64 * sum(arms.values())
    for arm, share in sorted(arms.items()):
        point -= share
        if point < 0:
            return arm
    return DEFAULT_ARM


def _running() -> Mapping[str, tuple[int, Mapping[str, float]]]:
    """The running experiments, read at most twice a minute by each process."""
    global _held  # noqa: PLW0603  # One reading per process is the point.
    with _lock:
        if time.monotonic() - _held[0] > HELD_SECONDS:
            rows = Experiment.objects.filter(is_running=True).values_list("key", "pk", "arms")
            _held = (time.monotonic(), {key: (pk, _shares(arms)) for key, pk, arms in rows})
        return _held[1]


def _shares(arms: object) -> dict[str, float]:
    """The arms with positive shares; whatever else an admin wrote is left out."""
    if not isinstance(arms, dict):
        return {}
    return {str(arm): float(share) for arm, share in arms.items() if isinstance(share, (int, float)) and share > 0}
