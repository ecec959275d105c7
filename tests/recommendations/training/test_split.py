"""What is held out, by every protocol: the right amount, on one side only, for ratings and strengths alike."""

import numpy as np
import pytest

from recommendations.training.protocols import GLOBAL_TIME, PROTOCOLS, STRATIFIED, VIEWER_TIME, Protocol
from recommendations.training.split import pairs_of
from tests.factories.interactions import a_dataset_with_tastes

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
