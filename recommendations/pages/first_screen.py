"""What is seen without scrolling: kept in proportion to the viewer's tastes, with a sliver that chance fills."""

import zlib

import numpy as np
import numpy.typing as npt

from recommendations.pages.offered import Offered
from recommendations.ranking.calibration import Vector, calibrated_order, divergence
from recommendations.ranking.context import RankingContext
from recommendations.ranking.luck import chance_of_the_day

POOL = 10
"""So many candidates for each place of a row are weighed."""
DRAWN = 8
"""So many titles are drawn for each place of the sliver; the one that fits the proportions best stands there."""

FOUND_BY_FEW = 1.0
"""How much it counts that few have found a title, beside the proportions; both evened to a spread of 1."""

Codes = npt.NDArray[np.int64]


class FirstScreen:
    """Fills rows; those of the first screen not merely by score."""

    def __init__(self, *, rows: Offered, context: RankingContext) -> None:
        self.rows, self.context, self.policy = rows, context, context.policy
        screen = self.policy.screen(context.viewer.device)
        self.rows_in_all, self.left, self.columns = screen.rows, screen.rows, screen.columns
        valued = sum(worth > 0 for worth in context.taste.strengths.values())
        self.weight = self.policy.calibration * valued / (valued + self.policy.calibration_trust)
        self.mixture = np.zeros(rows.shares.shape[1])
        self.standing = 0

    @property
    def is_calibrated(self) -> bool:
        return self.left > 0 and self.rows.wanted is not None and self.weight > 0

    def put(self, codes: Codes) -> None:
        """What stands on the screen from now on."""
        self.mixture = self.mixture + self.rows.shares[codes].sum(axis=0)
        self.standing += len(codes)

    def cost(self, genres: Vector, counts: Codes) -> Vector | float:
        """What each row would do to the proportions of the screen, in units of worth."""
        if not self.is_calibrated or self.rows.wanted is None:
            return 0.0
        mixtures = (self.mixture + genres) / np.maximum(1, self.standing + counts)[:, None]
        return self.weight * divergence(self.rows.wanted, mixtures)

    def fill(self, line: int, codes: Codes, length: int) -> Codes:
        """The titles of a row, of which `codes` are left; the row becomes part of the screen."""
        draft = self.rows.drafts[line]
        if self.left > 0 and not draft.keeps_order and not draft.is_own:
            codes = self._evened(codes)
            if self.rows_in_all - self.left >= self.policy.sliver_after:
                codes = self._with_sliver(codes, draft.key, length)
        codes = codes[:length]
        if self.left > 0:
            self.put(codes[: self.columns])
            self.left -= 1
        return codes

    def _evened(self, codes: Codes) -> Codes:
        """Another order of the same titles, whose first columns keep the proportions."""
        if not self.is_calibrated or self.rows.wanted is None:
            return codes
        pool = codes[: POOL * self.columns]
        likely = self.rows.likely[pool]
        first = calibrated_order(
            scores=likely / max(float(likely.max(initial=0.0)), 1e-9), shares=self.rows.shares[pool],
            wanted=self.rows.wanted, mixture=self.mixture, standing=self.standing, places=self.columns,
            weight=self.weight,
        )  # fmt: skip
        rest = np.ones(len(codes), dtype=bool)
        rest[first] = False
        return np.concatenate([codes[first], codes[rest]])

    def _most_fitting(self, drawn: Codes, head: Codes, beyond: Codes, count: int) -> Codes:
        """Of the titles drawn, those that keep the proportions best and that fewest have found."""
        popularity = self.context.demand.popularity[beyond[drawn]].astype(np.float64)
        against = FOUND_BY_FEW * _spread(popularity)
        if self.is_calibrated and self.rows.wanted is not None:
            mixture = self.mixture + self.rows.shares[head].sum(axis=0)
            places = self.standing + len(head) + 1
            against = against + _spread(
                divergence(self.rows.wanted, (mixture + self.rows.shares[beyond[drawn]]) / places)
            )
        return np.asarray(drawn[np.argsort(against, kind="stable")[:count]], dtype=np.int64)

    def _with_sliver(self, codes: Codes, key: str, length: int) -> Codes:
        """The last places of the screen go to titles drawn from what would stand beyond it."""
        sliver = min(self.policy.sliver, self.columns)
        beyond = codes[self.columns : self.policy.sliver_depth]
        if not sliver or len(beyond) < sliver or length < self.columns:
            return codes
        chance = chance_of_the_day(self.context.viewer, zlib.crc32(key.encode()))
        drawn = chance.permutation(len(beyond))[: sliver * DRAWN]
        drawn = self._most_fitting(drawn, codes[: self.columns - sliver], beyond, sliver)
        begin = self.columns - sliver
        rest = np.delete(beyond, drawn)
        return np.concatenate(
            [codes[:begin], beyond[drawn], codes[begin : self.columns], rest, codes[self.policy.sliver_depth :]]
        )


def _spread(values: Vector) -> Vector:
    """From 0 for the least to 1 for the greatest; all 0 where they are alike."""
    width = float(np.ptp(values)) if len(values) else 0.0
    return np.asarray((values - values.min()) / width if width else np.zeros(len(values)), dtype=np.float64)
