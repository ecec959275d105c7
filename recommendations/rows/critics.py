"""Critics' favourites: what critics praise, in the viewer's order."""

from collections.abc import Iterable

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.modelstore.comparable import standardised
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

PRAISED = 80
"""Of 100: the score from which critics are said to love a title."""


class Critics:
    """Only what is praised may enter; taste orders it, and higher praise helps."""

    key = "critics"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        score = context.catalogue.critics_score
        among = context.recommendable & (score >= PRAISED)
        if not among.any():
            return
        praise = standardised(score.astype("f4"))
        yield RowDraft(
            key=self.key,
            kind=self.key,
            heading="Critics' favourites",
            titles=context.best(context.relevance + 0.3 * praise, among, DEPTH),
            reason=Reason(kind=ReasonKind.CRITICS, text=f"Critics give each of these {PRAISED} of 100 or more"),
            affinity=0.3,
        )
