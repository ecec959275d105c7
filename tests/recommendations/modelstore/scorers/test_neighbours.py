"""Sparse rows of near titles: the same sums as a matrix would give, over any titles, and refused when damaged."""

from typing import Any

import numpy as np
import pytest

from recommendations.modelstore.scorers import Neighbours

TASTE = {11: 2.0, 14: 1.0, 12: -1.0, 999: 3.0}


def a_matrix(seed: int = 0, titles: int = 12) -> np.ndarray:
    random = np.random.default_rng(seed)
    matrix = np.where(random.random((titles, titles)) < 0.4, random.random((titles, titles)), 0.0).astype(np.float32)
    np.fill_diagonal(matrix, 0.0)
    matrix[5] = 0.0
    return matrix


def of_matrix(matrix: np.ndarray, first: int = 10) -> Neighbours:
    rows, columns = np.nonzero(matrix)
    order = np.lexsort((-matrix[rows, columns], rows))
    rows, columns = rows[order], columns[order]
    starts = np.zeros(len(matrix) + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=len(matrix)), out=starts[1:])
    return Neighbours(
        title_ids=np.arange(first, first + len(matrix), dtype=np.int64),
        starts=starts,
        neighbours=columns.astype(np.int32),
        weights=matrix[rows, columns],
    )


def test_a_score_is_the_weighted_sum_of_the_own_titles_rows() -> None:
    matrix = a_matrix()
    expected = 2.0 * matrix[1] + matrix[4] - matrix[2]
    assert np.allclose(of_matrix(matrix).score(TASTE), expected, atol=1e-6)
    assert not of_matrix(matrix).score({}).any()
    assert not of_matrix(matrix).score({15: 1.0}).any()


def test_parts_sum_to_the_score_and_contributions_are_their_shares() -> None:
    matrix = a_matrix()
    scorer = of_matrix(matrix)
    own, parts = scorer.parts(TASTE, [13, 999, 10, 13])
    assert own.tolist() == [11, 14, 12]
    assert np.allclose(parts.sum(axis=0), [scorer.score(TASTE)[3], 0.0, scorer.score(TASTE)[0], scorer.score(TASTE)[3]])
    for title in range(10, 22):
        shares = scorer.contributions(TASTE, title)
        spoke = np.array([2.0 * matrix[1, title - 10], matrix[4, title - 10]])
        assert sum(share for _title, share in shares) == pytest.approx(1.0 if spoke.any() else 0.0)
        assert {title for title, _share in shares} == {t for t, part in zip((11, 14), spoke, strict=True) if part}


def test_over_other_titles_only_what_is_left_speaks() -> None:
    matrix = a_matrix()
    wanted = np.array([3, 11, 12, 14, 16, 17, 20, 99], dtype=np.int64)
    over = of_matrix(matrix).over(wanted)
    kept = np.array([11, 12, 14, 16, 17, 20]) - 10
    expected = (2.0 * matrix[1] + matrix[4] - matrix[2])[kept]
    assert np.allclose(over.score(TASTE), [0.0, *expected, 0.0], atol=1e-6)
    found = dict(over.similar(11, 20))
    assert found == pytest.approx({10 + k: matrix[1, k] for k in kept if matrix[1, k] > 0})
    assert over.similar(3, 5) == over.similar(99, 5) == []
    again = Neighbours.restore(title_ids=over.title_ids, arrays=over.arrays(), numbers={})
    assert np.array_equal(again.score(TASTE), over.score(TASTE))


def test_similar_titles_come_nearest_first_and_no_more_than_asked_for() -> None:
    scorer = of_matrix(a_matrix())
    for title in range(10, 22):
        found = scorer.similar(title, 3)
        assert len(found) <= 3
        assert [score for _title, score in found] == sorted((score for _title, score in found), reverse=True)
    assert scorer.similar(11, 0) == scorer.similar(999, 3) == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("starts", lambda array: array[:-1]),
        ("starts", lambda array: array + 1),
        ("starts", lambda array: np.concatenate([array[:-1], [array[-1] + 1]])),
        ("neighbours", lambda array: array + np.int32(7)),
        ("neighbours", lambda array: array - np.int32(7)),
        ("weights", lambda array: array[:-1]),
    ],
)
def test_rows_that_do_not_fit_are_refused(name: str, change: Any) -> None:
    scorer = of_matrix(a_matrix())
    arrays = {**scorer.arrays(), name: change(scorer.arrays()[name])}
    with pytest.raises(ValueError, match=r"rows|neighbour"):
        Neighbours.restore(title_ids=scorer.title_ids, arrays=arrays, numbers={})
