"""A Surprise Trainset over arrays: no pandas, no Python tuples, a twentieth of the memory, the same order."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import surprise

from recommendations.contracts import Interactions, IntVector

CHUNK = 100_000

Entries = list[tuple[int, float]]


class Rows(Mapping[int, Entries]):
    """Inner id -> list of (other inner id, rating), built when asked for."""

    __slots__ = ("_indices", "_starts", "_values")

    def __init__(self, starts: IntVector, indices: npt.NDArray[np.int32], values: npt.NDArray[np.float32]) -> None:
        self._starts, self._indices, self._values = starts, indices, values

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self)))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int | np.integer) and 0 <= int(key) < len(self)

    def __getitem__(self, key: int) -> Entries:
        if key not in self:
            raise KeyError(key)
        own = slice(self._starts[key], self._starts[key + 1])
        return list(zip(self._indices[own].tolist(), self._values[own].tolist(), strict=True))


def by_first_appearance(ids: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int32], npt.NDArray[Any]]:
    """Codes in the order in which ids first appear, which is how Surprise numbers them, and the ids in that order."""
    unique, first, code = np.unique(ids, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return rank[code], unique[order]


def rows_of(codes: npt.NDArray[np.int32], count: int) -> tuple[IntVector, IntVector]:
    """Where each code's entries start once sorted by code, and that stable order."""
    starts = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(codes, minlength=count), out=starts[1:])
    return starts, np.argsort(codes, kind="stable").astype(np.int64)


class ArrayTrainset(surprise.Trainset):
    """Everything that Surprise's algorithms read from a Trainset, in the order in which Surprise would hold it."""

    def __init__(
        self,
        *,
        raw_users: npt.NDArray[Any],
        raw_items: npt.NDArray[Any],
        ratings: npt.NDArray[np.float32],
        at: IntVector | None = None,
        rating_scale: tuple[float, float] = (1, 5),
    ) -> None:
        users, self.raw_users = by_first_appearance(raw_users)
        items, self.raw_items = by_first_appearance(raw_items)
        self.n_users, self.n_items, self.n_ratings = len(self.raw_users), len(self.raw_items), len(ratings)
        self.starts, order = rows_of(users, self.n_users)
        self.items, self.values = items[order], np.asarray(ratings, dtype=np.float32)[order]
        self.at = None if at is None else at[order]
        self._by_item = (items, users, np.asarray(ratings, dtype=np.float32))
        self.rating_scale = rating_scale
        self._ir: Rows | None = None
        self._user_codes: dict[Any, int] | None = None
        self._item_codes: dict[Any, int] | None = None
        self._inner2raw_id_users = self._inner2raw_id_items = None
        self._global_mean: float | None = None

    @classmethod
    def of(cls, interactions: Interactions, rating_scale: tuple[float, float] = (1, 5)) -> "ArrayTrainset":
        return cls(
            raw_users=interactions.profile_ids[interactions.profile_code],
            raw_items=interactions.title_ids[interactions.title_code],
            ratings=interactions.value,
            at=interactions.at,
            rating_scale=rating_scale,
        )

    @property
    def ur(self) -> Rows:
        return Rows(self.starts, self.items, self.values)

    @property
    def ir(self) -> Rows:
        if self._ir is None:
            items, users, ratings = self._by_item
            starts, order = rows_of(items, self.n_items)
            self._ir = Rows(starts, users[order], ratings[order])
        return self._ir

    @property
    def _raw2inner_id_users(self) -> dict[Any, int]:
        if self._user_codes is None:
            self._user_codes = {raw: inner for inner, raw in enumerate(self.raw_users.tolist())}
        return self._user_codes

    @property
    def _raw2inner_id_items(self) -> dict[Any, int]:
        if self._item_codes is None:
            self._item_codes = {raw: inner for inner, raw in enumerate(self.raw_items.tolist())}
        return self._item_codes

    def all_ratings(self) -> Iterator[tuple[int, int, float]]:
        users = np.repeat(np.arange(self.n_users, dtype=np.int32), np.diff(self.starts))
        for start in range(0, self.n_ratings, CHUNK):
            part = slice(start, start + CHUNK)
            yield from zip(users[part].tolist(), self.items[part].tolist(), self.values[part].tolist(), strict=True)

    @property
    def global_mean(self) -> float:
        if self._global_mean is None:
            self._global_mean = float(np.mean(self.values.astype(np.float64)))
        return self._global_mean


def as_arrays(trainset: surprise.Trainset) -> ArrayTrainset:
    """The trainset itself, or one that Surprise built, turned into arrays with the same inner ids."""
    if isinstance(trainset, ArrayTrainset):
        return trainset
    ratings = np.array(list(trainset.all_ratings()), dtype=np.float64).reshape(-1, 3)
    arrays = ArrayTrainset(
        raw_users=ratings[:, 0].astype(np.int64),
        raw_items=ratings[:, 1].astype(np.int64),
        ratings=ratings[:, 2].astype(np.float32),
        rating_scale=trainset.rating_scale,
    )
    # Numbered by first appearance among the sorted rows, items would differ from Surprise's inner ids.
    arrays.items = ratings[:, 1].astype(np.int32)
    arrays.raw_items = np.arange(trainset.n_items)
    arrays._by_item = (arrays.items, ratings[:, 0].astype(np.int32), arrays.values)
    return arrays
