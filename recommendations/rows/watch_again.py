"""Watch It Again: what was seen to the end, and liked if anything was said of it."""

from collections.abc import Iterable

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext

LIKED = 4.0


class WatchAgain:
    """Never something that was disliked or hidden, and nothing that was only rated: imported ratings say seen."""

    key = "watch_again"
    suits_kids = True

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        taste = context.taste
        unwanted = taste.hidden | set(context.catalogue.title_ids[context.asked.refused].tolist())
        liked = [
            title
            for title in taste.finished
            if title not in unwanted
            and taste.ratings.get(title, LIKED) >= LIKED
            and taste.strengths.get(title, 0.0) > 0
        ]
        order = sorted(liked, key=lambda title: (-taste.ratings.get(title, 0.0), -taste.strengths[title], title))
        titles = context.scored(order)
        if titles:
            yield RowDraft(
                key=self.key,
                kind=self.key,
                heading="Watch it again",
                titles=titles[:40],
                reason=Reason(kind=ReasonKind.BECAUSE_WATCHED, text="You have seen these, and disliked none"),
                affinity=0.1,
                is_own=True,
            )
