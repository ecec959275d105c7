"""What lets a page be another tomorrow, and the same all day: chance that is drawn once per profile and day."""

import hashlib
import math
from datetime import datetime

import numpy as np

from recommendations.contracts import FloatVector, Viewer

DAY_BEGINS_SECONDS = 4 * 3600
"""At four in the morning, when the fewest watch."""
SECONDS_PER_DAY = 86_400


def day_of(at: datetime) -> int:
    """The number of the day."""
    return int((at.timestamp() - DAY_BEGINS_SECONDS) // SECONDS_PER_DAY)


def chance_of_the_day(viewer: Viewer, *purpose: int) -> np.random.Generator:
    """The same numbers for the same profile, day and purpose."""
    return np.random.default_rng([abs(viewer.profile_id), abs(day_of(viewer.now)), *purpose])


def luck_of_the_day(viewer: Viewer, count: int, *purpose: int) -> FloatVector:
    """Independent, normal, of deviation 1; the first are the same whatever the count."""
    return chance_of_the_day(viewer, *purpose).standard_normal(count, dtype=np.float32)


def luck_of_a_name(viewer: Viewer, name: str) -> float:
    """One number of mean 0 and deviation 1 for something with a name, on this day; even between its ends."""
    said = f"{viewer.profile_id}|{day_of(viewer.now)}|{name}".encode()
    share = int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big") / 2**64
    return (2.0 * share - 1.0) * math.sqrt(3.0)
