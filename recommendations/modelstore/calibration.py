"""The match: the chance that a viewer will like a title, from what the blend, the ratings and the crowd say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector

MIDDLE = 3.5
"""Ratings are told from here: between what was liked (4 and more) and what was not."""
RATINGS_TO_TRUST = 5.0
"""Of so many ratings by a viewer, half of what they say is believed: that they differ from the crowd's."""
UTMOST = 30.0
"""Log-odds beyond which a chance is as good as 0 or 1; a number of this size raises no overflow."""
RISING = ("score", "estimate", "own")
"""Terms that say how much this viewer will like a title: the chance never falls where they rise."""
TERMS = (*RISING, "crowd")
USUAL: Mapping[str, float] = {"estimate": 2.0}

Terms = Mapping[str, FloatVector]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Chance of a rating of 4 or more: logistic in the terms (King and Zeng 2001), its log-odds then bent.

    Learned by `training/match.py`. As it comes it is the usual one of a rating model, of which nothing is learned.
    """

    intercept: float = 0.0
    weights: Mapping[str, float] = field(default_factory=lambda: USUAL)
    bends: tuple[tuple[float, float], ...] = ()
    """Points of a line that rises all the way: log-odds as the terms have them, and as they came true."""
    learned_from: int = 0
    """So many ratings; 0 for the usual."""

    @property
    def is_of_scores(self) -> bool:
        """False for one that rests on the rating model alone, as all did once."""
        return bool(self.weights.get("score"))

    def odds(self, terms: Terms) -> FloatVector:
        """Log-odds before they are bent, along the last axis of the terms, as float32."""
        total = np.full(terms["score"].shape, self.intercept, dtype=np.float32)
        for name, weight in self.weights.items():
            if weight and name in terms:
                total += np.float32(weight) * terms[name]
        return total

    def chance(self, odds: npt.ArrayLike) -> FloatVector:
        """Chances 0..1, finite for all finite log-odds, and never falling where they rise."""
        sums = np.clip(np.asarray(odds, dtype=np.float64), -UTMOST, UTMOST)
        if self.bends:
            before, after = np.array(self.bends).T
            sums = np.interp(sums, before, after)
        return np.asarray(1.0 / (1.0 + np.exp(-sums)), dtype=np.float32)

    def odds_of(self, chance: float) -> float:
        """The log-odds, before they are bent, that have this chance (between 0 and 1, both excluded)."""
        wanted = float(np.log(chance / (1.0 - chance)))
        if not self.bends:
            return wanted
        before, after = np.array(self.bends).T
        return float(np.interp(wanted, after, before))

    def as_written(self) -> dict[str, Any]:
        """As it stands in a version's manifest."""
        return {
            "intercept": float(self.intercept),
            "weights": {name: float(weight) for name, weight in self.weights.items()},
            "bends": [[float(before), float(after)] for before, after in self.bends],
            "learned_from": self.learned_from,
        }

    @classmethod
    def restored(cls, written: Mapping[str, Any]) -> Self:
        """What `as_written` made this of, or versions of before: those had a slope by the estimate, and no more.

        Raises ValueError, KeyError or TypeError for what is not sound.
        """
        if "slope" in written:
            slope = float(written["slope"])
            found = cls(intercept=float(written["intercept"]) + MIDDLE * slope, weights={"estimate": slope})
        else:
            found = cls(
                intercept=float(written["intercept"]),
                weights={str(name): float(weight) for name, weight in written["weights"].items()},
                bends=tuple((float(before), float(after)) for before, after in written["bends"]),
                learned_from=int(written["learned_from"]),
            )
        if not np.all(np.isfinite([found.intercept, *found.weights.values(), *np.ravel(found.bends)])):
            raise ValueError("a number of the match is not finite")
        if found.bends and not np.all(np.diff(found.bends, axis=0) > 0):
            raise ValueError("the bends of the match do not rise")
        return found


def terms_of(
    *, scores: FloatVector, estimates: FloatVector | None, crowd: FloatVector | None, ratings: FloatVector | float
) -> Terms:
    """What the match rests on; where nothing rates titles, on the score alone.

    `scores`: the blend's, standardised along the last axis. `estimates`: ratings by this viewer, `crowd`: by anybody.
    `ratings`: how many the viewer has given; a column where there are many viewers.
    """
    if estimates is None or crowd is None:
        return {"score": scores}
    trust = np.asarray(ratings / (ratings + RATINGS_TO_TRUST), dtype=np.float32)
    return {
        "score": scores, "estimate": estimates - np.float32(MIDDLE), "own": (estimates - crowd) * trust,
        "crowd": crowd - np.float32(MIDDLE),
    }  # fmt: skip
