"""Leaving soon: what can be seen for a few more weeks only."""

from collections.abc import Iterable
from datetime import UTC, datetime

from recommendations.candidates.catalogue import FOREVER
from recommendations.contracts import Reason, ReasonKind, RowDraft, Scored
from recommendations.ranking.context import SECONDS_PER_DAY, RankingContext
from recommendations.rows.base import DEPTH

SOON_DAYS = 30


class LeavingSoon:
    """Every tile says when; the viewer's likeliest stand first, for there may be time for one."""

    key = "leaving_soon"
    suits_kids = True

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        now = context.viewer.now.timestamp()
        leaves = context.catalogue.leaves_at(context.viewer)
        among = context.recommendable & (leaves != FOREVER) & (leaves < now + SOON_DAYS * SECONDS_PER_DAY)
        found = context.best(context.relevance, among, DEPTH)
        if not found:
            return
        days = [datetime.fromtimestamp(int(leaves[code]), tz=UTC) for code in found.codes.tolist()]
        yield RowDraft(
            key=self.key,
            kind=self.key,
            heading="Leaving soon",
            titles=[
                Scored(
                    title_id=item.title_id,
                    score=item.score,
                    reason=Reason(kind=ReasonKind.LEAVING, text=f"Until {day.day} {day:%B}"),
                )
                for item, day in zip(found, days, strict=True)
            ],
            reason=Reason(kind=ReasonKind.LEAVING, text="Here for a few more weeks only"),
            affinity=0.35,
        )
