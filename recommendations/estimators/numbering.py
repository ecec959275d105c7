"""Numbers for ids and groups of equal numbers, in time that grows with their count: nothing is sorted."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recommendations.contracts import IntVector

IntCodes = npt.NDArray[np.int32]

ROWS_AT_ONCE = 1_000_000
"""NumPy looks up and counts by 64-bit numbers: so many codes are made into those at a time, and not all of them."""
WIDEST_TABLE = 4
"""Ids that span at most so many times their count are looked up in a table; others are sorted."""


def by_first_appearance(ids: npt.NDArray[Any]) -> tuple[IntCodes, npt.NDArray[Any]]:
    """Codes in the order in which ids first appear, which is how Surprise numbers them, and the ids in that order."""
    if len(ids) and np.issubdtype(ids.dtype, np.integer):
        lowest, highest = int(ids.min()), int(ids.max())
        if highest - lowest < WIDEST_TABLE * len(ids) + 1_000:
            codes, places = renumbered(ids - ids.dtype.type(lowest), highest - lowest + 1)
            return codes, (places + lowest).astype(ids.dtype)
    unique, code = np.unique(ids, return_inverse=True)
    codes, places = renumbered(code, len(unique))
    return codes, unique[places]


def renumbered(codes: npt.NDArray[Any], count: int) -> tuple[IntCodes, IntVector]:
    """The codes by first appearance, and which of the `count` old ones each new one was; those unused fall away.

    Where they are numbered so already, the codes are the same array.
    """
    first = np.full(count, len(codes), dtype=np.int32)
    for rows in reversed(parts_of(len(codes))):
        # Of several values for one place NumPy keeps the last, so that backwards the first appearance stays.
        first[codes[rows][::-1]] = np.arange(rows.start, rows.stop, dtype=np.int32)[::-1]
    places = np.argsort(first, kind="stable")[: int(np.count_nonzero(first < len(codes)))]
    if codes.dtype == np.int32 and np.array_equal(places, np.arange(count)):
        return codes, places
    rank = np.zeros(count, dtype=np.int32)
    rank[places] = np.arange(len(places), dtype=np.int32)
    return looked_up(rank, codes), places


def parts_of(count: int) -> list[slice]:
    """Slices of at most ROWS_AT_ONCE that make up `count` rows."""
    return [slice(begin, min(begin + ROWS_AT_ONCE, count)) for begin in range(0, count, ROWS_AT_ONCE)]


def looked_up(table: IntCodes, codes: npt.NDArray[Any]) -> IntCodes:
    """`table[codes]`."""
    found = np.empty(len(codes), dtype=np.int32)
    for rows in parts_of(len(codes)):
        found[rows] = table[codes[rows]]
    return found


def counted(codes: npt.NDArray[Any], count: int) -> IntVector:
    """How often each of `count` codes occurs."""
    found = np.zeros(count, dtype=np.int64)
    for rows in parts_of(len(codes)):
        found += np.bincount(codes[rows], minlength=count)
    return found


def summed(codes: npt.NDArray[Any], count: int, values: Callable[[slice], npt.NDArray[Any]]) -> npt.NDArray[np.float64]:
    """For each of `count` codes the sum of its rows' values, which are asked for a part of the rows at a time."""
    found = np.zeros(count, dtype=np.float64)
    for rows in parts_of(len(codes)):
        found += np.bincount(codes[rows], weights=values(rows), minlength=count)
    return found


def grouped(codes: IntCodes, count: int, values: npt.NDArray[Any]) -> tuple[IntVector, IntCodes | None, Any]:
    """Where each code's entries start once grouped, their stable order (None: as they are), and values in it.

    The transposition of a matrix with one entry a row is a counting sort.
    """
    starts = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(counted(codes, count), out=starts[1:])
    if np.all(codes[1:] >= codes[:-1]):
        return starts, None, values
    each_row = np.arange(len(codes) + 1, dtype=np.int32)
    columns = sparse.csr_matrix((values, codes, each_row), shape=(len(codes), count)).tocsc()
    return starts, columns.indices, columns.data
