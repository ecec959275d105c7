"""Copies of programs that nobody needs any more go; what runs, or was used lately, stays."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded_programs import UNUSED_SECONDS, programs, prune_copies

pytestmark = pytest.mark.skipif(not Path("/proc/self/exe").exists(), reason="The system does not say what runs.")
NOW = 1_800_000_000.0


def a_copy(below: Path, name: str, *, unused_seconds: float) -> Path:
    copy = below / name
    (copy / "package" / "bin").mkdir(parents=True)
    shutil.copy("/bin/sleep", copy / "package" / "bin" / "server")
    os.utime(copy, (NOW - unused_seconds, NOW - unused_seconds))
    return copy


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Path]:
    """A copy as old as any, from which a server still runs."""
    copy = a_copy(tmp_path, "programs-running", unused_seconds=9 * UNUSED_SECONDS)
    process = subprocess.Popen([str(copy / "package" / "bin" / "server"), "60"])
    yield copy
    process.kill()
    process.wait()


def test_old_copies_go_and_those_in_use_stay(running: Path, tmp_path: Path) -> None:
    old = a_copy(tmp_path, "programs-old", unused_seconds=2 * UNUSED_SECONDS)
    half = a_copy(tmp_path, ".programs-half-4711", unused_seconds=2 * UNUSED_SECONDS)
    new = a_copy(tmp_path, "programs-new", unused_seconds=60)
    data = a_copy(tmp_path, "0123456789abcdef", unused_seconds=9 * UNUSED_SECONDS)

    assert set(prune_copies(below=tmp_path, now=NOW)) == {old, half}
    assert [path.exists() for path in (old, half, new, data, running)] == [False, False, True, True, True]


def test_using_a_copy_keeps_it(tmp_path: Path) -> None:
    found = programs(package="json", folder=".", copy_below=tmp_path)
    copy = found.parent
    os.utime(copy, (0, 0))

    programs(package="json", folder=".", copy_below=tmp_path)

    assert time.time() - copy.stat().st_mtime < 60
    assert prune_copies(below=tmp_path, now=time.time()) == []
    assert Path(sys.modules["json"].__file__ or "").name in {path.name for path in (copy / "json").iterdir()}
