"""A model version as serving sees it: scorers over one sorted list of titles, how they are blended, and the match."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector, Moment
from recommendations.modelstore.scorers import ByCountry, ItemWeights, Likeness, Moments, OneList, Resumption, Scorer
from recommendations.modelstore.scorers.base import codes_of
from recommendations.modelstore.scorers.neighbours import Neighbours
from recommendations.modelstore.scorers.rating import RatingScorer

RATING, DOUBT, POPULARITY, TREND, MOMENT = "rating", "doubt", "popularity", "trend", "moment"
ALONE = ("rating", "popularity", "trend", "stand_ins", "moments", "telling", "countries", "resumption")
"""Parts of which there is one."""
NEAR = 0.3
"""Cosines of factors above it tell of a likeness and not of chance."""
DOUBTFUL_CHANCE = 0.3
"""From here down to no chance of being liked, doubt in a title grows from none to all."""
SCORES_IN_CACHE = 65_536
"""Many viewers' scores are evened so many at a time: passes over what the cache holds cost a third."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Chance that a viewer will rate a title 4 or more, as a logistic function of the unclipped estimate."""

    slope: float = 2.0
    intercept: float = -7.0

    def chance(self, estimates: npt.ArrayLike) -> npt.NDArray[np.float64]:
        sums = np.asarray(estimates, dtype=np.float64) * self.slope + self.intercept
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(sums, -30.0, 30.0))))

    def estimate_of(self, chance: float) -> float:
        """The estimate that has this chance; the slope is above 0."""
        return (float(np.log(chance / (1.0 - chance))) - self.intercept) / self.slope


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Every scorer is over `title_ids`; a part is absent when there was too little to learn it from."""

    version: str
    title_ids: IntVector
    rating: RatingScorer | None = None
    rankers: Mapping[str, Scorer] = field(default_factory=dict)
    """What learned from choices, by the key of its estimator."""
    likenesses: Mapping[str, Likeness] = field(default_factory=dict)
    """What titles are, by what of them is compared (genres, people, words ...); known of new titles too."""
    popularity: OneList
    trend: OneList
    stand_ins: Neighbours | None = None
    """For each title that nobody has chosen yet, the chosen ones most like it, with weights of at most 1 in all."""
    moments: Moments | None = None
    telling: OneList | None = None
    """Titles that newcomers are asked about, the highest first; 0 for all others."""
    countries: ByCountry | None = None
    resumption: Resumption | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    """How much each feature speaks in `rank`, by its name; learned on what was held out."""
    calibration: Calibration = field(default_factory=Calibration)

    def code_of(self, title_ids: npt.ArrayLike) -> IntVector:
        """The place of each title in `title_ids`; -1 for titles that the model has never seen."""
        return codes_of(self.title_ids, title_ids)

    @property
    def scorers(self) -> dict[str, Scorer]:
        """Every scorer of the version, by the name of its part."""
        alone = {name: getattr(self, name) for name in ALONE}
        named: dict[str, Scorer] = {name: scorer for name, scorer in alone.items() if scorer is not None}
        for many, scorers in (("rankers", self.rankers), ("likenesses", self.likenesses)):
            named.update({f"{many}-{key}": scorer for key, scorer in scorers.items()})
        return named

    def match(self, estimates: npt.ArrayLike) -> npt.NDArray[np.int64]:
        """Estimated ratings as the chance in percent (0..100) that the viewer will like the title."""
        return np.rint(self.calibration.chance(estimates) * 100.0).astype(np.int64)

    def doubt(self, estimates: FloatVector) -> FloatVector:
        """0 down to -1 for titles that the viewer would hardly like, along the last axis; 0 where nobody rated.

        Standardised estimates tell the best from the good; this tells off what should not be recommended at all.
        """
        assert self.rating is not None  # noqa: S101  # For the type checker; there are estimates.
        doubts = np.zeros(estimates.shape, dtype=np.float32)
        # Most titles are beyond doubt; only of the others is the exponential worth its time.
        doubtful = (estimates < self.calibration.estimate_of(DOUBTFUL_CHANCE)) & (self.rating.counts > 0)
        # An estimate that rounding lets through may have a chance of a hair more.
        doubts[doubtful] = np.minimum(self.calibration.chance(estimates[doubtful]) / DOUBTFUL_CHANCE - 1.0, 0.0)
        return doubts

    def features(
        self, *, strengths: Mapping[int, float], ratings: Mapping[int, float], moment: Moment | None = None
    ) -> dict[str, FloatVector]:
        """What the blend is made of, each comparable with the others; without those that know nothing of the viewer.

        That of the moment is in the units that it was learned in: evened, a moment like any other would shout.
        """
        found = {}
        for name, ranker in self.rankers.items():
            scores = ranker.score(strengths)
            if scores.any():
                found[name] = self._lent(evened(scores))
        for name, likeness in self.likenesses.items():
            scores = likeness.score(strengths)
            if scores.any():
                found[name] = evened(scores)
        if ratings and self.rating is not None:
            estimates = self.rating.estimate(ratings)
            found[RATING] = self._lent(evened(estimates))
            found[DOUBT] = self.doubt(estimates)
        if moment is not None and self.moments is not None:
            found[MOMENT] = self.moments.at(moment)
        return found | self._for_everybody

    def rank(
        self, *, strengths: Mapping[int, float], ratings: Mapping[int, float], moment: Moment | None = None,
        moment_scale: float = 1.0,
    ) -> FloatVector:  # fmt: skip
        """One score per title for a viewer, now or at any time: the weighted sum of the features.

        Falls back to the popularity list when the viewer, or the model, knows nothing to rank by.
        """
        features = self.features(strengths=strengths, ratings=ratings, moment=moment if moment_scale else None)
        if not any(self.weights.get(name) for name in features if name not in (*self._for_everybody, MOMENT)):
            return self.popularity.score()
        total = np.zeros(len(self.title_ids), dtype=np.float32)
        for name, values in features.items():
            scale = moment_scale if name == MOMENT else 1.0
            total += np.float32(self.weights.get(name, 0.0) * scale) * values
        return total

    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """Titles chosen by those who chose this one, best first; empty when no ranker knows it.

        First those of rankers that compare titles with titles, then what factors hold to be near: they call anything
        alike that is not far, so only cosines above NEAR count, and stand behind whatever the number.
        """

        def order(name: str) -> tuple[bool, float]:
            return not isinstance(self.rankers[name], ItemWeights | Neighbours), -self.weights.get(name, 0.0)

        found: dict[int, float] = {}
        for name in sorted(self.rankers, key=order):
            is_by_titles, behind = not order(name)[0], min(found.values(), default=1.0)
            for near, weight in self.rankers[name].similar(title_id, count):
                if near not in found and (is_by_titles or weight > NEAR):
                    found[near] = min(weight, behind)
        return list(found.items())[:count]

    def parts(
        self, *, strengths: Mapping[int, float], ratings: Mapping[int, float], title_ids: npt.ArrayLike
    ) -> tuple[IntVector, npt.NDArray[np.float64]]:
        """(own title ids, what each added to the rank of each wanted title).

        A feature that spoke for a title is divided among the own titles by their shares in it; one that spoke
        against it, or that knows no own titles (popularity), is not.
        """
        features = self.features(strengths=strengths, ratings=ratings)
        wanted = self.code_of(title_ids)
        own = np.unique(np.fromiter(strengths, dtype=np.int64, count=len(strengths)))
        total = np.zeros((len(own), len(wanted)))
        for name, scorer in {**self.rankers, **self.likenesses}.items():
            weight = self.weights.get(name, 0.0)
            if weight <= 0 or name not in features:
                continue
            named, parts = scorer.parts(strengths, title_ids)
            parts = np.maximum(parts, 0.0)
            sums = parts.sum(axis=0)
            spoke = np.where(wanted >= 0, np.maximum(features[name][wanted], 0.0), 0.0) * weight
            total[np.searchsorted(own, named)] += parts * np.divide(
                spoke, sums, out=np.zeros_like(sums), where=sums > 0
            )
        return own, total

    @cached_property
    def _for_everybody(self) -> dict[str, FloatVector]:
        found = {}
        for name, scores in ((POPULARITY, self.popularity.score()), (TREND, self.trend.score())):
            if scores.any():
                found[name] = self._lent(evened(np.log1p(np.maximum(scores, 0.0))))
        return found

    def _lent(self, values: FloatVector) -> FloatVector:
        """Give titles that nobody has chosen yet what their stand-ins have: zero choices are no judgement."""
        if self.stand_ins is None or not len(self.stand_ins.neighbours):
            return values
        rows, lent = self._borrowers, values.copy()
        sums = np.bincount(
            rows, weights=self.stand_ins.weights * values[self.stand_ins.neighbours], minlength=len(values)
        )
        lent[rows] = sums[rows].astype(np.float32)
        return lent

    @cached_property
    def _borrowers(self) -> IntVector:
        """The code of the title that each entry of `stand_ins` is for."""
        assert self.stand_ins is not None  # noqa: S101  # For the type checker; `_lent` has asked.
        return np.repeat(np.arange(len(self.title_ids)), np.diff(self.stand_ins.starts))


def standardised(scores: FloatVector) -> FloatVector:
    """Scores with mean 0 and deviation 1 along the last axis, so that two models' scores can be added."""
    if not scores.shape[-1]:
        return scores
    deviation = scores.std(axis=-1, keepdims=True)
    centred = scores - scores.mean(axis=-1, keepdims=True)
    scaled = np.divide(centred, deviation, out=np.zeros_like(centred), where=deviation > 0)
    return np.asarray(scaled, dtype=np.float32)


