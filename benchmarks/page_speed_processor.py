"""Processor time of processes with all their children, from Linux's /proc: other work hardly distorts it."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PARENT, TIMES = 1, slice(11, 15)
"""Places in /proc/PID/stat behind the name, which stands in brackets and may hold anything. The times are its own in
programs and in the kernel, and those of children that have ended: connections come and go."""


def processor_seconds(roots: list[int]) -> float:
    """Seconds that these trees have computed so far."""
    stats = dict(filter(None, map(_read, Path("/proc").iterdir())))
    children: dict[int, list[int]] = {}
    for pid, stat in stats.items():
        children.setdefault(int(stat[PARENT]), []).append(pid)
    total, waiting = 0, [pid for pid in roots if pid in stats]
    while waiting:
        pid = waiting.pop()
        total += sum(map(int, stats[pid][TIMES]))
        waiting += children.get(pid, [])
    return total / TICKS


def postmaster() -> int:
    """The process of PostgreSQL whose children answer this process."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        found = _read(Path("/proc") / str(cursor.fetchone()[0]))
    assert found, "PostgreSQL does not run on this machine."
    return int(found[1][PARENT])


def _read(folder: Path) -> tuple[int, list[str]] | None:
    try:
        return int(folder.name), (folder / "stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return None
