"""Factor models of what was chosen (Hu, Koren, Volinsky 2008): a viewer is folded in against all that was not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
from recommendations.modelstore.scorers.ridge import groups_of
from recommendations.modelstore.scorers.told import Heard, Told

FloatMatrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedPreference:
    """A viewer in the model's space: `vector` solves `normal` x = sum of `pulls` x the own titles' factors + pull."""

    codes: IntVector
    pulls: Vector
    """How hard each of the viewer's own titles, by `codes`, draws the vector to its factors."""
    vector: Vector
    normal: Matrix


@dataclass(frozen=True, kw_only=True)
class PreferenceFactors(Scorer):
    """Score = title's bias + viewer's vector . title's factors; what was chosen aims at 1, all else faintly at 0."""

    kind: ClassVar[str] = "preferences"
    shapes: ClassVar[Mapping[str, ArrayShape]] = {
        "factors": ArrayShape(dtype="<f4", axes=("titles", "factors")),
        "biases": ArrayShape(dtype="<f4", axes=("titles",)),
        "gram": ArrayShape(dtype="<f8", axes=("factors", "factors")),
        "pull": ArrayShape(dtype="<f8", axes=("factors",)),
    }

    title_ids: IntVector
    factors: FloatMatrix
    biases: FloatVector
    gram: Matrix
    """Y'Y over all titles that the model learned; stored, so that no viewer waits for it."""
    pull: Vector
    """Y'b likewise: what the biases of everything not chosen leave for the factors."""
    confidence: float = 1.0
    """Weight of an own title of usual strength (alpha of the paper)."""
    unseen_weight: float = 1.0
    """Weight of each title that was not chosen."""
    regularisation: float = 1.0

    @classmethod
    def of(
        cls, *, title_ids: IntVector, factors: FloatMatrix, biases: FloatVector, confidence: float,
        unseen_weight: float, regularisation: float,
    ) -> Self:  # fmt: skip
        """The scorer with the sums over all titles worked out."""
        exact = factors.astype(np.float64)
        return cls(
            title_ids=title_ids,
            factors=factors,
            biases=biases,
            gram=exact.T @ exact,
            pull=exact.T @ biases.astype(np.float64),
            confidence=confidence,
            unseen_weight=unseen_weight,
            regularisation=regularisation,
        )

    def arrays(self) -> Arrays:
        return {"factors": self.factors, "biases": self.biases, "gram": self.gram, "pull": self.pull}

    def numbers(self) -> Numbers:
        return {
            "confidence": self.confidence,
            "unseen_weight": self.unseen_weight,
            "regularisation": self.regularisation,
        }

    @classmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:
        if numbers["regularisation"] <= 0 or numbers["confidence"] <= 0 or numbers["unseen_weight"] < 0:
            raise ValueError("The regularisation and the confidence must be positive.")
        return cls(
            title_ids=title_ids,
            factors=arrays["factors"],
            biases=arrays["biases"],
            gram=arrays["gram"],
            pull=arrays["pull"],
            confidence=numbers["confidence"],
            unseen_weight=numbers["unseen_weight"],
            regularisation=numbers["regularisation"],
        )

    def over(self, title_ids: IntVector) -> Self:
        """The sums over all titles stay those of what was learned: a viewer's place does not depend on the rest."""
        codes = codes_of(self.title_ids, title_ids)
        biases = rows_at(self.biases, codes)
        # Biases are what popularity leaves, often below zero: an unknown title must not pass for a popular one.
        biases[codes < 0] = self.biases.min(initial=0.0)
        return replace(self, title_ids=title_ids, factors=rows_at(self.factors, codes), biases=biases)

    def fold_in(self, strengths: Mapping[int, float]) -> FoldedPreference:
        """Equation 4 of the paper: (w0 Y'Y + Y'(C - w0)Y + lambda I) x = Y'C(p - b), the sums over all titles stored.

        Only positive strengths count as chosen. The confidence in each is `confidence` times its strength over the
        usual one of this viewer, so that age, which decays all of a viewer's strengths alike, does not matter.
        """
        codes, values = known(self.title_ids, strengths)
        codes, values = codes[values > 0], values[values > 0]
        # The usual strength is weighted by itself: a hundred titles merely looked at do not make one watched enormous.
        usual = float(values @ values / values.sum()) if len(values) else 1.0
        weights = self.confidence * values / usual
        rows = np.asarray(self.factors[codes], dtype=np.float64)
        biases = np.asarray(self.biases[codes], dtype=np.float64)
        normal = self._of_nobody + rows.T @ ((weights - self.unseen_weight)[:, None] * rows)
        pulls = weights * (1.0 - biases) + self.unseen_weight * biases
        vector: Vector = np.asarray(
            np.linalg.solve(normal, rows.T @ pulls - self.unseen_weight * self.pull), dtype=np.float64
        )
        return FoldedPreference(codes=codes, pulls=pulls, vector=vector, normal=normal)

    def score(self, strengths: Mapping[int, float]) -> FloatVector:
        """A score of every title; only their order and differences mean something."""
        vector = self.fold_in(strengths).vector.astype(np.float32)
        return np.asarray(self.factors @ vector + self.biases, dtype=np.float32)

    def score_many(self, told: Told) -> FloatMatrix:
        heard = told.known(self.title_ids)
        heard = heard.where(heard.values > 0)
        scores: FloatMatrix = self._fold_in_many(heard).astype(np.float32) @ self.factors.T
        scores += self.biases
        return scores

    def _fold_in_many(self, heard: Heard) -> Matrix:
        """A row per viewer: `fold_in` without what only explanations need."""
        of_nobody = np.linalg.solve(self._of_nobody, -self.unseen_weight * self.pull)
        vectors = np.tile(of_nobody, (len(heard.starts) - 1, 1))
        for group, places, is_own in groups_of(heard.starts):
            values = np.where(is_own, heard.values[places], 0.0)
            usual = np.square(values).sum(axis=1, keepdims=True) / values.sum(axis=1, keepdims=True)
            weights = self.confidence * values / usual
            codes = heard.codes[places]
            rows = self.factors[codes].astype(np.float64)
            rows[~is_own] = 0.0
            across, biases = rows.transpose(0, 2, 1), self.biases[codes].astype(np.float64)
            normal = across @ ((weights - self.unseen_weight)[:, :, np.newaxis] * rows)
            normal += self._of_nobody
            pulls = weights * (1.0 - biases) + self.unseen_weight * biases
            aims = across @ pulls[:, :, np.newaxis] - self.unseen_weight * self.pull[:, np.newaxis]
            vectors[group] = np.linalg.solve(normal, aims)[:, :, 0]
        return vectors

    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """Nearest titles by the cosine of their factors."""
        code = int(codes_of(self.title_ids, [title_id])[0])
        if code < 0 or not self._lengths[code]:
            return []
        lengths = self._lengths * self._lengths[code]
        cosines = np.divide(
            self.factors @ self.factors[code], lengths, out=np.full(len(lengths), -np.inf), where=lengths > 0
        )
        cosines[code] = -np.inf
        return [(int(self.title_ids[place]), float(cosines[place])) for place in best(cosines, count)]

    def contributions(self, strengths: Mapping[int, float], title_id: int) -> list[tuple[int, float]]:
        """Which of the viewer's titles made this score, and by what share of what spoke for it; exact (section 5)."""
        own, parts = self.parts(strengths, [title_id])
        return shares(own, parts[:, 0])

    def parts(self, strengths: Mapping[int, float], title_ids: npt.ArrayLike) -> tuple[IntVector, Parts]:
        """(own title ids, what each adds to the score of each wanted title); 0 for titles that are unknown.

        With the title's bias and what the biases of all others take away, a column sums to the title's score.
        """
        folded = self.fold_in(strengths)
        # The normal matrix is symmetric: solved for the own titles, which are fewer than those that a page asks about.
        own = np.linalg.solve(folded.normal, self.factors[folded.codes].T.astype(np.float64)) * folded.pulls
        wanted = rows_at(self.factors, codes_of(self.title_ids, title_ids))
        return self.title_ids[folded.codes], own.T.astype(np.float32) @ wanted.T

    @cached_property
    def _of_nobody(self) -> Matrix:
        return self.unseen_weight * np.asarray(self.gram) + self.regularisation * np.eye(len(self.gram))

    @cached_property
    def _lengths(self) -> FloatVector:
        return np.asarray(np.linalg.norm(self.factors, axis=1), dtype=np.float32)
