"""A viewer is the mean of what was chosen, less what everything is like."""

import numpy as np
import pytest

from recommendations.modelstore.scorers import Likeness

SPACE, LOVE, BOTH, NOTHING_KNOWN = 10, 20, 30, 40


def a_likeness() -> Likeness:
    half = np.sqrt(0.5)
    vectors = np.array([[1, 0], [0, 1], [half, half], [0, 0]], dtype=np.float32)
    return Likeness(title_ids=np.array([SPACE, LOVE, BOTH, NOTHING_KNOWN], dtype=np.int64), vectors=vectors)


def test_what_is_like_the_chosen_comes_first_and_its_opposite_last() -> None:
    space, love, both, unknown = a_likeness().score({SPACE: 2.0}).tolist()

    assert space > both > love
    assert unknown == 0.0


def test_a_disliked_title_counts_against_its_kind() -> None:
    liked, disliked = a_likeness().score({SPACE: 1.0}), a_likeness().score({SPACE: -1.0})

    assert disliked == pytest.approx(-liked)


def test_how_strongly_everything_was_liked_does_not_matter() -> None:
    assert a_likeness().score({SPACE: 1.0, LOVE: 0.5}) == pytest.approx(a_likeness().score({SPACE: 4.0, LOVE: 2.0}))


def test_parts_sum_to_the_score() -> None:
    taste = {SPACE: 2.0, LOVE: -0.5, BOTH: 1.0, 999: 3.0, NOTHING_KNOWN: 5.0}
    own, parts = a_likeness().parts(taste, [SPACE, LOVE, BOTH])

    assert own.tolist() == [SPACE, LOVE, BOTH]
    assert parts.sum(axis=0) == pytest.approx(a_likeness().score(taste)[:3], abs=1e-6)


def test_contributions_name_what_spoke_for_a_title_with_shares_of_one() -> None:
    found = a_likeness().contributions({SPACE: 1.0, LOVE: 1.0}, SPACE)

    assert [title for title, _share in found] == [SPACE]
    assert sum(share for _title, share in found) == pytest.approx(1.0)
    assert a_likeness().contributions({SPACE: 1.0}, 999) == []


def test_similar_is_by_kind_and_without_the_title_itself() -> None:
    assert [title for title, _cosine in a_likeness().similar(SPACE, 2)] == [BOTH, LOVE]
    assert a_likeness().similar(NOTHING_KNOWN, 2) == []
    assert a_likeness().similar(999, 2) == []


def test_other_titles_get_nothing() -> None:
    over = a_likeness().over(np.array([5, SPACE], dtype=np.int64))

    assert over.vectors.tolist() == [[0.0, 0.0], [1.0, 0.0]]


def test_nothing_liked_scores_nothing() -> None:
    assert not a_likeness().score({}).any()
    assert not a_likeness().score({NOTHING_KNOWN: 1.0}).any()
