"""Data that is wrong, empty or vanishing: a retrain goes around it or ends in words, and the active model stays."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction

from accounts.models import Profile
from catalog.models import Title
from recommendations.contracts import Interactions
from recommendations.estimators import SurpriseSVD
from recommendations.models import ModelSlot, Rating, RatingSource, RunState, TrainingRun, WatchProgress
from recommendations.modelstore.active import active_bundle, forget_held
from recommendations.training import dataset as reading
from recommendations.training import run as run_module
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.queue import queue_run
from recommendations.training.run import retrain
from recommendations.training.trial import train
from recommendations.training.voters import Coded, Voters, read_voters
from tests.factories.catalog import a_title
from tests.factories.interactions import CUTOFF, a_dataset_with_tastes
from tests.factories.models import a_checkerboard
from tests.factories.recommendations import NOON, a_rating

pytestmark = pytest.mark.django_db
ENDS_IN_WORDS = {RunState.SKIPPED, RunState.REFUSED, RunState.PROMOTED}


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: LazySettings) -> None:
    settings.MODEL_STORE = tmp_path / "models"
    forget_held()


@pytest.fixture(autouse=True, scope="module")
def compiled() -> None:
    """Before a transaction is open: on a busy machine compiling takes longer than a transaction may be idle."""
    SurpriseSVD(epochs=1).learn(a_dataset_with_tastes().ratings, seed=0)


def work() -> TrainingRun:
    run = queue_run(reason="test", requested_by=None, now=NOON)
    retrain(run.pk, now=lambda: NOON, beat=False)
    run.refresh_from_db()
    return run


def work_on(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> TrainingRun:
    def read(*, cutoff: Any) -> Dataset:
        return dataset

    monkeypatch.setattr(run_module, "read_dataset", read)
    return work()


def both(interactions: Interactions) -> Dataset:
    return Dataset(ratings=interactions, strengths=interactions, cutoff=CUTOFF)


def of(people: list[int], titles: list[int], values: list[float], at: list[int] | None = None) -> Dataset:
    return both(interactions_of(people, titles, values, at or list(range(len(people)))))


WRONG = {
    "empty": lambda: both(interactions_of([], [], [], [])),
    "one rating": lambda: of([1], [7], [4.0]),
    "one person": lambda: of([1] * 60, list(range(60)), [4.0] * 60),
    "one title": lambda: of(list(range(60)), [7] * 60, [4.0] * 60),
    "constant ratings": lambda: of([n // 10 for n in range(600)], [(n * 7) % 41 for n in range(600)], [3.0] * 600),
    "duplicate pairs": lambda: of([n % 30 for n in range(600)], [(n % 30) % 11 for n in range(600)], [4.0] * 600),
    "nobody likes anything": lambda: of([n // 10 for n in range(600)], [(n * 7) % 41 for n in range(600)], [1.0] * 600),
    "one instant": lambda: of(
        [n // 10 for n in range(600)], [(n * 7) % 41 for n in range(600)], [4.0, 2.0] * 300, [5] * 600
    ),
    "instants of year 9999": lambda: of(
        [n // 10 for n in range(600)], [(n * 7) % 41 for n in range(600)], [4.0, 2.0] * 300, [253_402_300_000] * 600
    ),
}  # fmt: skip


@pytest.mark.parametrize("make", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_ends_in_words_and_the_active_model_stays(
    make: Callable[[], Dataset], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = work_on(a_dataset_with_tastes(), monkeypatch)
    assert good.state == RunState.PROMOTED
    serving = ModelSlot.objects.get().version.digest

    run = work_on(make(), monkeypatch)

    assert run.state in ENDS_IN_WORDS, run.error
    assert run.verdict
    assert not run.error
    if run.state != RunState.PROMOTED:
        assert ModelSlot.objects.get().version.digest == serving
    bundle = active_bundle()
    assert bundle is not None
    for name, scorer in bundle.scorers.items():
        assert all(np.isfinite(array).all() for array in scorer.arrays().values()), name


def test_no_history_at_all_is_nothing_to_learn_from() -> None:
    assert work().state == RunState.SKIPPED


@pytest.fixture
def board() -> tuple[list[Title], list[Profile]]:
    return a_checkerboard()


def test_a_title_deleted_while_it_is_learned_from_leaves_a_model_that_serves(
    board: tuple[list[Title], list[Profile]], monkeypatch: pytest.MonkeyPatch
) -> None:
    titles, _people = board

    def meanwhile(dataset: Dataset, **named: Any) -> Any:
        titles[0].delete()
        return train(dataset, **named)

    monkeypatch.setattr("recommendations.training.run.train", meanwhile)
    assert work().state == RunState.PROMOTED
    assert not Title.objects.filter(pk=titles[0].pk).exists()
    assert active_bundle() is not None


def test_a_profile_erased_while_it_is_learned_from_is_in_no_later_model(
    board: tuple[list[Title], list[Profile]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _titles, people = board
    gone = people[0].pk
    learned_from: list[Dataset] = []

    def meanwhile(dataset: Dataset, **named: Any) -> Any:
        learned_from.append(dataset)
        Profile.objects.filter(pk=gone).delete()
        return train(dataset, **named)

    monkeypatch.setattr("recommendations.training.run.train", meanwhile)
    assert work().state == RunState.PROMOTED
    assert work().state in ENDS_IN_WORDS
    assert gone in learned_from[0].ratings.profile_ids
    assert gone not in learned_from[1].ratings.profile_ids


def test_rows_of_what_is_erased_between_two_reads_are_left_out(
    board: tuple[list[Title], list[Profile]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within an open transaction the reads see what others commit meanwhile."""
    titles, people = board
    late, stranger = a_title("Added while it was read"), Profile.objects.create(user=None, name="Late")
    a_rating(people[0], late)
    a_rating(stranger, titles[0])

    def before_they_came() -> Voters:
        voters = read_voters()
        return Voters(
            profiles=without(voters.profiles.ids, stranger.pk),
            titles=without(voters.titles.ids, late.pk),
            voter=voters.voter[voters.profiles.ids != stranger.pk],
            shares_its_vote=voters.shares_its_vote[voters.profiles.ids != stranger.pk],
        )

    def without(ids: Any, one: int) -> Coded:
        return Coded(ids[ids != one])

    monkeypatch.setattr("recommendations.training.dataset.read_voters", before_they_came)
    dataset = reading.read_dataset(cutoff=NOON)
    assert late.pk not in dataset.ratings.title_ids
    assert stranger.pk not in dataset.strengths.profile_ids
    assert len(dataset.ratings) == Rating.objects.count() - 2


