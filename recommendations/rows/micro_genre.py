"""Micro-genres: corners of the catalogue with a name of two or three parts, those that this viewer keeps coming to."""

from collections.abc import Iterable

import numpy as np

from recommendations.candidates.micro_genres import FEWEST, micro_genres_of
from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.rows.base import DEPTH

MOST = 12
CHOSEN_OFTEN = 2
LEAD = 1.3
"""A corner is the viewer's own when so many times its share of the catalogue went to it."""


class MicroGenreRows:
    """A corner counts after two titles that the viewer chose and valued; the heading is the grammar's."""

    key = "micro_genre"
    suits_kids = True

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        corners = micro_genres_of(context.catalogue)
        own = context.taste.chosen
        valued = [title for title, worth in context.taste.strengths.items() if worth > 0 and title in own]
        codes = context.catalogue.code_of(valued)
        codes = codes[codes >= 0]
        if not len(codes) or not corners.keys:
            return
        chosen = corners.member[codes].sum(axis=0, dtype=np.int64)
        lead = chosen / len(codes) / (np.maximum(1, corners.counts) / len(context.catalogue.title_ids))
        # Of corners that are alike the smaller says more; and one title more or less should not decide.
        worth = np.where(
            (chosen >= CHOSEN_OFTEN) & (lead >= LEAD), np.log(np.maximum(lead, 1.0)) * np.log1p(chosen), 0.0
        )
        for number in np.argsort(-worth, kind="stable")[:MOST].tolist():
            if worth[number] <= 0:
                return
            heading, count = corners.headings[number], int(chosen[number])
            yield RowDraft(
                key=f"{self.key}:{corners.keys[number]}",
                kind=self.key,
                heading=heading,
                titles=context.best_of(corners.titles[number], DEPTH),
                reason=Reason(kind=ReasonKind.GENRE, text=f"{count} titles that you chose are of this kind"),
                affinity=min(1.0, 0.3 + 0.25 * float(worth[number])),
                minimum=min(FEWEST, 5),
            )
