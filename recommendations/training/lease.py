"""A job's row is its lease: taken, renewed and given back by single statements and the database's clock."""

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, connection, transaction

from recommendations.conf import tunables
from recommendations.models import Job, JobState, TrainingRun

logger = logging.getLogger(__name__)

TAKE = """
    UPDATE {table}
    SET state = 'running', attempts = attempts + 1, owner = %(owner)s, started_at = now(),
        lease_until = now() + make_interval(secs => %(seconds)s), progress = 0, step = 'Starting', error = ''
    WHERE id = %(run)s AND attempts < %(attempts)s
      AND (state = 'queued' OR (state = 'running' AND lease_until < now()))
"""
RENEW = """
    UPDATE {table} SET lease_until = now() + make_interval(secs => %(seconds)s)
    WHERE id = %(run)s AND owner = %(owner)s AND state = 'running'
"""
STEP = """
    UPDATE {table}
    SET lease_until = now() + make_interval(secs => %(seconds)s), step = %(step)s, progress = %(progress)s
    WHERE id = %(run)s AND owner = %(owner)s AND state = 'running'
"""
FINISH = """
    UPDATE {table}
    SET state = %(state)s, finished_at = now(), lease_until = NULL, step = '', progress = 1,
        verdict = %(verdict)s, error = %(error)s
    WHERE id = %(run)s AND owner = %(owner)s AND state = 'running'
"""
PUT_BACK = """
    UPDATE {table} SET state = 'queued', owner = '', lease_until = NULL, attempts = 0, step = 'Waiting to go on'
    WHERE id = %(run)s AND owner = %(owner)s AND state = 'running'
"""
HOLD = "SELECT FROM {table} WHERE id = %(run)s AND owner = %(owner)s AND state = 'running' FOR UPDATE"


class LeaseLost(Exception):
    """Another worker has taken the run over, or somebody ended it; whoever held it must stop without a trace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    run_id: int
    owner: str
    of: type[TrainingRun | Job] = TrainingRun

    def step(self, text: str, progress: float) -> None:
        """Say what happens now and how far it is, and renew; raises LeaseLost when the run is not ours any more."""
        self._insist(STEP, step=text[:120], progress=progress)

    def finish(self, state: str, *, verdict: str = "", error: str = "") -> None:
        """End the job and give the lease back; raises LeaseLost when it was not ours any more."""
        self._insist(FINISH, state=state, verdict=verdict, error=error[:4000])

    def put_back(self) -> None:
        """Let others have a turn: the job waits again, and having been worked on is not held against it."""
        self._insist(PUT_BACK)

    @contextmanager
    def held(self) -> Iterator[None]:
        """A transaction in which the job is ours and stays it: what is written inside is written by its holder.

        Raises LeaseLost before anything is written when it is not.
        """
        with transaction.atomic():
            self._insist(HOLD)
            yield

    def renew(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(in_table(RENEW, self.of), self._parameters())
            return bool(cursor.rowcount)

    def _insist(self, statement: str, **more: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(in_table(statement, self.of), {**self._parameters(), **more})
            if not cursor.rowcount:
                raise LeaseLost(f"{self.of._meta.verbose_name} {self.run_id} has been taken over.".capitalize())

    def _parameters(self) -> dict[str, Any]:
        return {"run": self.run_id, "owner": self.owner, "seconds": tunables().lease_seconds}


def in_table(statement: str, of: type[TrainingRun | Job]) -> str:
    """The statement about the table of these jobs."""
    return statement.replace("{table}", of._meta.db_table)


def take_lease(run_id: int, of: type[TrainingRun | Job] = TrainingRun) -> Lease | None:
    """Take a queued run, or one whose holder has been silent for too long; None when it is not to be had.

    The attempt is counted before any work, so that a run which kills its worker is not tried for ever.
    """
    lease = Lease(run_id=run_id, of=of, owner=f"{socket.gethostname()[:60]}:{os.getpid()}:{uuid4().hex[:12]}")
    parameters: dict[str, Any] = {
        "run": run_id,
        "owner": lease.owner,
        "seconds": tunables().lease_seconds,
        "attempts": tunables().training_attempts,
    }
    with connection.cursor() as cursor:
        cursor.execute(in_table(TAKE, of), parameters)
        return lease if cursor.rowcount else None


def work_on(job_id: int, of: type[Job], work: Callable[[Lease], JobState], *, beat: bool = True) -> JobState | None:
    """Do a queued or lost job; None when another worker has it, or has taken it over.

    What `work` raises ends in the job's row. `beat=False` goes without the heartbeat's thread and connection.
    """
    lease, name = take_lease(job_id, of), f"{of._meta.verbose_name} {job_id}".capitalize()
    if lease is None:
        return None
    try:
        try:
            with heartbeat(lease) if beat else nullcontext():
                return work(lease)
        except LeaseLost:
            raise
        except Exception as problem:
            logger.exception("%s failed.", name)
            lease.finish(JobState.FAILED.value, error=f"{type(problem).__name__}: {problem}")
            return JobState.FAILED
    except LeaseLost:
        logger.warning("%s went on elsewhere.", name)
        return None


@contextmanager
def heartbeat(lease: Lease) -> Iterator[None]:
    """Renew the lease from a thread with a connection of its own, as long as the block runs."""
    done = threading.Event()
    thread = threading.Thread(target=_beat, args=(lease, done), name=f"heartbeat of run {lease.run_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(timeout=5)


def _beat(lease: Lease, done: threading.Event) -> None:
    try:
        while not done.wait(tunables().lease_seconds / 4):
            try:
                if not lease.renew():
                    return
            except DatabaseError:
                logger.warning("The lease of run %s could not be renewed; trying again.", lease.run_id, exc_info=True)
                connection.close()
    finally:
        connection.close()
