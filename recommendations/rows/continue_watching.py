"""Continue Watching: what was begun, most likely to be resumed first."""

import math
from collections.abc import Iterable

from recommendations.contracts import InProgress, Reason, ReasonKind, RowDraft, Scored
from recommendations.ranking.context import SECONDS_PER_DAY, RankingContext

FORGOTTEN_DAYS = 120.0
HALF_LIFE_DAYS = 10.0
BARELY_BEGUN = 0.02


class ContinueWatching:
    """Age counts most; what was left in the middle beats what was hardly begun. Letting go of a title removes it."""

    key = "continue"
    suits_kids = True

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        begun = [item for item in context.taste.progress if not item.completed and not item.dismissed]
        likely = sorted(begun, key=lambda item: (-self._likelihood(item, context), item.title_id))
        titles = [
            Scored(title_id=item.title_id, score=self._likelihood(item, context))
            for item in likely
            if self._likelihood(item, context) > 0 and context.scored([item.title_id])
        ]
        if titles:
            yield RowDraft(
                key=self.key,
                kind=self.key,
                heading="Continue watching",
                titles=titles,
                reason=Reason(kind=ReasonKind.UNFINISHED, text="You began these and have not finished them"),
                affinity=1.0,
                is_own=True,
                minimum=1,
                pinned_rank=0,
            )

    def _likelihood(self, item: InProgress, context: RankingContext) -> float:
        age_days = (context.viewer.now - item.updated_at).total_seconds() / SECONDS_PER_DAY
        if age_days > FORGOTTEN_DAYS or item.title_id in context.taste.hidden:
            return 0.0
        middle = 0.6 + 0.4 * min(1.0, max(item.fraction, BARELY_BEGUN) * 4.0)
        return middle * math.exp2(-max(age_days, 0.0) / HALF_LIFE_DAYS) + 1e-6
