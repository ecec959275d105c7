"""What is seen without scrolling: titles chosen together, for their worth and in proportion to the viewer's tastes.

Rows come one by one, each with what it is best at. When all of the screen's are there, every place in turn takes what
the whole does best with of what its row may show, until nothing changes: what one row lacks, another has. Best is
`(1 - l) sum (s(u, v) - f a(v)) - l KL(p || q~)` (Steck 2018): s(u, v) is how likely the viewer chooses the title, a(v)
how known it is, from 0 to 1 for the most watched, p the genres of the viewer's history and q~ those of the screen. The
less of a viewer is known, the less l and f are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from recommendations.pages.offered import Offered
from recommendations.ranking.calibration import SMOOTHING, Vector, divergence
from recommendations.ranking.context import RankingContext

LEAST_GAIN = 1e-9
"""A title must be better by so much, or two that are alike would change places for ever."""
Codes = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A row that has been placed, by its line among those offered, and what it shows before all rows have tails."""

    line: int
    codes: Codes


class FirstScreen:
    """What stands on the screen, and what each title would be worth to it."""

    def __init__(self, *, rows: Offered, context: RankingContext) -> None:
        self.rows, self.context, self.policy = rows, context, context.policy
        screen = self.policy.screen(context.viewer.device)
        self.rows_in_all, self.columns = screen.rows, screen.columns
        valued = sum(worth > 0 for worth in context.taste.strengths.values())
        self.trust = valued / (valued + self.policy.calibration_trust)
        self.weight = self.policy.calibration * self.trust
        self.mixture = np.zeros(rows.shares.shape[1])
        self.standing = self.placed = 0
        self.known = self.trust * context.demand.known
        self.worth = rows.likely - self.policy.unfound * self.known
        told = np.zeros(len(self.mixture), dtype=bool) if rows.wanted is None else rows.wanted > 0
        self.told = rows.shares[:, told]
        """Of the genres that the viewer chose: no other has a part in the divergence."""
        self.taste = np.zeros(0) if rows.wanted is None else rows.wanted[told]

    @property
    def is_calibrated(self) -> bool:
        return self.rows.wanted is not None and self.weight > 0

    def put(self, codes: Codes) -> None:
        """What stands on the screen from now on."""
        self.mixture = self.mixture + self.rows.shares[codes].sum(axis=0)
        self.standing += len(codes)

    def place(self, codes: Codes) -> None:
        """A row, as it comes; rows below the screen change nothing of it."""
        if self.placed < self.rows_in_all:
            self.put(codes[: self.columns])
        self.placed += 1

    def cost(self, genres: Vector, counts: Codes) -> Vector | float:
        """What each row would do to the proportions of the screen, in units of a row's worth.

        Rows are weighed by what they show first, which they change when all are there: so it counts only in part.
        """
        if self.rows.wanted is None or not self.is_calibrated or self.placed >= self.rows_in_all:
            return 0.0
        mixtures = (self.mixture + genres) / np.maximum(1, self.standing + counts)[:, None]
        return self.policy.calibration_of_rows * self.weight * divergence(self.rows.wanted, mixtures)

    def settled(self, heads: Sequence[Head], used: Marks) -> list[Head]:
        """The same rows with the titles that the screen does best with, each row's in its own order. Changes `used`."""
        found = list(heads)
        for _round in range(self.policy.rounds if self.is_calibrated else 0):
            before = list(found)
            found = [self._chosen_anew(head, used) if self.may_choose(head.line) else head for head in found]
            if all(old is new for old, new in zip(before, found, strict=True)):
                break
        return found

    def may_choose(self, line: int) -> bool:
        """A row whose order says something, or that is the viewer's own, stands as it is."""
        draft = self.rows.drafts[line]
        return not draft.keeps_order and not draft.is_own

    def _chosen_anew(self, head: Head, used: Marks) -> Head:
        """The head with better titles on the screen, or itself where there are none."""
        codes, own = head.codes.copy(), self.rows.codes[head.line][self.rows.open[head.line]]
        for column in range(min(self.columns, len(codes))):
            old = codes[column]
            candidates = np.concatenate([[old], own[~used[own]]])
            values = self.values_at(candidates, instead_of=old)
            best = int(np.argmax(values))
            if values[best] > values[0] + LEAST_GAIN:
                codes[column] = candidates[best]
                self.exchange(old, codes[column], used)
        if np.array_equal(codes, head.codes):
            return head
        on_screen = np.isin(own, codes[: self.columns])
        return replace(head, codes=np.concatenate([own[on_screen], codes[self.columns :]]))

    def values_at(self, candidates: Codes, *, instead_of: int) -> Vector:
        """What each would be worth to the screen in the place of one that stands there, but for a constant.

        Of the divergence, sum p log p is that constant; what is left is one product of a matrix and a vector.
        """
        worth = np.asarray((1 - self.weight) * self.worth[candidates], dtype=np.float64)
        if self.rows.wanted is None or not self.is_calibrated:
            return worth
        beside = self.mixture[self.rows.wanted > 0] - self.told[instead_of]
        smooth = (beside + self.told[candidates]) * ((1 - SMOOTHING) / self.standing) + SMOOTHING * self.taste
        return np.asarray(worth + self.weight * (np.log(smooth) @ self.taste), dtype=np.float64)

    def values_to_learn(self, candidates: Codes, *, instead_of: int) -> Vector:
        """The same for the place that chance fills: there, what is little known is worth showing to learn of it."""
        more = (1 - self.weight) * self.policy.sliver_unfound * self.known[candidates]
        return np.asarray(self.values_at(candidates, instead_of=instead_of) - more, dtype=np.float64)

    def exchange(self, old: int, new: int, used: Marks) -> None:
        self.mixture = self.mixture - self.rows.shares[old] + self.rows.shares[new]
        used[old], used[new] = False, True
