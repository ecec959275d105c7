"""What every kind of scorer promises: named arrays and numbers that can be written, checked and mapped again."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.told import Told

SORTING_PAYS = 8
"""Where fewer than one in so many is asked for, they are found first and only they are sorted."""
COLUMNS_A_PLACE = 4
"""Scores are looked at in so many columns for each that is asked for: about a seventh more than these contend."""
FEWEST_ROWS = 4
"""In columns shorter than this nothing is gained by looking at their maxima first."""

Arrays = Mapping[str, npt.NDArray[Any]]
Parts = npt.NDArray[np.floating[Any]]
"""Own titles x wanted titles, in the precision that the scorer computes with."""
Numbers = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrayShape:
    """What an array must look like to be let in: element type and length per axis, as names of sizes."""

    dtype: str
    axes: tuple[str, ...]
    """Names such as `titles` or `factors`; equal names must have equal lengths across a bundle's arrays of a scorer."""


class Scorer(ABC):
    """A trained model as arrays over `title_ids` (sorted, unique): numpy only, so serving needs no Surprise."""

    kind: ClassVar[str]
    shapes: ClassVar[Mapping[str, ArrayShape]]
    title_ids: IntVector

    @abstractmethod
    def arrays(self) -> Arrays:
        """The arrays to store, without `title_ids`, which the bundle holds once."""

    @abstractmethod
    def numbers(self) -> Numbers:
        """The scalars to store in the manifest."""

    @classmethod
    @abstractmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:
        """The scorer of what `arrays` and `numbers` stored; raises ValueError or KeyError when they do not fit."""

    @abstractmethod
    def over(self, title_ids: IntVector) -> Self:
        """The same scorer over another sorted set of titles; those that it does not know get nothing."""

    @abstractmethod
    def score(self, signals: Mapping[int, float], /) -> FloatVector:
        """A score of every title for a viewer with these ratings or strengths by title id."""

    def score_many(self, told: Told) -> npt.NDArray[np.float32]:
        """What `score` answers, a row per viewer; kinds that can, do it by one product for all."""
        rows = [self.score(told.of(viewer)) for viewer in range(len(told))]
        return np.array(rows, dtype=np.float32).reshape(len(told), len(self.title_ids))

    @abstractmethod
    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """Titles like this one, best first; empty where titles are not compared."""

    def parts(
        self,
        signals: Mapping[int, float],
        title_ids: npt.ArrayLike,
    ) -> tuple[IntVector, Parts]:
        """(own title ids, what each adds to the score of each wanted title); nothing where none can be named."""
        return np.empty(0, dtype=np.int64), np.zeros((0, len(np.atleast_1d(np.asarray(title_ids)))))


def codes_of(title_ids: IntVector, wanted: npt.ArrayLike) -> IntVector:
    """The place of each wanted id in the sorted `title_ids`; -1 where it is unknown."""
    asked = np.asarray(wanted, dtype=np.int64)
    if not len(title_ids):
        return np.full(asked.shape, -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(title_ids, asked), len(title_ids) - 1)
    return np.where(title_ids[place] == asked, place, -1).astype(np.int64)


def rows_at(array: npt.NDArray[Any], codes: IntVector) -> npt.NDArray[Any]:
    """A copy of the rows at `codes`; zeros where a code is -1."""
    if len(codes) and codes.min() >= 0:
        return array.take(codes, axis=0)
    rows = np.zeros((len(codes), *array.shape[1:]), dtype=array.dtype)
    rows[codes >= 0] = array[codes[codes >= 0]]
    return rows


def known(title_ids: IntVector, values: Mapping[int, float]) -> tuple[IntVector, npt.NDArray[np.float64]]:
    """Codes and values of the titles that are known, in the order of `values`; unknown ids are ignored."""
    # Every viewer of every page waits for this: a search that is not checked twice takes half the time of `codes_of`.
    asked = np.fromiter(values, dtype=np.int64, count=len(values))
    numbers = np.fromiter(values.values(), dtype=np.float64, count=len(values))
    keep = np.isfinite(numbers)
    if not len(title_ids):
        return asked[:0], numbers[:0]
    codes = title_ids.searchsorted(asked)
    keep &= title_ids.take(codes, mode="clip") == asked
    return (codes, numbers) if keep.all() else (codes[keep], numbers[keep])


def best(scores: npt.NDArray[Any], count: int) -> IntVector:
    """Places of the `count` highest finite scores, best first, ties by place."""
    contenders = _contenders(scores, count)
    if contenders is not None:
        return contenders[_best_of_few(scores[contenders], count)]
    finite = np.isfinite(scores)
    if not finite.all():
        count, scores = min(count, int(finite.sum())), np.where(finite, scores, -np.inf)
    return _best_of_few(scores, count)


def _contenders(scores: npt.NDArray[Any], count: int) -> IntVector | None:
    """Places, ascending, of finite scores that the `count` highest are among; None where looking for them is no use.

    Of several columns the `count` that have the highest maxima hold as many scores that are not below the least of
    these maxima: only what is not below it can be among the highest. That takes two passes over the scores, each
    many at a time; to partition all of them takes five times as long.
    """
    width = COLUMNS_A_PLACE * count
    if count <= 0 or len(scores) < FEWEST_ROWS * width:
        return None
    rows = len(scores) // width
    maxima = scores[: rows * width].reshape(rows, width).max(axis=0)
    found = np.flatnonzero(scores >= np.partition(maxima, width - count)[width - count])
    if not count <= len(found) <= FEWEST_ROWS * width:
        return None  # A column's maximum is no number, or a great many tie.
    contenders = found[np.isfinite(scores[found])]
    return contenders.astype(np.int64) if len(contenders) >= count else None


def _best_of_few(scores: npt.NDArray[Any], count: int) -> IntVector:
    """`best` of scores among which what is not finite is minus infinity, and is not asked for."""
    count = max(0, min(count, len(scores)))
    if not 0 < count < len(scores) // SORTING_PAYS:
        return np.argsort(-scores, kind="stable")[:count].astype(np.int64)
    lowest = np.partition(scores, len(scores) - count)[len(scores) - count]
    found = np.flatnonzero(scores >= lowest)
    if len(found) > count:  # Several tie for the last places: the first of them have it.
        tied = np.flatnonzero(scores[found] == lowest)
        found = np.delete(found, tied[count - len(found) :])
    return found[np.argsort(-scores[found], kind="stable")].astype(np.int64)


def shares(title_ids: IntVector, parts: Parts) -> list[tuple[int, float]]:
    """Positive parts as shares of their sum, greatest first: what a score was made of."""
    positive = np.maximum(parts, 0.0)
    total = float(positive.sum())
    if total <= 0:
        return []
    order = np.argsort(-positive, kind="stable")
    return [(int(title_ids[place]), float(positive[place] / total)) for place in order if positive[place] > 0]
