"""How likely what was begun is gone on with: the weights of a logistic function, as viewers' returns taught them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import Arrays, ArrayShape, Numbers, Scorer


@dataclass(frozen=True, kw_only=True)
class Resumption(Scorer):
    """A few numbers and no array; it ranks what one viewer began, never the catalogue."""

    kind: ClassVar[str] = "resumption"
    shapes: ClassVar[Mapping[str, ArrayShape]] = {}

    title_ids: IntVector
    weights: Mapping[str, float]
    """By the feature's name in `ranking/resume.py`."""

    def arrays(self) -> Arrays:
        return {}

    def numbers(self) -> Numbers:
        return self.weights

    @classmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:  # noqa: ARG003
        if not all(np.isfinite(weight) for weight in numbers.values()):
            raise ValueError("A weight of resuming is not a finite number.")
        return cls(title_ids=title_ids, weights=dict(numbers))

    def over(self, title_ids: IntVector) -> Self:
        return type(self)(title_ids=title_ids, weights=self.weights)

    def score(self, _signals: Mapping[int, float]) -> FloatVector:
        return np.zeros(len(self.title_ids), dtype=np.float32)

    def similar(self, _title_id: int, _count: int) -> list[tuple[int, float]]:
        return []