def evened(scores: FloatVector) -> FloatVector:
    """Standardised scores whose far ends are drawn in by the inverse hyperbolic sine, along the last axis.

    A ranker's few highest scores are often ten deviations out; their order should count, and not drown the others.
    """
    found = np.array(scores, dtype=np.float32)
    if found.size:
        rows = found.reshape(-1, found.shape[-1])
        at_once = max(1, SCORES_IN_CACHE // rows.shape[1])
        for begin in range(0, len(rows), at_once):
            part = rows[begin : begin + at_once]
            _standardise(part)
            _draw_in(part)
            _standardise(part)
    return found


def _standardise(rows: FloatVector) -> None:
    rows -= rows.mean(axis=-1, keepdims=True)
    deviation = np.sqrt(np.vecdot(rows, rows) / np.float32(rows.shape[-1]))[..., np.newaxis]
    rows *= np.divide(1.0, deviation, out=np.zeros_like(deviation), where=deviation > 0)


def _draw_in(rows: FloatVector) -> None:
    """arcsinh |x| = ln(|x| + root(x^2 + 1)): written so, it takes a fifth of the time of NumPy's own."""
    size = np.abs(rows)
    grown = size * size
    grown += np.float32(1.0)
    np.sqrt(grown, out=grown)
    grown += size
    np.copysign(np.log(grown, out=grown), rows, out=rows)
