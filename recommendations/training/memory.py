"""How much memory a training run may take: what the operator allows, or a share of what the machine has left."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from recommendations.conf import tunables
from recommendations.contracts import Interactions
from recommendations.estimators import Estimator

SHARE = 0.6
FACTS = Path("/proc/meminfo")


def memory_limit_bytes() -> int:
    """`training_memory_gigabytes` where it is set; else SHARE of what is free now (elsewhere than Linux, of all)."""
    allowed = tunables().training_memory_gigabytes
    if allowed > 0:
        return int(allowed * 1e9)
    return int(SHARE * (_available() or os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")))


def is_room_for(
    *groups: tuple[Sequence[type[Estimator]], Interactions], configs: Mapping[str, Any], limit: int | None
) -> bool:
    """Whether any estimator of one group may learn beside any of the others, as far as `limit` bytes go.

    Each group has what its estimators learn from; `configs` are settings by the key of the estimator.
    """

    def most(estimators: Sequence[type[Estimator]], told: Interactions) -> int:
        viewers, titles = len(told.profile_ids), len(told.title_ids)
        needs = [
            estimator(configs.get(estimator.key)).memory_bytes(viewers=viewers, titles=titles, interactions=len(told))
            for estimator in estimators
        ]
        return max(needs, default=0)

    return limit is None or sum(most(*group) for group in groups) <= limit


def _available() -> int:
    try:
        lines = FACTS.read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), 0)
