"""Whether what was watched was liked: the second measure, always beside NDCG, because hits alone reward clickbait."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Per viewer of the RankingScores that it belongs to."""

    auc: Vector
    """NaN for viewers who did not both like and not like something of what was held out."""
    rated10: Vector
    """How many of the ten titles shown the viewer has rated in the held-out part."""
    disliked10: Vector
    """How many of those were rated 2 or less."""

    @property
    def comparable(self) -> npt.NDArray[np.bool_]:
        """Which viewers have an AUC."""
        return np.isfinite(self.auc)

    @property
    def disliked_share(self) -> float | None:
        """Of what was shown and rated, the share rated 2 or less; None when nothing shown was rated."""
        rated = float(self.rated10.sum())
        return float(self.disliked10.sum()) / rated if rated else None


def auc_by_viewer(*, viewer: Codes, score: npt.ArrayLike, liked: npt.NDArray[np.bool_], viewers: int) -> Vector:
    """Per viewer, the chance that a liked title scores above one that is not, ties half; NaN without one of each.

    AUC = (R - n1 (n1 + 1) / 2) / (n1 n0) with R the sum of the liked titles' ranks within the viewer, mean ranks for
    ties: the Mann-Whitney statistic (Hanley and McNeil 1982). The three arrays are parallel, one entry per rated title.
    """
    scores = np.asarray(score, dtype=np.float64)
    order = np.lexsort((scores, viewer))
    who, value, yes = viewer[order], scores[order], liked[order]
    counts = np.bincount(who, minlength=viewers)
    rank = np.arange(len(who)) - (np.cumsum(counts) - counts)[who] + 1.0
    opens = np.ones(len(who), dtype=np.bool_)
    opens[1:] = (who[1:] != who[:-1]) | (value[1:] != value[:-1])
    tie = np.cumsum(opens) - 1
    mean_rank = (np.bincount(tie, weights=rank) / np.maximum(np.bincount(tie), 1))[tie]
    positive = np.bincount(who, weights=yes, minlength=viewers)
    negative = counts - positive
    ranks = np.bincount(who, weights=mean_rank * yes, minlength=viewers)
    possible = positive * negative
    above = ranks - positive * (positive + 1) / 2
    found: Vector = np.divide(above, possible, out=np.full(viewers, np.nan), where=possible > 0)
    return found
