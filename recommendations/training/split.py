"""Hold out the latest of every viewer's titles, or of everybody's, or a part drawn at random."""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.contracts import Interactions
from recommendations.training.dataset import Dataset

HELD_OUT = 0.2
VALIDATION = 0.15
ROWS_AT_ONCE = 1_000_000

BoolVector = npt.NDArray[np.bool_]


def latest(interactions: Interactions, share: float) -> BoolVector:
    """Which entries are in the last `share` of their viewer's, by time.

    Entries of one second are in no order that means anything; their titles' ids often do, so a hash of viewer and
    title decides: of the title alone, it would hold out the same titles of everybody whose history was imported.
    """
    order = np.lexsort((scattered(pairs_of(interactions)), interactions.at, interactions.profile_code))
    counts = np.bincount(interactions.profile_code, minlength=len(interactions.profile_ids))
    starts = np.cumsum(counts) - counts
    ordered_profiles = interactions.profile_code[order]
    rank = np.arange(len(order)) - starts[ordered_profiles]
    late = np.empty(len(order), dtype=np.bool_)
    late[order] = rank >= np.floor(counts[ordered_profiles] * (1.0 - share))
    return late


def latest_of_all(interactions: Interactions, share: float) -> BoolVector:
    """Which entries are in the last `share` of all, by time; a hash decides within one second."""
    order = np.lexsort((scattered(pairs_of(interactions)), interactions.at))
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
    if dataset.is_of_ratings_alone:
        return part_of(dataset, ~is_held), part_of(dataset, is_held)
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


def part_of(dataset: Dataset, keep: BoolVector) -> Dataset:
    """Some entries of a data set of ratings alone: the parts share arrays as the whole does, and none is looked up."""
    strengths = only(dataset.strengths, keep)
    return replace(dataset, ratings=replace(strengths, value=dataset.ratings.value[keep]), strengths=strengths)


def kept_in_place(dataset: Dataset, keep: BoolVector) -> Dataset:
    """`part_of` in the memory of the whole, which is used up: it may take half of all memory that there is."""
    strengths, said = dataset.strengths, dataset.ratings.value
    is_shared = said is strengths.value
    moved = {name: _moved_up(getattr(strengths, name), keep) for name in ("profile_code", "title_code", "value", "at")}
    strengths = replace(strengths, **moved)
    said = strengths.value if is_shared else _moved_up(said, keep)
    return replace(dataset, ratings=replace(strengths, value=said), strengths=strengths)


def _moved_up(column: npt.NDArray[Any], keep: BoolVector) -> npt.NDArray[Any]:
    end = 0
    for begin in range(0, len(column), ROWS_AT_ONCE):
        rows = slice(begin, begin + ROWS_AT_ONCE)
        part = column[rows][keep[rows]]
        column[end : end + len(part)] = part
        end += len(part)
    return column[:end]


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


def scattered(numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """Numbers that tell nothing of the old ones' order: the last steps of SplitMix64 (Steele, Lea, Flood 2014)."""
    mixed = numbers.astype(np.uint64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    return mixed
