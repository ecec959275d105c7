"""The long-running processes of the site, each in a process group of its own, restarted when they die."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.loopback import command_of, end_process, group_members

LONGEST_PAUSE_SECONDS = 30.0
STOP_PATIENCE_SECONDS = 12.0
PARENT_DEATH_SIGNAL = 1
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""For web processes: a viewer's small products wait ten times longer for a second thread than they last."""


def die_with_parent() -> None:
    """Ask Linux to end this child when the supervisor is killed; other systems clean up at the next start."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


@dataclass
class Service:
    """One command that should always run."""

    name: str
    command: Sequence[str]
    log: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    """What its environment has beside the site's."""
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    start_not_before: float = 0.0

    def start(self, environment: Mapping[str, str], folder: Path) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603  # A list, made by ourselves.
                list(self.command), cwd=folder, env={**environment, **self.variables}, stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509
            )  # fmt: skip

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def end_group(self) -> None:
        """Kill what is left of the process group: children must not outlive a leader that died first."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


@dataclass
class Supervisor:
    """Starts services, keeps them running, and stops them all, in reverse order."""

    services: Sequence[Service]
    environment: Mapping[str, str]
    folder: Path
    pids_file: Path
    tell: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    _stopping: bool = field(default=False, init=False)

    def end_leftovers(self) -> None:
        """End what an earlier supervisor, killed without warning, left running."""
        try:
            lines = self.pids_file.read_text().splitlines()
            entries = [(int(line.split(" ", 1)[0]), line.split(" ", 1)[1]) for line in lines]
        except (OSError, ValueError, IndexError):
            return
        for pid, command in entries:
            # The group outlives a leader that was killed. A number that was given to somebody else is left alone.
            if command and any(command in command_of(member) for member in group_members(pid)):
                end_process(pid, patience_seconds=STOP_PATIENCE_SECONDS, group=True)
        self.pids_file.unlink(missing_ok=True)

    def start(self) -> None:
        """Start what has not been started yet."""
        for service in self.services:
            if service.process is None:
                service.start(self.environment, self.folder)
        self._note_pids()

    def watch_once(self) -> None:
        """Restart what died; a service that keeps dying waits longer each time."""
        for service in self.services:
            if service.is_running or self._stopping:
                continue
            now = self.clock()
            if service.start_not_before == 0.0:
                pause = min(LONGEST_PAUSE_SECONDS, 2.0**service.failures - 1)
                service.failures += 1
                service.start_not_before = now + pause
                code = service.process.returncode if service.process else None
                service.end_group()
                self.tell(f"{service.name} ended ({code}); it starts again. Its log: {service.log}")
            if now >= service.start_not_before:
                service.start_not_before = 0.0
                service.start(self.environment, self.folder)
                self._note_pids()

    def stop(self) -> None:
        self._stopping = True
        for service in reversed(self.services):
            if service.process and service.is_running:
                service.process.terminate()
        deadline = self.clock() + STOP_PATIENCE_SECONDS
        for service in reversed(self.services):
            if service.process:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    service.process.wait(timeout=max(0.1, deadline - self.clock()))
                service.end_group()
                service.process.wait()
        self.pids_file.unlink(missing_ok=True)

    def _note_pids(self) -> None:
        lines = [
            f"{service.process.pid} {' '.join(service.command)}"
            for service in self.services
            if service.is_running and service.process
        ]
        self.pids_file.write_text("\n".join(lines))


def site_services(*, port: int, logs: Path) -> list[Service]:
    """Web, two workers and beat. Training has a worker of its own, so that a long run never delays small tasks."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "config", "--quiet"]
    return [
        Service("web", [
            *python, "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2",
            "--blocking-threads", "4", "--respawn-failed-workers", "--no-ws", "--log-level", "warning",
            "config.wsgi:application",
        ], logs / "web.log", ONE_THREAD),
        Service("training worker", [
            *celery, "worker", "-Q", "training", "-c", "1", "-n", "training@%h", "--without-gossip", "--without-mingle",
        ], logs / "training.log"),
        Service("worker", [
            *celery, "worker", "-Q", "default", "-c", "1", "-n", "default@%h", "--without-gossip", "--without-mingle",
        ], logs / "worker.log"),
        Service("beat", [
            *celery, "beat", "--pidfile=", "-l", "warning",
        ], logs / "beat.log"),
    ]  # fmt: skip
