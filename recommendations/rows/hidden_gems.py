"""Hidden Gems: what this viewer would like and few have found."""

from collections.abc import Iterable

import numpy as np

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.modelstore.comparable import standardised
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH


class HiddenGems:
    """From the less watched half of the catalogue only, and of it what fits."""

    key = "hidden_gems"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        if context.is_newcomer or not context.recommendable.any():
            return
        popularity = context.demand.popularity
        among = context.fitting & (popularity < np.median(popularity[context.visible]))
        scores = standardised(context.relevance) - 0.5 * context.demand.popular
        known = context.match >= 0
        scores = scores + np.where(known, standardised(context.match.astype(np.float32)), 0.0).astype(np.float32)
        yield RowDraft(
            key=self.key,
            kind=self.key,
            heading="Hidden gems for you",
            titles=context.best(scores, among, DEPTH),
            reason=Reason(kind=ReasonKind.EXPLORATION, text="Close to your taste, and few have found them"),
            affinity=0.25,
        )
