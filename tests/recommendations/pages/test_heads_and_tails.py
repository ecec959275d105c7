"""What is seen first of every row comes before what is seen last of any; the first screen keeps proportions."""

from dataclasses import replace

import numpy as np
import pytest

from recommendations.contracts import Reason, ReasonKind, RowDraft, Scored
from recommendations.pages.compose import compose
from recommendations.pages.layout import lay_out
from recommendations.ranking.calibration import divergence, genre_history, genre_shares
from recommendations.ranking.context import RankingContext
from tests.factories.rankings import some_ranking
from tests.recommendations.pages.test_layout import CONTEXT, VISIBLE, a_draft, keys

WHY = Reason(kind=ReasonKind.POPULAR, text="Because")


def test_a_later_row_has_its_head_before_an_earlier_one_has_its_tail() -> None:
    both = VISIBLE[:30]
    first, second = a_draft("first", both, pinned_rank=0), a_draft("second", both, pinned_rank=1)

    rows = lay_out(drafts=[first, second], context=CONTEXT, taken=())

    assert keys(rows) == ["first", "second"]
    assert {item.title_id for item in rows[1].titles[:6]} & set(both[:18])
    assert len(rows[0].titles) > 6


def test_rows_whose_order_says_something_keep_it() -> None:
    chart = RowDraft(
        key="chart", kind="chart", heading="Chart", reason=WHY, pinned_rank=0, keeps_order=True,
        titles=[Scored(title_id=title, score=0.0) for title in VISIBLE[10:20]],
    )  # fmt: skip

    (row,) = lay_out(drafts=[chart], context=CONTEXT, taken=())

    assert [item.title_id for item in row.titles] == VISIBLE[10:20]


def error_of(context: RankingContext) -> float:
    page = compose(context=context)
    shares = genre_shares(context.catalogue)
    wanted = genre_history(context.taste, context.catalogue, shares)
    assert wanted is not None
    recommended = [row for row in page.rows[:3] if not row.draft.is_own]
    codes = context.catalogue.code_of([item.title_id for row in recommended for item in row.titles[:6]])
    return float(divergence(wanted, shares[codes].mean(axis=0)))


def test_the_first_screen_is_nearer_to_the_taste_with_calibration_than_without() -> None:
    gains = []
    for seed in range(12):
        context = some_ranking(size=150, seed=seed)
        without = replace(context, policy=replace(context.policy, calibration=0.0))
        gains.append(error_of(without) - error_of(context))

    assert np.mean(gains) > 0
    assert sum(gain >= 0 for gain in gains) >= 9


@pytest.mark.parametrize("sliver", [0, 1, 2])
def test_chance_fills_only_its_places(sliver: int) -> None:
    plain = replace(CONTEXT, policy=replace(CONTEXT.policy, sliver=0))
    drawn = replace(CONTEXT, policy=replace(CONTEXT.policy, sliver=sliver, sliver_after=0))
    draft = a_draft("row", VISIBLE[:60], pinned_rank=0)

    (without,), (row,) = (lay_out(drafts=[draft], context=context, taken=()) for context in (plain, drawn))

    kept = 6 - sliver
    assert [item.title_id for item in row.titles[:kept]] == [item.title_id for item in without.titles[:kept]]
    beyond = {item.title_id for item in row.titles[kept:6]}
    assert len(beyond - {item.title_id for item in without.titles[:6]}) == sliver
