"""Viewers who are judged, a block of them at a time, and what they did as arrays."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from recommendations.contracts import IntVector
from recommendations.modelstore.scorers.base import codes_of
from recommendations.training.judged import Judged

SCORES_AT_ONCE = 4_000_000
"""Viewers times titles held at a time; bounds the memory, at about 100 MB."""

Entries = tuple[IntVector, IntVector, npt.NDArray[np.float64]]
"""(row of the viewer, code of the title, value) side by side."""


@contextmanager
def many_small_products() -> Iterator[None]:
    """While viewers are scored, BLAS keeps to one thread.

    To fold a viewer in takes products of a hundred rows or so. Two threads wait for one another at each, and where
    other work has one of the cores they wait for a turn of its: ten milliseconds instead of a tenth of one.
    """
    with threadpool_limits(1, "blas"):
        yield


def blocks_of(viewers: Sequence[Judged], *, titles: int) -> list[Sequence[Judged]]:
    """Viewers, as many at a time as there is room for their scores; one empty block when there is nobody."""
    block = max(1, SCORES_AT_ONCE // max(1, titles))
    return [viewers[start : start + block] for start in range(0, max(1, len(viewers)), block)]


def held_ratings(viewers: Sequence[Judged], title_ids: IntVector) -> Entries:
    """Everything held out that was rated; unknown titles left out."""
    return known_entries(viewers, title_ids, lambda viewer: (viewer.held_titles, viewer.held_ratings))


def known_entries(
    viewers: Sequence[Judged], title_ids: IntVector, of: Callable[[Judged], tuple[npt.ArrayLike, npt.ArrayLike]]
) -> Entries:
    """What `of` answers for each viewer, titles and their values; unknown titles left out."""
    pairs = [of(viewer) for viewer in viewers]
    titles = [np.asarray(title, dtype=np.int64) for title, _value in pairs]
    values = [np.asarray(value, dtype=np.float64) for _title, value in pairs]
    rows = np.repeat(np.arange(len(viewers)), [len(title) for title in titles])
    codes = codes_of(title_ids, np.concatenate([np.empty(0, dtype=np.int64), *titles]))
    keep = codes >= 0
    return rows[keep].astype(np.int64), codes[keep], np.concatenate([np.empty(0), *values])[keep]
