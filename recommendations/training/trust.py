"""Who is left out as a shill: groups of strange profiles that push (or sink) one and the same title.

Attacks on recommenders are recognised by what their profiles have in common: titles and ratings that were made up do
not follow the crowd's popularity and opinion as anybody's do (Chirita, Nejdl and Zamfir 2005; Mehta and Nejdl 2009).
Honest people are strange at times, too; but not together, in the same way, at one title that few others rate. So nobody
is left out for being strange, only for being one of a group: most of those who praise a title are, and too many for
chance.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from recommendations.contracts import Interactions
from recommendations.training.dataset import Dataset
from recommendations.training.split import only

STRANGE = 2.0
"""Deviations from profiles of the same size beyond which a habit is strange."""
FEWEST_PROFILES = 100
"""Below this many there is no crowd to be unlike."""
SMALLEST_GROUP = 6
GREATEST_CHANCE = 1e-8
"""That so many strange ones meet at a title by chance; there may be a hundred thousand titles."""
MOST_TITLES = 100_000
MOST = 0.7
LEAST_SPREAD = 0.25
"""Of everybody's deviation, so that where most of a class are the same the next one is not strange for that."""
FAMILIAR = 0.25
"""Titles are familiar that hold this share of all ratings together; they are the few that everybody knows."""
RARE = 0.1
"""Titles are rare that hold this share of all ratings together; they are most of the titles."""
SIZES = 12
"""Profiles are compared with those of about the same size, in so many classes."""

Vector = npt.NDArray[np.float64]
BoolVector = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shills:
    """`profile_ids` are sorted; `title_ids` are those that they gathered at."""

    profile_ids: npt.NDArray[np.int64]
    title_ids: npt.NDArray[np.int64]


def trusted(dataset: Dataset) -> Dataset:
    """The data set without what shills did, ratings and strengths alike; the same object when there are none."""
    return without(dataset, shills_among(dataset.ratings).profile_ids)


def without(dataset: Dataset, profile_ids: npt.NDArray[np.int64]) -> Dataset:
    """The data set without what these profiles did; the same object when there are none."""
    if not len(profile_ids):
        return dataset
    return replace(
        dataset,
        ratings=_without(dataset.ratings, profile_ids),
        strengths=_without(dataset.strengths, profile_ids),
        plays=dataset.plays.where(~np.isin(dataset.plays.profile_ids, profile_ids)),
    )


def shills_among(ratings: Interactions) -> Shills:
    """The groups found in ratings on the scale of 1 to 5; a few passes over the arrays."""
    profiles, titles = len(ratings.profile_ids), len(ratings.title_ids)
    caught, targets = np.zeros(profiles, dtype=np.bool_), np.zeros(titles, dtype=np.bool_)
    if profiles >= FEWEST_PROFILES:
        extremes = [np.flatnonzero(ratings.value >= 4.5), np.flatnonzero(ratings.value <= 1.5)]
        for strange in strange_profiles(ratings):
            for entries in extremes:
                who, what = ratings.profile_code[entries], ratings.title_code[entries]
                found = _gathered_at(what, strange[who], usual=float(strange.mean()), titles=titles)
                targets |= found
                caught[who[found[what] & strange[who]]] = True
    return Shills(profile_ids=ratings.profile_ids[caught], title_ids=ratings.title_ids[targets])


def strange_profiles(ratings: Interactions) -> Iterator[BoolVector]:
    """For each way to be strange, which profiles are: far above, or far below, others of their size in a habit."""
    size = np.bincount(ratings.profile_code, minlength=len(ratings.profile_ids)).astype(np.float64)
    for habit in _habits(ratings, size):
        deviations = _deviations(habit, size)
        yield deviations > STRANGE
        yield deviations < -STRANGE


def _habits(ratings: Interactions, size: Vector) -> Iterator[Vector]:
    """Per profile, one after another to need little memory: how popular the chosen titles are, how many are rare, how
    far the opinions are from the crowd's, and how much better the familiar ones are liked than by the crowd.
    """
    profiles, titles = ratings.profile_code, ratings.title_code

    def mean_of(values: npt.NDArray[np.floating], total: Vector = size) -> Vector:
        sums = np.bincount(profiles, weights=values, minlength=len(size))
        return np.divide(sums, total, out=np.zeros_like(sums), where=total > 0)

    counts = np.bincount(titles, minlength=len(ratings.title_ids)).astype(np.float64)
    yield mean_of(np.log(np.maximum(counts, 1.0))[titles])
    by_count = np.sort(counts)
    held = np.cumsum(by_count) / counts.sum()
    yield mean_of((counts <= by_count[np.searchsorted(held, RARE)])[titles])
    means = np.bincount(titles, weights=ratings.value, minlength=len(counts)) / np.maximum(counts, 1.0)
    gap = ratings.value - means.astype(np.float32)[titles]
    yield mean_of(np.abs(gap - mean_of(gap).astype(np.float32)[profiles]))
    familiar = (counts >= by_count[np.searchsorted(held, 1.0 - FAMILIAR)])[titles]
    yield mean_of(gap * familiar, np.bincount(profiles, weights=familiar, minlength=len(size)).astype(np.float64))


def _deviations(habit: Vector, size: Vector) -> Vector:
    """Robust deviations (by median and median distance) from the profiles of about the same size."""
    ranks = np.argsort(np.argsort(size, kind="stable"), kind="stable")
    classes = ranks * SIZES // len(size)
    found, floor = np.zeros(len(habit)), LEAST_SPREAD * float(np.std(habit))
    for one in range(SIZES):
        mine = classes == one
        distance = habit[mine] - np.median(habit[mine])
        spread = max(1.4826 * float(np.median(np.abs(distance))), floor)
        found[mine] = distance / spread if spread > 0 else 0.0
    return found


def _gathered_at(what: npt.NDArray[np.int32], strange: BoolVector, *, usual: float, titles: int) -> BoolVector:
    """Per title: are most of those who rate it so strange in this way, and too many of them for chance?

    `usual` is the share of strange ones among all profiles; the chance is Chernoff's bound on the binomial tail.
    """
    everybody = np.bincount(what, minlength=titles).astype(np.float64)
    strangers = np.bincount(what[strange], minlength=titles).astype(np.float64)
    share = np.divide(strangers, everybody, out=np.zeros_like(strangers), where=everybody > 0)
    suspect = (strangers >= SMALLEST_GROUP) & (share >= MOST)
    usual = min(MOST / 2, max(usual, 1.0 / MOST_TITLES))
    mine, rest = share[suspect], np.clip(1.0 - share[suspect], 1e-12, None)
    distance = mine * np.log(mine / usual) + rest * np.log(rest / (1.0 - usual))
    chance = np.ones(titles)
    chance[suspect] = np.exp(-everybody[suspect] * distance)
    return chance < GREATEST_CHANCE


def _without(interactions: Interactions, profile_ids: npt.NDArray[np.int64]) -> Interactions:
    return only(interactions, ~np.isin(interactions.profile_ids, profile_ids)[interactions.profile_code])
