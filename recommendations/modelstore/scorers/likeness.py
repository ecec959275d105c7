"""What titles are, as vectors; a viewer is the sum of what was chosen, so titles that nobody chose are placed too."""

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
    rows_at,
    shares,
)
from recommendations.modelstore.scorers.told import Told

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Likeness(Scorer):
    """Rows of `vectors` have length 1, or 0 where nothing is known of a title.

    A viewer's vector is the mean of the own titles' rows, each as heavy as its strength (a disliked title counts
    against its kind), less the catalogue's mean: what everybody has seen much of, because there is much of it, is no
    taste (Lops, de Gemmis, Semeraro 2011, section 3.3, with centred vectors).
    """

    kind: ClassVar[str] = "likeness"
    shapes: ClassVar[Mapping[str, ArrayShape]] = {"vectors": ArrayShape(dtype="<f4", axes=("titles", "features"))}

    title_ids: IntVector
    vectors: npt.NDArray[np.float32]

    def arrays(self) -> Arrays:
        return {"vectors": self.vectors}

    def numbers(self) -> Numbers:
        return {}

    @classmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:  # noqa: ARG003
        return cls(title_ids=title_ids, vectors=arrays["vectors"])

    def over(self, title_ids: IntVector) -> Self:
        return type(self)(title_ids=title_ids, vectors=rows_at(self.vectors, codes_of(self.title_ids, title_ids)))

    def fold_in(self, strengths: Mapping[int, float]) -> tuple[IntVector, Matrix]:
        """The viewer in this space: codes of the own titles, and the share of its taste that each is (1 in all)."""
        codes, values = known(self.title_ids, strengths)
        told = self._is_told[codes]
        codes, values = codes[told], values[told]
        mass = float(np.abs(values).sum())
        return codes, values / mass if mass else values

    def score(self, strengths: Mapping[int, float]) -> FloatVector:
        """How much each title is like what this viewer chose; titles of which nothing is known get 0."""
        codes, values = self.fold_in(strengths)
        if not len(codes):
            return np.zeros(len(self.title_ids), dtype=np.float32)
        taste = values.astype(np.float32) @ self.vectors[codes] - np.float32(values.sum()) * self._mean
        return np.asarray(np.where(self._is_told, self.vectors @ taste, np.float32(0)), dtype=np.float32)

    def score_many(self, told: Told) -> npt.NDArray[np.float32]:
        heard = told.known(self.title_ids)
        heard = heard.where(self._is_told[heard.codes])
        own = heard.matrix(len(self.title_ids))
        mass = np.asarray(abs(own).sum(axis=1), dtype=np.float32).ravel()
        share = np.divide(1.0, mass, out=np.zeros_like(mass), where=mass > 0)[:, np.newaxis]
        sums = np.asarray(own.sum(axis=1), dtype=np.float32).reshape(-1, 1)
        tastes = (own @ self.vectors - sums * self._mean) * share
        scores: npt.NDArray[np.float32] = tastes @ self.vectors.T
        scores[:, ~self._is_told] = 0.0
        return scores

    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """Titles of the same kind, by the cosine of their vectors."""
        code = int(codes_of(self.title_ids, [title_id])[0])
        if code < 0 or not self._is_told[code]:
            return []
        cosines = np.asarray(self.vectors @ self.vectors[code], dtype=np.float32)
        cosines[code] = -np.inf
        return [(int(self.title_ids[place]), float(cosines[place])) for place in best(cosines, count)]

    def contributions(self, strengths: Mapping[int, float], title_id: int) -> list[tuple[int, float]]:
        """Which of the viewer's titles made this score, and by what share."""
        own, parts = self.parts(strengths, [title_id])
        return shares(own, parts[:, 0])

    def parts(self, strengths: Mapping[int, float], title_ids: npt.ArrayLike) -> tuple[IntVector, Parts]:
        """(own title ids, what each adds to the score of each wanted title); a column sums to the title's score."""
        codes, values = self.fold_in(strengths)
        own = (self.vectors[codes] - self._mean) * values.astype(np.float32)[:, np.newaxis]
        return self.title_ids[codes], own @ rows_at(self.vectors, codes_of(self.title_ids, title_ids)).T

    @cached_property
    def _is_told(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.vectors.any(axis=1), dtype=np.bool_)

    @cached_property
    def _mean(self) -> FloatVector:
        told = self.vectors[self._is_told]
        return np.asarray(told.mean(axis=0) if len(told) else self.vectors.sum(axis=0), dtype=np.float32)
