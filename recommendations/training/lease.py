"""A training run's row is its lease: taken, renewed and given back by single statements and the database's clock."""

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, connection

from recommendations.conf import tunables

logger = logging.getLogger(__name__)

TAKE = """
    UPDATE recommendations_trainingrun
    SET state = 'running', attempts = attempts + 1, owner = %(owner)s, started_at = now(),
        lease_until = now() + make_interval(secs => %(seconds)s), progress = 0, step = 'Starting', error = ''
    WHERE id = %(run)s AND attempts < %(attempts)s
      AND (state = 'queued' OR (state = 'running' AND lease_until < now()))
"""
RENEW = """
    UPDATE recommendations_trainingrun SET lease_until = now() + make_interval(secs => %(seconds)s)
    WHERE id = %(run)s AND owner = %(owner)s AND state = 'running'
"""
STEP = """
    UPDATE recommendations_trainingrun
    SET lease_until = now() + make_interval(secs => %(seconds)s), step = %(step)s, progress = %(progress)s
    WHERE id = %(run)s AND owner = %(owner)s AND state = 'running'
"""


class LeaseLost(Exception):
    """Another worker has taken the run over, or somebody ended it; whoever held it must stop without a trace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    run_id: int
    owner: str

    def step(self, text: str, progress: float) -> None:
        """Say what happens now and how far it is, and renew; raises LeaseLost when the run is not ours any more."""
        with connection.cursor() as cursor:
            cursor.execute(STEP, {**self._parameters(), "step": text[:120], "progress": progress})
            if not cursor.rowcount:
                raise LeaseLost(f"Run {self.run_id} has been taken over.")

    def renew(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(RENEW, self._parameters())
            return bool(cursor.rowcount)

    def _parameters(self) -> dict[str, Any]:
        return {"run": self.run_id, "owner": self.owner, "seconds": tunables().lease_seconds}


def take_lease(run_id: int) -> Lease | None:
    """Take a queued run, or one whose holder has been silent for too long; None when it is not to be had.

    The attempt is counted before any work, so that a run which kills its worker is not tried for ever.
    """
    lease = Lease(run_id=run_id, owner=f"{socket.gethostname()[:60]}:{os.getpid()}:{uuid4().hex[:12]}")
    parameters: dict[str, Any] = {
        "run": run_id,
        "owner": lease.owner,
        "seconds": tunables().lease_seconds,
        "attempts": tunables().training_attempts,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, parameters)
        return lease if cursor.rowcount else None


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
