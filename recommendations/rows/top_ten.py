"""Most watched: up to ten that this viewer has not seen, each with its true place among all titles."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from accounts.countries import COUNTRIES
from recommendations.candidates.grammar import with_article
from recommendations.contracts import FloatVector, Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

TEN = 10
LAST_PLACE = 50
"""Beyond it nobody would say that a title is among the most watched ..."""
OF_ALL = 1 / 3
"""... nor beyond this share of a small catalogue."""
FEWEST = 5


class TopTen:
    """Ordered by what the viewer's country watches, or everybody where too few watch there, and by nothing else.

    What was seen, or stands elsewhere on the page, is left out, so the ten are not numbered from 1 to 10: each tile
    says its place among all titles, which no page and no viewer changes.
    """

    key = "top_ten"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        scores = self._watched(context)
        places = 1 + len(scores) - np.searchsorted(np.sort(scores), scores, side="right")
        most = (scores > 0) & (places <= min(LAST_PLACE, OF_ALL * len(scores)))
        best, where = context.best(scores, context.recommendable & most, DEPTH), self._where(context)
        if len(best) >= FEWEST:
            told = places[best.codes].tolist()
            yield RowDraft(
                key=self.key,
                kind=self.key,
                heading=f"Most watched{where}",
                titles=[
                    replace(item, reason=Reason(kind=ReasonKind.POPULAR, text=f"No. {place}{where or ' on Marquee'}"))
                    for item, place in zip(best, told, strict=True)
                ],
                reason=Reason(kind=ReasonKind.POPULAR, text="These days, each with its place among all titles"),
                affinity=0.35 if not context.is_newcomer else 0.7,
                minimum=FEWEST,
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
