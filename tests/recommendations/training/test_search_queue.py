"""How searches are queued, given up and refused; what happens inside one is test_search_run's."""

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from recommendations.estimators import ESTIMATORS
from recommendations.models import JobState, SearchRun
from recommendations.training import search_run as module
from recommendations.training.dataset import Dataset
from recommendations.training.lease import take_lease
from recommendations.training.queue import find_work
from recommendations.training.search_run import search
from tests.factories.interactions import a_dataset_of_quiet_viewers
from tests.factories.recommendations import NOON
from tests.recommendations.training.test_search_run import history, lost, queued, work

__all__ = ["history"]  # A fixture that these tests share.

pytestmark = pytest.mark.django_db


def test_unknown_estimator_and_too_little_history_end_in_words(history: Callable[[Dataset], None]) -> None:
    unknown = queued("nonsense")
    assert work(unknown) == JobState.FAILED
    assert f"there are {', '.join(estimator.key for estimator in ESTIMATORS)}" in unknown.error

    history(a_dataset_of_quiet_viewers(viewers=1))
    small = queued()
    assert work(small) == JobState.SKIPPED
    assert "to learn from" in small.verdict


def test_asking_twice_searches_once_and_another_estimator_is_another_search() -> None:
    first = queued()
    assert queued().pk == first.pk
    assert take_lease(first.pk, SearchRun) is not None
    assert queued().pk == first.pk
    assert queued("popularity").pk != first.pk


def test_a_search_that_never_gets_on_is_given_up() -> None:
    run = queued()
    for _attempt in range(3):
        assert find_work(SearchRun) == [run.pk]
        assert take_lease(run.pk, SearchRun) is not None
        lost(run)

    assert find_work(SearchRun) == []
    run.refresh_from_db()
    assert run.state == JobState.FAILED
    assert "lost 3 times" in run.error


def test_cutoff_of_a_search_stays_when_it_is_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    cutoffs: list[datetime] = []
    dataset = a_dataset_of_quiet_viewers()

    def read(*, cutoff: datetime) -> Dataset:
        cutoffs.append(cutoff)
        return dataset

    monkeypatch.setattr(module, "read_dataset", read)
    run, clock = queued(trials=2), itertools.count().__next__
    instants = iter([NOON, NOON + timedelta(days=1), NOON + timedelta(days=2)])
    while run.is_unfinished:
        search(run.pk, now=lambda: next(instants), clock=clock, slice_seconds=5, beat=False)
        run.refresh_from_db()

    assert len(cutoffs) > 1
    assert set(cutoffs) == {NOON}
