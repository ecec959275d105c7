"""Mood rows: titles that feel the way this viewer likes."""

from collections.abc import Iterable

import numpy as np

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

MOST = 3
CLEARLY = 0.1


class MoodRows:
    """At most three, and only moods that the viewer clearly prefers or asked for."""

    key = "mood"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        moods, asked = context.catalogue.moods, context.asked.moods
        liking = context.mood_affinity + context.policy.asked_row * asked
        for number in np.argsort(-liking, kind="stable")[:MOST].tolist():
            affinity = float(np.clip(liking[number], -1.0, 1.0))
            if affinity <= CLEARLY:
                return
            name = moods.names[number]
            if asked[number] > 0:
                text = f"You asked for more that is {name.lower()}"
            else:
                text = f"Much of what you choose is {name.lower()}"
            yield RowDraft(
                key=f"{self.key}:{moods.slugs[number]}",
                kind=self.key,
                heading=f"In the mood for something {name.lower()}",
                titles=context.best_of(moods.titles[number], DEPTH),
                reason=Reason(kind=ReasonKind.MOOD, text=text),
                affinity=0.15 + 0.5 * affinity,
                is_asked_less=bool(asked[number] < 0),
            )
