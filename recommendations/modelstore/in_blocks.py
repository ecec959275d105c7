"""`Bundle.rank` and `Bundle.terms` for many viewers at once: one matrix product per scorer and block of viewers."""

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recommendations.modelstore.bundle import DOUBT, RATING, Bundle
from recommendations.modelstore.calibration import Terms
from recommendations.modelstore.comparable import evened
from recommendations.modelstore.scorers.base import Scorer
from recommendations.modelstore.scorers.told import Told

FloatMatrix = npt.NDArray[np.float32]
Rows = npt.NDArray[np.bool_]
"""Which of the viewers."""


def rank_many(bundle: Bundle, *, strengths: Told, ratings: Told) -> FloatMatrix:
    """What `bundle.rank` answers, a row per viewer."""
    is_asked = any(bundle.weights.get(name) for name in (RATING, DOUBT))
    estimates = bundle.rating.score_many(ratings) if bundle.rating is not None and is_asked else None
    total, spoke = _weighed(bundle, strengths, ratings, estimates)
    _add_doubt(bundle, estimates, ratings, total)
    total[~spoke] = bundle.popularity.score()
    return total


def terms_many(bundle: Bundle, *, strengths: Told, ratings: Told) -> tuple[Terms, Rows]:
    """(what `bundle.terms` answers, a row per viewer or one for all, of whom it answers anything)."""
    estimates = None if bundle.rating is None else bundle.rating.score_many(ratings)
    total, spoke = _weighed(bundle, strengths, ratings, estimates)
    given = np.diff(ratings.starts)[:, np.newaxis].astype(np.float32)
    return bundle.terms_of_scores(total, estimates, ratings=given), spoke


def _weighed(bundle: Bundle, strengths: Told, ratings: Told, estimates: FloatMatrix | None) -> tuple[FloatMatrix, Rows]:
    """(weighted sum of the features but the moment's, of whom anything but what is for everybody spoke)."""
    total = np.zeros((len(strengths), len(bundle.title_ids)), dtype=np.float32)
    spoke = np.zeros(len(strengths), dtype=np.bool_)
    speakers: list[tuple[str, Scorer]] = [*bundle.rankers.items(), *bundle.likenesses.items()]
    for name, scorer in speakers:
        if weight := bundle.weights.get(name, 0.0):
            scores = scorer.score_many(strengths)
            knows: Rows = np.asarray(scores.any(axis=1))
            values = evened(_rows(scores, knows))
            if name in bundle.rankers:
                _lend(bundle, values)
            _add(np.float32(weight) * values, knows, total)
            spoke |= knows
    if estimates is not None and (weight := bundle.weights.get(RATING, 0.0)):
        has_rated: Rows = np.diff(ratings.starts) > 0
        values = evened(_rows(estimates, has_rated))
        _lend(bundle, values)
        _add(np.float32(weight) * values, has_rated, total)
        spoke |= has_rated
    for name, values in bundle._for_everybody.items():
        total += np.float32(bundle.weights.get(name, 0.0)) * values
    return total, spoke


def _add_doubt(bundle: Bundle, estimates: FloatMatrix | None, ratings: Told, total: FloatMatrix) -> None:
    """What each would hardly like goes down, as `rank` has it; who has not rated anything doubts by scores alone."""
    weight = np.float32(bundle.weights.get(DOUBT, 0.0))
    asked: Rows = np.full(len(total), True) if bundle.calibration.is_of_scores else np.diff(ratings.starts) > 0
    if not weight or not asked.any() or (estimates is None and not bundle.calibration.is_of_scores):
        return
    given = np.diff(ratings.starts)[asked, np.newaxis].astype(np.float32)
    estimates = None if estimates is None else _rows(estimates, asked)
    terms = bundle.terms_of_scores(_rows(total, asked), estimates, ratings=given)
    _add(weight * bundle.doubt(bundle.calibration.odds(terms)), asked, total)


def _rows(matrix: FloatMatrix, chosen: Rows) -> FloatMatrix:
    return matrix if chosen.all() else matrix[chosen]


def _add(values: FloatMatrix, chosen: Rows, total: FloatMatrix) -> None:
    if chosen.all():
        total += values
    else:
        total[chosen] += values


def _lend(bundle: Bundle, values: FloatMatrix) -> None:
    stand_ins = bundle.stand_ins
    if stand_ins is None or not len(stand_ins.neighbours):
        return
    matrix = sparse.csr_matrix(
        (stand_ins.weights, stand_ins.neighbours, stand_ins.starts), shape=(values.shape[1], values.shape[1])
    )
    borrowers = np.flatnonzero(np.diff(stand_ins.starts))
    values[:, borrowers] = (matrix[borrowers] @ values.T).T


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
