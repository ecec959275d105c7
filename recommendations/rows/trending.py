"""Trending: watched more than usual of late, in an order that is partly the viewer's own."""

from collections.abc import Iterable

import numpy as np

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.modelstore.comparable import standardised
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

POOL_SHARE = 0.25
OWN_TASTE = 0.35


class Trending:
    """Only the upper part by trend may enter; taste orders within it."""

    key = "trending"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        trend = context.demand.trend
        among = context.recommendable & (trend > 0)
        if not among.any():
            return
        pool = max(DEPTH, int(among.sum() * POOL_SHARE))
        inside = np.zeros_like(among)
        inside[context.best(trend, among, pool).codes] = True
        scores = standardised(trend) + OWN_TASTE * standardised(context.relevance)
        yield RowDraft(
            key=self.key,
            kind=self.key,
            heading="Trending now",
            titles=context.best(scores, inside, DEPTH),
            reason=Reason(kind=ReasonKind.TRENDING, text="Watched more than usual these days"),
            affinity=0.45,
        )
