"""What is held out, by every protocol: the right amount, on one side only, for ratings and strengths alike."""

import dataclasses

import numpy as np
import pytest

from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.protocols import GLOBAL_TIME, PROTOCOLS, STRATIFIED, VIEWER_TIME, Protocol
from recommendations.training.split import latest, pairs_of, split
from tests.factories.interactions import CUTOFF, a_dataset_with_tastes

every_protocol = pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.key)


@every_protocol
def test_no_pair_is_on_both_sides_in_any_form(protocol: Protocol) -> None:
    dataset = a_dataset_with_tastes()
    learning, held = protocol.split(dataset, 3)
    kept = np.concatenate([pairs_of(learning.strengths), pairs_of(learning.ratings)])
    asked = np.concatenate([pairs_of(held.strengths), pairs_of(held.ratings)])
    assert not np.isin(kept, asked).any()
    assert len(learning.strengths) + len(held.strengths) == len(dataset.strengths)
    assert len(learning.ratings) + len(held.ratings) == len(dataset.ratings)


@every_protocol
def test_the_same_seed_holds_out_the_same(protocol: Protocol) -> None:
    dataset = a_dataset_with_tastes()
    first, second = (protocol.split(dataset, 3)[1] for _time in range(2))
    assert np.array_equal(pairs_of(first.strengths), pairs_of(second.strengths))


def test_global_time_learns_from_nothing_after_what_it_asks() -> None:
    learning, held = GLOBAL_TIME.split(a_dataset_with_tastes(), 0)
    assert learning.strengths.at.max() <= held.strengths.at.min()
    assert len(held.strengths) == pytest.approx(0.2 * (len(learning.strengths) + len(held.strengths)), abs=1)


def test_viewer_time_learns_of_each_viewer_from_nothing_after_what_it_asks() -> None:
    learning, held = VIEWER_TIME.split(a_dataset_with_tastes(), 0)
    for viewer in range(5):
        mine, theirs = learning.strengths.profile_code == viewer, held.strengths.profile_code == viewer
        assert learning.strengths.at[mine].max() <= held.strengths.at[theirs].min()


def test_stratified_draws_a_quarter_of_each_viewers_by_the_seed() -> None:
    dataset = a_dataset_with_tastes()
    _learning, held = STRATIFIED.split(dataset, 1)
    own = np.bincount(dataset.strengths.profile_code)
    assert np.bincount(held.strengths.profile_code) == pytest.approx(0.25 * own, abs=0.5)
    other = STRATIFIED.split(dataset, 2)[1]
    assert not np.array_equal(pairs_of(held.strengths), pairs_of(other.strengths))


def test_of_what_was_said_in_one_second_each_viewer_holds_out_other_titles() -> None:
    """As an import without times leaves it: everything at once, and everybody of the same titles."""
    people, titles = np.repeat(np.arange(200), 20), np.tile(np.arange(20), 200)
    said = interactions_of(people, titles, np.full(4_000, 4.0), np.zeros(4_000))
    late = latest(said, 0.2)
    assert np.bincount(people[late]).tolist() == [4] * 200
    of_each = np.bincount(titles[late], minlength=20)
    assert of_each.min() > 15
    assert of_each.max() < 65


def test_parts_of_what_shares_arrays_share_them_and_are_the_same_as_of_what_does_not() -> None:
    strengths = a_dataset_with_tastes().strengths
    ratings = dataclasses.replace(strengths, value=strengths.value + 1)
    shared = Dataset(ratings=ratings, strengths=strengths, cutoff=CUTOFF)
    apart = dataclasses.replace(shared, ratings=dataclasses.replace(ratings, profile_code=ratings.profile_code.copy()))
    for one, other in zip(split(shared), split(apart), strict=True):
        assert one.ratings.title_code is one.strengths.title_code
        for part in ("ratings", "strengths"):
            for name in ("profile_code", "title_code", "value", "at"):
                assert np.array_equal(getattr(getattr(one, part), name), getattr(getattr(other, part), name))
