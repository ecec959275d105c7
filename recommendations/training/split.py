"""Hold out the latest of every viewer's titles, or of everybody's, or a part drawn at random."""

import numpy as np
import numpy.typing as npt

from recommendations.contracts import Interactions
from recommendations.training.dataset import Dataset

HELD_OUT = 0.2
VALIDATION = 0.15

SCATTER = np.uint64(0x9E3779B97F4A7C15)
"""Multiplying by it modulo 2^64 scatters neighbouring ids (Fibonacci hashing)."""

BoolVector = npt.NDArray[np.bool_]


def latest(interactions: Interactions, share: float) -> BoolVector:
    """Which entries are in the last `share` of their viewer's, by time.

    Entries of one second are in no order that means anything; their titles' ids often do, so a hash decides.
    """
    shuffled = interactions.title_ids[interactions.title_code].astype(np.uint64) * SCATTER
    order = np.lexsort((shuffled, interactions.at, interactions.profile_code))
    counts = np.bincount(interactions.profile_code, minlength=len(interactions.profile_ids))
    starts = np.cumsum(counts) - counts
    ordered_profiles = interactions.profile_code[order]
    rank = np.arange(len(order)) - starts[ordered_profiles]
    late = np.empty(len(order), dtype=np.bool_)
    late[order] = rank >= np.floor(counts[ordered_profiles] * (1.0 - share))
    return late


def latest_of_all(interactions: Interactions, share: float) -> BoolVector:
    """Which entries are in the last `share` of all, by time; a hash decides within one second."""
    entries = pairs_of(interactions).astype(np.uint64) * SCATTER
    order = np.lexsort((entries, interactions.at))
    late = np.ones(len(order), dtype=np.bool_)
    late[order[: int(np.floor(len(order) * (1.0 - share)))]] = False
    return late


def drawn(interactions: Interactions, share: float, *, seed: int) -> BoolVector:
    """Which entries chance holds out: `share` of every viewer's, rounded to the nearest whole."""
    random = np.random.default_rng(seed).random(len(interactions))
    order = np.lexsort((random, interactions.profile_code))
    counts = np.bincount(interactions.profile_code, minlength=len(interactions.profile_ids))
    ordered_profiles = interactions.profile_code[order]
    rank = np.arange(len(order)) - (np.cumsum(counts) - counts)[ordered_profiles]
    held = np.empty(len(order), dtype=np.bool_)
    held[order] = rank >= np.rint(counts[ordered_profiles] * (1.0 - share))
    return held


def split(dataset: Dataset, *, share: float = HELD_OUT) -> tuple[Dataset, Dataset]:
    """(to learn from, held out): the last `share` of every viewer's."""
    return split_at(dataset, latest(dataset.strengths, share))


def split_at(dataset: Dataset, is_held: BoolVector) -> tuple[Dataset, Dataset]:
    """(to learn from, held out) by a mark for every strength.

    A pair is on one side for ratings, strengths and plays alike, or the answer would leak.
    """
    held = pairs_of(only(dataset.strengths, is_held))
    played = np.isin(dataset.plays.pairs, held)
    rated = np.isin(pairs_of(dataset.ratings), held)
    return (
        Dataset(
            ratings=only(dataset.ratings, ~rated),
            strengths=only(dataset.strengths, ~is_held),
            cutoff=dataset.cutoff,
            plays=dataset.plays.where(~played),
        ),
        Dataset(
            ratings=only(dataset.ratings, rated),
            strengths=only(dataset.strengths, is_held),
            cutoff=dataset.cutoff,
            plays=dataset.plays.where(played),
        ),
    )


def only(interactions: Interactions, keep: BoolVector) -> Interactions:
    """Some of the entries, over the same profile and title ids."""
    return Interactions(
        profile_ids=interactions.profile_ids,
        title_ids=interactions.title_ids,
        profile_code=interactions.profile_code[keep],
        title_code=interactions.title_code[keep],
        value=interactions.value[keep],
        at=interactions.at[keep],
    )


def pairs_of(interactions: Interactions) -> npt.NDArray[np.int64]:
    """One number per entry that is the same for the same profile and title."""
    profiles = interactions.profile_ids[interactions.profile_code]
    titles = interactions.title_ids[interactions.title_code]
    return (profiles << np.int64(32)) + titles
