"""What a piece of work costs: wall-clock seconds, and by how much the process grew at its peak."""

import ctypes
import gc
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

Result = TypeVar("Result")

RESET_PEAK = "5"
"""What Linux takes, written to clear_refs, as the wish to forget the process's peak (man 5 proc)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost(Generic[Result]):
    result: Result
    seconds: float
    peak_bytes: int | None
    """Resident memory at its peak during the work, beyond what was before; None where the system cannot say."""


def measured(work: Callable[[], Result]) -> Cost[Result]:
    """Do the work and say what it cost; whatever it raises goes through.

    The peak is the kernel's own (VmHWM), so memory of compiled code counts too, and nothing is slowed by counting.
    What other threads take meanwhile counts as well.
    """
    give_back()
    before = _reset_peak()
    started = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - started
    after = _status("VmHWM") if before is not None else None
    peak = None if before is None or after is None else max(0, after - before)
    return Cost(result=result, seconds=seconds, peak_bytes=peak)


def give_back() -> None:
    """Let the system have what was freed and is held for reuse: it hides what comes next takes, or adds to it."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _reset_peak() -> int | None:
    try:
        Path("/proc/self/clear_refs").write_text(RESET_PEAK)
    except OSError:
        return None
    return _status("VmRSS")


def _status(name: str) -> int | None:
    try:
        found = re.search(rf"^{name}:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.MULTILINE)
    except OSError:
        return None
    return int(found.group(1)) * 1024 if found else None
