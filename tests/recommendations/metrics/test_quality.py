"""The second measure, against values by hand and against all pairs counted one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.metrics.quality import Quality, auc_by_viewer


def test_two_viewers_by_hand_and_one_who_liked_everything() -> None:
    found = auc_by_viewer(
        viewer=np.array([0, 1, 0, 0, 1, 2]),
        score=[0.9, 0.1, 0.5, 0.5, 0.7, 0.3],
        liked=np.array([True, True, True, False, False, True]),
        viewers=4,
    )

    assert found[:2] == pytest.approx([0.75, 0.0])  # One pair won and one tied; the only pair lost.
    assert np.isnan(found[2:]).all()


@given(st.integers(0, 10_000))
def test_it_is_the_share_of_pairs_in_order(seed: int) -> None:
    random = np.random.default_rng(seed)
    viewer, score = random.integers(0, 3, 25), random.integers(0, 5, 25).astype(float)
    liked = random.random(25) < 0.5
    found = auc_by_viewer(viewer=viewer, score=score, liked=liked, viewers=3)
    for one in range(3):
        good, bad = score[(viewer == one) & liked], score[(viewer == one) & ~liked]
        pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for a in good for b in bad]
        assert found[one] == pytest.approx(np.mean(pairs)) if pairs else np.isnan(found[one])


def test_disliked_share_is_of_all_rated_hits_together() -> None:
    quality = Quality(auc=np.array([0.5, np.nan]), rated10=np.array([1.0, 3.0]), disliked10=np.array([1.0, 0.0]))

    assert quality.disliked_share == pytest.approx(0.25)
    assert quality.comparable.tolist() == [True, False]
    nothing = Quality(auc=np.array([0.5]), rated10=np.zeros(1), disliked10=np.zeros(1))
    assert nothing.disliked_share is None
