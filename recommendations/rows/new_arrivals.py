"""New: what came to the catalogue last, ordered for the viewer."""

from collections.abc import Iterable

import numpy as np

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.modelstore.comparable import standardised
from recommendations.ranking.context import SECONDS_PER_DAY, RankingContext
from recommendations.rows.base import DEPTH

NEW_DAYS = 60.0
WEEK_DAYS = 7.0


class NewArrivals:
    """New is measured against the newest arrival when nothing came for a while, and the heading then says so."""

    key = "new"
    suits_kids = True

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        if not context.recommendable.any():
            return
        added = context.catalogue.added_at
        now = context.viewer.now.timestamp()
        newest = min(now, float(added[context.recommendable].max()))
        age_days = (newest - added) / SECONDS_PER_DAY
        among = context.recommendable & (age_days < NEW_DAYS) & (added <= now)
        if int(among.sum()) >= int(context.recommendable.sum()):
            return  # When everything is new, "new" says nothing.
        scores = standardised(np.exp(-age_days / 20.0).astype(np.float32)) + 0.6 * standardised(context.relevance)
        recent = (now - newest) / SECONDS_PER_DAY < WEEK_DAYS
        yield RowDraft(
            key=self.key,
            kind=self.key,
            heading="New on Marquee" if recent else "Latest arrivals",
            titles=context.best(scores, among, DEPTH),
            reason=Reason(kind=ReasonKind.NEW, text="Added last"),
            affinity=0.4,
        )
