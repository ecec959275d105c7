"""What the viewer was shown before: a page does not shuffle between two visits, and is not the same tomorrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from recommendations.contracts import RowDraft
from recommendations.ranking.context import RankingContext

SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPage:
    """The page before, on the same kind of device."""

    served_at: datetime
    row_keys: tuple[str, ...]
    """From the top."""
    billboard: int | None


def familiarity(drafts: Sequence[RowDraft], last: LastPage | None, context: RankingContext) -> npt.NDArray[np.float64]:
    """Rows x places: 1 where a row stood a moment ago, a part of it for places near, and less with the hours."""
    policy = context.policy
    places = policy.screen(context.viewer.device).rows_in_all
    found = np.zeros((len(drafts), places))
    if last is None:
        return found
    hours = max(0.0, (context.viewer.now - last.served_at).total_seconds() / SECONDS_PER_HOUR)
    fresh = max(0.0, 1.0 - hours / policy.stability_hours)
    before = {key: place for place, key in enumerate(last.row_keys)}
    for line, draft in enumerate(drafts):
        if draft.key in before and fresh > 0 and not draft.is_asked_less:
            found[line] = fresh / (1.0 + np.abs(np.arange(places) - before[draft.key]))
    return found
