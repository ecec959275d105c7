"""What is seen first of every row comes before what is seen last of any; the first screen keeps proportions."""

from dataclasses import replace
from typing import Any

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
    """Of all that is seen without scrolling."""
    page = compose(context=context)
    assert page.billboard is not None
    shares = genre_shares(context.catalogue)
    wanted = genre_history(context.taste, context.catalogue, shares)
    assert wanted is not None
    shown = [page.billboard.title_id, *(item.title_id for row in page.rows[:3] for item in row.titles[:6])]
    return float(divergence(wanted, shares[context.catalogue.code_of(shown)].mean(axis=0)))


def with_weights(context: RankingContext, **weights: Any) -> RankingContext:
    """Without what is drawn, and nothing but worth against proportions."""
    given: dict[str, Any] = {"sliver": 0, "unfound": 0.0, **weights}
    return replace(context, policy=replace(context.policy, **given))


def test_the_first_screen_is_nearer_to_the_taste_with_calibration_than_without() -> None:
    contexts = [some_ranking(size=150, seed=seed) for seed in range(12)]
    gains = [error_of(with_weights(context, calibration=0.0)) - error_of(with_weights(context)) for context in contexts]

    assert np.mean(gains) > 0.01
    assert sum(gain >= 0 for gain in gains) >= 9


def test_titles_that_are_chosen_together_are_nearer_to_the_taste_than_rows_on_their_own() -> None:
    contexts = [some_ranking(size=150, seed=seed) for seed in range(12)]
    gains = [error_of(with_weights(context, rounds=0)) - error_of(with_weights(context)) for context in contexts]

    assert np.mean(gains) > 0.01
    assert min(gains) >= 0


def test_a_row_keeps_its_own_order_whatever_the_screen_made_of_it() -> None:
    own, other = VISIBLE[0:60:2], VISIBLE[1:60:2]
    drafts = [a_draft("own", own, pinned_rank=0), a_draft("other", other, pinned_rank=1)]

    for row in lay_out(drafts=drafts, context=with_weights(some_ranking(size=150, seed=2)), taken=()):
        order = own if row.draft.key == "own" else other
        places = [order.index(item.title_id) for item in row.titles[:6]]
        assert places == sorted(places)


@pytest.mark.parametrize("sliver", [0, 1, 2])
def test_chance_fills_only_its_places(sliver: int) -> None:
    viewer = some_ranking(size=150, seed=2)
    plain, drawn = (replace(viewer, policy=replace(viewer.policy, sliver=count)) for count in (0, sliver))
    open_to = viewer.catalogue.title_ids[viewer.recommendable].tolist()
    drafts = [a_draft(f"row:{line}", open_to[line::3][:30], pinned_rank=line) for line in range(3)]

    without, rows = (lay_out(drafts=drafts, context=context, taken=()) for context in (plain, drawn))

    assert [len(row.draws) for row in rows] == [0] * (3 - sliver) + [1] * sliver
    for before, row in zip(without, rows, strict=True):
        kept = 5 if row.draws else 6
        assert [item.title_id for item in row.titles[:kept]] == [item.title_id for item in before.titles[:kept]]
        assert set(row.draws) <= {row.titles[5].title_id}
