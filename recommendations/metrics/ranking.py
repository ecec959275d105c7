"""How good a ranked list is: numpy only, one row per viewer."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BoolMatrix = npt.NDArray[np.bool_]
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingScores:
    """Per viewer; `top` holds the ten titles that each was shown, as codes."""

    ndcg10: Vector
    recall10: Vector
    recall20: Vector
    hit10: Vector
    top: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ndcg10)


def top_of(scores: npt.NDArray[np.floating], count: int) -> npt.NDArray[np.int64]:
    """Codes of the highest scores of each row, best first; ties go to the lower code."""
    return np.argsort(-scores, axis=1, kind="stable")[:, :count].astype(np.int64)


def judge(*, hits: BoolMatrix, relevant: npt.NDArray[np.int64], top: npt.NDArray[np.int64]) -> RankingScores:
    """`hits[k, c]`: is what viewer k was shown at place c relevant; `relevant[k]`: how many titles are, at least one.

    NDCG divides by the best possible list of min(10, relevant) titles.
    """
    discounts = 1.0 / np.log2(np.arange(2, 12))
    ideal = np.cumsum(discounts)[np.minimum(relevant, 10) - 1]
    first = hits[:, :10]
    return RankingScores(
        ndcg10=(first * discounts[: first.shape[1]]).sum(axis=1) / ideal,
        recall10=first.sum(axis=1) / relevant,
        recall20=hits[:, :20].sum(axis=1) / relevant,
        hit10=np.asarray(first.any(axis=1), dtype=np.float64),
        top=top[:, :10],
    )


def effective_catalogue_size(shares: npt.ArrayLike) -> float:
    """How many titles the hours really went to (Gomez-Uribe and Hunt 2015); shares need no order nor sum."""
    sizes = -np.sort(-np.asarray(shares, dtype=np.float64))
    if sizes.sum() <= 0:
        return 0.0
    return float(2.0 * (sizes / sizes.sum() * np.arange(1, len(sizes) + 1)).sum() - 1.0)
