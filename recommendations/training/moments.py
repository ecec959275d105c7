"""Learn what is watched more at some moments than at others, apart from who is there at those moments."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recommendations.contracts import IntVector
from recommendations.contracts.moment import DAYPARTS, MOMENTS, VALUES, moment_of_code
from recommendations.modelstore.scorers import Likeness, Moments
from recommendations.modelstore.scorers.base import codes_of
from recommendations.training.plays import Plays

COMPARED = "kind"
"""Of which likeness the vectors are taken: genres and moods."""
CONTENT_PRIOR = 50.0
"""So many plays draw the effect of a value on what is watched half-way to none."""
SPREAD_PRIOR = 1.0
"""Added to every direction's variance, as a share of their mean: rare genres say little."""
TITLE_PRIOR = 20.0
"""So many plays, each expected, draw what is a title's own half-way to none."""
HABIT_PRIOR = 20.0
"""So many plays at everybody's hours are added to a viewer's own, to tell when the viewer is there at all."""
MOST = 2.5
"""No lift of one value is beyond this, either way: twelve times the chance."""
BLOCKS = (slice(0, DAYPARTS), slice(DAYPARTS, DAYPARTS + 2), slice(DAYPARTS + 2, VALUES))

Matrix = npt.NDArray[np.float64]

_VALUES_OF = np.zeros((MOMENTS, VALUES))
for _code in range(MOMENTS):
    _VALUES_OF[_code, list(moment_of_code(_code).values)] = 1.0


def learn_moments(plays: Plays, *, likenesses: Mapping[str, Likeness], title_ids: IntVector) -> Moments | None:
    """Lifts over `title_ids`, in two parts: by what titles are, and by what is a title's own; None without plays.

    Everything is judged within viewers: who watches only comedies, and only in the mornings, does not make comedies
    a thing of mornings, because nobody knows what that viewer would watch at night.
    """
    titles = codes_of(title_ids, plays.title_ids)
    plays, titles = plays.where(titles >= 0), titles[titles >= 0]
    if not len(plays):
        return None
    people, who = np.unique(plays.profile_ids, return_inverse=True)
    ones = np.ones(len(plays))
    chosen = sparse.csr_array((ones, (who, titles)), shape=(len(people), len(title_ids)))
    of_viewer = _sums(who, plays.moment, len(people))
    of_title = _sums(titles, plays.moment, len(title_ids))
    lifts = np.zeros((VALUES, len(title_ids)))
    likeness = likenesses.get(COMPARED)
    if likeness is not None:
        at_moment = np.bincount(plays.moment, minlength=MOMENTS).astype(np.float64)
        lifts = _by_content(np.asarray(likeness.vectors, dtype=np.float64), chosen, of_viewer, of_title, at_moment)
    lifts += _by_title(lifts, chosen, of_viewer, of_title)
    return Moments(title_ids=title_ids, lifts=np.clip(lifts, -MOST, MOST).astype(np.float32))


def _sums(rows: IntVector, moments: npt.NDArray[np.int8], size: int) -> Matrix:
    """How often each row occurs with each value."""
    table = np.bincount(rows * MOMENTS + moments, minlength=size * MOMENTS).reshape(size, MOMENTS)
    return np.asarray(table @ _VALUES_OF, dtype=np.float64)


def _by_content(
    vectors: Matrix, chosen: sparse.csr_array, of_viewer: Matrix, of_title: Matrix, at_moment: Matrix
) -> Matrix:
    """Log-ratios from a linear discriminant (Fisher 1936) with fixed effects of viewers.

    Vectors of what was played are regressed on the values of the moment, both less the viewer's own mean, with a ridge;
    the log-ratio is the effect by the inverse of what the vectors vary by within viewers, times a title's vector.
    """
    plays_of = of_viewer[:, :DAYPARTS].sum(axis=1)
    means = (chosen @ vectors) / plays_of[:, None]
    habits = of_viewer / plays_of[:, None]
    played = of_title[:, :DAYPARTS].sum(axis=1)
    own = _VALUES_OF.T @ (at_moment[:, None] * _VALUES_OF) - of_viewer.T @ habits
    shared = of_title.T @ vectors - of_viewer.T @ means
    effects = np.linalg.solve(own + CONTENT_PRIOR * np.eye(VALUES), shared)
    spread = (vectors * played[:, None]).T @ vectors - (means * plays_of[:, None]).T @ means
    spread /= max(1.0, float(played.sum()) - len(plays_of))
    ridge = max(SPREAD_PRIOR * float(np.trace(spread)) / len(spread), 1e-9)
    directions = np.linalg.solve(spread + ridge * np.eye(len(spread)), effects.T)
    is_told = np.asarray(vectors.any(axis=1), dtype=np.bool_)
    centred = np.where(is_told[:, None], vectors - (played / played.sum()) @ vectors, 0.0)
    return np.asarray((centred @ directions).T)


def _by_title(lifts: Matrix, chosen: sparse.csr_array, of_viewer: Matrix, of_title: Matrix) -> Matrix:
    """What of a title's hours is explained neither by who plays it nor by what it is: log of played over expected.

    A gamma prior of TITLE_PRIOR plays on the ratio keeps it near 1 where little is known (DuMouchel 1999).
    """
    found = np.zeros_like(lifts)
    for block in BLOCKS:
        everybody = of_title[:, block].sum(axis=0) / max(1.0, of_title[:, block].sum())
        habits = of_viewer[:, block] + HABIT_PRIOR * everybody
        expected = (chosen.T @ (habits / habits.sum(axis=1, keepdims=True))) * np.exp(lifts[block].T)
        played = of_title[:, block].sum(axis=1, keepdims=True)
        sums = expected.sum(axis=1, keepdims=True)
        expected *= np.divide(played, sums, out=np.zeros_like(sums), where=sums > 0)
        found[block] = np.log((of_title[:, block] + TITLE_PRIOR) / (expected + TITLE_PRIOR)).T
    return found
