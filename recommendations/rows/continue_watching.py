"""Continue Watching: what was begun, most likely to be resumed first."""

from collections.abc import Iterable
from dataclasses import replace

from recommendations.contracts import Reason, ReasonKind, RowDraft
from recommendations.ranking.context import SECONDS_PER_DAY, RankingContext
from recommendations.ranking.resume import resume_chances, resume_weights

FORGOTTEN_DAYS = 120.0


class ContinueWatching:
    """By the chance that it is gone on with here and now (`ranking/resume.py`). Letting go of a title removes it."""

    key = "continue"
    suits_kids = True

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        viewer, taste = context.viewer, context.taste
        odds = resume_chances(
            taste.progress, now=viewer.now, device=viewer.device.value, weights=resume_weights(context.bundle)
        )
        recent = {
            item.title_id
            for item in taste.progress
            if (viewer.now - item.updated_at).total_seconds() <= FORGOTTEN_DAYS * SECONDS_PER_DAY
        }
        open_to = [title for title in odds if title in recent and title not in taste.hidden]
        titles = [
            replace(item, score=odds[item.title_id])
            for item in context.scored(sorted(open_to, key=lambda title: (-odds[title], title)))
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
