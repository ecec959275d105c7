"""A run's row is its lease: one worker at a time, attempts counted first, promoted once, errors in words."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from recommendations import tasks
from recommendations.conf import tunables
from recommendations.models import ModelSlot, ModelVersion, Promotion, RunState, TrainingRun
from recommendations.modelstore.active import active_bundle, forget_held
from recommendations.modelstore.store import write
from recommendations.training import run as run_module
from recommendations.training.dataset import Dataset
from recommendations.training.lease import LeaseLost, take_lease
from recommendations.training.queue import find_work, queue_run
from recommendations.training.recipe import Recipe
from recommendations.training.run import retrain
from recommendations.training.trial import train
from tests.factories.interactions import a_dataset_with_tastes
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: LazySettings) -> Path:
    settings.MODEL_STORE = tmp_path / "models"
    forget_held()
    return tmp_path / "models"


@pytest.fixture
def history(monkeypatch: pytest.MonkeyPatch) -> Callable[[Dataset], None]:
    """What the next runs will read; how tables are read is test_dataset's."""

    def set_to(dataset: Dataset) -> None:
        def read(*, cutoff: datetime) -> Dataset:
            return dataset

        monkeypatch.setattr(run_module, "read_dataset", read)

    set_to(a_dataset_with_tastes())
    return set_to


def queued(reason: str = "test") -> TrainingRun:
    return queue_run(reason=reason, requested_by=None, now=NOON)


def work(run: TrainingRun) -> RunState | None:
    state = retrain(run.pk, now=lambda: NOON, beat=False)
    run.refresh_from_db()
    return state


def lost(run: TrainingRun) -> None:
    TrainingRun.objects.filter(pk=run.pk).update(lease_until=timezone.now() - timedelta(minutes=5))


def test_asking_twice_queues_once() -> None:
    assert queued().pk == queued("again").pk
    assert TrainingRun.objects.count() == 1


