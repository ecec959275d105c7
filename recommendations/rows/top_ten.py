"""Top 10: what is watched most of all that this viewer has not seen; the row's place on the page is personal too."""

from collections.abc import Iterable

import numpy as np

from accounts.countries import COUNTRIES
from recommendations.candidates.grammar import with_article
from recommendations.contracts import FloatVector, Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

TEN = 10


class TopTen:
    """Ordered by what the viewer's country watches, or everybody where too few watch there, and by nothing else; the
    heading claims no more than the page can keep.
    """

    key = "top_ten"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        scores = self._watched(context)
        among = context.recommendable & (scores > 0)
        if int(among.sum()) >= TEN:
            yield RowDraft(
                key=self.key,
                kind=self.key,
                heading=f"Top 10{self._where(context)} you have yet to see",
                titles=context.best(scores, among, DEPTH),
                reason=Reason(
                    kind=ReasonKind.POPULAR, text="The most watched of these days, less what stands elsewhere here"
                ),
                affinity=0.35 if not context.is_newcomer else 0.7,
                minimum=TEN,
                maximum=TEN,
                keeps_order=True,
            )

    def _watched(self, context: RankingContext) -> FloatVector:
        if context.demand.local is not None:
            return context.demand.local
        popular, trend = context.demand.popularity, context.demand.trend
        if not len(popular):
            return popular
        scores = popular + trend * (popular.std() / max(float(trend.std()), 1e-6))
        return np.asarray(np.where(popular > 0, scores - scores.min() + 1.0, 0.0), dtype=np.float32)

    def _where(self, context: RankingContext) -> str:
        country = COUNTRIES.get(context.viewer.country)
        return f" in {with_article(country)}" if country and context.demand.local is not None else ""
