"""Top 10: what is watched most of all that this viewer has not seen; the row's place on the page is personal too."""

from collections.abc import Iterable

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

TEN = 10


class TopTen:
    """Ordered by what everybody does and nothing else; the heading claims no more than the page can keep."""

    key = "top_ten"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        popular = context.demand.popularity
        if len(popular) < TEN:
            return
        scores = popular + context.demand.trend * (popular.std() / max(float(context.demand.trend.std()), 1e-6))
        among = context.recommendable & (popular > 0)
        if int(among.sum()) >= TEN:
            yield RowDraft(
                key=self.key,
                kind=self.key,
                heading="Top 10 you have yet to see",
                titles=context.best(scores, among, DEPTH),
                reason=Reason(
                    kind=ReasonKind.POPULAR, text="The most watched of these days, less what stands elsewhere here"
                ),
                affinity=0.35 if not context.is_newcomer else 0.7,
                minimum=TEN,
                maximum=TEN,
                keeps_order=True,
            )
