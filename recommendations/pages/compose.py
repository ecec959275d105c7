"""Choose a page's billboard, rows and titles: all of deciding that needs no pictures, words or tables."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import structlog

from recommendations.contracts import Ranked, RowDraft, Scored
from recommendations.pages.billboard import pick_billboard
from recommendations.pages.last_page import LastPage
from recommendations.pages.layout import Laid, lay_out
from recommendations.ranking.context import RankingContext
from recommendations.rows import ROW_TYPES, RowType

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    billboard: Scored | None
    rows: Sequence[Laid]

    def as_last(self, served_at: datetime) -> LastPage:
        """This page as the next one remembers it."""
        return LastPage(
            served_at=served_at,
            row_keys=tuple(row.draft.key for row in self.rows),
            billboard=self.billboard.title_id if self.billboard else None,
        )


def compose(
    *, context: RankingContext, large: Collection[int] = (), last: LastPage | None = None,
    row_types: Sequence[RowType] = ROW_TYPES,
) -> Composed:  # fmt: skip
    """The same page for the same viewer, model, instant and last page; a row type that fails is left out and logged.

    `large`: ids of the titles that have a picture for the billboard.
    """
    drafts = _ruled([draft for row_type in row_types for draft in _offers(row_type, context)], context)
    billboard = pick_billboard(context=context, large=large, last=last)
    first = billboard.title_id if billboard else None
    rows = lay_out(drafts=drafts, context=context, taken=context.rules.banned_titles, billboard=first, last=last)
    return Composed(billboard=billboard, rows=rows)


def _ruled(drafts: list[RowDraft], context: RankingContext) -> list[RowDraft]:
    """The drafts as editors want them, without banned rows and with pins of their choice; and as the viewer wants them:
    a row that was stopped comes back by no pin.
    """
    rules, asked = context.rules, context.taste.adjustments
    kept = [d for d in drafts if not rules.bans(d) and not asked.stops(key=d.key, kind=d.kind)]
    wanted = [(draft, rules.pin_of(draft)) for draft in kept]
    return [draft if pin is None else replace(draft, pinned_rank=pin) for draft, pin in wanted]


def _offers(row_type: RowType, context: RankingContext) -> list[RowDraft]:
    if context.viewer.is_kids and not row_type.suits_kids:
        return []
    try:
        drafts = list(row_type.offer(context))
    except Exception:  # One broken row must not take the page with it.
        log.exception("row_failed", row=row_type.key)
        return []
    sound = [draft for draft in drafts if _is_sound(draft)]
    if len(sound) < len(drafts):
        log.error("row_not_finite", row=row_type.key, left_out=len(drafts) - len(sound))
    return sound


def _is_sound(draft: RowDraft) -> bool:
    """Whatever is not a number would stand first, or nowhere, for no reason."""
    titles = draft.titles
    if isinstance(titles, Ranked):
        return math.isfinite(draft.affinity) and bool(np.isfinite(titles.scores).all())
    return math.isfinite(draft.affinity) and math.isfinite(sum(item.score for item in titles))
