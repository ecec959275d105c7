"""Ask for work of the training queue, and find what nobody works on; imports nothing that learns, so admin may."""

from datetime import datetime

from django.db import connection, transaction

from accounts.models import User
from recommendations.conf import tunables
from recommendations.models import (
    Job,
    JobState,
    OutcomeReport,
    RewardReplay,
    RewardTable,
    RunState,
    SearchRun,
    TrainingRun,
)
from recommendations.training.lease import in_table

ONE_QUEUER_AT_A_TIME = 5_021_001

GIVE_UP = """
    UPDATE {table}
    SET state = 'failed', finished_at = now(), lease_until = NULL, step = '',
        error = 'The worker was lost ' || attempts || ' times; the run is not tried again.'
    WHERE state IN ('queued', 'running') AND attempts >= %(attempts)s AND (lease_until IS NULL OR lease_until < now())
"""
QUEUE_AGAIN = """
    UPDATE {table}
    SET state = 'queued', owner = '', lease_until = NULL, step = 'Waiting for another worker', progress = 0
    WHERE state = 'running' AND lease_until < now()
"""


LEASED: tuple[type[TrainingRun | Job], ...] = (TrainingRun, OutcomeReport, RewardReplay, SearchRun)
"""What the training workers do, the most urgent first."""


def queue_run(*, reason: str, requested_by: User | None, now: datetime) -> TrainingRun:
    """Insert a queued run, or answer the one that is already waiting: asking twice trains once."""
    with transaction.atomic():
        _one_at_a_time()
        waiting = TrainingRun.objects.filter(state=RunState.QUEUED).first()
        return waiting or TrainingRun.objects.create(
            reason=reason[:80], requested_by=requested_by, requested_at=now, step="Waiting for a worker"
        )


def queue_search(*, estimator: str, trials: int, requested_by: User | None, now: datetime) -> SearchRun:
    """Insert a queued search, or answer the one for this estimator that has not ended: asking twice searches once."""
    with transaction.atomic():
        _one_at_a_time()
        unfinished = SearchRun.objects.filter(estimator=estimator, state__in=(JobState.QUEUED, JobState.RUNNING))
        return unfinished.first() or SearchRun.objects.create(
            estimator=estimator, trials=trials, requested_by=requested_by, requested_at=now, step="Waiting for a worker"
        )


def queue_replay(*, table: RewardTable, requested_by: User | None, now: datetime) -> RewardReplay:
    """Insert a queued replay of this table, or answer the one that has not ended."""
    with transaction.atomic():
        _one_at_a_time()
        unfinished = RewardReplay.objects.filter(table=table, state__in=(JobState.QUEUED, JobState.RUNNING))
        return unfinished.first() or RewardReplay.objects.create(
            table=table, requested_by=requested_by, requested_at=now, step="Waiting for a worker"
        )


def queue_outcomes(*, days: int, requested_by: User | None, now: datetime) -> OutcomeReport:
    """Insert a queued counting of the last `days`, or answer the one of as many that has not ended."""
    with transaction.atomic():
        _one_at_a_time()
        unfinished = OutcomeReport.objects.filter(days=days, state__in=(JobState.QUEUED, JobState.RUNNING))
        return unfinished.first() or OutcomeReport.objects.create(
            days=days, requested_by=requested_by, requested_at=now, step="Waiting for a worker"
        )


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_QUEUER_AT_A_TIME])


def find_work(of: type[TrainingRun | Job] = TrainingRun) -> list[int]:
    """Queue lost runs again, give up on those lost too often, and answer the ids of all that wait, oldest first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(in_table(GIVE_UP, of), {"attempts": tunables().training_attempts})
        cursor.execute(in_table(QUEUE_AGAIN, of))
    return list(of._default_manager.filter(state=RunState.QUEUED).order_by("pk").values_list("pk", flat=True))
