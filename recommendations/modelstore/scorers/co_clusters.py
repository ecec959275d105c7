"""Groups of viewers and of titles, and how each group rates each (co-clustering; George and Merugu 2005)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import Arrays, ArrayShape, Numbers, known
from recommendations.modelstore.scorers.rating import RatingScorer


@dataclass(frozen=True, kw_only=True)
class CoClusters(RatingScorer):
    """Estimate = mean of viewer's and title's group together + how far viewer and title lie above their groups.

    A viewer, known or new, joins the group that leaves the smallest squared error on the ratings given, which is
    Surprise's own rule.
    """

    kind: ClassVar[str] = "co_clusters"
    shapes: ClassVar[Mapping[str, ArrayShape]] = {
        "counts": ArrayShape(dtype="<f4", axes=("titles",)),
        "offsets": ArrayShape(dtype="<f4", axes=("titles",)),
        "biases": ArrayShape(dtype="<f4", axes=("titles",)),
        "groups": ArrayShape(dtype="<i4", axes=("titles",)),
        "together": ArrayShape(dtype="<f4", axes=("viewer_groups", "title_groups")),
    }

    title_ids: IntVector
    counts: FloatVector
    offsets: FloatVector
    """How far each title's mean rating lies above its group's."""
    biases: FloatVector
    """How far it lies above the mean of all."""
    groups: npt.NDArray[np.int32]
    together: npt.NDArray[np.float32]
    """How far a group of viewers rates a group of titles above its own mean."""
    mean: float

    @classmethod
    def restore(cls, *, title_ids: IntVector, arrays: Arrays, numbers: Numbers) -> Self:
        groups = arrays["groups"]
        if len(groups) and not 0 <= int(groups.min()) <= int(groups.max()) < arrays["together"].shape[1]:
            raise ValueError("A title is in a group that does not exist.")
        return super().restore(title_ids=title_ids, arrays=arrays, numbers=numbers)

    def fold_in(self, ratings: Mapping[int, float]) -> tuple[int | None, float]:
        """The group whose habits fit the ratings best, and their mean; None without ratings."""
        codes, values = known(self.title_ids, ratings)
        learned = self.counts[codes] > 0
        codes, values = codes[learned], values[learned]
        if not len(codes):
            return None, self.mean
        own_mean = float(values.mean())
        open_part = values - own_mean - self.offsets[codes]
        errors = np.square(open_part - self.together[:, self.groups[codes]]).sum(axis=1)
        return int(np.argmin(errors)), own_mean

    def estimate(self, ratings: Mapping[int, float]) -> FloatVector:
        group, own_mean = self.fold_in(ratings)
        if group is None:
            return np.asarray(np.float32(self.mean) + self.biases, dtype=np.float32)
        known_titles = self.counts > 0
        beyond = np.where(known_titles, self.together[group][self.groups] + self.offsets, np.float32(0.0))
        return np.asarray(np.float32(own_mean) + beyond, dtype=np.float32)

    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """Nothing: a third of the catalogue shares a group, which says too little about two titles."""
        return []

    def contributions(self, ratings: Mapping[int, float], title_id: int) -> list[tuple[int, float]]:
        """Nothing: all ratings together choose the group."""
        return []
