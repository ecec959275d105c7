"""Title-to-title weights (EASE and its like): a viewer's score is the sum of what the own titles say."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Self

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import (
    Arrays,
    ArrayShape,
    Numbers,
    Parts,
    Scorer,
    best,
    codes_of,
    known,
    shares,
)
from recommendations.modelstore.scorers.told import Told

DENSE = 0.05
"""Above this share of known titles a product of full matrices is faster than one that skips the gaps."""


@dataclass(frozen=True, kw_only=True)
class ItemWeights(Scorer):
    """`weights[a, b]` is what strength 1 for covered title `a` adds to the score of covered title `b`."""

    kind: ClassVar[str] = "item_weights"
    shapes: ClassVar[Mapping[str, ArrayShape]] = {
        "covered": ArrayShape(dtype="<i8", axes=("covered",)),
        "weights": ArrayShape(dtype="<f4", axes=("covered", "covered")),
    }

    title_ids: IntVector
    covered: IntVector
    """Ids of the titles that have weights, sorted; all others score 0."""
    weights: npt.NDArray[np.float32]

    def arrays(self) -> Arrays:
        return {"covered": self.covered, "weights": self.weights}

    def numbers(self) -> Numbers:
        return {}

    @classmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:  # noqa: ARG003
        if np.any(codes_of(title_ids, arrays["covered"]) < 0) or np.any(np.diff(arrays["covered"]) <= 0):
            raise ValueError("The covered titles are not a sorted part of the bundle's titles.")
        return cls(title_ids=title_ids, covered=arrays["covered"], weights=arrays["weights"])

    def over(self, title_ids: IntVector) -> Self:
        keep = codes_of(title_ids, self.covered) >= 0
        weights = self.weights if keep.all() else np.ascontiguousarray(self.weights[np.ix_(keep, keep)])
        return type(self)(title_ids=title_ids, covered=self.covered[keep], weights=weights)

    def fold_in(self, strengths: Mapping[int, float]) -> tuple[IntVector, FloatVector]:
        """The viewer in this model's space: rows of `weights`, and how strongly each of them speaks."""
        codes, values = known(self.covered, strengths)
        return codes, values.astype(np.float32)

    def score(self, strengths: Mapping[int, float]) -> FloatVector:
        """A score of every title; only their order and differences mean something."""
        codes, values = self.fold_in(strengths)
        scores = np.zeros(len(self.title_ids), dtype=np.float32)
        scores[self._places] = values @ self.weights[codes]
        return scores

    def score_many(self, told: Told) -> npt.NDArray[np.float32]:
        own = told.known(self.covered).matrix(len(self.covered))
        is_dense = own.nnz > DENSE * own.shape[0] * own.shape[1]
        of_covered = np.asarray((own.toarray() if is_dense else own) @ self.weights, dtype=np.float32)
        if len(self.covered) == len(self.title_ids):
            return of_covered
        scores = np.zeros((len(told), len(self.title_ids)), dtype=np.float32)
        scores[:, self._places] = of_covered
        return scores

    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """The titles that this one speaks for most."""
        code = int(codes_of(self.covered, [title_id])[0])
        if code < 0:
            return []
        row = np.array(self.weights[code], dtype=np.float32)
        row[code] = -np.inf
        return [(int(self.covered[place]), float(row[place])) for place in best(row, count) if row[place] > 0]

    def contributions(self, strengths: Mapping[int, float], title_id: int) -> list[tuple[int, float]]:
        """Which of the viewer's titles made this score, and by what share of what spoke for it."""
        own, parts = self.parts(strengths, [title_id])
        return shares(own, parts[:, 0])

    def parts(self, strengths: Mapping[int, float], title_ids: npt.ArrayLike) -> tuple[IntVector, Parts]:
        """(own title ids, what each adds to the score of each wanted title); a column sums to the title's score."""
        codes, values = self.fold_in(strengths)
        wanted = codes_of(self.covered, title_ids)
        if not len(codes):
            return super().parts(strengths, title_ids)
        # Whole rows, and of those the columns: memory is read in its order, which is faster than here and there.
        added = self.weights[codes].take(np.maximum(wanted, 0), axis=1)
        added *= values[:, np.newaxis]
        added[:, wanted < 0] = 0.0
        return self.covered[codes], added

    @cached_property
    def _places(self) -> IntVector:
        return codes_of(self.title_ids, self.covered)
