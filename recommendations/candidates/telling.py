"""Which titles to ask about next to each other: worth asking, and unlike what is asked already.

The greedy D-optimal design in the space of the titles' factors, which is also the greedy choice by a determinantal
point process (Chen, Zhang, Zhou 2018). Pages choose by it among few; what is asked of everybody first is put in order
when a model is trained (`training/telling.py`).
"""

import numpy as np
import numpy.typing as npt

from recommendations.candidates.catalogue import BoolVector, Catalogue
from recommendations.contracts import FloatVector, IntVector

POOL = 2_000
"""So many of the worthiest titles are considered; a newcomer knows few of the others."""

Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]


def telling_order(*, vectors: npt.ArrayLike, worth: npt.ArrayLike, count: int) -> IntVector:
    """Codes of up to `count` titles, the most telling first.

    `vectors` are titles x factors, of which only the direction counts; `worth` is how much an answer about a title is
    worth, in units of what is known beforehand (the prior has precision 1 in every direction); titles of no worth are
    left out. Each choice is argmax log(1 + worth v' A^-1 v), with A = I + sum of worth v v' over those chosen before.
    Ties go to the lower code.
    """
    directions, weights = _unit(np.asarray(vectors, dtype=np.float64)), np.asarray(worth, dtype=np.float64)
    pool = np.sort(np.argsort(-weights, kind="stable")[:POOL])
    pool = pool[weights[pool] > 0]
    directions, weights = directions[pool], weights[pool]
    solved = directions.copy()  # A^-1 v, a row per title.
    unknown = np.vecdot(directions, directions)  # v' A^-1 v
    left = np.ones(len(pool), dtype=bool)
    chosen: list[int] = []
    for _place in range(min(count, len(pool))):
        gain = np.where(left, np.log1p(weights * unknown), -np.inf)
        best = int(np.argmax(gain))
        step = solved[best].copy()
        along = directions @ step
        shrink = weights[best] / (1.0 + weights[best] * unknown[best])
        solved -= np.outer(shrink * along, step)
        unknown = np.maximum(unknown - shrink * along**2, 0.0)
        left[best] = False
        chosen.append(int(pool[best]))
    return np.array(chosen, dtype=np.int64)


def _unit(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0))


def telling_without_model(catalogue: Catalogue, *, popularity: FloatVector, among: BoolVector, count: int) -> IntVector:
    """Codes of popular titles spread over genres and moods: what is asked before anything was learned."""
    vectors = np.hstack([catalogue.genres.member, catalogue.moods.member])
    # Log-scaled counts, brought to 1..2: where nobody has watched anything yet, all titles are worth the same.
    ahead = popularity - popularity.min(initial=0.0)
    worth = np.where(among, 1.0 + ahead / max(float(ahead.max(initial=0.0)), 1e-9), 0.0)
    return telling_order(vectors=vectors, worth=worth, count=count)
