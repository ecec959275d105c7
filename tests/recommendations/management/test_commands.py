"""Commands say what they did, end with an error when they could not, and train no worse than a worker."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from recommendations.models import ModelSlot, ModelVersion, RunState, TrainingRun
from recommendations.modelstore.active import active_digest
from tests.factories.models import a_checkerboard, a_promoted_model

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_train_here_and_now_serves_a_model(model_store: Path) -> None:
    a_checkerboard(at=timezone.now(), titles=40, viewers=60)

    told = said("train", "--now")

    run = TrainingRun.objects.get()
    assert run.state in (RunState.PROMOTED, RunState.REFUSED)
    assert f"Run {run.pk} {run.state}" in told
    assert run.verdict in told


def test_train_with_nothing_to_learn_from_says_what_is_missing(model_store: Path) -> None:
    told = said("train", "--now")

    assert "Pages rank by popularity until then" in told
    assert TrainingRun.objects.get().state == RunState.SKIPPED


def test_train_if_missing_does_nothing_while_a_model_serves(model_store: Path) -> None:
    a_checkerboard()
    a_promoted_model()

    assert said("train", "--if-missing") == ""
    assert not TrainingRun.objects.exists()


def test_train_without_a_worker_gives_up_with_a_sentence(broker_away: None, model_store: Path) -> None:
    with pytest.raises(CommandError, match="is a worker running"):
        said("train", "--timeout", "0.1")


def test_train_without_waiting_leaves_the_run_in_the_queue(broker_away: None) -> None:
    assert "is queued" in said("train", "--no-wait")
    assert TrainingRun.objects.get().state == RunState.QUEUED


def test_rolled_back_model_serves_and_the_list_marks_it(model_store: Path) -> None:
    a_checkerboard()
    first = a_promoted_model(seed=1)
    second = a_promoted_model(seed=2)
    assert active_digest() == second.digest != first.digest

    said("activate_model", "--previous", "--why", "The second was worse")

    assert active_digest() == first.digest
    assert f"* {first}" in said("activate_model")
    assert f"  {second}" in said("activate_model")


def test_model_that_is_no_longer_stored_is_not_activated(model_store: Path) -> None:
    a_checkerboard()
    serving = a_promoted_model()
    ModelVersion.objects.create(digest="ab" * 32, created_at=timezone.now())

    with pytest.raises(CommandError, match="not in the model store"):
        said("activate_model", "abab")

    assert ModelSlot.objects.get().version == serving


def test_evaluate_prints_a_line_for_each_estimator_and_changes_nothing(model_store: Path) -> None:
    a_checkerboard(at=timezone.now(), titles=40, viewers=60)

    told = said("evaluate", "--estimators", "popularity", "ease")

    assert "popularity" in told
    assert "ease" in told
    assert not ModelVersion.objects.exists()


def test_evaluate_without_history_says_what_is_missing() -> None:
    with pytest.raises(CommandError, match="to learn from"):
        said("evaluate")
