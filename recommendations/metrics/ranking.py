"""How good a ranked list is: numpy only, one row per viewer."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommendations.metrics.quality import Quality

BoolMatrix = npt.NDArray[np.bool_]
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingScores:
    """Per viewer; `top` holds the ten titles that each was shown, as codes, -1 where there was nothing to show."""

    ndcg10: Vector
    recall10: Vector
    recall20: Vector
    hit10: Vector
    map10: Vector
    top: npt.NDArray[np.int64]
    quality: Quality | None = None
    """What ratings say of the same lists; None when none were asked for."""

    def __len__(self) -> int:
        return len(self.ndcg10)


def top_of(scores: npt.NDArray[np.floating], count: int) -> npt.NDArray[np.int64]:
    """Codes of the highest scores of each row, best first; ties go to the lower code.

    -1 fills up where fewer than `count` scores are numbers above minus infinity: what is not a candidate is not shown.
    """
    viewers, titles = scores.shape
    top = np.full((viewers, count), -1, dtype=np.int64)
    few = min(count, titles)
    if not few or not viewers:
        return top
    sortable = np.where(np.isnan(scores), -np.inf, scores)
    last = np.partition(sortable, titles - few, axis=1)[:, titles - few, None]
    above, level = sortable > last, sortable == last
    taken = above | (level & (np.cumsum(level, axis=1) <= few - above.sum(axis=1, keepdims=True)))
    codes = np.nonzero(taken)[1].reshape(viewers, few)
    values = np.take_along_axis(sortable, codes, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    best = np.take_along_axis(codes, order, axis=1)
    top[:, :few] = np.where(np.take_along_axis(values, order, axis=1) > -np.inf, best, -1)
    return top


def judge(
    *,
    hits: BoolMatrix,
    relevant: npt.NDArray[np.int64],
    top: npt.NDArray[np.int64],
    quality: Quality | None = None,
) -> RankingScores:
    """`hits[k, c]`: is what viewer k was shown at place c relevant; `relevant[k]`: how many titles are, at least one.

    NDCG@10 = sum_c hit_c / log2(1 + c), over the same sum of the best possible list of min(10, relevant) titles
    (Järvelin and Kekäläinen 2002). Recall@k = hits among the first k / relevant. HR@10 = is there a hit among ten.
    MAP@10 = sum_c hit_c * (hits among the first c / c) / min(10, relevant) (Manning et al. 2008, ch. 8, cut at 10).
    """
    first = hits[:, :10]
    places = np.arange(1, first.shape[1] + 1)
    discounts = 1.0 / np.log2(np.arange(2, 12))
    possible = np.minimum(relevant, 10)
    precisions = np.cumsum(first, axis=1) / places
    return RankingScores(
        ndcg10=(first * discounts[: first.shape[1]]).sum(axis=1) / np.cumsum(discounts)[possible - 1],
        recall10=first.sum(axis=1) / relevant,
        recall20=hits[:, :20].sum(axis=1) / relevant,
        hit10=np.asarray(first.any(axis=1), dtype=np.float64),
        map10=(first * precisions).sum(axis=1) / possible,
        top=top[:, :10],
        quality=quality,
    )
