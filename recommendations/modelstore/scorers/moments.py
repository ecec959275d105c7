"""What is watched more, or less, at an hour, at weekends and on a device than at all times."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector, Moment
from recommendations.contracts.moment import VALUES
from recommendations.modelstore.scorers.base import Arrays, ArrayShape, Numbers, Scorer, codes_of, rows_at


@dataclass(frozen=True, kw_only=True)
class Moments(Scorer):
    """`lifts[value]` are log-ratios: of a title's chance to be chosen given the value, to its chance at all times.

    The log-ratio of a whole moment is the sum over its three values, as if each told of choices by itself. They are
    the same for everybody, so `score`, which knows of a viewer but of no moment, answers nothing.
    """

    kind: ClassVar[str] = "moments"
    shapes: ClassVar[Mapping[str, ArrayShape]] = {"lifts": ArrayShape(dtype="<f4", axes=("values", "titles"))}

    title_ids: IntVector
    lifts: npt.NDArray[np.float32]

    def arrays(self) -> Arrays:
        return {"lifts": self.lifts}

    def numbers(self) -> Numbers:
        return {}

    @classmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:  # noqa: ARG003
        if len(arrays["lifts"]) != VALUES:
            raise ValueError(f"There must be {VALUES} rows of lifts, one for each value of a moment.")
        return cls(title_ids=title_ids, lifts=arrays["lifts"])

    def over(self, title_ids: IntVector) -> Self:
        lifts = rows_at(self.lifts.T, codes_of(self.title_ids, title_ids)).T
        return type(self)(title_ids=title_ids, lifts=np.ascontiguousarray(lifts))

    def at(self, moment: Moment) -> FloatVector:
        """Per title the log-ratio at this moment; titles of which nothing is known get 0."""
        return np.asarray(self.lifts[list(moment.values)].sum(axis=0), dtype=np.float32)

    def score(self, _signals: Mapping[int, float]) -> FloatVector:
        return np.zeros(len(self.title_ids), dtype=np.float32)

    def similar(self, _title_id: int, _count: int) -> list[tuple[int, float]]:
        return []
