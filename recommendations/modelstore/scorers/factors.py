"""Factor models of ratings: a viewer is folded in by ridge regression, the same for old profiles and new."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import Arrays, ArrayShape, Numbers, Scorer, best, codes_of, known, shares

FloatMatrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedIn:
    """A viewer in the model's space; `weights` are the residuals whose combination gave `bias` and `vector`."""

    codes: IntVector
    bias: float
    vector: npt.NDArray[np.float64]
    weights: npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Factors(Scorer):
    """Estimated rating = mean + viewer's bias + title's bias + viewer's vector . title's factors, unclipped."""

    kind: ClassVar[str] = "factors"
    shapes: ClassVar[Mapping[str, ArrayShape]] = {
        "factors": ArrayShape(dtype="<f4", axes=("titles", "factors")),
        "biases": ArrayShape(dtype="<f4", axes=("titles",)),
        "counts": ArrayShape(dtype="<f4", axes=("titles",)),
    }

    title_ids: IntVector
    factors: FloatMatrix
    biases: FloatVector
    counts: FloatVector
    """Ratings that each title was learned from; 0 means that its estimate is only the viewer's mean."""
    mean: float
    ridge: float = 4.0
    bias_ridge: float = 5.0

    def arrays(self) -> Arrays:
        return {"factors": self.factors, "biases": self.biases, "counts": self.counts}

    def numbers(self) -> Numbers:
        return {"mean": self.mean, "ridge": self.ridge, "bias_ridge": self.bias_ridge}

    @classmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:
        if numbers["ridge"] <= 0 or numbers["bias_ridge"] <= 0:
            raise ValueError("A ridge must be positive.")
        return cls(
            title_ids=title_ids,
            factors=arrays["factors"],
            biases=arrays["biases"],
            counts=arrays["counts"],
            mean=numbers["mean"],
            ridge=numbers["ridge"],
            bias_ridge=numbers["bias_ridge"],
        )

    def over(self, title_ids: IntVector) -> Self:
        codes = codes_of(self.title_ids, title_ids)
        unknown = codes < 0
        factors, biases, counts = self.factors[codes], self.biases[codes], self.counts[codes]
        factors[unknown], biases[unknown], counts[unknown] = 0.0, 0.0, 0.0
        return type(self)(
            title_ids=title_ids,
            factors=factors,
            biases=biases,
            counts=counts,
            mean=self.mean,
            ridge=self.ridge,
            bias_ridge=self.bias_ridge,
        )

    def fold_in(self, ratings: Mapping[int, float]) -> FoldedIn:
        """Solve min |y - b - Q p|^2 + ridge |p|^2 + bias_ridge b^2; in dual form when there are few ratings."""
        codes, values = known(self.title_ids, ratings)
        rows = np.asarray(self.factors[codes], dtype=np.float64)
        aims = values - self.mean - self.biases[codes]
        few, width = rows.shape
        if few <= width:
            kernel = rows @ rows.T / self.ridge + 1.0 / self.bias_ridge
            kernel[np.diag_indices(few)] += 1.0
            weights = np.asarray(np.linalg.solve(kernel, aims), dtype=np.float64)
            return FoldedIn(
                codes=codes,
                bias=float(weights.sum() / self.bias_ridge),
                vector=rows.T @ weights / self.ridge,
                weights=weights,
            )
        wide = np.hstack([rows, np.ones((few, 1))])
        normal = wide.T @ wide
        normal[np.diag_indices(width + 1)] += np.append(np.full(width, self.ridge), self.bias_ridge)
        solution = np.linalg.solve(normal, wide.T @ aims)
        return FoldedIn(codes=codes, bias=float(solution[-1]), vector=solution[:-1], weights=aims - wide @ solution)

    def estimate(self, ratings: Mapping[int, float]) -> FloatVector:
        """Estimated rating of every title by who gave `ratings`; unclipped, or ties at 5 would decide the order."""
        folded = self.fold_in(ratings)
        base = np.float32(self.mean + folded.bias)
        return np.asarray(base + self.biases + self.factors @ folded.vector.astype(np.float32), dtype=np.float32)

    score = estimate

    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """Nearest titles by the cosine of their factors."""
        code = int(codes_of(self.title_ids, [title_id])[0])
        if code < 0 or not self.counts[code]:
            return []
        lengths = np.linalg.norm(self.factors, axis=1) * np.linalg.norm(self.factors[code])
        cosines = np.divide(
            self.factors @ self.factors[code], lengths, out=np.full(len(lengths), -np.inf), where=lengths > 0
        )
        cosines[code] = -np.inf
        return [(int(self.title_ids[place]), float(cosines[place])) for place in best(cosines, count)]

    def contributions(self, ratings: Mapping[int, float], title_id: int) -> list[tuple[int, float]]:
        """Which of the ratings raised this estimate, and by what share: exact, from the ridge solution's dual."""
        code = int(codes_of(self.title_ids, [title_id])[0])
        if code < 0:
            return []
        folded = self.fold_in(ratings)
        alike = np.asarray(self.factors[folded.codes], dtype=np.float64) @ self.factors[code].astype(np.float64)
        return shares(self.title_ids[folded.codes], folded.weights * alike / self.ridge)
