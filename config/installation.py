"""One checkout's running installation: its servers, its environment, and the steps that bring it up."""

import fcntl
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from config.embedded_postgres import EmbeddedPostgres
from config.embedded_programs import DISK_IS_FULL, UnableToStartServer, full_disk
from config.embedded_secrets import remember, secrets_of
from config.embedded_valkey import EmbeddedValkey
from config.remembered import remembered
from config.server_check import check_database, check_redis
from config.services import die_with_parent

WEB_PATIENCE_SECONDS = 60
TRACEBACK = "Traceback (most recent call last):"
SIGN_IN = "Sign in as "
"""Lines that begin so are kept for the greeting."""


class Installation:
    """What `manage.py up` drives; `tell` gets one short sentence for each step."""

    def __init__(self, *, base_dir: Path, data_dir: Path, tell: Callable[[str], None]) -> None:
        self.base_dir = base_dir
        self.data_dir = data_dir
        self.web_port = 0
        self.tell = tell
        self.logins: list[str] = []
        self.environment: dict[str, str] = dict(os.environ)
        self.own_postgres = None if os.environ.get("DATABASE_URL") else EmbeddedPostgres(data_dir)
        self.own_valkey = None if os.environ.get("REDIS_URL") else EmbeddedValkey(data_dir)
        self._lock: IO[str] | None = None

    def lock(self) -> None:
        """Refuse to run twice on one checkout; the lock goes with the process, however it ends."""
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = (self.data_dir / "up.lock").open("w", encoding="utf-8")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UnableToStartServer(
                "Marquee already runs from this checkout: stop that one first, or use its address."
            ) from None

    def erase(self) -> None:
        if self.own_postgres:
            self.own_postgres.erase()
        else:
            raise UnableToStartServer(
                "--reset erases only Marquee's own database; unset DATABASE_URL or empty it yourself."
            )
        if self.own_valkey:
            self.own_valkey.erase()

    def start_servers(self) -> None:
        """Start or reach PostgreSQL and Valkey; raises UnableToStartServer with a sentence."""
        before = remembered(self.data_dir)
        addresses = {"secret_key": secrets_of(self.data_dir)["secret_key"]}
        if self.own_postgres:
            self.tell("Starting PostgreSQL")
            addresses["database_url"] = self.own_postgres.start(preferred_port=_port_of(before.get("database_url")))
        else:
            check_database(os.environ["DATABASE_URL"])
        if self.own_valkey:
            self.tell("Starting Valkey")
            addresses["redis_url"] = self.own_valkey.start(preferred_port=_port_of(before.get("redis_url")))
        else:
            check_redis(os.environ["REDIS_URL"])
        remember(self.data_dir, addresses)
        self.environment["PYTHONUNBUFFERED"] = "1"

    def choose_port(self, port: int) -> None:
        """Where the site will answer; cookies know no ports, so their names must tell checkouts apart."""
        self.web_port = port
        self.environment["COOKIE_SUFFIX"] = os.environ.get("COOKIE_SUFFIX", f"_{port}")
        self.environment["MARQUEE_WEB_PORT"] = str(port)

    def watch_servers(self) -> None:
        """Start our own servers again when they died, on the ports that everybody knows."""
        for name, server in (("PostgreSQL", self.own_postgres), ("Valkey", self.own_valkey)):
            if server and not server.is_running:
                self.tell(f"{name} ended; it starts again.")
                port = server.port
                server.start(preferred_port=port)
                if server.port != port:
                    raise UnableToStartServer(f"{name} died, and its port {port} was taken: start Marquee again.")

    def run(self, *arguments: str) -> list[str]:
        """Run a management command in a process of its own, pass on what it says, and return its lines."""
        process = subprocess.Popen(  # noqa: S603  # A list, made by ourselves.
            [sys.executable, "manage.py", *arguments],
            cwd=self.base_dir,
            # Migrations and bulk loading take longer than a page may.
            env=self.environment | {"STATEMENT_TIMEOUT_MS": "600000"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509  # Nothing else runs in this process yet.
        )
        said = []
        try:
            for line in _lines(process):
                said.append(line)
                if line.startswith(SIGN_IN):
                    self.logins.append(line)
                elif TRACEBACK not in said:
                    self.tell(line)
        except BaseException:
            process.terminate()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
            raise
        finally:
            if process.stdout:
                process.stdout.close()
        if process.wait():
            raise UnableToStartServer(self._why_it_failed(arguments[0], said))
        return said

    def _why_it_failed(self, command: str, said: list[str]) -> str:
        """A sentence; what programmers read goes into a log."""
        if any(DISK_IS_FULL in line for line in said):
            database = str(self.own_postgres.home) if self.own_postgres else "the database of DATABASE_URL"
            return f"`manage.py {command}` stopped: {full_disk(str(self.data_dir), database)}"
        if TRACEBACK not in said:
            return f"`manage.py {command}` failed: {said[-1] if said else 'it said nothing'}"
        log = self.data_dir / "logs" / f"{command}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("\n".join(said), encoding="utf-8")
        return f"`manage.py {command}` failed: {said[-1]} The whole of it is in {log}."

    def wait_for_web(self, *, watch: Callable[[], None]) -> None:
        """Wait until the site answers; raises UnableToStartServer after a minute."""
        deadline = time.monotonic() + WEB_PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.web_port}/readyz", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                pass
            watch()
            time.sleep(0.1)
        raise UnableToStartServer(f"The site does not answer; its log is {self.data_dir / 'logs' / 'web.log'}.")

    def greeting(self) -> Iterator[str]:
        """The lines after the address: how to sign in, and where mail arrives."""
        yield from self.logins
        if not os.environ.get("EMAIL_URL"):
            yield f"Mail arrives at http://127.0.0.1:{self.web_port}/mailbox/"
        yield "Ctrl-C stops everything."

    def close(self) -> None:
        """Stop the servers that are our own."""
        if self.own_valkey:
            self.own_valkey.stop()
        if self.own_postgres:
            self.own_postgres.stop()


def _lines(process: "subprocess.Popen[str]") -> Iterator[str]:
    for line in process.stdout or ():
        if line.strip():
            yield line.rstrip()


def _port_of(url: str | None) -> int | None:
    """The port that a server had last time: its clients may still know it."""
    try:
        return int((url or "").rsplit(":", 1)[1].split("/")[0])
    except (IndexError, ValueError):
        return None
