"""Rows that promise the viewer's taste hold nothing of which the site says that it will more likely not be liked."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.device_kinds import DeviceKind
from recommendations.contracts import Moment, Taste
from recommendations.ranking.context import RankingContext
from recommendations.ranking.fit import EVEN, INFORMED
from recommendations.rows import RowType
from recommendations.rows.because import Because
from recommendations.rows.genre import GenreRows
from recommendations.rows.hidden_gems import HiddenGems
from recommendations.rows.tonight import Tonight
from recommendations.rows.top_picks import TopPicks
from tests.factories.rankings import decided, rankings, some_ranking, with_match

OF_TASTE = {"top_picks": TopPicks(), "because": Because(), "hidden_gems": HiddenGems(), "tonight": Tonight()}
EVENING = Moment(daypart=5, is_weekend=False, device=DeviceKind.TV)


def with_various_matches(context: RankingContext, seed: int) -> RankingContext:
    return with_match(context, np.random.default_rng(seed).integers(-1, 101, len(context.match)))


def ids(row_type: RowType, context: RankingContext) -> list[list[int]]:
    return [[item.title_id for item in draft.titles] for draft in row_type.offer(context)]


@pytest.mark.parametrize("row_type", OF_TASTE.values(), ids=OF_TASTE)
def test_what_is_left_stands_in_the_order_of_before(row_type: RowType) -> None:
    plain = with_match(some_ranking(moment=EVENING), np.full(120, -1))
    # Hidden gems are ranked by the match, too: it is the same for all that fit.
    context = with_match(plain, np.where(np.arange(120) % 2, EVEN - 1, 90))
    fits = set(context.catalogue.title_ids[context.fitting].tolist())

    before, after = ids(row_type, plain), ids(row_type, context)

    assert any(after)
    if row_type.key in ("top_picks", "tonight"):
        assert after == [[title for title in row if title in fits] for row in before]
    assert {title for row in after for title in row} <= fits


def test_a_row_by_its_name_keeps_everything() -> None:
    context = some_ranking()

    assert ids(GenreRows(), with_match(context, np.zeros(120, dtype=np.int64))) == ids(GenreRows(), context)


@settings(max_examples=40, deadline=None)
@given(rankings(), st.integers(0, 1000))
def test_on_no_page_does_such_a_row_hold_what_does_not_fit(context: RankingContext, seed: int) -> None:
    context = with_various_matches(context, seed)

    for row in decided(context).rows:
        if row.kind in OF_TASTE and len(context.taste.chosen) >= INFORMED:
            assert all(tile.match is None or tile.match >= EVEN for tile in row.tiles)
            assert len(row.tiles) >= 5


def test_where_nothing_fits_nothing_is_promised_and_the_page_is_not_empty() -> None:
    page = decided(with_match(some_ranking(), np.full(120, EVEN - 1)))

    assert page.rows
    assert not {row.kind for row in page.rows} & set(OF_TASTE)


def test_of_this_hour_is_said_to_whoever_watched_at_it() -> None:
    context = some_ranking(moment=EVENING)
    nobody = replace(context, taste=replace(context.taste, progress=()))
    hours = {item.updated_at.hour // 4 for item in context.taste.progress}
    (said,) = Tonight().offer(replace(context, moment=replace(EVENING, daypart=min(hours))))
    (unsaid,) = Tonight().offer(nobody)

    assert said.reason.text.startswith("To your taste at this hour on the big screen")
    assert unsaid.reason.text.startswith("To your taste, and of some")


def test_as_many_titles_are_said_to_count_as_on_the_taste_page() -> None:
    context = some_ranking(taste=Taste(epoch=1, ratings={100: 5.0, 5: 5.0}, strengths={100: 2.0, 5: 2.0}))
    counted = int(context.visible[context.catalogue.code_of([100])[0]])

    (row,) = TopPicks().offer(context)

    assert counted == 1, "One is there, and one is gone."
    assert row.reason.text == "From 1 title that you watched, rated or saved"
