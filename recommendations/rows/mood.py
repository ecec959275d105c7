"""Mood rows: titles that feel the way this viewer likes."""

from collections.abc import Iterable

import numpy as np

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

MOST = 3
CLEARLY = 0.1


class MoodRows:
    """At most three, and only moods that the viewer clearly prefers."""

    key = "mood"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        moods = context.catalogue.moods
        for number in np.argsort(-context.mood_affinity, kind="stable")[:MOST].tolist():
            affinity = float(context.mood_affinity[number])
            if affinity <= CLEARLY:
                return
            name = moods.names[number]
            among = context.recommendable & (moods.member[:, number] > 0)
            yield RowDraft(
                key=f"{self.key}:{moods.slugs[number]}",
                kind=self.key,
                heading=f"In the mood for something {name.lower()}",
                titles=context.best(context.relevance, among, DEPTH),
                reason=Reason(kind=ReasonKind.MOOD, text=f"Much of what you choose is {name.lower()}"),
                affinity=0.15 + 0.5 * affinity,
            )
