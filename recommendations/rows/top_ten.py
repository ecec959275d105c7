"""Top 10: what is watched most, the same for everybody; only the row's place on the page is personal."""

from collections.abc import Iterable

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext

TEN = 10


class TopTen:
    """Counted over what the viewer may see; titles already watched stay, since the list states a fact."""

    key = "top_ten"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        popular = context.demand.popularity
        scores = popular + context.demand.trend * (popular.std() / max(float(context.demand.trend.std()), 1e-6))
        among = context.visible & (popular > 0)
        among[context.catalogue.code_of([title for title in context.taste.hidden if self._known(title, context)])] = (
            False
        )
        if int(among.sum()) >= TEN:
            yield RowDraft(
                key=self.key,
                kind=self.key,
                heading="Top 10 on Marquee today",
                titles=context.best(scores, among, TEN),
                reason=Reason(kind=ReasonKind.POPULAR, text="The most watched of these days"),
                affinity=0.35 if not context.is_newcomer else 0.7,
                may_repeat=True,
                minimum=TEN,
            )

    def _known(self, title_id: int, context: RankingContext) -> bool:
        return int(context.catalogue.code_of([title_id])[0]) >= 0
