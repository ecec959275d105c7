"""Rating models that keep a number for every two titles; a part of the titles may have none."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np

from recommendations.contracts import IntVector
from recommendations.modelstore.scorers.base import Arrays, Numbers, codes_of
from recommendations.modelstore.scorers.rating import RatingScorer


@dataclass(frozen=True, kw_only=True)
class BetweenTitles(RatingScorer):
    """Kinds whose square arrays are over `covered`, so that titles nobody rated do not cost their square."""

    square: ClassVar[tuple[str, ...]]
    """Names of the arrays over covered x covered titles."""

    covered: IntVector
    """Ids of the titles that were rated, sorted."""

    @classmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:
        if np.any(codes_of(title_ids, arrays["covered"]) < 0) or np.any(np.diff(arrays["covered"]) <= 0):
            raise ValueError("The covered titles are not a sorted part of the bundle's titles.")
        return super().restore(title_ids=title_ids, arrays=arrays, numbers=numbers)

    def over(self, title_ids: IntVector) -> Self:
        keep = codes_of(title_ids, self.covered) >= 0
        changed: dict[str, Any] = {"covered": self.covered[keep]}
        if not keep.all():
            grid = np.ix_(keep, keep)
            changed.update({name: np.ascontiguousarray(getattr(self, name)[grid]) for name in self.square})
        return replace(super().over(title_ids), **changed)

    def places(self) -> IntVector:
        """Where the covered titles stand among all."""
        return codes_of(self.title_ids, self.covered)

    def covered_only(self, ratings: Mapping[int, float]) -> Mapping[int, float]:
        """The ratings of titles that were learned; of others nothing is known to compare with."""
        titles = list(ratings)
        held = codes_of(self.covered, titles) >= 0
        return {title: ratings[title] for title, is_held in zip(titles, held, strict=True) if is_held}
