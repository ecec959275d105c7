"""How much memory a training run may take: what the operator allows, or a share of what the machine has left."""

import os
from pathlib import Path

from recommendations.conf import tunables

SHARE = 0.6
FACTS = Path("/proc/meminfo")


def memory_limit_bytes() -> int:
    """`training_memory_gigabytes` where it is set; else SHARE of what is free now (elsewhere than Linux, of all)."""
    allowed = tunables().training_memory_gigabytes
    if allowed > 0:
        return int(allowed * 1e9)
    return int(SHARE * (_available() or os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")))


def _available() -> int:
    try:
        lines = FACTS.read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), 0)
