"""Free ports and living processes on this machine."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE_SECONDS = 3.0


def is_free(port: int) -> bool:
    """Can this process listen on the loopback `port`?"""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(preferred: int | None = None) -> int:
    """`preferred` when it is free, or soon becomes free, else one that the system picks."""
    # Children of a server that was killed hold its port for a moment.
    deadline = time.monotonic() + PATIENCE_SECONDS
    while preferred:
        if is_free(preferred):
            return preferred
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def first_free_port(start: int, tries: int = 100) -> int:
    """The first free port from `start` upwards."""
    return next((port for port in range(start, start + tries) if is_free(port)), free_port())


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:  # A zombie answers signals too, but it is dead.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return True


def command_of(pid: int) -> str:
    """The command line of `pid`, or nothing when there is no such process."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\x00", b" ").decode(errors="replace")
        except OSError:
            return ""
    told = subprocess.run(  # noqa: S603  # Where there is no /proc.
        ["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return told.stdout.strip()


def group_members(group: int) -> Iterator[int]:
    """The living processes of a process group, also when its leader is gone; none where there is no /proc."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, of_group = stat.read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(of_group) == group and state != "Z":
            yield int(stat.parent.name)


def end_process(pid: int, *, patience_seconds: float, group: bool = False) -> None:
    """Ask `pid` (or its whole group) to end, and after `patience_seconds` make it."""
    for sign, wait in ((signal.SIGTERM, patience_seconds), (signal.SIGKILL, 5.0)):
        try:
            (os.killpg if group else os.kill)(pid, sign)
        except (ProcessLookupError, PermissionError):
            return
        deadline = time.monotonic() + wait
        while time.monotonic() < deadline:
            if not is_alive(pid) and not (group and any(group_members(pid))):
                return
            time.sleep(0.05)
