"""What Celery may be asked to do: every message is only a hint, so each task may come late, twice or never.

Tasks take unknown keyword arguments in silence: a message from an older or newer release must not be lost.
"""

import logging
from pathlib import Path
from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from recommendations.conf import tunables
from recommendations.events.partitions import drop_old_partitions, ensure_partitions
from recommendations.modelstore.store import remove_left_overs
from recommendations.training.queue import find_work, queue_run

IMPATIENT = {"max_retries": 0, "socket_timeout": 0.5, "socket_connect_timeout": 0.5}
"""A hint is worth half a second; `retry=False` alone waits six for a broker that is away."""

logger = logging.getLogger(__name__)


@shared_task
def run_training(run_id: int, **_later: Any) -> None:
    """Work on one run, unless somebody else does or it is done."""
    from recommendations.training.run import retrain

    retrain(run_id, now=timezone.now)


@shared_task
def sweep(**_later: Any) -> None:
    """Find the runs that wait or were lost and say so to the workers; clear what dead writers left."""
    for run_id in find_work():
        send_hint(run_id)
    remove_left_overs(store=Path(settings.MODEL_STORE))


@shared_task
def retrain_nightly(**_later: Any) -> None:
    """Queue a retrain."""
    send_hint(queue_run(reason="schedule", requested_by=None, now=timezone.now()).pk)


@shared_task
def keep_partitions(**_later: Any) -> None:
    """Make the coming months' partitions and drop those past their keeping."""
    now = timezone.now()
    ensure_partitions(now=now)
    drop_old_partitions(now=now, keep_months=tunables().impressions_kept_months)


def send_hint(run_id: int) -> None:
    """Tell the training workers; when the broker is away, the next sweep tells them. Never call it in a request."""
    try:
        with run_training.app.connection_for_write(transport_options=IMPATIENT) as connection:
            run_training.apply_async(args=[run_id], retry=False, connection=connection)
    except run_training.OperationalError:
        logger.warning("The broker is away; the next sweep will announce run %s.", run_id, exc_info=True)
