"""Which rows a page has, in which order, and which titles they hold.

Stage-wise greedy: at each place the row with the highest gain, `gain(row | page) = worth + affinity + stability -
overlap - sameness - l KL`, with `worth = sum_c d(c) s(u, v) / sum_c d(c)` over the columns c of the screen, d(c) =
1 / log2(1 + c), and s(u, v) how likely the viewer chooses the title; over what the row is left with once the titles
that are on the page already are taken out. (A discount of the row's place is the same for all that compete for the
place, so it is left out.) On the first screen KL holds the genres of what stands there against those of the viewer's
history (Steck 2018). When the screen has its rows, their titles are chosen again, together (`first_screen.py`), and
some last places are drawn (`sliver.py`); then come the rows below. Ties go to the row that was offered first.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from recommendations.conf import tunables
from recommendations.contracts import PlaceDraw, RowDraft, Scored
from recommendations.pages.first_screen import FirstScreen, Head
from recommendations.pages.last_page import LastPage, familiarity
from recommendations.pages.offered import Offered, offered
from recommendations.pages.sliver import drawn
from recommendations.ranking.calibration import Vector
from recommendations.ranking.context import RankingContext
from recommendations.ranking.luck import luck_of_a_name

ROWS_TO_SPREAD_OVER = 5
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A row with the titles that it was left with."""

    draft: RowDraft
    titles: Sequence[Scored]
    draws: Mapping[int, PlaceDraw] = field(default_factory=dict)
    """By title id, of those that chance chose."""


def lay_out(
    *, drafts: Sequence[RowDraft], context: RankingContext, taken: Collection[int], billboard: int | None = None,
    last: LastPage | None = None,
) -> list[Laid]:  # fmt: skip
    """Choose and fill rows; no title stands twice, and `taken` ones and the billboard in no row at all."""
    everywhere = {*taken, *([] if billboard is None else [billboard])}
    rows = offered(
        drafts=drafts, context=context, taken=everywhere, own_length=tunables().titles_per_row,
        length=row_length(int(context.visible.sum())),
    )  # fmt: skip
    stages = _Stages(rows, context, last)
    screen = FirstScreen(rows=rows, context=context)
    if billboard is not None:
        screen.put(context.catalogue.code_of([billboard]))
    most = min(tunables().rows_per_page, context.policy.screen(context.viewer.device).rows_in_all)
    on_screen = screen.settled(stages.next_rows(screen, min(most, screen.rows_in_all)), stages.used)
    on_screen, draws = drawn(screen=screen, heads=on_screen, used=stages.used)
    heads = [*on_screen, *stages.next_rows(screen, most - len(on_screen))]
    return [_laid(rows.drafts[head.line], stages.with_tail(head), draws, context) for head in heads]


def _laid(draft: RowDraft, codes: Codes, draws: Mapping[int, PlaceDraw], context: RankingContext) -> Laid:
    ids = context.catalogue.title_ids[codes].tolist()
    return Laid(
        draft=replace(draft, titles=()), titles=draft.scored(ids),
        draws={title: draws[title] for title in ids if title in draws},
    )  # fmt: skip


