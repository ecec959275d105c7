"""MovieLens-100K as the site reads imported ratings, split, and rankings of it judged."""

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django
import numpy as np
from scipy import sparse

django.setup()

from recommendations.conf import DEFAULT_REWARDS
from recommendations.events.rewards import decay
from recommendations.metrics.quality import Quality, auc_by_viewer
from recommendations.metrics.ranking import RankingScores, judge, top_of
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.split import only, split

SEED = 1
LIKED = 4.0
DISLIKED = 2.0


def read_movielens(folder: Path) -> Dataset:
    """Every rating is a title seen to the end, and a thumb where it says more than that."""
    columns = np.loadtxt(folder / "ml-100k.inter", skiprows=1)
    viewers, titles, ratings, at = columns[:, 0].astype(int), columns[:, 1].astype(int), columns[:, 2], columns[:, 3]
    thumbs = np.select(
        [ratings >= 4.5, ratings >= 3.5, ratings <= 2],
        [DEFAULT_REWARDS[name] for name in ("two_thumbs_up", "thumb_up", "thumb_down")],
        default=0.0,
    )
    order = np.lexsort((titles, at, viewers))
    viewers, titles, at = viewers[order], titles[order], at[order]
    return Dataset(
        ratings=interactions_of(viewers, titles, ratings[order], at),
        strengths=interactions_of(viewers, titles, (DEFAULT_REWARDS["completed"] + thumbs)[order], at),
        cutoff=datetime(2026, 11, 23, tzinfo=UTC),
    )


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is learned from and what is held out; matrices are viewers x titles over all ids of the data."""

    learning: Dataset
    held: Dataset
    relevant_from: float = LIKED

    @property
    def title_ids(self):
        return self.learning.strengths.title_ids

    def ratings(self):
        return _matrix(self.learning.ratings, self.learning.ratings.value)

    def likes(self, *, is_liked_only: bool):
        """What peers learn from: 1 for every title rated 4 or more, or for every title rated at all."""
        said = self.learning.ratings
        return _matrix(said, np.where((said.value >= LIKED) | (not is_liked_only), 1.0, 0.0))

    def tastes(self) -> list[dict[int, float]]:
        """Per viewer title id -> strength, decayed as serving decays it."""
        own = self.learning.strengths
        matrix = _matrix(own, own.value * decay(own.at, now=self.learning.cutoff), keep_zeros=True)
        rows = np.split(np.arange(matrix.nnz), matrix.indptr[1:-1])
        ids = own.title_ids[matrix.indices]
        return [dict(zip(ids[row].tolist(), matrix.data[row].tolist(), strict=True)) for row in rows]

    def judge(self, scores) -> RankingScores:
        """All titles of the learning part are candidates, seen ones removed; judged: viewers with anything to hit."""
        held, seen = self.held.ratings, self.ratings()
        candidates = np.zeros(scores.shape[1], dtype=bool)
        candidates[self.learning.ratings.title_code] = True
        said = np.zeros(scores.shape, dtype=np.float32)
        said[held.profile_code, held.title_code] = held.value
        relevant = said >= max(self.relevant_from, 0.5)
        viewers = np.flatnonzero(relevant.any(axis=1) & (seen.getnnz(axis=1) > 0))
        open_to = np.where(candidates & (seen.toarray() == 0), scores, -np.inf)[viewers]
        top = top_of(open_to, 20)
        shown = np.where(top >= 0, np.take_along_axis(said[viewers], np.maximum(top, 0), axis=1), 0.0)
        hits = np.where(top >= 0, np.take_along_axis(relevant[viewers], np.maximum(top, 0), axis=1), False)
        who, what = np.nonzero((said[viewers] > 0) & candidates)
        auc = auc_by_viewer(
            viewer=who, score=scores[viewers[who], what], liked=said[viewers[who], what] >= LIKED, viewers=len(viewers)
        )
        first = shown[:, :10]
        quality = Quality(
            auc=auc,
            rated10=(first > 0).sum(axis=1).astype(float),
            disliked10=((first > 0) & (first <= DISLIKED)).sum(axis=1).astype(float),
        )
        return judge(hits=hits, relevant=relevant[viewers].sum(axis=1), top=top, quality=quality)

    def candidates(self) -> int:
        return len(np.unique(self.learning.ratings.title_code))


def _matrix(interactions, values, *, keep_zeros: bool = False):
    shape = (len(interactions.profile_ids), len(interactions.title_ids))
    matrix = sparse.csr_matrix((values, (interactions.profile_code, interactions.title_code)), shape=shape)
    if not keep_zeros:
        matrix.eliminate_zeros()
    return matrix


def by_time(dataset: Dataset, share: float) -> Part:
    """The latest share of every viewer's ratings is held out."""
    learning, held = split(dataset, share=share)
    return Part(learning=learning, held=held)


def at_random(dataset: Dataset, share: float, *, seed: int) -> Part:
    """A random share of every viewer's ratings is held out, and every rating is relevant: Microsoft's protocol."""
    said = dataset.ratings
    order = np.lexsort((np.random.default_rng(seed).random(len(said)), said.profile_code))
    counts = np.bincount(said.profile_code, minlength=len(said.profile_ids))
    rank = np.empty(len(said), dtype=np.int64)
    rank[order] = np.arange(len(said)) - np.repeat(np.cumsum(counts) - counts, counts)
    late = rank >= np.round(counts * (1.0 - share))[said.profile_code]
    learning, held = (
        Dataset(ratings=only(said, keep), strengths=only(dataset.strengths, keep), cutoff=dataset.cutoff)
        for keep in (~late, late)
    )
    return Part(learning=learning, held=held, relevant_from=0.0)
