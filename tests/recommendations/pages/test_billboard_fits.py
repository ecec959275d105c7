"""Nobody's first title is one that they would hardly like, unless an editor says so outright."""

from dataclasses import replace

import numpy as np
import pytest

from recommendations.pages.billboard import POOR_MATCH, pick_billboard
from recommendations.ranking.context import RankingContext
from tests.factories.rankings import some_ranking


def with_matches(context: RankingContext, *, best: int, others: int) -> tuple[RankingContext, int]:
    """(the ranking with these matches, the title that is ranked first of all that may be recommended)."""
    (first,) = context.best(context.relevance, context.recommendable, 1)
    match = np.full_like(context.match, others)
    match[context.catalogue.code_of([first.title_id])] = best
    listed = replace(context.taste, progress=[], listed=[])
    return replace(context, match=match, taste=listed), first.title_id


@pytest.mark.parametrize("seed", range(5))
def test_the_best_ranked_title_is_passed_over_where_the_viewer_would_hardly_like_it(seed: int) -> None:
    doubtful, first = with_matches(some_ranking(seed=seed), best=POOR_MATCH - 1, others=POOR_MATCH)
    fitting, same = with_matches(some_ranking(seed=seed), best=POOR_MATCH, others=POOR_MATCH)

    picked, usual = (pick_billboard(context=context, large=(), last=None) for context in (doubtful, fitting))
    assert usual is not None
    assert usual.title_id == first == same
    assert picked is not None
    assert picked.title_id != first


def test_where_everything_is_doubtful_nothing_stands_there_and_what_nobody_knows_may() -> None:
    nothing, _first = with_matches(some_ranking(), best=POOR_MATCH - 1, others=0)
    unknown, first = with_matches(some_ranking(), best=-1, others=0)

    assert pick_billboard(context=nothing, large=(), last=None) is None
    picked = pick_billboard(context=unknown, large=(), last=None)
    assert picked is not None
    assert picked.title_id == first


def test_what_an_editor_pins_stands_there_all_the_same() -> None:
    context, first = with_matches(some_ranking(), best=1, others=99)
    pinned = replace(context, rules=replace(context.rules, billboard=first))

    picked = pick_billboard(context=pinned, large=(), last=None)
    assert picked is not None
    assert picked.title_id == first
