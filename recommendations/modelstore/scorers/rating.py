"""What every rating model promises: an estimate of every title from a viewer's own ratings, known viewer or new."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar, Self

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import Arrays, Numbers, Scorer, codes_of, rows_at


class RatingScorer(Scorer):
    """A frozen dataclass whose scores are ratings on the scale that was learned from.

    They are not clipped to it: ties at 5 would decide the order.
    """

    positive: ClassVar[tuple[str, ...]] = ()
    """Fields with a number above 0 that are stored beside `mean`."""

    title_ids: IntVector
    counts: FloatVector
    """Ratings that each title was learned from; 0 means that its estimate is only the viewer's mean."""
    mean: float
    """The mean of all ratings, which is the estimate where nothing else is known."""

    @abstractmethod
    def fold_in(self, ratings: Mapping[int, float]) -> Any:
        """The viewer in this model's space, from the ratings alone; unknown titles are ignored."""

    @abstractmethod
    def estimate(self, ratings: Mapping[int, float]) -> FloatVector:
        """Estimated rating of every title by who gave `ratings`, as float32; no ratings are allowed."""

    @abstractmethod
    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """Titles that this model holds to be most alike, best first; empty where it does not compare titles."""

    @abstractmethod
    def contributions(self, ratings: Mapping[int, float], title_id: int) -> list[tuple[int, float]]:
        """Which ratings raised this estimate and by what share; empty where no single rating can be named."""

    def score(self, ratings: Mapping[int, float]) -> FloatVector:
        """The estimate: whatever takes a scorer may take a rating model."""
        return self.estimate(ratings)

    def arrays(self) -> Arrays:
        return {name: getattr(self, name) for name in self.shapes}

    def numbers(self) -> Numbers:
        return {name: float(getattr(self, name)) for name in ("mean", *self.positive)}

    @classmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:
        for name in cls.positive:
            if not numbers[name] > 0:
                raise ValueError(f"The {name.replace('_', ' ')} of a {cls.kind} scorer must be positive.")
        scalars = {name: numbers[name] for name in ("mean", *cls.positive)}
        fields: dict[str, Any] = {"title_ids": title_ids, **scalars, **{name: arrays[name] for name in cls.shapes}}
        return cls(**fields)

    def over(self, title_ids: IntVector) -> Self:
        codes = codes_of(self.title_ids, title_ids)
        by_title = [name for name, shape in self.shapes.items() if shape.axes[0] == "titles"]
        changed: dict[str, Any] = {name: rows_at(getattr(self, name), codes) for name in by_title}
        return replace(self, title_ids=title_ids, **changed)  # type: ignore[type-var]  # Every kind is a dataclass.
