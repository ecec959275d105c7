"""Genre rows: the viewer's genres first, each in the viewer's order."""

from collections.abc import Iterable

import numpy as np

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

CLEARLY = 0.15


class GenreRows:
    """A reason that speaks of the viewer is given only where the history shows it."""

    key = "genre"
    suits_kids = True

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        genres, asked = context.catalogue.genres, context.asked.genres
        liking = context.genre_affinity + context.policy.asked_row * asked
        for number in np.argsort(-liking, kind="stable").tolist():
            affinity = float(context.genre_affinity[number])
            name = genres.names[number]
            if asked[number] > 0:
                reason = Reason(kind=ReasonKind.GENRE, text=f"You asked for more {name.lower()}")
            elif affinity > CLEARLY:
                reason = Reason(kind=ReasonKind.GENRE, text=f"You keep coming back to {name.lower()}")
            else:
                reason = Reason(kind=ReasonKind.GENRE, text=f"The best of {name.lower()}")
            yield RowDraft(
                key=f"{self.key}:{genres.slugs[number]}",
                kind=self.key,
                heading=name,
                titles=context.best_of(genres.titles[number], DEPTH),
                reason=reason,
                affinity=0.2 + 0.6 * float(np.clip(liking[number], -1.0, 1.0)),
                is_asked_less=bool(asked[number] < 0),
            )
