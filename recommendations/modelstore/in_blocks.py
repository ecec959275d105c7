"""`Bundle.rank` for many viewers at once: one matrix product per scorer and block instead of one per viewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.bundle import DOUBT, RATING, Bundle, evened
from recommendations.modelstore.scorers import Factors, ItemWeights, PreferenceFactors, RatingScorer, Scorer
from recommendations.modelstore.scorers.base import codes_of

FloatMatrix = npt.NDArray[np.float32]
DENSE = 0.02
"""Above this share of known titles a product of full matrices is faster than one that skips the gaps."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What several viewers say of titles: viewer k's are entries `starts[k]` to `starts[k + 1]`, one per title."""

    starts: IntVector
    title_ids: IntVector
    values: FloatVector

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def rows(self) -> IntVector:
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def of(self, viewer: int) -> dict[int, float]:
        own = slice(self.starts[viewer], self.starts[viewer + 1])
        return dict(zip(self.title_ids[own].tolist(), self.values[own].tolist(), strict=True))


def rank_many(bundle: Bundle, *, strengths: Told, ratings: Told) -> FloatMatrix:
    """What `bundle.rank` answers, a row per viewer."""
    total = np.zeros((len(strengths), len(bundle.title_ids)), dtype=np.float32)
    spoke = np.zeros(len(strengths), dtype=np.bool_)
    for name, ranker in bundle.rankers.items():
        _add(bundle, name, score_many(ranker, strengths), total, spoke, lends=True)
    for name, likeness in bundle.likenesses.items():
        _add(bundle, name, score_many(likeness, strengths), total, spoke, lends=False)
    if bundle.rating is not None:
        _add_rating(bundle, bundle.rating, ratings, total, spoke)
    for name, values in bundle._for_everybody.items():
        total += np.float32(bundle.weights.get(name, 0.0)) * values
    total[~spoke] = bundle.popularity.score()
    return total


def _add(
    bundle: Bundle, name: str, scores: FloatMatrix, total: FloatMatrix, spoke: npt.NDArray[np.bool_], *, lends: bool
) -> None:
    """Add a feature to the rows of those about whom it knows anything."""
    weight = np.float32(bundle.weights.get(name, 0.0))
    knows = scores.any(axis=1)
    if not weight or not knows.any():
        return
    values = evened(scores[knows])
    if lends:
        _lend(bundle, values)
    total[knows] += weight * values
    spoke |= knows


def _add_rating(
    bundle: Bundle, rating: RatingScorer, ratings: Told, total: FloatMatrix, spoke: npt.NDArray[np.bool_]
) -> None:
    """Add the estimates and the doubt that they cast to the rows of those who rated anything."""
    weight, of_doubt = (np.float32(bundle.weights.get(name, 0.0)) for name in (RATING, DOUBT))
    told = np.diff(ratings.starts) > 0
    if not told.any() or not (weight or of_doubt):
        return
    estimates = score_many(rating, ratings)[told]
    values = evened(estimates)
    _lend(bundle, values)
    total[told] += weight * values + of_doubt * bundle.doubt(estimates)
    spoke |= told


def _lend(bundle: Bundle, values: FloatMatrix) -> None:
    stand_ins = bundle.stand_ins
    if stand_ins is None or not len(stand_ins.neighbours):
        return
    matrix = sparse.csr_matrix(
        (stand_ins.weights, stand_ins.neighbours, stand_ins.starts), shape=(values.shape[1], values.shape[1])
    )
    borrowers = np.flatnonzero(np.diff(stand_ins.starts))
    values[:, borrowers] = (matrix[borrowers] @ values.T).T


def score_many(scorer: Scorer, told: Told) -> FloatMatrix:
    """What `scorer.score` answers, a row per viewer."""
    if type(scorer) is ItemWeights:
        scores = np.zeros((len(told), len(scorer.title_ids)), dtype=np.float32)
        scores[:, codes_of(scorer.title_ids, scorer.covered)] = _times(_matrix(told, scorer.covered), scorer.weights)
        return scores
    if isinstance(scorer, PreferenceFactors):
        vectors = _rows([scorer.fold_in(told.of(viewer)).vector for viewer in range(len(told))], scorer.factors)
        return np.asarray(vectors @ scorer.factors.T + scorer.biases, dtype=np.float32)
    if isinstance(scorer, Factors):  # And those with a second set, whose vectors hold it already.
        folded = [scorer.fold_in(told.of(viewer)) for viewer in range(len(told))]
        vectors = _rows([one.vector for one in folded], scorer.factors)
        biases = np.array([scorer.mean + one.bias for one in folded], dtype=np.float32)
        scores = vectors @ scorer.factors.T
        scores += scorer.biases
        scores += biases[:, None]
        return np.asarray(scores, dtype=np.float32)
    rows = [scorer.score(told.of(viewer)) for viewer in range(len(told))]
    return np.array(rows, dtype=np.float32).reshape(len(told), len(scorer.title_ids))


def _rows(vectors: Sequence[npt.NDArray[np.float64]], factors: FloatMatrix) -> FloatMatrix:
    return np.array(vectors, dtype=np.float32).reshape(len(vectors), factors.shape[1])


def _matrix(told: Told, title_ids: IntVector) -> sparse.csr_matrix:
    codes = codes_of(title_ids, told.title_ids)
    known = (codes >= 0) & np.isfinite(told.values)
    return sparse.csr_matrix(
        (told.values[known], (told.rows[known], codes[known])), shape=(len(told), len(title_ids)), dtype=np.float32
    )


def _times(left: sparse.csr_matrix, right: FloatMatrix) -> FloatMatrix:
    is_dense = left.nnz > DENSE * left.shape[0] * left.shape[1]
    return np.asarray((left.toarray() if is_dense else left) @ right, dtype=np.float32)


def best_of_each(scores: FloatMatrix, count: int) -> tuple[npt.NDArray[np.int64], FloatMatrix]:
    """(codes of the highest scores of each row, best first, ties by code; those scores).

    Which of several that tie for the last place are taken is left to chance, the same for the same scores.
    """
    count = min(count, scores.shape[1])
    found = np.argpartition(scores, scores.shape[1] - count, axis=1)[:, scores.shape[1] - count :]
    found.sort(axis=1)
    values = np.take_along_axis(scores, found, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    return np.take_along_axis(found, order, axis=1), np.take_along_axis(values, order, axis=1)
