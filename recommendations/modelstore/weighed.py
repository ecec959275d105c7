"""What a bundle makes of one viewer, and what of that each of the viewer's own titles did."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import Scorer

NOTHING = np.float32(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Vectors over the bundle's titles; worked out once for a page, however many of its parts ask for it."""

    scores: FloatVector
    """What the titles are ranked by."""
    odds: FloatVector | None
    """Log-odds that the viewer will like each; None where there is nothing to tell by."""
    features: Mapping[str, FloatVector] = field(default_factory=dict)
    """What the blend was made of, by name and without the moment's; empty where it knew nothing to rank by."""


def parts_of_titles(
    *, features: Mapping[str, FloatVector], weights: Mapping[str, float], knowing: Mapping[str, Scorer],
    strengths: Mapping[int, float], title_ids: npt.ArrayLike, codes: IntVector,
) -> tuple[IntVector, npt.NDArray[np.float32], FloatVector]:  # fmt: skip
    """(own title ids, what each added to the rank of each wanted title, what else added to it).

    A feature that spoke for a title is divided among the own titles by their shares in it, as the scorer of its name in
    `knowing` tells them; what knows no own titles (popularity, trend, estimated rating) is all else; one that spoke
    against the title is neither. `codes` are the places of `title_ids` in the features.
    """
    own = np.unique(np.fromiter(strengths, dtype=np.int64, count=len(strengths)))
    total, rest = np.zeros((len(own), len(codes)), dtype=np.float32), np.zeros(len(codes), dtype=np.float32)
    for name, feature in features.items():
        weight = np.float32(weights.get(name, 0.0))
        spoke = np.maximum(np.where(codes >= 0, feature[codes] * weight, NOTHING), NOTHING)
        if name not in knowing:
            rest += spoke
            continue
        named, parts = _positive_parts(knowing[name], strengths, title_ids)
        sums = parts.sum(axis=0)
        parts *= np.divide(spoke, sums, out=np.zeros_like(sums), where=sums > 0)
        total[np.searchsorted(own, named)] += parts
        rest += np.where(sums > 0, NOTHING, spoke)
    return own, total, rest


def _positive_parts(
    scorer: Scorer, strengths: Mapping[int, float], title_ids: npt.ArrayLike
) -> tuple[IntVector, npt.NDArray[np.float32]]:
    """The scorer's own titles and what each added; an array of the caller's own."""
    named, found = scorer.parts(strengths, title_ids)
    parts = np.asarray(found, dtype=np.float32)
    return named, np.maximum(parts, NOTHING, out=parts)
