"""A Surprise Trainset over arrays: no pandas, no Python tuples, a twentieth of the memory, the same order."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import surprise

from recommendations.contracts import Interactions, IntVector
from recommendations.estimators.numbering import IntCodes, by_first_appearance, grouped, renumbered

CHUNK = 10_000

Entries = list[tuple[int, float]]
Ratings = npt.NDArray[np.float32] | npt.NDArray[np.float64]


class Rows(Mapping[int, Entries]):
    """Inner id -> list of (other inner id, rating), built when asked for."""

    __slots__ = ("_indices", "_starts", "_values")

    def __init__(self, starts: IntVector, indices: IntCodes, values: Ratings) -> None:
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


class ArrayTrainset(surprise.Trainset):
    """Everything that Surprise's algorithms read from a Trainset, in the order in which Surprise would hold it.

    Kept are 8 bytes a rating (`items` and `values`, user by user), 4 more when the rows did not come sorted by user.
    """

    items: IntCodes
    values: Ratings
    starts: IntVector
    """The entries of user `u` are those from `starts[u]` up to `starts[u + 1]`."""

    def __init__(
        self,
        *,
        raw_users: npt.NDArray[Any],
        raw_items: npt.NDArray[Any],
        ratings: npt.NDArray[Any],
        at: IntVector | None = None,
        rating_scale: tuple[float, float] = (1, 5),
    ) -> None:
        users, self.raw_users = by_first_appearance(raw_users)
        items, self.raw_items = by_first_appearance(raw_items)
        self._hold(users, items, ratings, at, rating_scale)

    @classmethod
    def of(cls, interactions: Interactions, rating_scale: tuple[float, float] = (1, 5)) -> "ArrayTrainset":
        new = cls.__new__(cls)
        users, places = renumbered(interactions.profile_code, len(interactions.profile_ids))
        new.raw_users = interactions.profile_ids[places]
        items, places = renumbered(interactions.title_code, len(interactions.title_ids))
        new.raw_items = interactions.title_ids[places]
        new._hold(users, items, interactions.value, interactions.at, rating_scale)
        return new

    @classmethod
    def numbered_like(cls, trainset: surprise.Trainset) -> "ArrayTrainset":
        """One that Surprise built, turned into arrays with the same inner ids, which are the raw ids here."""
        new = cls.__new__(cls)
        row = np.dtype([("user", np.int32), ("item", np.int32), ("rating", np.float64)])
        rows = np.fromiter(trainset.all_ratings(), dtype=row, count=trainset.n_ratings)
        new.raw_users, new.raw_items = np.arange(trainset.n_users), np.arange(trainset.n_items)
        new._hold(rows["user"], np.array(rows["item"]), rows["rating"], None, trainset.rating_scale)
        return new

    def _hold(
        self, users: IntCodes, items: IntCodes, ratings: npt.NDArray[Any], at: IntVector | None, scale: Any
    ) -> None:
        self.n_users, self.n_items, self.n_ratings = len(self.raw_users), len(self.raw_items), len(ratings)
        self.starts, self._order, self.values = grouped(users, self.n_users, as_exact(ratings))
        self.items = items if self._order is None else items[self._order]
        self._at = at
        self.rating_scale = scale
        self._ir: Rows | None = None
        self._user_codes: dict[Any, int] | None = None
        self._item_codes: dict[Any, int] | None = None
        self._inner2raw_id_users = self._inner2raw_id_items = None
        self._global_mean: float | None = None

    @property
    def at(self) -> IntVector | None:
        """Unix seconds of every entry, in the order of `items`."""
        return self._at if self._at is None or self._order is None else self._at[self._order]

    def only(self, kept: npt.NDArray[np.bool_]) -> "ArrayTrainset":
        """The same users and items by the same numbers with a part of the entries, in the order of `items`."""
        part = type(self).__new__(type(self))
        part.raw_users, part.raw_items = self.raw_users, self.raw_items
        at = self.at
        part._hold(
            self.users()[kept], self.items[kept], self.values[kept], at if at is None else at[kept], self.rating_scale
        )
        return part

    def users(self) -> IntCodes:
        """The user of every entry, in the order of `items`."""
        return np.repeat(np.arange(self.n_users, dtype=np.int32), np.diff(self.starts))

    def in_row_order(self) -> IntCodes:
        """Places among `items` of what came first, second, ..., in the rows that the trainset was made of."""
        places = np.arange(self.n_ratings, dtype=np.int32)
        if self._order is not None:
            places[self._order] = np.arange(self.n_ratings, dtype=np.int32)
        return places

    def has_duplicates(self) -> bool:
        """Whether a user rated an item twice."""
        pairs = self.users().astype(np.int64) * self.n_items + self.items
        pairs.sort()
        return bool(np.any(pairs[1:] == pairs[:-1]))

    @property
    def ur(self) -> Rows:
        return Rows(self.starts, self.items, self.values)

    @property
    def ir(self) -> Rows:
        if self._ir is None:
            entries = self.in_row_order()
            starts, order, _values = grouped(self.items[entries], self.n_items, self.values)
            in_order = entries if order is None else entries[order]
            self._ir = Rows(starts, self.users()[in_order], self.values[in_order])
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
        users = self.users()
        for start in range(0, self.n_ratings, CHUNK):
            part = slice(start, start + CHUNK)
            yield from zip(users[part].tolist(), self.items[part].tolist(), self.values[part].tolist(), strict=True)

    @property
    def global_mean(self) -> float:
        if self._global_mean is None:
            self._global_mean = float(np.mean(self.values.astype(np.float64))) if self.n_ratings else 0.0
        return self._global_mean


def as_exact(ratings: npt.NDArray[Any]) -> Ratings:
    """The ratings as float32 where that keeps every one as it is, else as float64, so that sums are Surprise's own."""
    if ratings.dtype == np.float32:
        return ratings
    short = ratings.astype(np.float32)
    return short if np.array_equal(short, ratings) else ratings.astype(np.float64)


def as_arrays(trainset: surprise.Trainset) -> ArrayTrainset:
    """The trainset itself, or one that Surprise built, turned into arrays with the same inner ids."""
    return trainset if isinstance(trainset, ArrayTrainset) else ArrayTrainset.numbered_like(trainset)
