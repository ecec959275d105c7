"""A search's row is its lease and its trials are its memory: nothing that was tried is tried again."""

import itertools
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from recommendations.estimators import UnableToFit
from recommendations.models import EstimatorSettings, JobState, SearchRun, SearchTrial
from recommendations.training import search_run as module
from recommendations.training.dataset import Dataset
from recommendations.training.queue import find_work, queue_search
from recommendations.training.search import IN_USE, attempt
from recommendations.training.search_run import search
from tests.factories.interactions import a_dataset_of_quiet_viewers, a_dataset_with_tastes
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def history(monkeypatch: pytest.MonkeyPatch) -> Callable[[Dataset], None]:
    def set_to(dataset: Dataset) -> None:
        def read(*, cutoff: datetime) -> Dataset:
            return dataset

        monkeypatch.setattr(module, "read_dataset", read)

    set_to(a_dataset_of_quiet_viewers())
    return set_to


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, Any]]:
    """Every training that a search did: the share of the viewers and the config."""
    calls: list[tuple[float, Any]] = []

    def counting(*arguments: Any, **named: Any) -> Any:
        calls.append((named["share"], named["config"]))
        return attempt(*arguments, **named)

    monkeypatch.setattr(module, "attempt", counting)
    return calls


def queued(estimator: str = "ease", trials: int = 9) -> SearchRun:
    return queue_search(estimator=estimator, trials=trials, requested_by=None, now=NOON)


def work(run: SearchRun, **options: Any) -> JobState | None:
    state = search(run.pk, now=lambda: NOON, clock=time.monotonic, beat=False, **options)
    run.refresh_from_db()
    return state


def lost(run: SearchRun) -> None:
    SearchRun.objects.filter(pk=run.pk).update(lease_until=timezone.now() - timedelta(minutes=5))


def test_planted_optimum_is_found_and_beats_the_default() -> None:
    """Here what was merely seen says what the defaults do not listen to."""
    run = queued()

    assert work(run) == JobState.DONE
    last = SearchTrial.objects.filter(search=run, rung=1)
    best, default = last.order_by("-score")[0], last.get(number=IN_USE)
    assert best.config["minimum_value"] == 0.25
    assert default.config["minimum_value"] == 1.25
    assert best.score is not None
    assert default.score is not None
    assert best.score > 1.1 * default.score
    assert f"Trial {best.number} is best" in run.verdict
    assert (run.progress, run.measure, run.cutoff) == (1, "NDCG@10", NOON)


def test_halving_spends_what_it_says(tried: list[tuple[float, Any]]) -> None:
    run = queued()
    work(run)

    assert run.plan == [[pytest.approx(1 / 3), 9], [1.0, 3]]
    assert Counter(round(share, 3) for share, _config in tried) == {0.333: 10, 1.0: 4}
    assert sum(share for share, _config in tried) == pytest.approx(10 / 3 + 4)


