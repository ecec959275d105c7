"""The programs that come with wheels, where the account that runs them can reach them."""

import contextlib
import errno
import hashlib
import importlib.util
import os
import shutil
from pathlib import Path

COPIES = "programs-"
UNUSED_SECONDS = 24 * 60 * 60.0


class UnableToStartServer(Exception):
    """An embedded server did not start; the message is a sentence for the person at the terminal."""


DISK_IS_FULL = "No space left on device"
"""As the system says it, PostgreSQL repeats it, and errors that were collected as text still hold it."""


def full_disk(*folders: str) -> str:
    """The sentence for a disk that is full, and which one that is."""
    where = " or ".join(dict.fromkeys(folders))
    return f"the disk that holds {where} is full. Free some space there and start again: what was done so far is kept."


def told(error: OSError, *, folder: Path) -> str:
    """What the system refused, for the end of a sentence; `folder` is where it was to be written."""
    if error.errno == errno.ENOSPC or DISK_IS_FULL in str(error):
        return full_disk(str(Path(error.filename).parent if isinstance(error.filename, str) else folder))
    return f"{error.strerror or error}{f' ({error.filename})' if error.filename else ''}."


def programs(*, package: str, folder: str, copy_below: Path | None) -> Path:
    """The `folder` of an installed package, or of a copy that is made once for all checkouts below `copy_below`."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise UnableToStartServer(
            "There is no embedded PostgreSQL for this platform: set DATABASE_URL to a PostgreSQL server of your own."
        )
    installed = Path(found.origin).parent
    if copy_below is None:
        return installed / folder
    stamp = hashlib.sha256(f"{installed}{installed.stat().st_mtime_ns}".encode()).hexdigest()[:12]
    copy = copy_below / f"{COPIES}{stamp}"
    if not copy.exists():
        _copy(installed, copy)
    os.utime(copy)  # The time of its last use, for `prune_copies`.
    return copy / package / folder


def prune_copies(*, below: Path, now: float) -> list[Path]:
    """Delete copies that nobody has used for a day and no process runs from; answers which.

    Where the system does not say what runs, nothing is deleted: a server without its programs cannot be stopped.
    """
    if not Path("/proc/self/exe").exists():
        return []
    found = [path for pattern in (COPIES, f".{COPIES}") for path in below.glob(f"{pattern}*")]
    running = _programs_that_run()
    gone = []
    for copy in found:
        is_used = any(program.startswith(f"{copy}/") for program in running)
        if not is_used and copy.is_dir() and now - copy.stat().st_mtime > UNUSED_SECONDS:
            shutil.rmtree(copy, ignore_errors=True)
            gone.append(copy)
    return gone


def _programs_that_run() -> set[str]:
    """The programs of this machine's processes, as far as they may be known."""
    programs_found = set()
    for link in Path("/proc").glob("[0-9]*/exe"):
        with contextlib.suppress(OSError):
            programs_found.add(str(link.readlink()))
    return programs_found


def _copy(installed: Path, copy: Path) -> None:
    """Written aside, so that a copy that is there is whole. The programs look for their libraries beside them."""
    aside = copy.with_name(f".{copy.name}-{os.getpid()}")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(installed, aside / installed.name, symlinks=True)
        libraries = installed.with_name(f"{installed.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, aside / libraries.name, symlinks=True)
        if not copy.exists():  # Else another checkout was faster.
            aside.rename(copy)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
