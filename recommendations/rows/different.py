"""Critically different: well thought of, and of genres that this viewer hardly ever chooses."""

from collections.abc import Iterable

import numpy as np

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.modelstore.comparable import standardised
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

SELDOM = 0.08
"""Share of what was chosen below which a genre counts as one that the viewer seldom chooses."""
ENOUGH = 5


class Different:
    """Exploration with a safety net: every genre is seldom chosen, and the best by critics or by all viewers lead."""

    key = "different"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        codes = context.catalogue.code_of(list(context.taste.chosen))
        codes = codes[codes >= 0]
        genres = context.catalogue.genres.member
        if len(codes) < ENOUGH or not genres.shape[1]:
            return
        share = genres[codes].mean(axis=0)
        usual = genres @ (share >= SELDOM).astype(np.float32) > 0
        among = context.recommendable & ~usual & (context.catalogue.genres.counts > 0)
        critics = context.catalogue.critics_score
        praise = standardised(np.where(critics >= 0, critics, 50).astype(np.float32))
        scores = praise + context.demand.popular + 0.5 * standardised(context.relevance)
        yield RowDraft(
            key=self.key,
            kind=self.key,
            heading="Something quite different",
            titles=context.best(scores, among, DEPTH),
            reason=Reason(kind=ReasonKind.EXPLORATION, text="Well thought of, and of genres that you seldom choose"),
            affinity=0.2,
        )
