"""Choose, once per training, the titles that newcomers are asked about."""

import numpy as np
import numpy.typing as npt

from recommendations.candidates.telling import telling_order
from recommendations.contracts import Interactions, IntVector
from recommendations.estimators.numbering import counted, summed
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.scorers import Factors, OneList, PreferenceFactors
from recommendations.modelstore.scorers.base import codes_of
from recommendations.training.dataset import Dataset

ASKED = 400
"""So many are ordered, because ceilings and countries leave out some of them for some."""
EAGERNESS = 8.0
"""How much an answer about the most widely known title is worth beside what is known beforehand. The smaller, the less
it matters that titles are unlike each other."""
SHARE_POWER = 0.5
"""Of a title's share of viewers: nobody can say anything about a title that they do not know."""
SPREAD_PRIOR = 5.0
"""So many ratings of the usual variance are added to a title's own."""


def titles_to_ask(bundle: Bundle, dataset: Dataset) -> OneList | None:
    """Scores over the bundle's titles, the higher the sooner, 0 for those never asked about; None without factors."""
    vectors = factors_of(bundle)
    if vectors is None:
        return None
    worth = worth_of_answers(bundle.title_ids, known=dataset.strengths, said=dataset.ratings)
    order = telling_order(vectors=vectors, worth=worth, count=ASKED)
    scores = np.zeros(len(bundle.title_ids), dtype=np.float32)
    scores[order] = np.arange(len(order), 0, -1, dtype=np.float32)
    return OneList(title_ids=bundle.title_ids, scores=scores)


def factors_of(bundle: Bundle) -> npt.NDArray[np.float32] | None:
    """Where titles stand in the space that tastes differ in: the ranker's factors, else those of ratings."""
    of_rankers = [ranker.factors for ranker in bundle.rankers.values() if isinstance(ranker, PreferenceFactors)]
    if of_rankers:
        return of_rankers[0]
    return bundle.rating.factors if isinstance(bundle.rating, Factors) else None


def worth_of_answers(title_ids: IntVector, *, known: Interactions, said: Interactions) -> npt.NDArray[np.float64]:
    """How much it tells, per title, to ask about it: by how many know it and how much they differ about it."""
    times = np.zeros(len(title_ids))
    times[codes_of(title_ids, known.title_ids)] = counted(known.title_code, len(known.title_ids))
    share = times / max(1.0, float(times.max(initial=0.0)))
    return np.asarray(EAGERNESS * share**SHARE_POWER * _divisiveness(title_ids, said))


def _divisiveness(title_ids: IntVector, said: Interactions) -> npt.NDArray[np.float64]:
    """The standard deviation of what was said of each title, beside that of everything; 1 where nothing was said."""
    found = np.ones(len(title_ids))
    if not len(said):
        return found
    codes, size = said.title_code, len(said.title_ids)
    counts = counted(codes, size)
    means = summed(codes, size, lambda rows: said.value[rows]) / np.maximum(counts, 1)
    squares = summed(codes, size, lambda rows: np.square(said.value[rows] - means[codes[rows]]))
    mean = float(counts @ means) / len(said)
    usual = float(squares.sum() + counts @ np.square(means - mean)) / len(said)
    if usual > 0:
        variance = (squares + SPREAD_PRIOR * usual) / (counts + SPREAD_PRIOR)
        found[codes_of(title_ids, said.title_ids)] = np.sqrt(variance / usual)
    return found
