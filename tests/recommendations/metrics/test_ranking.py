"""Ranking metrics against values that were computed by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.metrics.ranking import judge, top_of


def judged(hits: list[int], relevant: int) -> tuple[float, float, float, float]:
    """NDCG@10, Recall@10, Recall@20 and hit@10 of one viewer."""
    row = np.zeros((1, 20), dtype=bool)
    row[0, : len(hits)] = np.array(hits, dtype=bool)
    scores = judge(hits=row, relevant=np.array([relevant]), top=np.arange(20)[None, :])
    return float(scores.ndcg10[0]), float(scores.recall10[0]), float(scores.recall20[0]), float(scores.hit10[0])


def test_first_and_third_of_three_relevant() -> None:
    ndcg, recall10, recall20, hit = judged([1, 0, 1], relevant=3)

    assert ndcg == pytest.approx((1 + 1 / 2) / (1 + 1 / math.log2(3) + 1 / 2))
    assert [recall10, recall20, hit] == pytest.approx([2 / 3, 2 / 3, 1.0])


def test_ideal_list_is_never_longer_than_ten() -> None:
    ndcg, recall10, _recall20, _hit = judged([1] * 10, relevant=50)

    assert ndcg == pytest.approx(1.0)
    assert recall10 == pytest.approx(0.2)


def test_one_relevant_at_the_last_place_that_counts() -> None:
    assert judged([0] * 9 + [1], relevant=1)[0] == pytest.approx(1 / math.log2(11))
    assert judged([0] * 10 + [1], relevant=1) == (0.0, 0.0, 1.0, 0.0)


@given(st.lists(st.integers(0, 1), min_size=20, max_size=20), st.integers(0, 30))
def test_shares_stay_between_nothing_and_everything(hits: list[int], missed: int) -> None:
    relevant = max(1, sum(hits) + missed)

    assert all(0 <= value <= 1 + 1e-12 for value in judged(hits, relevant=relevant))


@given(st.lists(st.integers(0, 1), min_size=10, max_size=10), st.integers(0, 8))
def test_a_hit_that_moves_up_never_lowers_ndcg(hits: list[int], place: int) -> None:
    better = list(hits)
    better[place], better[place + 1] = max(hits[place : place + 2]), min(hits[place : place + 2])

    assert judged(better, relevant=10)[0] >= judged(hits, relevant=10)[0] - 1e-12


def test_top_is_best_first_and_ties_go_to_the_lower_code() -> None:
    assert top_of(np.array([[1.0, 3.0, 3.0, 2.0], [0.0, 0.0, 0.0, 0.0]]), 3).tolist() == [[1, 2, 3], [0, 1, 2]]


def test_top_shows_nothing_that_is_no_candidate() -> None:
    scores = np.array([[-np.inf, 2.0, -np.inf, np.nan], [np.nan, -np.inf, 0.0, 5.0]])

    assert top_of(scores, 3).tolist() == [[1, -1, -1], [3, 2, -1]]
    assert top_of(scores, 9)[1].tolist() == [3, 2] + [-1] * 7
    assert top_of(np.empty((2, 0)), 2).tolist() == [[-1, -1], [-1, -1]]


@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 25))
def test_top_is_what_a_stable_sort_says(seed: int, titles: int, count: int) -> None:
    scores = np.random.default_rng(seed).integers(0, 6, (4, titles)).astype(np.float32)
    expected = np.argsort(-scores, axis=1, kind="stable")[:, :count]

    assert top_of(scores, count)[:, : expected.shape[1]].tolist() == expected.tolist()


def test_average_precision_by_hand() -> None:
    hits = np.zeros((1, 20), dtype=bool)
    hits[0, [0, 2, 12]] = True
    top = np.arange(20)[None, :]

    few = judge(hits=hits, relevant=np.array([3]), top=top).map10[0]
    many = judge(hits=hits, relevant=np.array([30]), top=top).map10[0]

    assert few == pytest.approx((1 / 1 + 2 / 3) / 3)
    assert many == pytest.approx((1 / 1 + 2 / 3) / 10)
