"""Ask for a retrain, and find the runs that nobody works on; imports nothing that learns, so the admin may use it."""

from datetime import datetime

from django.db import connection, transaction

from accounts.models import User
from recommendations.conf import tunables
from recommendations.models import RunState, TrainingRun

ONE_QUEUER_AT_A_TIME = 5_021_001

GIVE_UP = """
    UPDATE recommendations_trainingrun
    SET state = 'failed', finished_at = now(), lease_until = NULL, step = '',
        error = 'The worker was lost ' || attempts || ' times; the run is not tried again.'
    WHERE state IN ('queued', 'running') AND attempts >= %(attempts)s AND (lease_until IS NULL OR lease_until < now())
"""
QUEUE_AGAIN = """
    UPDATE recommendations_trainingrun
    SET state = 'queued', owner = '', lease_until = NULL, step = 'Waiting for another worker', progress = 0
    WHERE state = 'running' AND lease_until < now()
"""


def queue_run(*, reason: str, requested_by: User | None, now: datetime) -> TrainingRun:
    """Insert a queued run, or answer the one that is already waiting: asking twice trains once."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_QUEUER_AT_A_TIME])
        waiting = TrainingRun.objects.filter(state=RunState.QUEUED).first()
        return waiting or TrainingRun.objects.create(
            reason=reason[:80], requested_by=requested_by, requested_at=now, step="Waiting for a worker"
        )


def find_work() -> list[int]:
    """Queue lost runs again, give up on those lost too often, and answer the ids of all that wait, oldest first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(GIVE_UP, {"attempts": tunables().training_attempts})
        cursor.execute(QUEUE_AGAIN)
    return list(TrainingRun.objects.filter(state=RunState.QUEUED).order_by("pk").values_list("pk", flat=True))
