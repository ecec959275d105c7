"""Shortlists: what the model that serves would show first, for every profile, written whole or not at all."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import LazySettings

from accounts.models import Profile
from recommendations import tasks
from recommendations.candidates.shortlist import shortlist_scores
from recommendations.events.rewards import active_rewards
from recommendations.events.taste import read_taste
from recommendations.models import HiddenTitle, ModelSlot, ModelVersion, Rating, Shortlist, WatchProgress
from recommendations.modelstore.active import active_bundle, forget_held
from recommendations.modelstore.in_blocks import best_of_each, rank_many
from recommendations.training import shortlists as module
from recommendations.training.shortlist_rows import write_rows
from recommendations.training.shortlists import shortlists_are_due, write_shortlists
from recommendations.training.told import read_block
from tests.factories.blends import a_served_blend
from tests.factories.models import a_checkerboard
from tests.factories.recommendations import NOON
from tests.factories.whole_history import a_history_of_everything

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: LazySettings) -> None:
    settings.MODEL_STORE = tmp_path / "models"
    forget_held()


@pytest.fixture
def people() -> list[Profile]:
    _titles, people = a_checkerboard()
    a_served_blend()
    return people


def lists() -> dict[int, list[int]]:
    return dict(Shortlist.objects.values_list("profile_id", "title_ids"))


def test_each_profile_gets_what_its_page_would_rank_first(people: list[Profile]) -> None:
    assert write_shortlists(now=NOON) == len(people)
    bundle = active_bundle()
    assert bundle is not None
    for person in people[:6]:
        taste = read_taste(profile_id=person.pk, now=NOON)
        scores = bundle.rank(strengths=taste.strengths, ratings=taste.ratings)
        taken = taste.watched | taste.hidden
        expected = [title for title in bundle.title_ids[np.argsort(-scores, kind="stable")] if title not in taken]
        row = Shortlist.objects.get(profile=person)
        assert row.digest == bundle.version
        assert row.scores == sorted(row.scores, reverse=True)
        assert set(row.title_ids) == set(expected)
        places = [scores[np.searchsorted(bundle.title_ids, title)] for title in row.title_ids]
        assert row.scores == pytest.approx(places, abs=1e-4)


@pytest.mark.parametrize("seed", range(3))
def test_a_block_says_of_each_profile_what_its_page_reads(seed: int) -> None:
    a_history_of_everything(seed)
    everybody = np.array(sorted(Profile.objects.values_list("pk", flat=True))[1:], dtype=np.int64)
    block = read_block(profile_ids=everybody, rewards=active_rewards(), now=NOON)
    for place, profile_id in enumerate(everybody.tolist()):
        taste = read_taste(profile_id=profile_id, now=NOON)
        assert block.ratings.of(place) == pytest.approx(dict(taste.ratings))
        assert block.strengths.of(place) == pytest.approx(dict(taste.strengths), rel=1e-4, abs=1e-5)
        rated = set(Rating.objects.filter(profile_id=profile_id).values_list("title_id", flat=True))
        finished = set(
            WatchProgress.objects.filter(profile_id=profile_id, completed=True).values_list("title_id", flat=True)
        )
        hidden = set(HiddenTitle.objects.filter(profile_id=profile_id).values_list("title_id", flat=True))
        assert set(block.taken.of(place)) == rated | finished | hidden


def test_many_are_ranked_as_one_is() -> None:
    a_history_of_everything(1)
    a_served_blend(now=LATER)
    bundle = active_bundle()
    assert bundle is not None
    everybody = np.array(sorted(Profile.objects.values_list("pk", flat=True)), dtype=np.int64)
    block = read_block(profile_ids=everybody, rewards=active_rewards(), now=NOON)
    found = rank_many(bundle, strengths=block.strengths, ratings=block.ratings)
    for place in range(len(everybody)):
        alone = bundle.rank(strengths=block.strengths.of(place), ratings=block.ratings.of(place))
        assert found[place] == pytest.approx(alone, abs=1e-4)


def test_the_best_of_each_row_are_in_order() -> None:
    scores = np.array([[1.0, 3.0, 2.0, 3.0], [-np.inf, 0.5, -np.inf, 0.7]], dtype=np.float32)
    codes, values = best_of_each(scores, 3)
    assert codes[0].tolist() == [1, 3, 2]
    assert codes[1, :2].tolist() == [3, 1]
    assert values[1, 2] == -np.inf
    assert best_of_each(scores, 9)[0].shape == (2, 4)


def test_doing_it_again_leaves_the_same(people: list[Profile]) -> None:
    write_shortlists(now=NOON)
    first = lists()
    write_shortlists(now=LATER)
    assert lists() == first
    assert Shortlist.objects.count() == len(people)


def test_it_is_due_until_it_is_done_and_after_a_roll_back(people: list[Profile]) -> None:
    assert shortlists_are_due()
    tasks.make_shortlists(argument_of_a_later_release=1)
    assert not shortlists_are_due()
    assert ModelVersion.objects.get().metrics["shortlists"]["profiles"] == len(people)
    Shortlist.objects.filter(profile=people[0]).update(digest="of another version")
    assert shortlists_are_due()


def test_no_model_makes_no_shortlists() -> None:
    assert not shortlists_are_due()
    assert write_shortlists(now=NOON) == 0


def test_a_version_that_was_overtaken_writes_nothing_more(
    people: list[Profile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PROFILES_AT_ONCE", 4)
    real: Callable[..., int] = module._write_block

    def overtaken(*arguments: Any) -> int:
        newer = ModelVersion.objects.create(digest="newer", created_at=NOON)
        ModelSlot.objects.update(version=newer)
        return real(*arguments)

    monkeypatch.setattr(module, "_write_block", overtaken)
    assert write_shortlists(now=NOON) == 0
    assert not Shortlist.objects.exists()


def test_who_was_erased_meanwhile_is_left_out(people: list[Profile]) -> None:
    digest = ModelVersion.objects.get().digest
    ids = np.array([people[0].pk, 2_000_000_000], dtype=np.int64)
    titles, scores = np.array([[1, 2], [3, 4]]), np.array([[0.5, 0.25], [1.0, -np.inf]], dtype=np.float32)
    assert write_rows(profile_ids=ids, title_ids=titles, scores=scores, digest=digest, slot="home", now=NOON) == 1
    row = Shortlist.objects.get()
    assert (row.title_ids, row.scores) == ([1, 2], [0.5, 0.25])


def test_a_shortlist_goes_with_its_profile(people: list[Profile]) -> None:
    write_shortlists(now=NOON)
    gone = people[0].pk
    people[0].delete()
    assert gone not in lists()


def test_a_web_node_without_the_arrays_ranks_by_the_shortlist(people: list[Profile]) -> None:
    write_shortlists(now=NOON)
    row = Shortlist.objects.get(profile=people[0])
    title_ids = np.array(sorted([*row.title_ids[:3], 2_000_000_000]), dtype=np.int64)
    scores = shortlist_scores(people[0].pk, title_ids)
    assert scores is not None
    by_id = dict(zip(title_ids.tolist(), scores.tolist(), strict=True))
    assert [by_id[title] for title in row.title_ids[:3]] == pytest.approx(row.scores[:3])
    assert by_id[2_000_000_000] == min(by_id.values()), "What is not on it comes last."
    assert shortlist_scores(people[0].pk, np.array([5, 6])) is None
    assert shortlist_scores(2_000_000_000, title_ids) is None
