"""The programs that come with wheels, where the account that runs them can reach them."""

import errno
import hashlib
import importlib.util
import os
import shutil
from pathlib import Path


class UnableToStartServer(Exception):
    """An embedded server did not start; the message is a sentence for the person at the terminal."""


def told(error: OSError) -> str:
    """What the system refused, for the end of a sentence."""
    # Copying a folder collects its errors as text.
    if error.errno == errno.ENOSPC or "No space left on device" in str(error):
        return "the disk is full. Free some space and start again."
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
    copy = copy_below / f"programs-{stamp}"
    if not copy.exists():
        _copy(installed, copy)
    return copy / package / folder


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
