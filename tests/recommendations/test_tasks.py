"""Messages are hints: real workers find the work in PostgreSQL, and nothing depends on the broker being there."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from recommendations import tasks
from recommendations.models import RunState, TrainingRun
from recommendations.training.queue import queue_run
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_title
from tests.factories.models import a_checkerboard

PATIENCE_SECONDS = 60.0


def ends(run: TrainingRun) -> RunState:
    end = time.monotonic() + PATIENCE_SECONDS
    while run.state in (RunState.QUEUED, RunState.RUNNING):
        assert time.monotonic() < end, f"{run} at {run.progress:.0%}: {run.step}"
        time.sleep(0.1)
        run.refresh_from_db()
    return RunState(run.state)


def test_run_queued_by_a_row_is_found_by_the_sweep_and_done_by_a_worker(
    start_worker: Callable[..., "subprocess.Popen[bytes]"], model_store: Path
) -> None:
    a_checkerboard(at=timezone.now())
    start_worker(MODEL_STORE=str(model_store))
    run = queue_run(reason="admin", requested_by=None, now=timezone.now())

    tasks.sweep.delay()

    assert ends(run) in (RunState.PROMOTED, RunState.REFUSED), run.error
    assert run.attempts == 1
    assert run.verdict
    assert any(model_store.iterdir())
    assert run.metrics["pages"]["viewers"] > 0


def test_one_run_announced_ten_times_is_done_once(
    start_worker: Callable[..., "subprocess.Popen[bytes]"], model_store: Path
) -> None:
    run = queue_run(reason="admin", requested_by=None, now=timezone.now())
    for _time in range(10):
        tasks.send_hint(run.pk)
    start_worker(MODEL_STORE=str(model_store))

    assert ends(run) == RunState.SKIPPED
    time.sleep(1.0)
    run.refresh_from_db()
    assert (run.state, run.attempts) == (RunState.SKIPPED, 1)


@pytest.mark.django_db
def test_nightly_retrain_leaves_one_queued_row_however_often_it_is_asked(broker_away: None) -> None:
    tasks.retrain_nightly()
    tasks.retrain_nightly(added_in_a_later_release=True)

    assert TrainingRun.objects.get().reason == "schedule"


@pytest.mark.django_db
def test_sweep_without_a_broker_loses_nothing(broker_away: None) -> None:
    run = queue_run(reason="admin", requested_by=None, now=timezone.now())

    tasks.sweep()

    run.refresh_from_db()
    assert run.state == RunState.QUEUED


@pytest.mark.django_db
def test_partitions_are_kept(broker_away: None) -> None:
    tasks.keep_partitions()
    tasks.keep_partitions()


@pytest.mark.django_db
def test_without_a_broker_pages_render_and_events_are_taken_in(broker_away: None) -> None:
    for number in range(12):
        a_title(f"Film {number}", genres=["Drama"])
    film, client = a_title("Saltmarsh"), signed_in(a_profile())

    page = client.get("/")
    rated = client.post(f"/title/{film.slug}/rate/", {"value": "up"})
    now = timezone.now().isoformat()
    event = {"id": "0b0f5f3e-3c1c-4b57-9a0e-1d6a5b2c7d10", "kind": "dwell", "at": now, "title": film.pk, "value": 4.0}
    taken = client.post("/api/v1/events/", {"sent_at": now, "events": [event]}, content_type="application/json")

    assert (page.status_code, rated.status_code, taken.status_code) == (200, 302, 202), taken.content
    assert 'class="tile"' in page.content.decode()
    assert [item["status"] for item in taken.json()["results"]] == ["stored"]
