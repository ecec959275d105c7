"""One score per title, the same for everybody: popularity and trend."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import Arrays, ArrayShape, Numbers, Scorer, codes_of, rows_at


@dataclass(frozen=True, kw_only=True)
class OneList(Scorer):
    """The floor that always works, and the yardstick of the gate."""

    kind: ClassVar[str] = "one_list"
    shapes: ClassVar[Mapping[str, ArrayShape]] = {"scores": ArrayShape(dtype="<f4", axes=("titles",))}

    title_ids: IntVector
    scores: FloatVector

    def arrays(self) -> Arrays:
        return {"scores": self.scores}

    def numbers(self) -> Numbers:
        return {}

    @classmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:  # noqa: ARG003
        return cls(title_ids=title_ids, scores=arrays["scores"])

    def over(self, title_ids: IntVector) -> Self:
        return type(self)(title_ids=title_ids, scores=rows_at(self.scores, codes_of(self.title_ids, title_ids)))

    def score(self, strengths: Mapping[int, float] | None = None) -> FloatVector:
        """The list; what the viewer did does not matter."""
        return self.scores

    def fold_in(self, strengths: Mapping[int, float]) -> None:
        """Nothing to fold in: the list knows no viewers."""

    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """Nothing: one list does not know which titles are alike."""
        return []

    def contributions(self, strengths: Mapping[int, float], title_id: int) -> list[tuple[int, float]]:
        """Nothing: no title of the viewer's own made this score."""
        return []
