"""Top Picks: the best of everything for this viewer."""

from collections.abc import Iterable

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.ranking.own import own_titles
from recommendations.rows.base import DEPTH


class TopPicks:
    """What fits, and no more: the row ends where the picks end. For a newcomer the same place holds what is popular."""

    key = "top_picks"
    suits_kids = True

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        titles = context.best(context.relevance, context.fitting, DEPTH)
        if context.is_newcomer:
            heading, reason = "Popular on Marquee", Reason(kind=ReasonKind.POPULAR, text="What others watch most")
        else:
            heading = f"Top picks for {context.viewer.profile_name}"
            reason = Reason(kind=ReasonKind.BECAUSE_WATCHED, text=self._evidence(context))
        yield RowDraft(
            key=self.key,
            kind=self.key,
            heading=heading,
            titles=titles,
            reason=reason,
            affinity=0.9,
            pinned_rank=0 if context.is_newcomer else None,
        )

    def _evidence(self, context: RankingContext) -> str:
        count = len(own_titles(context)[0])
        if not count:
            return "From what you stopped to look at"
        return f"From {count} title{'s' if count != 1 else ''} that you watched, rated or saved"
