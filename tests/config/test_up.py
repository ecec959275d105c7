"""`manage.py up` from nothing to an answering site, and what is left after every way of ending it: nothing."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.embedded_postgres import EmbeddedPostgres
from config.embedded_valkey import EmbeddedValkey
from config.loopback import command_of, free_port, is_alive
from config.services import ONE_THREAD

pytestmark = [pytest.mark.chaos, pytest.mark.slow]
ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 240
OF_THE_TESTS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", *ONE_THREAD)
SERVICES = ("web", "training", "worker", "beat")


def hear_interrupts() -> None:
    """As at a terminal: what a shell put in the background ignores Ctrl-C, and so would everything that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Site:
    """A checkout's data folder, and what runs on it."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir, self.port = data_dir, free_port()
        self.log = data_dir.with_name("up.log")
        self.postgres, self.valkey = EmbeddedPostgres(data_dir), EmbeddedValkey(data_dir)
        self.process: subprocess.Popen[bytes] | None = None

    def launch(self, *arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
        kept = {key: value for key, value in os.environ.items() if key not in OF_THE_TESTS}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--no-demo", f"--port={self.port}", *arguments], cwd=ROOT,
                env=kept | {"MARQUEE_DATA_DIR": str(self.data_dir), "HASHED_STATIC": "0"} | environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
                preexec_fn=hear_interrupts,  # noqa: PLW1509
            )  # fmt: skip
        return self.process

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def address(self) -> str:
        """Wait until it says where it is."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (found := re.search(r"Marquee is at (http://\S+)", self.said())):
            assert self.process
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)
        return found[1]

    def pids(self) -> dict[str, int]:
        lines = (self.data_dir / "services.pids").read_text().splitlines()
        found = {name: int(line.split()[0]) for name, line in zip(SERVICES, lines, strict=True)}
        postgres = int((self.postgres.cluster / "postmaster.pid").read_text().splitlines()[0])
        return found | {"postgres": postgres, "valkey": int(self.valkey.pid_file.read_text())}

    def has_replaced(self, name: str, pid: int) -> bool:
        """Whether another process does the work. A page may still answer while a killed server's pid file is gone."""
        try:
            return self.pids()[name] != pid
        except (FileNotFoundError, ValueError, IndexError):
            return False

    def end(self, sign: signal.Signals) -> float:
        """Send a signal; returns the seconds until the supervisor ended."""
        assert self.process
        began = time.monotonic()
        self.process.send_signal(sign)
        self.process.wait(timeout=PATIENCE_SECONDS)
        return time.monotonic() - began

    def left(self) -> list[str]:
        """Command lines of what belongs to this site and still runs."""
        marks = (str(self.postgres.cluster), f"--port {self.port} ", f"valkey-server 127.0.0.1:{self.valkey.port}")
        told = [command_of(int(process.name)) for process in Path("/proc").glob("[0-9]*")]
        return [command for command in told if any(mark in command for mark in marks)]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    found = Site(tmp_path / "data")
    yield found
    if found.process and found.process.poll() is None:
        found.end(signal.SIGTERM)
    found.valkey.erase()
    found.postgres.erase()


def until(condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_the_site_survives_kills_of_its_parts_and_of_everything_and_leaves_nothing(site: Site) -> None:
    site.launch()
    address = site.address()
    assert is_ready(address)

    before = site.pids()
    for name in ("web", "worker", "postgres", "valkey"):
        os.kill(before[name], signal.SIGKILL)
        until(lambda: is_ready(address) and site.has_replaced(name, before[name]))  # noqa: B023  # Asked at once.

    second = subprocess.run(
        [sys.executable, "manage.py", "up"], cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"MARQUEE_DATA_DIR": str(site.data_dir)},
    )  # fmt: skip
    assert second.returncode == 1
    assert "Marquee already runs from this checkout" in second.stderr
    assert is_ready(address)

    assert site.process
    everything = [site.process.pid, *site.pids().values()]
    for pid in everything:
        os.kill(pid, signal.SIGKILL)
    site.process.wait()
    until(lambda: not any(is_alive(pid) for pid in everything))

    site.launch()
    assert site.address() == address
    assert is_ready(address)
    assert site.end(signal.SIGTERM) < 20
    assert "Nothing is left running." in site.said()
    assert site.left() == []


@pytest.mark.parametrize("seconds", [2, 4, 7])
def test_asked_to_stop_while_it_starts_it_leaves_nothing(seconds: float, site: Site) -> None:
    process = site.launch()
    time.sleep(seconds)

    # A database that is just being made is let finish; how long that takes is the machine's affair.
    assert site.end(signal.SIGINT) < 60

    assert process.returncode is not None
    assert "Traceback" not in site.said()
    assert site.left() == []


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        ((), {"DATABASE_URL": "postgres://u:p@127.0.0.1:1/db"}, "DATABASE_URL cannot be used"),
        ((), {"DATABASE_URL": "not a url"}, "DATABASE_URL must look like"),
        ((), {"REDIS_URL": "redis://127.0.0.1:1"}, "REDIS_URL cannot be used"),
        ((), {"MARQUEE_DATA_DIR": "/proc/nowhere"}, "Marquee cannot run here"),
        (("--port=99999",), {}, "--port should be between 1 and 65535."),
        (("--port=0",), {}, "--port should be between 1 and 65535."),
    ],
)
def test_what_cannot_start_says_so_in_a_sentence_and_leaves_nothing(
    arguments: tuple[str, ...], environment: dict[str, str], sentence: str, site: Site
) -> None:
    process = site.launch(*arguments, **environment)

    assert process.wait(timeout=PATIENCE_SECONDS) == 1
    assert sentence in site.said()
    assert "Traceback" not in site.said()
    assert site.left() == []