def test_clocks_that_are_ahead_teach_nothing_until_their_time_has_come(
    board: tuple[list[Title], list[Profile]],
) -> None:
    _titles, people = board
    Rating.objects.filter(profile=people[0]).update(rated_at=NOON + timedelta(days=4_000))
    a_rating(people[1], a_title("Of the future"), at=NOON + timedelta(seconds=1), source=RatingSource.IMPORT)
    assert work().state == RunState.PROMOTED
    dataset = reading.read_dataset(cutoff=NOON)
    assert people[0].pk not in dataset.ratings.profile_ids
    assert dataset.ratings.at.max() <= NOON.timestamp()


def test_a_rating_that_is_no_number_cannot_be_stored_and_a_play_of_no_length_is_worth_nothing(
    board: tuple[list[Title], list[Profile]],
) -> None:
    titles, people = board
    with pytest.raises(IntegrityError, match="rating_is_on_the_scale"), transaction.atomic():
        Rating.objects.filter(profile=people[0]).update(value=float("nan"))
    for title, seconds in zip(titles[:2], (float("nan"), float("inf")), strict=True):
        WatchProgress.objects.create(
            profile=people[0], title=title, watched_seconds=seconds, duration_seconds=100.0, started_at=NOON,
            updated_at=NOON,
        )  # fmt: skip
    assert np.isfinite(reading.read_dataset(cutoff=NOON).strengths.value).all()
