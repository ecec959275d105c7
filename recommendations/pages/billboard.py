"""The large first title: a row of one."""

from collections.abc import Collection
from dataclasses import replace

from recommendations.contracts import Reason, ReasonKind, Scored
from recommendations.pages.last_page import LastPage
from recommendations.ranking.context import RankingContext
from recommendations.ranking.luck import day_of

BY_EDITORS = Reason(kind=ReasonKind.EDITORS, text="Chosen by our editors")
BEST = 6
"""Through the day it stays while it is among the best so many."""
DEEPEST = 24
"""A title with a picture made for the place is looked for among so many."""
POOR_MATCH = 50
"""Percent; below it a title is never the first that a viewer sees, though nothing be known against unknown ones."""


def pick_billboard(
    *, context: RankingContext, large: Collection[int], last: LastPage | None, taken: Collection[int] = ()
) -> Scored | None:
    """The best title with a picture made for the place, else the best of all; None when none is good enough.

    What the viewer began or saved stays in its row. Through the day it stays the same while it is among the best, and
    on the next day it is another one. `taken` titles are not considered. What an editor pins comes before all
    of it, for whoever may see it and has neither watched nor hidden it.
    """
    fit = context.recommendable & ~((context.match >= 0) & (context.match < POOR_MATCH))
    own = [item.title_id for item in context.taste.progress] + list(context.taste.listed) + list(taken)
    codes = context.catalogue.code_of(own)
    fit[codes[codes >= 0]] = False
    if context.rules.billboard is not None:
        pinned = context.catalogue.title_ids == context.rules.billboard
        if wanted := context.best(context.relevance, context.recommendable & pinned, 1):
            return replace(wanted[0], reason=BY_EDITORS)
    options = context.best(context.relevance, fit, DEEPEST)
    if last is not None and last.billboard is not None:
        is_today = day_of(context.viewer.now) == day_of(last.served_at)
        stay = [item for item in options[:BEST] if item.title_id == last.billboard]
        if is_today and stay:
            return stay[0]
        if not is_today:
            options = context.best(context.relevance, fit & (context.catalogue.title_ids != last.billboard), DEEPEST)
    return next((item for item in options if item.title_id in large), next(iter(options), None))
