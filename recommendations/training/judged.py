"""Who is judged by what: each viewer's history to learn from, and what was held out, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommendations.contracts import Interactions, IntVector
from recommendations.events.rewards import decay
from recommendations.training.dataset import Dataset
from recommendations.training.split import pairs_of

LIKED_RATING = 4.0
LIKED_STRENGTH = 1.25
"""For what was not rated: more than saying that it was seen is worth by itself."""
MOST_VIEWERS = 5_000
"""Judging reads every title for every viewer; beyond this many, chance picks who is asked."""
MOST_SCORES = 100_000_000
"""Viewers times titles that are read; of very many titles fewer viewers are asked, ..."""
FEWEST_VIEWERS = 1_000
"""... but, where there are so many, no fewer than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One viewer; ids throughout."""

    strengths: dict[int, float]
    ratings: dict[int, float]
    relevant: IntVector
    held_titles: IntVector
    held_ratings: npt.NDArray[np.float32]
    profile_id: int = 0


def judged_viewers(
    *, train: Dataset, held: Dataset, seed: int, most: int | None = None, all_relevant: bool = False
) -> list[Judged]:
    """Viewers with something to learn from and something held out; strengths are decayed as serving decays them.

    With `all_relevant` everything held out counts, whether it was liked or not.
    """
    aged = train.strengths.value * decay(train.strengths.at, now=train.cutoff)
    liked = np.ones(len(held.strengths)) if all_relevant else relevance(held)
    viewers = _asked(train, held, seed=seed, most=most or _most_asked(len(train.strengths.title_ids)))
    strengths = _by_viewer(train.strengths, aged, viewers)
    ratings = _by_viewer(train.ratings, train.ratings.value, viewers)
    relevant = _by_viewer(held.strengths, liked.astype(np.float32), viewers)
    held_ratings = _by_viewer(held.ratings, held.ratings.value, viewers)
    return [
        Judged(
            strengths=strengths[viewer],
            ratings=ratings.get(viewer, {}),
            relevant=np.array([title for title, liked in relevant.get(viewer, {}).items() if liked], dtype=np.int64),
            held_titles=np.array(list(held_ratings.get(viewer, {})), dtype=np.int64),
            held_ratings=np.array(list(held_ratings.get(viewer, {}).values()), dtype=np.float32),
            profile_id=viewer,
        )
        for viewer in viewers.tolist()
    ]


def _most_asked(titles: int) -> int:
    return max(FEWEST_VIEWERS, min(MOST_VIEWERS, MOST_SCORES // max(1, titles)))


def _asked(train: Dataset, held: Dataset, *, seed: int, most: int) -> IntVector:
    """Ids of viewers with something on both sides; beyond `most`, chance picks."""
    viewers = np.intersect1d(_present(train.strengths), np.union1d(_present(held.strengths), _present(held.ratings)))
    if len(viewers) <= most:
        return viewers
    return np.random.default_rng(seed).choice(viewers, most, replace=False)


def _present(interactions: Interactions) -> IntVector:
    entries = np.bincount(interactions.profile_code, minlength=len(interactions.profile_ids))
    return interactions.profile_ids[entries > 0]


def relevance(held: Dataset) -> npt.NDArray[np.bool_]:
    """Which held-out titles were liked: rated 4 or more; for those not rated, a strength above merely seen."""
    liked = held.strengths.value >= LIKED_STRENGTH
    rated = pairs_of(held.ratings)
    order = np.argsort(rated, kind="stable")
    asked = pairs_of(held.strengths)
    if not len(rated):
        return liked
    place = np.minimum(np.searchsorted(rated[order], asked), len(rated) - 1)
    is_rated = rated[order][place] == asked
    return np.where(is_rated, held.ratings.value[order][place] >= LIKED_RATING, liked)


def _by_viewer(
    interactions: Interactions, values: npt.NDArray[np.float32], viewers: IntVector
) -> dict[int, dict[int, float]]:
    """What these viewers' entries say; of everybody's there may be too many for dictionaries."""
    return dict(_groups(interactions, values, np.isin(interactions.profile_ids, viewers)))


def _groups(
    interactions: Interactions, values: npt.NDArray[np.float32], is_asked: npt.NDArray[np.bool_]
) -> Iterator[tuple[int, dict[int, float]]]:
    places = np.flatnonzero(is_asked[interactions.profile_code])
    order = places[np.argsort(interactions.profile_code[places], kind="stable")]
    codes = interactions.profile_code[order]
    titles = interactions.title_ids[interactions.title_code[order]]
    ends = np.flatnonzero(np.diff(codes, append=-1)) + 1
    start = 0
    for end in ends.tolist():
        own = dict(zip(titles[start:end].tolist(), values[order[start:end]].tolist(), strict=True))
        yield int(interactions.profile_ids[codes[start]]), own
        start = end
