"""The ten are the ten: ordered by what everybody does, and by nothing of the viewer's own."""

from dataclasses import replace

import numpy as np
import pytest

from recommendations.candidates.demand import Demand
from recommendations.contracts import Taste
from recommendations.ranking.context import RankingContext
from recommendations.rows.top_ten import FEWEST, LAST_PLACE, TEN, TopTen
from tests.factories.rankings import decided, some_ranking


def right_order(context: RankingContext) -> list[int]:
    """The most watched of what may be recommended, by popularity and trend with equal weight."""
    demand, ids = context.demand, context.catalogue.title_ids
    weight = float(demand.popularity.std()) / float(demand.trend.std())
    marked = [
        (-(float(demand.popularity[code]) + weight * float(demand.trend[code])), int(ids[code]))
        for code in range(len(ids))
        if demand.popularity[code] > 0
    ]
    most = sorted(marked)[: min(LAST_PLACE, len(ids) // 3)]
    may_be = set(ids[context.recommendable].tolist())
    return [title for _score, title in most if title in may_be]


@pytest.mark.parametrize("seed", range(8))
def test_order_is_what_everybody_does(seed: int) -> None:
    context = some_ranking(seed=seed)

    (draft,) = TopTen().offer(context)

    assert [item.title_id for item in draft.titles] == right_order(context)[: len(draft.titles)]


@pytest.mark.parametrize("seed", range(8))
def test_on_the_page_are_ten_and_none_is_passed_over_that_stands_nowhere_else(seed: int) -> None:
    context = some_ranking(seed=seed, size=150)
    page = decided(context)
    for number, row in enumerate(page.rows):
        if row.kind == "top_ten":
            above = {tile.title_id for earlier in page.rows[:number] for tile in earlier.tiles}
            above |= {page.billboard.title_id} if page.billboard else set()
            own = {"continue", "my_list", "watch_again"}
            kept = {tile.title_id for other in page.rows if other.kind in own for tile in other.tiles}
            expected = [title for title in right_order(context) if title not in above | kept][:TEN]
            assert [tile.title_id for tile in row.tiles] == expected


def test_taste_does_not_move_it() -> None:
    first = next(iter(TopTen().offer(some_ranking(taste=Taste(epoch=0)))))
    second = next(iter(TopTen().offer(some_ranking(taste=Taste(epoch=1, strengths={100: 3.0})))))

    assert first.titles == second.titles


@pytest.mark.parametrize("size", [0, 14, 15, 60, 400])
def test_nothing_is_among_the_most_watched_that_is_not(size: int) -> None:
    context = at_home("NL", size=size)

    drafts = list(TopTen().offer(context))

    last = min(LAST_PLACE, size // 3)
    watched = int(context.recommendable[size - last :].sum())
    assert [len(draft.titles) for draft in drafts] == ([watched] if watched >= FEWEST else [])


def at_home(country: str, *, is_counted: bool = True, size: int = 120) -> RankingContext:
    """Somebody in a country that watches the titles in the order of their ids, the last most."""
    context = some_ranking(size=size, taste=Taste(epoch=0))
    local = np.linspace(0.0, 1.0, len(context.catalogue.title_ids), dtype=np.float32) if is_counted else None
    demand = Demand(popularity=context.demand.popularity, trend=context.demand.trend, local=local)
    return replace(context, demand=demand, viewer=replace(context.viewer, country=country))


def test_the_order_is_the_countrys_and_the_heading_says_which() -> None:
    context = at_home("NL")

    (draft,) = TopTen().offer(context)

    ids = [item.title_id for item in draft.titles]
    assert draft.heading == "Most watched in the Netherlands"
    assert ids == sorted(context.catalogue.title_ids[context.recommendable].tolist(), reverse=True)[: len(ids)]


def test_each_tells_its_place_among_all_titles_whatever_the_viewer_has_seen() -> None:
    context = at_home("NL")
    size = len(context.catalogue.title_ids)
    seen = context.recommendable.copy()
    seen[[-1, -3]] = False

    (draft,) = TopTen().offer(replace(context, recommendable=seen))

    codes = context.catalogue.code_of([item.title_id for item in draft.titles]).tolist()
    told = [item.reason.text for item in draft.titles if item.reason]
    assert told == [f"No. {size - code} in the Netherlands" for code in codes]
    assert size - 1 not in codes
    assert told[0] != "No. 1 in the Netherlands"


def test_titles_watched_alike_share_a_place() -> None:
    context = at_home("NL")
    alike = np.ones(len(context.catalogue.title_ids), dtype=np.float32)

    (draft,) = TopTen().offer(replace(context, demand=replace(context.demand, local=alike)))

    assert {item.reason.text for item in draft.titles if item.reason} == {"No. 1 in the Netherlands"}


def test_where_too_few_watch_it_is_everybodys_and_names_no_country() -> None:
    context = at_home("NO", is_counted=False)

    (draft,) = TopTen().offer(context)

    assert draft.heading == "Most watched"
    assert [item.title_id for item in draft.titles] == right_order(context)[: len(draft.titles)]
