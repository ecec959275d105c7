"""A real worker is killed in the middle of a search, and another goes on from the trials that were finished."""

import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from recommendations.models import JobState, SearchRun, SearchTrial
from recommendations.tasks import send_hint
from recommendations.training.queue import queue_search
from tests.chaos.test_training_survives import (
    LEASE_SECONDS,
    kill_everything,
    kill_pool_child,
    some_history,
    wait_for,
)

pytestmark = [pytest.mark.chaos, pytest.mark.slow]

TRIALS = 24


def finished(run: SearchRun) -> dict[int, Any]:
    rows = SearchTrial.objects.filter(search=run).exclude(score=None, failure="")
    return dict(rows.values_list("pk", "seconds"))


@pytest.mark.parametrize("kill", [kill_everything, kill_pool_child])
def test_a_worker_killed_in_mid_search_costs_one_trial_and_nothing_else(
    kill: Callable[[Any], None], start_worker: Callable[..., "subprocess.Popen[bytes]"]
) -> None:
    some_history()
    environment = {"RECOMMENDATIONS": json.dumps({"lease_seconds": LEASE_SECONDS})}
    run = queue_search(estimator="surprise_svd", trials=TRIALS, requested_by=None, now=timezone.now())
    victim = start_worker(**environment)
    send_hint(run.pk, SearchRun)
    wait_for(run, lambda: len(finished(run)) >= 3)
    kill(victim)
    run.refresh_from_db()
    before = finished(run)
    assert run.state == JobState.RUNNING
    assert len(before) < TRIALS

    if kill is kill_everything:
        start_worker(**environment)
    wait_for(run, lambda: not run.is_unfinished, sweeping=True)

    assert (run.state, run.error) == (JobState.DONE, "")
    after = finished(run)
    assert {pk: after[pk] for pk in before} == before, "What was finished is not tried again."
    assert len(after) == SearchTrial.objects.filter(search=run).count()
    begun = list(SearchTrial.objects.filter(search=run).values_list("begun", flat=True))
    assert sum(begun) <= len(begun) + 1
    assert run.verdict
