"""Because You Liked / Watched: neighbours of one title of the viewer's own, several rows of it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import numpy as np

from recommendations.contracts import Ranked, Reason, ReasonKind, RowDraft
from recommendations.modelstore.comparable import standardised
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

SEEDS = 4
NEIGHBOURS = 60
NEARNESS = 0.3
"""The neighbours are the row; which of them stand first is mostly a matter of taste."""
RECENT = 1.5
"""So many places later a title counts half as much as the one that was liked last."""
LIKED = 4.0
LATELY = timedelta(days=1)
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Because:
    """The seeds are what this viewer valued most and latest; the neighbours are re-ranked for the viewer."""

    key = "because"
    suits_kids = True

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        bundle = context.bundle
        if bundle is None or context.is_newcomer:
            return
        for rank, seed in enumerate(self._seeds(context)):
            similar = bundle.similar(seed, NEIGHBOURS)
            titles = self._ranked(similar, context)
            if len(titles) < 5:
                continue
            liked = context.taste.ratings.get(seed, 0.0) >= LIKED
            yield RowDraft(
                key=f"{self.key}:{seed}",
                kind=self.key,
                heading=f"Because you {'liked' if liked else 'watched'} {{title:{seed}}}",
                titles=titles,
                reason=Reason(
                    kind=ReasonKind.BECAUSE_LIKED if liked else ReasonKind.BECAUSE_WATCHED,
                    text=f"People who chose {{title:{seed}}} chose these too",
                    evidence=((seed, 1.0),),
                ),
                affinity=0.75 - 0.1 * rank,
                pinned_rank=1 if rank == 0 and self._is_of_today(seed, context) else None,
            )

    def _seeds(self, context: RankingContext) -> list[int]:
        """Liked titles, and watched ones neither disliked nor hidden since; strongest and latest first."""
        taste = context.taste
        at = {item.title_id: item.updated_at for item in taste.progress} | dict(taste.rated_at)
        chosen = [
            title
            for title, worth in taste.strengths.items()
            if worth > 0
            and title in taste.watched
            and title not in taste.hidden
            and taste.ratings.get(title, LIKED) >= LIKED
        ]
        visible = {item.title_id for item in context.scored(chosen)}
        newest = sorted(visible, key=lambda title: (at.get(title, LONG_AGO), title), reverse=True)
        recency = {title: 1.0 / (1.0 + place / RECENT) for place, title in enumerate(newest)}
        # What was liked within a day leads, however little it counts beside what was seen to its end: the page answers.
        today = {title for title in visible if self._is_of_today(title, context)}
        order = sorted(
            visible, key=lambda title: (title not in today, -taste.strengths[title] * recency[title], -title)
        )
        return order[:SEEDS]

    def _is_of_today(self, title: int, context: RankingContext) -> bool:
        at = context.taste.rated_at.get(title, LONG_AGO)
        return context.taste.ratings.get(title, 0.0) >= LIKED and context.viewer.now - at < LATELY

    def _ranked(self, similar: list[tuple[int, float]], context: RankingContext) -> Ranked:
        codes = context.catalogue.code_of([title for title, _weight in similar])
        weights = np.array([weight for _title, weight in similar], dtype=np.float32)
        keep = (codes >= 0) & context.fitting[codes]
        codes = codes[keep]
        scores = NEARNESS * standardised(weights[keep]) + standardised(context.relevance[codes])
        order = np.argsort(-scores, kind="stable")[:DEPTH]
        return context.ranked(codes[order], scores[order])