def test_a_promoted_run_stays_promoted_when_tidying_up_fails(history: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise IntegrityError("A version was rolled back to meanwhile.")

    monkeypatch.setattr(run_module, "prune", refuse)
    run = queued()

    assert work(run) == RunState.PROMOTED
    assert run.state == RunState.PROMOTED


def test_a_failed_run_that_was_taken_over_is_left_to_who_has_it(history: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run = queued()

    def die(*_arguments: Any, **_named: Any) -> None:
        TrainingRun.objects.filter(pk=run.pk).update(owner="another")
        raise RuntimeError("out of memory")

    monkeypatch.setattr(run_module, "train", die)

    assert work(run) is None
    assert (run.state, run.owner) == (RunState.RUNNING, "another")


def test_a_run_ends_promoted_with_its_figures(history: Any) -> None:
    run = queued()
    assert work(run) == RunState.PROMOTED
    assert run.attempts == 1
    assert run.progress == 1
    assert run.cutoff == NOON
    assert run.metrics["model"]["ndcg10"] > run.metrics["popularity"]["ndcg10"]
    assert run.metrics["seconds"] > 0
    bundle = active_bundle()
    assert bundle is not None
    assert bundle.version == ModelSlot.objects.get().version.digest
    assert bundle.rankers.keys() == {"ease", "als"}


def test_too_little_to_learn_from_is_skipped_with_a_reason() -> None:
    run = queued()
    assert work(run) == RunState.SKIPPED
    assert "it takes 20" in run.verdict
    assert active_bundle() is None


def test_a_refused_model_is_kept_and_does_not_serve(history: Any) -> None:
    history(a_dataset_with_tastes(shuffled=True))
    run = queued()
    assert work(run) == RunState.REFUSED
    assert "not better than popularity" in run.verdict
    assert ModelVersion.objects.count() == 1
    assert not ModelSlot.objects.exists()


def test_a_failure_ends_in_words_and_leaves_nothing_half(
    monkeypatch: pytest.MonkeyPatch, history: Any, own_store: Path
) -> None:
    def full(**_arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run_module, "write", full)
    run = queued()
    assert work(run) == RunState.FAILED
    assert "No space left on device" in run.error
    assert not ModelVersion.objects.exists()


def test_a_run_that_is_held_or_done_is_not_worked_on_again(history: Any) -> None:
    run = queued()
    assert take_lease(run.pk) is not None
    assert work(run) is None
    lost(run)
    assert work(run) == RunState.PROMOTED
    assert run.attempts == 2
    assert work(run) is None
    assert Promotion.objects.count() == 1


def test_who_lost_the_lease_stops_without_a_trace(history: Any) -> None:
    run = queued()
    first = take_lease(run.pk)
    lost(run)
    second = take_lease(run.pk)
    assert first is not None
    assert second is not None
    with pytest.raises(LeaseLost):
        first.step("I am late", 0.9)
    assert not first.renew()
    assert second.renew()
    run.refresh_from_db()
    assert run.step != "I am late"


def test_an_older_run_that_wakes_up_late_does_not_undo_a_newer(monkeypatch: pytest.MonkeyPatch, history: Any) -> None:
    older = queued()
    newer = TrainingRun.objects.create(requested_at=NOON)
    real_write = write

    def write_after_the_newer(**arguments: Any) -> Any:
        monkeypatch.setattr(run_module, "write", real_write)
        assert work(newer) == RunState.PROMOTED
        return real_write(**arguments)

    monkeypatch.setattr(run_module, "write", write_after_the_newer)
    assert work(older) == RunState.REFUSED
    assert "newer run" in older.verdict
    assert ModelSlot.objects.get().run_token == newer.pk
    assert Promotion.objects.count() == 1


def test_lost_runs_wait_again_and_are_given_up_after_three_attempts() -> None:
    run = queued()
    for _attempt in range(tunables().training_attempts):
        assert find_work() == [run.pk]
        assert take_lease(run.pk) is not None
        assert find_work() == []
        lost(run)
    assert find_work() == []
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "lost 3 times" in run.error


@pytest.mark.parametrize(
    "task",
    [tasks.run_training, tasks.sweep, tasks.retrain_nightly, tasks.make_shortlists, tasks.keep_partitions],
    ids=lambda task: task.name,
)
def test_every_task_done_twice_leaves_the_same_state(task: Any, history: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "send_hint", lambda *_job: None)
    run = queued()
    arguments = [run.pk] if task is tasks.run_training else []

    def state() -> list[Any]:
        runs = TrainingRun.objects.values_list("pk", "state", "attempts", "verdict", "finished_at")
        return [*runs, *ModelVersion.objects.values_list("digest"), *Promotion.objects.values_list("pk", "version")]

    task(*arguments, argument_of_a_later_release=1)
    once = state()
    task(*arguments)
    assert state() == once


def test_the_command_trains_here_and_says_how_it_ended(history: Any, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("train", "--now")
    assert "promoted" in capsys.readouterr().out
    call_command("activate_model")
    assert capsys.readouterr().out.startswith("* ")
    with pytest.raises(CommandError, match="No version begins with zzz"):
        call_command("activate_model", "zzz")
    with pytest.raises(CommandError, match="no estimator nonsense"):
        call_command("evaluate", "--estimators", "nonsense")


def test_the_same_history_and_seed_make_the_same_model(history: Any) -> None:
    dataset = a_dataset_with_tastes()
    first, second = (
        train(dataset, active={}, recipe=Recipe(seed=5), step=lambda _text, _progress: None).bundle
        for _time in range(2)
    )
    assert first.scorers.keys() == second.scorers.keys()
    for name, scorer in first.scorers.items():
        for key, array in scorer.arrays().items():
            assert np.array_equal(array, second.scorers[name].arrays()[key]), (name, key)
    assert first.weights == second.weights
    assert first.calibration == second.calibration
