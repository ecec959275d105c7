"""What is watched most of late in each country: one list a country, the same for everybody there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import Arrays, ArrayShape, Numbers, Scorer, codes_of, rows_at

LETTERS = 256


def number_of(country: str) -> int:
    """Two capital letters as one number, so that countries are an array like everything else."""
    return ord(country[0]) * LETTERS + ord(country[1])


@dataclass(frozen=True, kw_only=True)
class ByCountry(Scorer):
    """`scores[country]` are shares of what the country's viewers watch; only countries with enough of them are here."""

    kind: ClassVar[str] = "by_country"
    shapes: ClassVar[Mapping[str, ArrayShape]] = {
        "countries": ArrayShape(dtype="<i4", axes=("countries",)),
        "scores": ArrayShape(dtype="<f4", axes=("countries", "titles")),
    }

    title_ids: IntVector
    countries: npt.NDArray[np.int32]
    """As `number_of` counts them, ascending."""
    scores: npt.NDArray[np.float32]

    def arrays(self) -> Arrays:
        return {"countries": self.countries, "scores": self.scores}

    def numbers(self) -> Numbers:
        return {}

    @classmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:  # noqa: ARG003
        if np.any(np.diff(arrays["countries"]) <= 0):
            raise ValueError("The countries are not in ascending order.")
        return cls(title_ids=title_ids, countries=arrays["countries"], scores=arrays["scores"])

    def over(self, title_ids: IntVector) -> Self:
        scores = rows_at(self.scores.T, codes_of(self.title_ids, title_ids)).T
        return type(self)(title_ids=title_ids, countries=self.countries, scores=np.ascontiguousarray(scores))

    def of(self, country: str) -> FloatVector | None:
        """The country's list; None where too little is watched for one."""
        if len(country) != 2:
            return None
        place = np.flatnonzero(self.countries == number_of(country))
        return np.asarray(self.scores[place[0]], dtype=np.float32) if len(place) else None

    def score(self, _signals: Mapping[int, float]) -> FloatVector:
        """Nothing: it knows of a viewer but not where."""
        return np.zeros(len(self.title_ids), dtype=np.float32)

    def similar(self, _title_id: int, _count: int) -> list[tuple[int, float]]:
        return []
