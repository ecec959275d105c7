"""For tonight: what suits the hour, the day of the week and the screen."""

from collections.abc import Iterable

import numpy as np

from accounts.device_kinds import DeviceKind
from recommendations.contracts import FloatVector, Moment, Reason, ReasonKind, RowDraft
from recommendations.modelstore.comparable import standardised
from recommendations.ranking.context import RankingContext
from recommendations.ranking.fit import watches_at
from recommendations.ranking.length import fit_of_length, ideal_minutes
from recommendations.rows.base import DEPTH

HEADINGS = ("For the small hours", "For early risers", "For this morning", "For this afternoon", "For this evening",
            "For tonight")  # fmt: skip
"""By the four hours of the day; the last begins at eight in the evening."""


class Tonight:
    """What is watched at such moments, as learned from plays; and of a length that fits them."""

    key = "tonight"
    suits_kids = False

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        moment = context.moment
        if moment is None or context.is_newcomer:
            return
        length = fit_of_length(context.catalogue.runtime_minutes, moment)
        scores = context.relevance + 0.5 * self._learned(context, moment) + 0.5 * length
        ideal = round(ideal_minutes(moment) / 10) * 10
        screen = {DeviceKind.TV: " on the big screen", DeviceKind.PHONE: " on a phone"}.get(moment.device, "")
        # Who never watched at this hour is known to have no taste of it.
        hour = f" at this hour{screen}" if watches_at(taste=context.taste, moment=moment) else ""
        yield RowDraft(
            key=self.key,
            kind=self.key,
            heading=HEADINGS[moment.daypart] + (" of the weekend" if moment.is_weekend and moment.daypart < 5 else ""),
            titles=context.best(scores, context.fitting, DEPTH),
            reason=Reason(
                kind=ReasonKind.MOMENT,
                text=f"To your taste{hour}, and of some {ideal} minutes rather than longer",
            ),
            affinity=0.4,
        )

    def _learned(self, context: RankingContext, moment: Moment) -> FloatVector:
        bundle, size = context.bundle, len(context.catalogue.title_ids)
        if bundle is None or bundle.moments is None:
            return np.zeros(size, dtype=np.float32)
        codes = bundle.along(context.catalogue.title_ids)
        return standardised(np.where(codes >= 0, bundle.moments.at(moment)[codes], 0.0).astype(np.float32))