def test_a_lost_search_goes_on_from_its_finished_trials(
    tried: list[tuple[float, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who dies in the middle of the fourth trial costs that trial and no other."""
    counting, whole = module.__dict__["attempt"], queued()
    work(whole)
    expected = list(SearchTrial.objects.filter(search=whole).values_list("rung", "number", "score"))
    tried.clear()

    def die(*arguments: Any, **named: Any) -> Any:
        if len(tried) == 3:
            raise KeyboardInterrupt
        return counting(*arguments, **named)

    SearchTrial.objects.filter(search=whole).delete()
    SearchRun.objects.filter(pk=whole.pk).update(state=JobState.QUEUED, plan=[], attempts=0)
    monkeypatch.setattr(module, "attempt", die)
    with pytest.raises(KeyboardInterrupt):
        work(whole)
    assert work(whole) is None, "Its lease still runs."
    lost(whole)
    assert find_work(SearchRun) == [whole.pk]
    monkeypatch.setattr(module, "attempt", counting)

    assert work(whole) == JobState.DONE
    assert len(tried) == 14
    assert list(SearchTrial.objects.filter(search=whole).values_list("rung", "number", "score")) == expected
    assert SearchTrial.objects.get(search=whole, rung=0, number=3).begun == 2


def test_a_trial_that_takes_the_worker_down_twice_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    run = queued()

    def die(*arguments: Any, **named: Any) -> Any:
        if (
            named["config"].regularisation
            == SearchTrial.objects.get(search=run, rung=0, number=5).config["regularisation"]
        ):
            raise KeyboardInterrupt
        return attempt(*arguments, **named)

    monkeypatch.setattr(module, "attempt", die)
    for _time in range(2):
        with pytest.raises(KeyboardInterrupt):
            work(run)
        lost(run)

    assert work(run) == JobState.DONE
    assert "lost 2 times" in SearchTrial.objects.get(search=run, rung=0, number=5).failure
    assert not SearchTrial.objects.filter(search=run, rung=1, number=5).exists()


def test_a_search_lets_others_have_a_turn_and_goes_on(tried: list[tuple[float, Any]]) -> None:
    run, clock = queued(), itertools.count().__next__

    states: list[JobState | None] = []
    while not states or states[-1] == JobState.QUEUED:
        states.append(search(run.pk, now=lambda: NOON, clock=clock, slice_seconds=12, beat=False))
        run.refresh_from_db()
        assert run.attempts <= 1, "Having been worked on is not held against it."

    assert states[-1] == JobState.DONE
    assert len(states) > 2
    assert len(tried) == 14


def test_who_lost_the_lease_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    run = queued()

    def be_late(*arguments: Any, **named: Any) -> Any:
        SearchRun.objects.filter(pk=run.pk).update(owner="another")
        return attempt(*arguments, **named)

    monkeypatch.setattr(module, "attempt", be_late)

    assert work(run) is None
    assert (run.state, run.owner) == (JobState.RUNNING, "another")
    assert not SearchTrial.objects.filter(search=run).exclude(score=None).exists()


def test_deleting_a_search_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    run = queued()

    def deleted(*arguments: Any, **named: Any) -> Any:
        SearchRun.objects.filter(pk=run.pk).delete()
        return attempt(*arguments, **named)

    monkeypatch.setattr(module, "attempt", deleted)

    assert search(run.pk, now=lambda: NOON, clock=time.monotonic, beat=False) is None
    assert not SearchRun.objects.exists()


def test_trials_that_fail_say_why_and_do_not_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    run = queued()

    def picky(*arguments: Any, **named: Any) -> Any:
        if named["config"].regularisation > 300:
            raise UnableToFit("Too much of it.")
        if named["config"].regularisation < 50:
            raise ZeroDivisionError("too little")
        return attempt(*arguments, **named)

    monkeypatch.setattr(module, "attempt", picky)

    assert work(run) == JobState.DONE
    failures = set(SearchTrial.objects.filter(search=run).values_list("failure", flat=True))
    assert failures == {"", "Too much of it.", "ZeroDivisionError: too little"}
    assert not SearchTrial.objects.filter(search=run, rung=1).exclude(failure="").exists()


def test_a_trial_that_would_outgrow_the_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "memory_limit_bytes", lambda: 1_000)
    run = queued(trials=2)

    assert work(run) == JobState.FAILED
    assert "are allowed" in run.error


def test_a_search_of_which_everything_fails_says_why() -> None:
    run = queued("surprise_svd", trials=2)  # Nobody rated anything here.

    assert work(run) == JobState.FAILED
    assert "no interactions" in run.error


def test_rating_estimators_are_searched_by_their_error(history: Callable[[Dataset], None]) -> None:
    history(a_dataset_with_tastes())
    run = queued("surprise_svd", trials=3)

    assert work(run) == JobState.DONE
    assert run.measure == "RMSE"
    drawn = SearchTrial.objects.filter(search=run, rung=len(run.plan) - 1).exclude(number=IN_USE)
    assert f"{drawn.order_by('score')[0].score:.4f}" in run.verdict


def test_the_settings_in_use_are_the_ones_to_beat() -> None:
    EstimatorSettings.objects.create(estimator="ease", config={"regularisation": 77.0}, is_active=True)
    run = queued(trials=2)
    work(run)

    assert SearchTrial.objects.get(search=run, rung=0, number=IN_USE).config["regularisation"] == 77.0
