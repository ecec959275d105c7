"""My List: what the viewer saved, newest first."""

from collections.abc import Iterable

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext


class MyList:
    """The order is the viewer's own; nothing is added or left out."""

    key = "my_list"
    suits_kids = True

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        titles = context.scored(list(context.taste.listed))
        if titles:
            yield RowDraft(
                key=self.key,
                kind=self.key,
                heading="My List",
                titles=titles,
                reason=Reason(kind=ReasonKind.LISTED, text="You saved these"),
                affinity=0.6,
                is_own=True,
                minimum=1,
            )
