"""Choose, once per training, the titles that newcomers are asked about: those whose likes say most about all others.

"Getting to know you" (Rashid et al. 2002) asks by popularity times entropy, as if each title were the only question;
representatives (Liu et al. 2011) and seeds chosen by what they explain (Golbandi, Koren, Lempel 2010) count what the
questions before them tell already. So it is here: greedy column subset selection (Farahat, Ghodsi, Kamel 2011) in the
covariance of who likes what. Popularity is in it, for what few like varies little; so is divisiveness, for what all
like varies little too; and so is spread, for what the chosen titles explain is taken away before the next choice.
What it is worth is in benchmarks/results/onboarding.md: asked once, no more than popularity.
"""

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recommendations.contracts import Interactions, IntVector
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.scorers import OneList
from recommendations.modelstore.scorers.base import codes_of
from recommendations.training.dataset import Dataset

ASKED = 300
"""So many are ordered, because ceilings and countries leave out some of them for some."""
POOL = 1_000
"""Of the most liked titles: newcomers know few others, and the covariance of all would not fit."""
MOST_VIEWERS = 20_000
"""Of more viewers an even part is enough to count by."""
LIKED_WORTH = 1.25
"""A strength of so much is a liking: more than having seen it to the end."""
NOISE = 0.1
"""Variance of an answer beside that of likes (at most 0.25): who does not pick a title may not know it."""

Matrix = npt.NDArray[np.float64]


def titles_to_ask(bundle: Bundle, dataset: Dataset) -> OneList | None:
    """Scores over the bundle's titles, the higher the sooner, 0 for those never asked about; None without any likes."""
    columns, likes = likes_of(dataset.strengths)
    if not len(columns):
        return None
    order = explaining_order(likes, count=ASKED)
    codes = codes_of(bundle.title_ids, columns[order])
    scores = np.zeros(len(bundle.title_ids), dtype=np.float32)
    scores[codes] = np.arange(len(codes), 0, -1, dtype=np.float32)
    return OneList(title_ids=bundle.title_ids, scores=scores)


def likes_of(known: Interactions) -> tuple[IntVector, sparse.csr_array]:
    """(ids of the most liked titles, viewers x those titles with 1 where the viewer likes it)."""
    liked = known.value >= LIKED_WORTH
    step = -(-len(known.profile_ids) // MOST_VIEWERS) or 1
    liked &= known.profile_code % step == 0
    times = np.bincount(known.title_code[liked], minlength=len(known.title_ids))
    pool = np.sort(np.argsort(-times, kind="stable")[:POOL])
    pool = pool[times[pool] > 0]
    column = np.full(len(known.title_ids), -1, dtype=np.int64)
    column[pool] = np.arange(len(pool))
    kept = liked & (column[known.title_code] >= 0)
    ones = np.ones(int(kept.sum()))
    places = (known.profile_code[kept] // step, column[known.title_code[kept]])
    viewers = -(-len(known.profile_ids) // step)
    return known.title_ids[pool], sparse.csr_array((ones, places), shape=(viewers, len(pool)))


def explaining_order(likes: sparse.csr_array, *, count: int) -> IntVector:
    """Columns, the one first that explains most of the variance of all of them, given those before it.

    Explained by column j: |C_j|^2 / (C_jj + NOISE), C being the covariance that the chosen ones leave open.
    """
    viewers = max(1, likes.shape[0])
    means = np.asarray(likes.sum(axis=0), dtype=np.float64) / viewers
    covariance: Matrix = (likes.T @ likes).toarray() / viewers - np.outer(means, means)
    chosen: list[int] = []
    left = np.ones(len(means), dtype=bool)
    for _place in range(min(count, len(means))):
        explained = (covariance**2).sum(axis=0) / (np.diag(covariance) + NOISE)
        best = int(np.argmax(np.where(left, explained, -np.inf)))
        of_best = covariance[:, best].copy()
        covariance -= np.outer(of_best, of_best / (of_best[best] + NOISE))
        left[best] = False
        chosen.append(best)
    return np.array(chosen, dtype=np.int64)
