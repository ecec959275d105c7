"""What several viewers say of titles, in arrays, for scorers that answer many viewers at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector

if TYPE_CHECKING:
    from scipy import sparse


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a scorer understood of `Told`: viewer k's are entries `starts[k]` to `starts[k + 1]`."""

    starts: IntVector
    codes: IntVector
    values: npt.NDArray[np.float64]

    @property
    def rows(self) -> IntVector:
        """The viewer of every entry."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def matrix(self, titles: int) -> "sparse.csr_matrix":
        """viewers x titles in float32."""
        from scipy import sparse  # Here, because serving, which asks for one viewer, goes without SciPy.

        values = self.values.astype(np.float32)
        return sparse.csr_matrix((values, self.codes, self.starts), shape=(len(self.starts) - 1, titles))

    def of_ones(self, titles: int) -> "sparse.csr_matrix":
        """viewers x titles: 1 where anything was said."""
        return replace(self, values=np.ones(len(self.codes))).matrix(titles)

    def where(self, kept: npt.NDArray[np.bool_]) -> "Heard":
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(kept, dtype=np.int64)])[self.starts]
        return Heard(starts=starts, codes=self.codes[kept], values=self.values[kept])


@dataclass(frozen=True, kw_only=True)
class Told:
    """What several viewers say of titles: viewer k's are entries `starts[k]` to `starts[k + 1]`, one per title."""

    starts: IntVector
    title_ids: IntVector
    values: FloatVector

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def rows(self) -> IntVector:
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def of(self, viewer: int) -> dict[int, float]:
        own = slice(self.starts[viewer], self.starts[viewer + 1])
        return dict(zip(self.title_ids[own].tolist(), self.values[own].tolist(), strict=True))

    def known(self, title_ids: IntVector) -> Heard:
        """Codes among `title_ids`, which are sorted, and finite values; the rest is ignored."""
        place = np.minimum(np.searchsorted(title_ids, self.title_ids), max(0, len(title_ids) - 1))
        kept = np.isfinite(self.values)
        kept &= title_ids[place] == self.title_ids if len(title_ids) else np.False_
        heard = Heard(starts=self.starts, codes=place, values=self.values.astype(np.float64))
        return heard.where(kept)


def told_by(viewers: Sequence[Mapping[int, float]]) -> Told:
    """What each of the viewers says, by title id, as arrays."""
    lengths = [len(viewer) for viewer in viewers]
    return Told(
        starts=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)]),
        title_ids=np.fromiter(chain.from_iterable(viewers), dtype=np.int64, count=sum(lengths)),
        values=np.fromiter(
            chain.from_iterable(viewer.values() for viewer in viewers), dtype=np.float32, count=sum(lengths)
        ),
    )
