"""How long a film or episode may be to suit an hour, a day and a screen."""

import numpy as np

from accounts.device_kinds import DeviceKind
from recommendations.contracts import FloatVector, IntVector, Moment

AT_EASE_MINUTES = {DeviceKind.PHONE: 40.0, DeviceKind.TABLET: 70.0, DeviceKind.LAPTOP: 95.0, DeviceKind.TV: 115.0}
WEEKEND_MINUTES = 20.0
LATE_MINUTES = -20.0
SPREAD_MINUTES = 45.0


def ideal_minutes(moment: Moment) -> float:
    late = moment.daypart in {0, 5} and not moment.is_weekend
    return (
        AT_EASE_MINUTES[moment.device]
        + (WEEKEND_MINUTES if moment.is_weekend else 0.0)
        + (LATE_MINUTES if late else 0.0)
    )


def fit_of_length(runtime_minutes: IntVector, moment: Moment) -> FloatVector:
    """0 for what fits, down to -2 for what is much too long; nothing is said of unknown lengths."""
    over = np.maximum(0.0, runtime_minutes.astype(np.float32) - ideal_minutes(moment)) / SPREAD_MINUTES
    return np.asarray(-np.minimum(2.0, over), dtype=np.float32)
