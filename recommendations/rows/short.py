"""Short and sweet: what fits into the time that is left."""

from collections.abc import Iterable

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

SHORT_MINUTES = 95
VERY_SHORT_MINUTES = 35
DAYPARTS_WITH_LITTLE_TIME = frozenset({0, 1, 2})
"""From midnight to noon: before sleep, before work."""
LONG_SHARE = 0.8


class Short:
    """Films and episodes under a length that the heading names; nothing when almost everything is short."""

    key = "short"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        moment = context.moment
        little_time = moment is not None and moment.daypart in DAYPARTS_WITH_LITTLE_TIME and not moment.is_weekend
        limit = VERY_SHORT_MINUTES if little_time else SHORT_MINUTES
        minutes = context.catalogue.runtime_minutes
        known = context.recommendable & (minutes > 0)
        among = known & (minutes <= limit)
        if not among.any() or among.sum() > LONG_SHARE * known.sum():
            return
        yield RowDraft(
            key=f"{self.key}:{limit}",
            kind=self.key,
            heading="Short and sweet" if limit == SHORT_MINUTES else "A little while to spare",
            titles=context.best(context.relevance, among, DEPTH),
            reason=Reason(kind=ReasonKind.MOMENT, text=f"No film or episode is longer than {limit} minutes"),
            affinity=0.3 if little_time else 0.15,
        )
