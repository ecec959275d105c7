"""All rows that are offered for a page, as arrays: at every place each of them is looked at again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommendations.candidates.catalogue import BoolVector, Catalogue
from recommendations.contracts import IntVector, Ranked, RowDraft
from recommendations.ranking.asked import asked_shares
from recommendations.ranking.calibration import Vector, genre_history, genre_shares
from recommendations.ranking.context import RankingContext

NOBODY = -1
LIKELY_RANK, LIKELY_POWER = 8.0, 0.8
"""The chance that a title is chosen falls with its rank r as (1 + r / 8) ** -0.8: measured on MovieLens-100K."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Drafts x candidates; the candidates of a row stand in its order, padded at the end."""

    drafts: Sequence[RowDraft]
    codes: npt.NDArray[np.int64]
    open: npt.NDArray[np.bool_]
    """A candidate that this row may show, as far as the page does not show it yet."""
    likely: Vector
    """Per title of the catalogue, and one 0 behind: how likely the viewer chooses it, 1 for the likeliest."""
    shares: Vector
    """Per title of the catalogue, and one line of zeros behind: its genres, which share 1."""
    wanted: Vector | None
    """The genres of the viewer's history, as far as the viewer did not ask for others."""
    lengths: IntVector
    """How many titles each row shows at most."""
    minimums: IntVector


def offered(
    *, drafts: Sequence[RowDraft], context: RankingContext, taken: Collection[int], own_length: int, length: int
) -> Offered:
    """`taken` titles stand nowhere; a title of one of the viewer's own rows stands in that row only."""
    size = len(context.catalogue.title_ids)
    lists = [_codes(draft, context.catalogue) for draft in drafts]
    deepest = max((len(own) for own in lists), default=0)
    codes = np.full((len(drafts), deepest), size, dtype=np.int64)
    for line, own in enumerate(lists):
        codes[line, : len(own)] = own
    shares, catalogue, taste = genre_shares(context.catalogue), context.catalogue, context.taste
    history = genre_history(taste, catalogue, shares)
    lengths = [min(draft.maximum or deepest, own_length if draft.is_own else length) for draft in drafts]
    gone = np.zeros(size + 1, dtype=bool)
    gone[size] = True
    stand = context.catalogue.code_of(list(taken))
    gone[stand[stand >= 0]] = True
    minimums = np.array([max(1, draft.minimum) for draft in drafts], dtype=np.int64)
    owners = _owners(drafts, codes, ~gone[codes], minimums, own_length)
    lines = np.arange(len(drafts))[:, None]
    return Offered(
        drafts=drafts, codes=codes, open=~gone[codes] & ((owners[codes] == NOBODY) | (owners[codes] == lines)),
        likely=_likely(context), shares=catalogue.genres.shares,
        wanted=asked_shares(history, taste.adjustments, catalogue.genres, context.policy),
        lengths=np.array(lengths, dtype=np.int64), minimums=minimums,
    )  # fmt: skip


def _codes(draft: RowDraft, catalogue: Catalogue) -> IntVector:
    """The row's titles, each where it stands first; those that the catalogue does not have are left out."""
    if isinstance(draft.titles, Ranked):
        return draft.titles.codes
    codes = catalogue.code_of(list(dict.fromkeys(item.title_id for item in draft.titles)))
    return codes[codes >= 0]


def _owners(
    drafts: Sequence[RowDraft], codes: npt.NDArray[np.int64], free: npt.NDArray[np.bool_], minimums: IntVector,
    length: int,
) -> IntVector:  # fmt: skip
    """Per title the line of the viewer's own row that it is kept for, the earlier row first; NOBODY for most."""
    size = int(codes.max(initial=0)) + 1
    owners = np.full(max(size, 1), NOBODY, dtype=np.int64)
    for line, draft in enumerate(drafts):
        if draft.is_own:
            mine = codes[line][free[line]]
            mine = mine[owners[mine] == NOBODY]
            if len(mine) >= minimums[line]:
                owners[mine[:length]] = line
    return owners


def _likely(context: RankingContext) -> Vector:
    """By the rank of a title's relevance among all that may be recommended; what was seen is hardly chosen again."""
    fresh: BoolVector = context.recommendable
    likely = np.zeros(len(fresh) + 1)
    order = context.by_relevance[fresh[context.by_relevance]]
    likely[order] = (1.0 + np.arange(len(order)) / LIKELY_RANK) ** -LIKELY_POWER
    return likely
