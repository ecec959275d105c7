"""Who is left out as a shill: groups of strange profiles that push (or sink) one and the same title.

Attacks on recommenders are recognised by what their profiles have in common: titles and ratings that were made up do
not follow the crowd's popularity and opinion as anybody's do (Chirita, Nejdl and Zamfir 2005; Mehta and Nejdl 2009).
Honest people are strange at times, too; but not together, in the same way, at one title that few others rate. So nobody
is left out for being strange, only for being one of a group: most of those who praise a title are, and too many for
chance. Nor is a circle with a taste of its own, whose members meet at many titles and like some more than others:
made-up profiles agree at what they push, and at nothing else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.contracts import Interactions
from recommendations.estimators.numbering import counted, parts_of, summed
from recommendations.training.dataset import Dataset
from recommendations.training.split import kept_in_place, only, part_of

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
SHARE_OF_CIRCLE = 0.2
"""A title is a circle's own where at least this share of all who rate it are in the circle ..."""
DRAWN_TO = 4.0
"""... and where so many times as many of the circle meet as if they had picked their titles by lot."""
FEWEST_MET = 4
SMALLEST_CIRCLE = 5
"""Titles of the circle's own that a member has rated."""
OF_ONE_MIND = 0.8
"""Who says the utmost of this share of them pushes them; who has a taste likes some more than others."""
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


def leave_out_shills(dataset: Dataset) -> tuple[Dataset, int]:
    """(`trusted` of the data set, how many shills there are). Uses `dataset` up: there may be no room for both."""
    shills = shills_among(dataset.ratings).profile_ids
    if len(shills) and dataset.is_of_ratings_alone:
        return kept_in_place(dataset, _kept(dataset.ratings, shills)), len(shills)
    return without(dataset, shills), len(shills)


def without(dataset: Dataset, profile_ids: npt.NDArray[np.int64]) -> Dataset:
    """The data set without what these profiles did; the same object when there are none."""
    if not len(profile_ids):
        return dataset
    if dataset.is_of_ratings_alone:
        return part_of(dataset, _kept(dataset.ratings, profile_ids))
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
                if not found.any():
                    continue
                accused = np.bincount(who[found[what] & strange[who]], minlength=profiles) > 0
                accused &= ~_in_a_circle(ratings, accused, entries)
                pushed = found[what] & accused[who]
                targets[what[pushed]] = True
                caught[who[pushed]] = True
    return Shills(profile_ids=ratings.profile_ids[caught], title_ids=ratings.title_ids[targets])


def strange_profiles(ratings: Interactions) -> Iterator[BoolVector]:
    """For each way to be strange, which profiles are: far above, or far below, others of their size in a habit."""
    size = counted(ratings.profile_code, len(ratings.profile_ids)).astype(np.float64)
    for habit in _habits(ratings, size):
        deviations = _deviations(habit, size)
        yield deviations > STRANGE
        yield deviations < -STRANGE


def _habits(ratings: Interactions, size: Vector) -> Iterator[Vector]:
    """Per profile, one after another to need little memory: how popular the chosen titles are, how many are rare, how
    far the opinions are from the crowd's, and how much better the familiar ones are liked than by the crowd.
    """
    profiles, titles = ratings.profile_code, ratings.title_code

    def mean_of(values: Callable[[slice], npt.NDArray[Any]], total: Vector = size) -> Vector:
        sums = summed(profiles, len(size), values)
        return np.divide(sums, total, out=np.zeros_like(sums), where=total > 0)

    counts = counted(titles, len(ratings.title_ids)).astype(np.float64)
    fame = np.log(np.maximum(counts, 1.0))
    yield mean_of(lambda rows: fame[titles[rows]])
    by_count = np.sort(counts)
    held = np.cumsum(by_count) / counts.sum()
    is_rare = counts <= by_count[np.searchsorted(held, RARE)]
    yield mean_of(lambda rows: is_rare[titles[rows]])
    means = summed(titles, len(counts), lambda rows: ratings.value[rows]) / np.maximum(counts, 1.0)
    of_title = means.astype(np.float32)

    def gap(rows: slice) -> npt.NDArray[np.float32]:
        return ratings.value[rows] - of_title[titles[rows]]

    mildness = mean_of(gap).astype(np.float32)
    yield mean_of(lambda rows: np.abs(gap(rows) - mildness[profiles[rows]]))
    is_familiar = counts >= by_count[np.searchsorted(held, 1.0 - FAMILIAR)]
    familiar = summed(profiles, len(size), lambda rows: is_familiar[titles[rows]])
    yield mean_of(lambda rows: gap(rows) * is_familiar[titles[rows]], familiar)


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


def _in_a_circle(ratings: Interactions, accused: BoolVector, extremes: npt.NDArray[np.int64]) -> BoolVector:
    """Per profile: did it rate several titles at which the accused keep meeting, and not all of them to the utmost?

    Made-up profiles that fill up with titles drawn by lot meet by chance alone, however few others rate those titles.
    """
    profiles, titles = ratings.profile_code, ratings.title_code
    everybody = counted(titles, len(ratings.title_ids))
    met = summed(titles, len(everybody), lambda rows: accused[profiles[rows]])
    by_lot = met.sum() / max(1, np.count_nonzero(everybody))
    own = met >= np.maximum(SHARE_OF_CIRCLE * everybody, max(FEWEST_MET, DRAWN_TO * by_lot))
    rated = summed(profiles, len(accused), lambda rows: own[titles[rows]])
    utmost = np.bincount(profiles[extremes][own[titles[extremes]]], minlength=len(accused))
    return np.asarray((rated >= SMALLEST_CIRCLE) & (utmost < OF_ONE_MIND * rated), dtype=np.bool_)


def _without(interactions: Interactions, profile_ids: npt.NDArray[np.int64]) -> Interactions:
    return only(interactions, _kept(interactions, profile_ids))


def _kept(interactions: Interactions, profile_ids: npt.NDArray[np.int64]) -> BoolVector:
    kept: BoolVector = ~np.isin(interactions.profile_ids, profile_ids)
    found = np.empty(len(interactions), dtype=np.bool_)
    for rows in parts_of(len(found)):
        found[rows] = kept[interactions.profile_code[rows]]
    return found
