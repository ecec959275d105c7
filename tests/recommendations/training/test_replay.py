"""The job behind "what would change": figures on what was held out, by one ruler, and one end for every beginning."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.utils import timezone

from recommendations import tasks
from recommendations.models import JobState, RewardReplay, RewardTable
from recommendations.modelstore.active import active_bundle
from recommendations.pages.replay import replay_pages
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.queue import queue_replay
from recommendations.training.replay import held_out_figures, replay, values_from
from tests.factories.accounts import a_profile
from tests.factories.interactions import a_dataset_with_tastes
from tests.factories.models import a_checkerboard, a_promoted_model
from tests.factories.recommendations import NOON, a_rating

pytestmark = pytest.mark.django_db


def a_replay(weights: Mapping[str, float]) -> RewardReplay:
    table = RewardTable.objects.create(weights=dict(weights))
    return queue_replay(table=table, requested_by=None, now=NOON)


def work(job: RewardReplay, pages: Any = replay_pages) -> JobState | None:
    state = replay(job.pk, now=lambda: NOON, pages=pages, beat=False)
    job.refresh_from_db()
    return state


def no_pages(
    *, active: Mapping[str, float], proposed: Mapping[str, float], now: datetime, seed: int,
    tell: Callable[[str, float], None],
) -> dict[str, Any]:  # fmt: skip
    return {"of": 0, "profiles": 0}


def test_replay_ends_with_pages_and_figures_under_both_tables(model_store: Path) -> None:
    a_checkerboard(titles=40, viewers=40)
    version = a_promoted_model()
    active = RewardTable.objects.create(weights={"two_thumbs_up": 2.5}, is_active=True)
    job = a_replay({"two_thumbs_up": -3.0, "thumb_down": 3.0, "completed": 0.0})

    assert work(job) == JobState.DONE

    assert (job.against, job.version, job.cutoff, job.progress) == (active, version, NOON, 1)
    assert job.result["pages"]["profiles"] == 40
    assert job.result["pages"]["titles_changed"] > 0
    figures = job.result["held_out"]
    assert figures["viewers"] > 0
    assert figures["ndcg10"]["then"] < figures["ndcg10"]["now"], "To like what was disliked is a bad idea."
    assert figures["ndcg10"]["difference"] == pytest.approx(
        figures["ndcg10"]["then"] - figures["ndcg10"]["now"], abs=2e-5
    )
    assert "worse beyond luck" in job.verdict


def test_the_same_table_changes_nothing(model_store: Path) -> None:
    a_checkerboard(titles=40, viewers=40)
    a_promoted_model()
    job = a_replay({})

    assert work(job) == JobState.DONE
    assert job.result["pages"]["titles_changed"] == 0
    assert job.result["held_out"]["ndcg10"]["difference"] == 0
    assert job.result["held_out"]["auc"].get("difference", 0) == 0
    assert "NDCG@10 stays at" in job.verdict


def test_without_a_model_or_a_past_it_says_so() -> None:
    job = a_replay({"listed": 2.0})
    assert work(job) == JobState.DONE
    assert "No model serves yet" in job.result["held_out"]["reason"]
    assert "Nobody has done anything" in job.verdict

    a_rating(a_profile(), a_checkerboard(titles=4, viewers=2)[0][0])
    assert work(a_replay({"listed": 3.0})) == JobState.DONE


def test_failure_ends_in_words() -> None:
    def broken(**_arguments: Any) -> dict[str, Any]:
        raise OSError("No space left on device")

    job = a_replay({})
    assert work(job, broken) == JobState.FAILED
    assert "No space left" in job.error


def test_what_is_done_or_held_by_another_is_left_alone() -> None:
    job = a_replay({})
    assert work(job, no_pages) == JobState.DONE
    assert work(job, no_pages) is None

    def taken(**_arguments: Any) -> dict[str, Any]:
        RewardReplay.objects.update(owner="another")
        return {"of": 0, "profiles": 0}

    other = a_replay({"listed": 1.0})
    assert work(other, taken) is None
    assert (other.state, other.owner, other.result) == (JobState.RUNNING, "another", {})


def test_asking_twice_replays_once() -> None:
    job = a_replay({})
    assert queue_replay(table=job.table, requested_by=None, now=NOON).pk == job.pk


def test_values_are_taken_by_profile_and_title() -> None:
    ours = interactions_of([1, 1, 2], [10, 11, 10], [1.0, 2.0, 3.0], [5, 6, 7])
    theirs = interactions_of([2, 1], [10, 11], [30.0, 20.0], [7, 6])

    assert values_from(theirs, of=ours).tolist() == [1.0, 20.0, 30.0]
    assert values_from(interactions_of([], [], [], []), of=ours).tolist() == [1.0, 2.0, 3.0]


def test_what_counts_as_liked_is_the_same_under_both_tables(model_store: Path) -> None:
    """A table under which nothing is liked any more must not look good (or bad) for that alone."""
    a_checkerboard()
    a_promoted_model()
    bundle, dataset = active_bundle(), a_dataset_with_tastes()
    assert bundle is not None
    without_ratings = Dataset(
        ratings=interactions_of([], [], [], []), strengths=dataset.strengths, cutoff=dataset.cutoff
    )
    halved = replace(
        without_ratings, strengths=replace(dataset.strengths, value=dataset.strengths.value * np.float32(0.5))
    )

    figures = held_out_figures(dataset=without_ratings, proposed=halved, bundle=bundle, seed=1)

    assert figures["viewers"] > 100
    assert figures["auc_viewers"] == 0
    assert figures["auc"] == {}


def test_a_worker_does_it_by_the_task(model_store: Path) -> None:
    a_checkerboard()
    job = a_replay({"listed": 2.0})

    tasks.run_replay(job.pk, argument_of_a_later_release=1)
    tasks.run_replay(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)
    assert job.finished_at is not None
    assert job.finished_at <= timezone.now()
