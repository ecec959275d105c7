"""Content becomes vectors in which alike titles are near, and stand-ins for what nobody has chosen."""

import numpy as np
import pytest
from scipy import sparse

from recommendations.training import content
from recommendations.training.content import (
    DIMENSIONS,
    FAITH,
    STAND_INS,
    Content,
    eras_of,
    likenesses_of,
    stand_ins_of,
    vectors_of,
)
from recommendations.training.read_content import table_of, words_of

TITLES = np.arange(100, 106, dtype=np.int64)
GENRES = [(100, "space"), (101, "space"), (102, "love"), (103, "love"), (104, "space"), (104, "love")]


def kinds() -> Content:
    return Content(title_ids=TITLES, groups={"kind": table_of(TITLES, GENRES)})


def test_rows_have_length_one_and_nothing_known_is_nothing() -> None:
    lengths = np.linalg.norm(vectors_of(table_of(TITLES, GENRES)), axis=1)

    assert lengths == pytest.approx([1, 1, 1, 1, 1, 0], abs=1e-6)


def test_a_feature_of_few_titles_tells_more_than_one_of_many() -> None:
    table = table_of(TITLES, [(title, "everywhere") for title in TITLES.tolist()] + [(100, "rare"), (101, "rare")])
    vectors = vectors_of(table)

    assert vectors[0] @ vectors[1] == pytest.approx(1.0)
    assert vectors[0] @ vectors[2] < 0.7


def test_a_wide_table_becomes_few_directions_and_keeps_who_is_alike() -> None:
    random = np.random.default_rng(3)
    circles = np.arange(200) % 4
    words = [(int(title), f"{circles[title]} {word}") for title in range(200) for word in random.choice(60, 12)]
    vectors = vectors_of(table_of(np.arange(200, dtype=np.int64), words))
    cosines = vectors @ vectors.T
    same = circles[:, None] == circles[None, :]

    assert vectors.shape == (200, DIMENSIONS)
    assert cosines[same].mean() > 4 * abs(cosines[~same].mean())
    assert np.array_equal(vectors, vectors_of(table_of(np.arange(200, dtype=np.int64), words)))


def test_groups_that_say_nothing_are_left_out() -> None:
    told = Content(title_ids=TITLES, groups={"people": table_of(TITLES, []), "kind": table_of(TITLES, GENRES)})

    assert set(likenesses_of(told, TITLES)) == {"kind"}
    assert likenesses_of(told, np.array([1, 2], dtype=np.int64)) == {}


def test_titles_that_content_does_not_know_have_no_vector() -> None:
    likeness = likenesses_of(kinds(), np.array([99, 100, 101, 102], dtype=np.int64))["kind"]

    assert not likeness.vectors[0].any()
    assert likeness.vectors[1] @ likeness.vectors[2] == pytest.approx(1.0)


def test_neighbouring_years_are_alike_and_unknown_ones_are_nothing() -> None:
    years = vectors_of(eras_of(np.array([1994.0, 1996.0, 1960.0, np.nan])))

    assert years[0] @ years[1] > 0.9
    assert years[0] @ years[2] < 0.1
    assert not years[3].any()


def test_a_title_nobody_chose_borrows_from_the_chosen_ones_of_its_kind() -> None:
    stand_ins = stand_ins_of(likenesses_of(kinds(), TITLES), np.array([3, 0, 1, 1, 2, 1]))
    assert stand_ins is not None
    own = slice(stand_ins.starts[1], stand_ins.starts[2])

    assert np.diff(stand_ins.starts).tolist() == [0, 2, 0, 0, 0, 0]
    assert TITLES[stand_ins.neighbours[own]].tolist() == [100, 104]
    assert stand_ins.weights[own][0] > stand_ins.weights[own][1]
    assert stand_ins.weights[own].sum() == pytest.approx(FAITH)


def test_stand_ins_do_not_depend_on_how_many_are_compared_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(5)
    titles = np.arange(300, dtype=np.int64)
    words = [(title, f"word {word}") for title in range(300) for word in random.choice(40, 6, replace=False)]
    likenesses = likenesses_of(Content(title_ids=titles, groups={"words": table_of(titles, words)}), titles)
    is_chosen = random.random(300) < 0.5
    at_once = stand_ins_of(likenesses, is_chosen.astype(np.int64))
    monkeypatch.setattr(content, "COSINES_AT_ONCE", 7 * int(is_chosen.sum()))
    in_blocks = stand_ins_of(likenesses, is_chosen.astype(np.int64))
    assert at_once is not None
    assert in_blocks is not None

    assert np.array_equal(at_once.starts, in_blocks.starts)
    assert np.diff(at_once.starts)[~is_chosen].tolist() == [STAND_INS] * int((~is_chosen).sum())
    assert in_blocks.weights == pytest.approx(at_once.weights, abs=1e-6)
    vectors = likenesses["words"].vectors.astype(np.float64)
    for title in np.flatnonzero(~is_chosen).tolist():
        own = slice(in_blocks.starts[title], in_blocks.starts[title + 1])
        cosines = vectors @ vectors[title]
        assert np.sort(cosines[in_blocks.neighbours[own]]) == pytest.approx(
            np.sort(cosines[is_chosen])[-STAND_INS:], abs=1e-6
        )
        assert is_chosen[in_blocks.neighbours[own]].all()


def test_of_a_great_many_chosen_titles_those_chosen_most_often_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MOST_STAND_INS", 2)
    stand_ins = stand_ins_of(likenesses_of(kinds(), TITLES), np.array([3, 0, 1, 1, 2, 1]))
    assert stand_ins is not None
    assert set(TITLES[stand_ins.neighbours].tolist()) == {100, 104}
    stand_ins = stand_ins_of(likenesses_of(kinds(), TITLES), np.array([1, 0, 3, 1, 2, 1]))
    assert stand_ins is not None
    assert TITLES[stand_ins.neighbours].tolist() == [104]


@pytest.mark.parametrize("times_chosen", [np.ones(6, dtype=np.int64), np.zeros(6, dtype=np.int64)])
def test_nobody_borrows_where_all_or_none_are_chosen(times_chosen: np.ndarray) -> None:
    assert stand_ins_of(likenesses_of(kinds(), TITLES), times_chosen) is None
    assert stand_ins_of({}, np.array([1, 0])) is None


def test_the_commonest_words_say_nothing() -> None:
    texts = [(title, f"the ship of {name}") for title, name in enumerate(["ada", "ada", "grace", "mary", "emmy"])]

    assert {word for _title, word in words_of(texts)} == {"ada", "grace", "mary", "emmy"}


def test_tables_ignore_unknown_titles_and_count_a_pair_once() -> None:
    table = table_of(TITLES, [(100, "a"), (100, "a"), (1, "a")])

    assert isinstance(table, sparse.csr_array)
    assert table.toarray()[:, 0].tolist() == [1, 0, 0, 0, 0, 0]
