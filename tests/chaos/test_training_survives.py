"""A real worker is killed in mid-training, and the run ends promoted exactly once by another."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone

from recommendations.models import Job, ModelSlot, Promotion, Rating, RatingSource, RunState, TrainingRun
from recommendations.modelstore.active import active_bundle, forget_held
from recommendations.tasks import send_hint, sweep
from recommendations.training.queue import queue_run
from tests.factories.accounts import a_profile, a_user
from tests.factories.catalog import a_title
from tests.factories.interactions import FIRST_TITLE, a_dataset_with_tastes

pytestmark = [pytest.mark.chaos, pytest.mark.slow]

PATIENCE_SECONDS = 55.0
LEASE_SECONDS = 4


def some_history() -> None:
    """What 120 imported people thought of 80 titles."""
    ratings = a_dataset_with_tastes(viewers=120).ratings
    user = a_user()
    profiles = [a_profile(user=user) for _viewer in ratings.profile_ids]
    type(profiles[0]).objects.update(user=None)
    titles = [a_title(f"Title {title - FIRST_TITLE}") for title in ratings.title_ids]
    Rating.objects.bulk_create(
        Rating(
            profile=profiles[viewer],
            title=titles[title],
            value=float(value),
            source=RatingSource.IMPORT,
            rated_at=datetime.fromtimestamp(int(at), tz=UTC),
        )
        for viewer, title, value, at in zip(
            ratings.profile_code, ratings.title_code, ratings.value, ratings.at, strict=True
        )
    )


def wait_for(run: TrainingRun | Job, condition: Callable[[], bool], *, sweeping: bool = False) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, f"{run} at {run.progress:.0%}: {run.step} {run.error}"
        if sweeping:
            sweep()
        time.sleep(0.1)
        run.refresh_from_db()


def children_of(process: "subprocess.Popen[bytes]") -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def kill_pool_child(process: "subprocess.Popen[bytes]") -> None:
    for child in children_of(process):
        os.kill(child, signal.SIGKILL)


def kill_everything(process: "subprocess.Popen[bytes]") -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("kill", [kill_everything, kill_pool_child])
def test_a_worker_killed_in_mid_training_costs_time_and_nothing_else(
    kill: Callable[[Any], None],
    start_worker: Callable[..., "subprocess.Popen[bytes]"],
    tmp_path: Path,
    settings: LazySettings,
) -> None:
    settings.MODEL_STORE = tmp_path / "models"
    forget_held()
    some_history()
    environment = {
        "MODEL_STORE": str(tmp_path / "models"),
        "RECOMMENDATIONS": json.dumps({"lease_seconds": LEASE_SECONDS}),
    }
    run = queue_run(reason="test", requested_by=None, now=timezone.now())
    victim = start_worker(**environment)
    send_hint(run.pk)
    wait_for(run, lambda: run.state == RunState.RUNNING and run.progress >= 0.1)
    kill(victim)
    run.refresh_from_db()
    assert run.state == RunState.RUNNING
    assert active_bundle() is None

    if kill is kill_everything:
        start_worker(**environment)
    wait_for(run, lambda: run.state not in (RunState.QUEUED, RunState.RUNNING), sweeping=True)

    assert (run.state, run.error) == (RunState.PROMOTED, "")
    assert run.attempts == 2
    assert Promotion.objects.count() == 1
    assert ModelSlot.objects.get().run_token == run.pk
    assert active_bundle() is not None