def row_length(visible: int) -> int:
    """Titles of a row that recommends: a small catalogue is spread over several rows instead of filling one."""
    settings = tunables()
    return min(settings.titles_per_row, max(settings.minimum_row_length + 1, visible // ROWS_TO_SPREAD_OVER))


class _Stages:
    """What is on the page so far, and what each row that waits would add."""

    def __init__(self, rows: Offered, context: RankingContext, last: LastPage | None) -> None:
        self.rows, self.context, self.policy = rows, context, context.policy
        self.columns = self.policy.screen(context.viewer.device).columns
        self.waiting = np.ones(len(rows.drafts), dtype=bool)
        self.used = np.zeros(len(rows.likely), dtype=bool)
        self.kinds = np.unique([draft.kind for draft in rows.drafts], return_inverse=True)[1]
        self.chosen: list[int] = []
        """Kinds of the rows that are placed, from the top."""
        self.own = np.array([draft.is_own for draft in rows.drafts])
        self.above: Vector | None = None
        attention = 1.0 / np.log2(1.0 + np.arange(1, self.columns + 1))
        self.attention = attention / attention.sum()
        self.last = familiarity(rows.drafts, last, context)
        self.constant = np.array([self._constant(draft) for draft in rows.drafts])
        self.pins = np.array([np.inf if d.pinned_rank is None else d.pinned_rank for d in rows.drafts])

    def _constant(self, draft: RowDraft) -> float:
        """What does not change from place to place."""
        luck = luck_of_a_name(self.context.viewer, draft.key)
        ruled = self.policy.ruled * self.context.rules.nudge_of(draft)
        return self.policy.affinity * draft.affinity + self.policy.tomorrow * luck + ruled

    def left(self, line: int) -> Codes:
        """What a row could show now, best first."""
        codes = self.rows.codes[line]
        return np.asarray(codes[self.rows.open[line] & ~self.used[codes]], dtype=np.int64)

    def head(self, line: int) -> int:
        """How many titles a row takes at once. What is seen first of a later row comes before what is seen last of
        this one, so a row that recommends takes the columns of the screen, and its tail when all rows have theirs.
        """
        draft, length = self.rows.drafts[line], int(self.rows.lengths[line])
        return length if draft.is_own or draft.keeps_order else min(length, max(self.columns, draft.minimum))

    def with_tail(self, head: Head) -> Codes:
        """The row with whatever is left for it when all rows have their heads."""
        more = self.left(head.line)[: int(self.rows.lengths[head.line]) - len(head.codes)]
        self.used[more] = True
        return np.concatenate([head.codes, more])

    def next_rows(self, screen: FirstScreen, count: int) -> list[Head]:
        """The next rows from above, fewer than `count` when no other has enough to show."""
        heads: list[Head] = []
        while len(heads) < count and (line := self.best(screen)) is not None:
            codes = self.left(line)[: self.head(line)]
            screen.place(codes)
            self.place(line, codes)
            heads.append(Head(line=line, codes=codes))
        return heads

    def best(self, screen: FirstScreen) -> int | None:
        """The line of the row for the next place; None when none is left that has enough to show."""
        free = self.rows.open & ~self.used[self.rows.codes]
        place = np.cumsum(free, axis=1)
        viable = self.waiting & (place[:, -1] >= self.rows.minimums) if place.shape[1] else np.zeros(0, dtype=bool)
        if not viable.any():
            return None
        due = viable & (self.pins <= len(self.chosen))
        if due.any():
            return int(np.argmin(np.where(due, self.pins, np.inf)))
        unpinned = viable & np.isinf(self.pins)
        if not unpinned.any():
            return int(np.argmin(np.where(viable, self.pins, np.inf)))
        heads = np.full((len(viable), self.columns), len(self.used) - 1, dtype=np.int64)
        lines, columns = np.nonzero(free & (place <= self.columns))
        heads[lines, place[lines, columns] - 1] = self.rows.codes[lines, columns]
        return int(np.argmax(np.where(unpinned, self._gain(heads, screen), -np.inf)))

    def _gain(self, heads: Codes, screen: FirstScreen) -> Vector:
        """`heads`: rows x columns of what each row would show first, padded with the title that is none."""
        policy, rows, place = self.policy, self.rows, len(self.chosen)
        worth = rows.likely[heads] @ self.attention
        best = rows.codes[:, : self.columns]
        taken = (rows.open[:, : self.columns] & self.used[best]).mean(axis=1)
        genres = rows.shares[heads].sum(axis=1)
        again = np.bincount(self.chosen, minlength=self.kinds.max() + 1)[self.kinds] if self.chosen else 0.0
        same = self.kinds == self.chosen[-1] if self.chosen else False
        return np.asarray(
            worth + self.constant + policy.stability * self.last[:, min(place, self.last.shape[1] - 1)]
            + policy.urgency * place * self.own - policy.overlap * taken - policy.again * again
            - policy.same_kind * same - policy.likeness * self._likeness(genres)
            - screen.cost(genres, (heads != len(self.used) - 1).sum(axis=1))
        )  # fmt: skip

    def _likeness(self, genres: Vector) -> Vector:
        """Cosine of each row's genres with those of the row above."""
        if self.above is None:
            return np.zeros(len(genres))
        lengths = np.linalg.norm(genres, axis=1) * np.linalg.norm(self.above)
        cosines: Vector = np.divide(genres @ self.above, lengths, out=np.zeros(len(genres)), where=lengths > 0)
        return cosines

    def place(self, line: int, codes: Codes) -> None:
        self.waiting[line] = False
        self.used[codes] = True
        self.chosen.append(int(self.kinds[line]))
        self.above = self.rows.shares[codes[: self.columns]].sum(axis=0)
