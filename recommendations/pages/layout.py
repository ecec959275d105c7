"""Which rows a page has, in which order, and which titles they hold.

Stage-wise greedy: at each place the row with the highest gain, `gain(row | page) =
sum_c d(c) s(u, v) / sum_c d(c) + affinity(u, row) - overlap(row, page) - sameness(row, page)`, with the attention
discount d(c) = 1 / log2(1 + c) for column c counted from 1, over what the row is left with once the titles that are on
the page already are taken out. (A discount of the row's place is the same for all that compete for the place, so it is
left out.) Deterministic: ties go to the row that was offered first.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from recommendations.conf import tunables
from recommendations.contracts import RowDraft, Scored
from recommendations.ranking.context import RankingContext

LOOKED_AT = 8
"""Columns that count when rows are compared; further ones are hardly looked at."""
ROWS_TO_SPREAD_OVER = 5
AFFINITY_WEIGHT = 1.2
OVERLAP_WEIGHT = 0.6
SAMENESS_WEIGHT = 0.35
"""Two rows of one kind next to one another look alike."""
AGAIN_WEIGHT = 0.08
"""And every earlier row of the kind makes the next a little less welcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A row with the titles that it was left with."""

    draft: RowDraft
    titles: Sequence[Scored]


def lay_out(*, drafts: Sequence[RowDraft], context: RankingContext, taken: frozenset[int]) -> list[Laid]:
    """Choose and fill rows; no title stands twice, and `taken` ones (the billboard's) in no row at all."""
    settings = tunables()
    length = row_length(int(context.visible.sum()))
    likes = _likes(context)
    used = set(taken)
    claims = _claims(drafts, taken, settings.titles_per_row)
    waiting = list(drafts)
    page: list[Laid] = []
    while waiting and len(page) < settings.rows_per_page:
        filled = [
            (draft, _fill(draft, used, claims, settings.titles_per_row if draft.is_own else length))
            for draft in waiting
        ]
        viable = [(draft, titles) for draft, titles in filled if len(titles) >= max(1, draft.minimum)]
        if not viable:
            break
        draft, titles = max(viable, key=lambda option: _gain(option[0], option[1], page, likes))
        page.append(Laid(draft=replace(draft, titles=()), titles=titles))
        used.update(item.title_id for item in titles)
        waiting = [other for other in waiting if other.key != draft.key]
    return page


def row_length(visible: int) -> int:
    """Titles of a row that recommends: a small catalogue is spread over several rows instead of filling one."""
    settings = tunables()
    return min(settings.titles_per_row, max(settings.minimum_row_length + 1, visible // ROWS_TO_SPREAD_OVER))


def _claims(drafts: Sequence[RowDraft], taken: frozenset[int], length: int) -> dict[int, str]:
    """Title -> key of the viewer's own row that it is kept for, the earlier row first."""
    claims: dict[int, str] = {}
    for draft in drafts:
        if draft.is_own:
            mine = [
                item.title_id for item in draft.titles if item.title_id not in taken and item.title_id not in claims
            ]
            if len(mine) >= max(1, draft.minimum):
                claims |= dict.fromkeys(mine[:length], draft.key)
    return claims


def _fill(draft: RowDraft, used: set[int], claims: dict[int, str], length: int) -> list[Scored]:
    """The best titles of a draft that neither are on the page yet nor are kept for another row."""
    titles: list[Scored] = []
    own: set[int] = set()
    for item in draft.titles:
        if item.title_id in own or item.title_id in used or claims.get(item.title_id, draft.key) != draft.key:
            continue
        own.add(item.title_id)
        titles.append(item)
        if len(titles) == (draft.maximum or length):
            break
    return titles


def _likes(context: RankingContext) -> dict[int, float]:
    """s(u, v) in 0..1: the rank of each visible title's relevance among all visible ones."""
    codes = np.flatnonzero(context.visible)
    if not len(codes):
        return {}
    order = codes[np.argsort(context.relevance[codes], kind="stable")]
    shares = (np.arange(len(order)) + 1) / len(order)
    return dict(zip(context.catalogue.title_ids[order].tolist(), shares.tolist(), strict=True))


def _gain(
    draft: RowDraft, titles: Sequence[Scored], page: Sequence[Laid], likes: dict[int, float]
) -> tuple[float, float]:
    if draft.pinned_rank is not None:
        return (1.0, -float(draft.pinned_rank))
    shown = titles[:LOOKED_AT]
    attention = [1.0 / math.log2(1 + column) for column in range(1, len(shown) + 1)]
    worth = sum(weight * likes.get(item.title_id, 0.0) for weight, item in zip(attention, shown, strict=True))
    worth /= sum(attention)
    lost = len({item.title_id for item in draft.titles[:LOOKED_AT]} - {item.title_id for item in titles}) / LOOKED_AT
    neighbour = page[-1].draft.kind if page else ""
    again = AGAIN_WEIGHT * sum(laid.draft.kind == draft.kind for laid in page)
    gain = worth + AFFINITY_WEIGHT * draft.affinity - OVERLAP_WEIGHT * lost - again
    return (0.0, gain - (SAMENESS_WEIGHT if neighbour == draft.kind else 0.0))
