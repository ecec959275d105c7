"""Which rows a page has and in which order, on drafts made by hand."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommendations.conf import tunables
from recommendations.contracts import Reason, ReasonKind, RowDraft, Scored, Taste
from recommendations.pages.layout import Laid, lay_out
from tests.factories.rankings import some_ranking

WHY = Reason(kind=ReasonKind.POPULAR, text="Because")
CONTEXT = some_ranking(size=150, taste=Taste(epoch=0))
VISIBLE = [int(title) for title in CONTEXT.catalogue.title_ids[CONTEXT.visible]]


def a_draft(key: str, titles: Sequence[int], **more: object) -> RowDraft:
    scored = [Scored(title_id=title, score=0.0) for title in titles]
    values = {"kind": key.partition(":")[0], "heading": key, "reason": WHY, **more}
    return RowDraft(key=key, titles=scored, **values)  # type: ignore[arg-type]  # Passed on as they came.


def laid(*drafts: RowDraft, taken: frozenset[int] = frozenset()) -> list[Laid]:
    return lay_out(drafts=drafts, context=CONTEXT, taken=taken)


def keys(rows: Sequence[Laid]) -> list[str]:
    return [row.draft.key for row in rows]


def test_pinned_rows_stand_where_they_are_pinned_whatever_others_offer() -> None:
    loud = a_draft("loud", VISIBLE[40:50], affinity=1.0)
    first = a_draft("first", VISIBLE[:8], affinity=-1.0, pinned_rank=0)
    second = a_draft("second", VISIBLE[10:18], affinity=-1.0, pinned_rank=1)

    assert keys(laid(loud, second, first)) == ["first", "second", "loud"]


def test_a_title_goes_to_the_row_that_comes_first_and_the_other_moves_up() -> None:
    first = a_draft("first", VISIBLE[:6], pinned_rank=0)
    other = a_draft("other", VISIBLE[3:12])

    rows = laid(first, other)

    assert [item.title_id for item in rows[1].titles] == VISIBLE[6:12]


def test_a_row_that_others_left_too_little_is_not_shown() -> None:
    first = a_draft("first", VISIBLE[:6], pinned_rank=0)
    other = a_draft("other", VISIBLE[2:10])

    assert keys(laid(first, other)) == ["first"]


def test_the_billboards_title_is_in_no_row() -> None:
    (row,) = laid(a_draft("row", VISIBLE[:10]), taken=frozenset(VISIBLE[:1]))

    assert VISIBLE[0] not in {item.title_id for item in row.titles}


def test_wanted_rows_come_before_unwanted_ones() -> None:
    rows = laid(a_draft("unwanted", VISIBLE[:10], affinity=-0.5), a_draft("wanted", VISIBLE[20:30], affinity=0.5))

    assert keys(rows) == ["wanted", "unwanted"]


def test_rows_of_one_kind_do_not_stand_together_when_something_else_is_nearly_as_good() -> None:
    genres = [a_draft(f"genre:{number}", VISIBLE[number * 6 : number * 6 + 6], affinity=0.2) for number in range(2)]
    other = a_draft("other", VISIBLE[40:46], affinity=0.0)

    assert keys(laid(*genres, other))[1] == "other"


@pytest.mark.parametrize("count", [0, 3, 40])
def test_a_page_has_no_more_rows_than_it_may(count: int) -> None:
    drafts = [a_draft(f"row:{number}", VISIBLE) for number in range(count)]

    assert len(laid(*drafts)) <= min(count, tunables().rows_per_page)


drafts = st.lists(
    st.builds(
        a_draft,
        st.sampled_from(["a", "b", "c"]).flatmap(lambda kind: st.integers(0, 99).map(lambda n: f"{kind}:{n}")),
        st.lists(st.sampled_from(VISIBLE), max_size=40),
        affinity=st.floats(-1, 1),
        pinned_rank=st.sampled_from([None, None, None, 0, 1]),
    ),
    max_size=12,
    unique_by=lambda draft: draft.key,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drafts, st.frozensets(st.sampled_from(VISIBLE), max_size=3))
def test_whatever_is_offered_no_title_stands_twice_and_no_row_is_short(
    offered: list[RowDraft], taken: frozenset[int]
) -> None:
    rows = laid(*offered, taken=taken)
    shown = [item.title_id for row in rows for item in row.titles]

    assert len(set(shown)) == len(shown)
    assert not taken & set(shown)
    assert all(5 <= len(row.titles) <= tunables().titles_per_row for row in rows)
    assert len(set(keys(rows))) == len(rows)
