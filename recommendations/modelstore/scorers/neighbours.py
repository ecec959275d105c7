"""Each title's nearest titles (item-item): sparse rows in three arrays, so that a million titles fit and map."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import Arrays, ArrayShape, Numbers, Scorer, codes_of, known, shares
from recommendations.modelstore.scorers.told import Told

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Neighbours(Scorer):
    """The titles near title `a` are entries `starts[a]` to `starts[a + 1]`, the heaviest first.

    A viewer's score is the sum of what the own titles say, each as strongly as it was liked.
    """

    kind: ClassVar[str] = "neighbours"
    shapes: ClassVar[Mapping[str, ArrayShape]] = {
        "starts": ArrayShape(dtype="<i8", axes=("titles and one",)),
        "neighbours": ArrayShape(dtype="<i4", axes=("entries",)),
        "weights": ArrayShape(dtype="<f4", axes=("entries",)),
    }

    title_ids: IntVector
    starts: IntVector
    neighbours: npt.NDArray[np.int32]
    """Codes into `title_ids`."""
    weights: FloatVector

    def arrays(self) -> Arrays:
        return {"starts": self.starts, "neighbours": self.neighbours, "weights": self.weights}

    def numbers(self) -> Numbers:
        return {}

    @classmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:  # noqa: ARG003
        starts, neighbours, weights = arrays["starts"], arrays["neighbours"], arrays["weights"]
        if len(starts) != len(title_ids) + 1 or starts[0] != 0 or np.any(np.diff(starts) < 0):
            raise ValueError("The starts of the rows are not those of the bundle's titles.")
        if starts[-1] != len(neighbours) or len(neighbours) != len(weights):
            raise ValueError("The rows do not end where the entries do.")
        if len(neighbours) and not 0 <= neighbours.min() <= neighbours.max() < len(title_ids):
            raise ValueError("A neighbour is not one of the bundle's titles.")
        return cls(title_ids=title_ids, starts=starts, neighbours=neighbours, weights=weights)

    def over(self, title_ids: IntVector) -> Self:
        if np.array_equal(title_ids, self.title_ids):
            return self
        old = codes_of(self.title_ids, title_ids)
        places, row = self._entries(np.maximum(old, 0), lengths=self._lengths(old))
        new = codes_of(title_ids, self.title_ids)
        neighbours = new[self.neighbours[places]]
        keep = neighbours >= 0
        starts = np.zeros(len(title_ids) + 1, dtype=np.int64)
        np.cumsum(np.bincount(row[keep], minlength=len(title_ids)), out=starts[1:])
        return type(self)(
            title_ids=title_ids,
            starts=starts,
            neighbours=neighbours[keep].astype(np.int32),
            weights=np.asarray(self.weights[places][keep], dtype=np.float32),
        )

    def fold_in(self, strengths: Mapping[int, float]) -> tuple[IntVector, npt.NDArray[np.float64]]:
        """The viewer in this model's space: codes of the own titles, and how strongly each of them speaks."""
        return known(self.title_ids, strengths)

    def score(self, strengths: Mapping[int, float]) -> FloatVector:
        """A score of every title; only their order and differences mean something."""
        codes, values = self.fold_in(strengths)
        places, row = self._entries(codes, lengths=self._lengths(codes))
        sums = np.bincount(
            self.neighbours[places], weights=self.weights[places] * values[row], minlength=len(self.title_ids)
        )
        return sums.astype(np.float32)

    def score_many(self, told: Told) -> npt.NDArray[np.float32]:
        from scipy import sparse  # Here, because serving, which asks for one viewer, goes without SciPy.

        titles = len(self.title_ids)
        near = sparse.csr_matrix((self.weights, self.neighbours, self.starts), shape=(titles, titles))
        return np.asarray((told.known(self.title_ids).matrix(titles) @ near).toarray(), dtype=np.float32)

    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """The nearest titles, nearest first."""
        code = int(codes_of(self.title_ids, [title_id])[0])
        if code < 0 or count <= 0:
            return []
        own = slice(int(self.starts[code]), min(int(self.starts[code + 1]), int(self.starts[code]) + count))
        ids = self.title_ids[self.neighbours[own]].tolist()
        return list(zip(ids, self.weights[own].tolist(), strict=True))

    def contributions(self, strengths: Mapping[int, float], title_id: int) -> list[tuple[int, float]]:
        """Which of the viewer's titles made this score, and by what share of what spoke for it."""
        own, parts = self.parts(strengths, [title_id])
        return shares(own, parts[:, 0])

    def parts(self, strengths: Mapping[int, float], title_ids: npt.ArrayLike) -> tuple[IntVector, Matrix]:
        """(own title ids, what each adds to the score of each wanted title); a column sums to the title's score."""
        codes, values = self.fold_in(strengths)
        wanted = codes_of(self.title_ids, title_ids)
        asked, column = np.unique(wanted, return_inverse=True)
        places, row = self._entries(codes, lengths=self._lengths(codes))
        where = codes_of(asked, self.neighbours[places])
        found = where >= 0
        parts = np.zeros((len(codes), len(asked)))
        parts[row[found], where[found]] = self.weights[places[found]] * values[row[found]]
        return self.title_ids[codes], parts[:, column]

    def _lengths(self, codes: IntVector) -> IntVector:
        """Entries of each row; none where a code is -1."""
        if len(self.starts) < 2:
            return np.zeros(len(codes), dtype=np.int64)
        return np.where(codes >= 0, self.starts[codes + 1] - self.starts[np.maximum(codes, 0)], 0)

    def _entries(self, codes: IntVector, *, lengths: IntVector) -> tuple[IntVector, IntVector]:
        """Places of all entries of these rows, one row after the other, and which row each belongs to."""
        ends = np.cumsum(lengths)
        row = np.repeat(np.arange(len(codes)), lengths)
        return self.starts[codes][row] - (ends - lengths)[row] + np.arange(len(row)), row
