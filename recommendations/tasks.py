"""What Celery may be asked to do: every message is only a hint, so each task may come late, twice or never.

Tasks take unknown keyword arguments in silence: a message from an older or newer release must not be lost.
"""

import logging
import time
from pathlib import Path
from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from recommendations.conf import tunables
from recommendations.digest.send import send_due_digests
from recommendations.events.partitions import drop_old_partitions, ensure_partitions
from recommendations.models import Job, OutcomeReport, RewardReplay, SearchRun, TrainingRun
from recommendations.modelstore.store import remove_left_overs
from recommendations.training.queue import LEASED, find_work, queue_outcomes, queue_run
from recommendations.training.shortlists import shortlists_are_due, write_shortlists

IMPATIENT = {"max_retries": 0, "socket_timeout": 0.5, "socket_connect_timeout": 0.5}
"""A hint is worth half a second; `retry=False` alone waits six for a broker that is away."""

logger = logging.getLogger(__name__)


@shared_task
def run_training(run_id: int, **_later: Any) -> None:
    """Work on one run, unless somebody else does or it is done."""
    from recommendations.pages.judge_history import judge_model
    from recommendations.training.run import retrain

    retrain(run_id, now=timezone.now, pages=judge_model)


@shared_task
def make_shortlists(**_later: Any) -> None:
    """Write every profile's shortlist by the model that serves, unless that has been done."""
    if shortlists_are_due():
        write_shortlists(now=timezone.now())


@shared_task
def run_search(search_id: int, **_later: Any) -> None:
    """Work on one search for its slice of time, unless somebody else does or it is done."""
    from recommendations.training.search_run import search

    search(search_id, now=timezone.now, clock=time.monotonic)


@shared_task
def run_replay(replay_id: int, **_later: Any) -> None:
    """Work on one replay of a reward table, unless somebody else does or it is done."""
    from recommendations.pages.replay import replay_pages
    from recommendations.training.replay import replay

    replay(replay_id, now=timezone.now, pages=replay_pages)


@shared_task
def run_outcomes(report_id: int, **_later: Any) -> None:
    """Count one report of outcomes, unless somebody else does or it is done."""
    from recommendations.outcomes.report import report

    report(report_id, now=timezone.now)


@shared_task
def sweep(**_later: Any) -> None:
    """Find the work that waits or was lost and say so to the workers; clear what dead writers left."""
    for kind in LEASED:
        for job_id in find_work(kind):
            send_hint(job_id, kind)
    if shortlists_are_due():
        _tell(make_shortlists)
    remove_left_overs(store=Path(settings.MODEL_STORE))


@shared_task
def retrain_nightly(**_later: Any) -> None:
    """Queue a retrain."""
    send_hint(queue_run(reason="schedule", requested_by=None, now=timezone.now()).pk)


@shared_task
def count_outcomes(**_later: Any) -> None:
    """Queue a counting of what came of what was shown."""
    queued = queue_outcomes(days=tunables().outcome_days, requested_by=None, now=timezone.now())
    send_hint(queued.pk, OutcomeReport)


@shared_task
def send_digests(**_later: Any) -> None:
    """Send the weekly letters that are due."""
    send_due_digests(now=timezone.now())


@shared_task
def keep_partitions(**_later: Any) -> None:
    """Make the coming months' partitions and drop those past their keeping."""
    now = timezone.now()
    ensure_partitions(now=now)
    drop_old_partitions(now=now, keep_months=tunables().impressions_kept_months)


def send_hint(job_id: int, kind: type[TrainingRun | Job] = TrainingRun) -> None:
    """Tell the training workers; when the broker is away, the next sweep tells them. Never call it in a request."""
    tasks = {
        TrainingRun: run_training, SearchRun: run_search, RewardReplay: run_replay, OutcomeReport: run_outcomes
    }  # fmt: skip
    _tell(tasks[kind], job_id)


def _tell(task: Any, *arguments: int) -> None:
    try:
        with task.app.connection_for_write(transport_options=IMPATIENT) as connection:
            task.apply_async(args=arguments, retry=False, connection=connection)
    except task.OperationalError:
        logger.warning("The broker is away; the next sweep will announce %s%s.", task.name, arguments, exc_info=True)
