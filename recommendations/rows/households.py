"""Popular with households like yours: what those chose who choose as this viewer does."""

from collections.abc import Iterable

import numpy as np

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

FACTORS = "als"
ENOUGH = 3


class Households:
    """The factors of who chooses alike decide what is here, the viewer's own ranking in which order."""

    key = "households"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        bundle = context.bundle
        if bundle is None or FACTORS not in bundle.rankers or len(context.taste.chosen) < ENOUGH:
            return
        codes = bundle.along(context.catalogue.title_ids)
        scores = bundle.rankers[FACTORS].score(context.taste.strengths)
        if not scores.any():
            return
        theirs = np.where(codes >= 0, scores[codes], -np.inf).astype(np.float32)
        nearest = context.best(theirs, context.recommendable & (theirs > 0), DEPTH)
        inside = np.zeros(len(codes), dtype=bool)
        inside[nearest.codes] = True
        yield RowDraft(
            key=self.key,
            kind=self.key,
            heading="Popular with households like yours",
            titles=context.best(context.relevance, inside, DEPTH),
            reason=Reason(kind=ReasonKind.LIKE_YOU, text="Chosen by those who choose much as you do"),
            affinity=0.5,
        )
