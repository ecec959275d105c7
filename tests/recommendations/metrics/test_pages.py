"""Figures of pages, worked out by hand on pages small enough for it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.metrics.pages import Titles, grid_of, ndcg_of_pages, recall_within, repeated, titles_within


def wanted(*titles: int) -> list[Titles]:
    return [np.array(titles, dtype=np.int64)]


PAGE = grid_of(billboard=1, rows=[[2, 3, 4], [5, 2, 6], [7]], height=3, width=3)


def test_a_page_is_its_billboard_and_its_rows() -> None:
    assert PAGE.tolist() == [[1, -1, -1], [2, 3, 4], [5, 2, 6], [7, -1, -1]]
    assert titles_within(PAGE, rows=2, columns=2).tolist() == [1, 2, 3, 5]


@pytest.mark.parametrize(
    ("rows", "columns", "recall"), [(0, 1, 0.25), (1, 1, 0.5), (1, 3, 0.5), (2, 3, 0.75), (3, 3, 0.75)]
)
def test_recall_counts_what_is_within_the_rows_and_columns_once(rows: int, columns: int, recall: float) -> None:
    assert recall_within([PAGE], wanted(1, 2, 6, 99), rows=rows, columns=columns).tolist() == [recall]


def test_attention_falls_off_downwards_and_to_the_right() -> None:
    billboard, first, right, below = (
        ndcg_of_pages([grid_of(billboard=b, rows=rows, height=2, width=2)], wanted(9))[0]
        for b, rows in ((9, []), (1, [[9, 2], [3, 4]]), (1, [[2, 9], [3, 4]]), (1, [[2, 3], [9, 4]]))
    )
    assert billboard == 1.0
    assert first == pytest.approx(1 / np.log2(3))
    assert right == pytest.approx(1 / np.log2(3) ** 2)
    assert below == pytest.approx(1 / np.log2(4))


def test_what_stands_twice_counts_where_it_is_seen_first() -> None:
    twice = grid_of(billboard=1, rows=[[2, 3], [2, 4]], height=2, width=2)
    once = grid_of(billboard=1, rows=[[2, 3], [5, 4]], height=2, width=2)
    assert ndcg_of_pages([twice], wanted(2)) == ndcg_of_pages([once], wanted(2))


@given(st.lists(st.integers(1, 12), unique=True, min_size=1, max_size=12), st.integers(1, 3), st.integers(1, 4))
def test_the_best_page_has_all_there_is_to_get(titles: list[int], rows: int, columns: int) -> None:
    order = titles[1:]
    lines = [order[line * columns : (line + 1) * columns] for line in range(rows)]
    page = grid_of(billboard=titles[0], rows=lines, height=rows, width=columns)
    shown = titles_within(page, rows=rows, columns=columns)
    assert ndcg_of_pages([page], [shown])[0] == pytest.approx(1.0) or len(shown) < 1 + rows * columns
    assert recall_within([page], [shown], rows=rows, columns=columns)[0] == 1.0


def test_repetition_is_a_share_of_the_later_screen() -> None:
    later = grid_of(billboard=2, rows=[[1, 10, 11]], height=3, width=3)
    assert repeated(PAGE, later, rows=3, columns=3) == 0.5
    assert np.isnan(repeated(PAGE, grid_of(billboard=None, rows=[], height=3, width=3), rows=3, columns=3))
