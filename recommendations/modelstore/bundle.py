"""A model version as serving sees it: scorers over one sorted list of titles, how they are blended, and the match."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector, Moment
from recommendations.modelstore.calibration import Calibration, Terms, terms_of
from recommendations.modelstore.comparable import evened, standardised
from recommendations.modelstore.scorers import ByCountry, Likeness, Moments, OneList, Resumption, Scorer
from recommendations.modelstore.scorers.base import codes_of
from recommendations.modelstore.scorers.neighbours import Neighbours
from recommendations.modelstore.scorers.rating import RatingScorer
from recommendations.modelstore.similar import similar_to
from recommendations.modelstore.weighed import Weighed, parts_of_titles

RATING, DOUBT, POPULARITY, TREND, MOMENT = "rating", "doubt", "popularity", "trend", "moment"
ALONE = ("rating", "popularity", "trend", "stand_ins", "moments", "telling", "countries", "resumption")
"""Parts of which there is one."""
MOST_SIMILAR = 2_000
"""Lists of the nearest that are remembered; some twenty megabytes."""
DOUBTFUL_CHANCE = 0.3
"""From here down to no chance of being liked, doubt in a title grows from none to all."""


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
    _along: dict[int, tuple[IntVector, IntVector]] = field(default_factory=dict, init=False, compare=False)
    _similar: dict[tuple[int, int], list[tuple[int, float]]] = field(default_factory=dict, init=False, compare=False)

    def code_of(self, title_ids: npt.ArrayLike) -> IntVector:
        """The place of each title in `title_ids`; -1 for titles that the model has never seen."""
        return codes_of(self.title_ids, title_ids)

    def along(self, title_ids: IntVector) -> IntVector:
        """What `code_of` answers for a catalogue's titles: every page asks for the same array, so the last is held."""
        held = self._along.get(0)
        if held is None or held[0] is not title_ids:
            held = self._along[0] = (title_ids, self.code_of(title_ids))
        return held[1]

    @property
    def scorers(self) -> dict[str, Scorer]:
        """Every scorer of the version, by the name of its part."""
        alone = {name: getattr(self, name) for name in ALONE}
        named: dict[str, Scorer] = {name: scorer for name, scorer in alone.items() if scorer is not None}
        for many, scorers in (("rankers", self.rankers), ("likenesses", self.likenesses)):
            named.update({f"{many}-{key}": scorer for key, scorer in scorers.items()})
        return named

    def match(self, chances: FloatVector) -> IntVector:
        """Chances in percent (0..100); -1 for titles of which nothing can be told, because nobody rated them."""
        return np.where(self.is_judged, np.rint(chances * 100.0), -1.0).astype(np.int64)

    def terms(self, *, strengths: Mapping[int, float], ratings: Mapping[int, float]) -> Terms | None:
        """What the match of a viewer with each title rests on; None where nothing is known of the viewer."""
        weighed = self._weighed(strengths, ratings, None)
        return None if weighed is None else weighed[1]

    def terms_of_scores(
        self, scores: FloatVector, estimates: FloatVector | None, *, ratings: FloatVector | float
    ) -> Terms:
        """The same, where the blend's scores (before doubt and moment) and the estimates are known already.

        Along the last axis: of one viewer, or a row for each; then `ratings`, how many each has given, is a column.
        """
        crowd = self._crowd
        estimates = crowd if estimates is None else estimates
        return terms_of(scores=standardised(scores), estimates=estimates, crowd=crowd, ratings=ratings)

    def doubt(self, odds: FloatVector) -> FloatVector:
        """0 down to -1 for titles that the viewer would hardly like, along the last axis; 0 where nobody rated.

        The blend tells the best from the good; this tells off what should not be recommended at all.
        """
        doubts = np.zeros(odds.shape, dtype=np.float32)
        # Most titles are beyond doubt; only of the others is the exponential worth its time.
        doubtful = (odds < self.calibration.odds_of(DOUBTFUL_CHANCE)) & self.is_judged
        # Log-odds that rounding lets through may have a chance of a hair more.
        doubts[doubtful] = np.minimum(self.calibration.chance(odds[doubtful]) / DOUBTFUL_CHANCE - 1.0, 0.0)
        return doubts

    def features(
        self, *, strengths: Mapping[int, float], ratings: Mapping[int, float], moment: Moment | None = None
    ) -> dict[str, FloatVector]:
        """What the blend is made of, each comparable with the others; without those that know nothing of the viewer.

        That of the moment is in the units that it was learned in: evened, a moment like any other would shout.
        """
        estimates = self.rating.estimate(ratings) if ratings and self.rating is not None else None
        return self._features(strengths, estimates, moment)

    def _features(
        self, strengths: Mapping[int, float], estimates: FloatVector | None, moment: Moment | None
    ) -> dict[str, FloatVector]:
        found = {}
        for name, ranker in self.rankers.items():
            scores = ranker.score(strengths)
            if scores.any():
                found[name] = self._lent(evened(scores))
        for name, likeness in self.likenesses.items():
            scores = likeness.score(strengths)
            if scores.any():
                found[name] = evened(scores)
        if estimates is not None:
            found[RATING] = self._lent(evened(estimates))
        if moment is not None and self.moments is not None:
            found[MOMENT] = self.moments.at(moment)
        return found | self._for_everybody

    def rank(
        self, *, strengths: Mapping[int, float], ratings: Mapping[int, float], moment: Moment | None = None,
        moment_scale: float = 1.0,
    ) -> FloatVector:  # fmt: skip
        """One score per title for a viewer, now or at any time: the weighted sum of the features, less the doubt.

        Falls back to the popularity list when the viewer, or the model, knows nothing to rank by.
        """
        return self.rank_and_odds(
            strengths=strengths, ratings=ratings, moment=moment, moment_scale=moment_scale
        )[0]  # fmt: skip

    def rank_and_odds(
        self, *, strengths: Mapping[int, float], ratings: Mapping[int, float], moment: Moment | None = None,
        moment_scale: float = 1.0,
    ) -> tuple[FloatVector, FloatVector | None]:  # fmt: skip
        """(what `rank` answers, log-odds that the viewer will like each title); None where there is nothing to tell by.

        `calibration.chance` makes chances of the log-odds, and `match` percent of those. They are for any moment.
        """
        weighed = self.weigh(strengths=strengths, ratings=ratings, moment=moment, moment_scale=moment_scale)
        return weighed.scores, weighed.odds

    def weigh(
        self, *, strengths: Mapping[int, float], ratings: Mapping[int, float], moment: Moment | None = None,
        moment_scale: float = 1.0,
    ) -> Weighed:  # fmt: skip
        """What `rank_and_odds` answers, with what it was made of."""
        weighed = self._weighed(strengths, ratings, moment if moment_scale else None)
        if weighed is None:
            return Weighed(scores=self.popularity.score(), odds=None)
        total, terms, now, features = weighed
        can_tell = self.calibration.is_of_scores or (bool(ratings) and self.rating is not None)
        odds = self.calibration.odds(terms) if can_tell else None
        if odds is not None and (weight := self.weights.get(DOUBT, 0.0)):
            total += np.float32(weight) * self.doubt(odds)
        if now is not None:
            total += np.float32(self.weights.get(MOMENT, 0.0) * moment_scale) * now
        return Weighed(scores=total, odds=odds, features=features)

    def _weighed(
        self, strengths: Mapping[int, float], ratings: Mapping[int, float], moment: Moment | None
    ) -> tuple[FloatVector, Terms, FloatVector | None, dict[str, FloatVector]] | None:
        """(weighted sum of the features but the moment's, what the match rests on, the moment's feature, those)."""
        estimates = self.rating.estimate(ratings) if ratings and self.rating is not None else None
        features = self._features(strengths, estimates, moment)
        if not any(self.weights.get(name) for name in features if name not in (*self._for_everybody, MOMENT)):
            return None
        now = features.pop(MOMENT, None)
        total = np.zeros(len(self.title_ids), dtype=np.float32)
        for name, values in features.items():
            total += np.float32(self.weights.get(name, 0.0)) * values
        return total, self.terms_of_scores(total, estimates, ratings=float(len(ratings))), now, features

    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """Titles chosen by those who chose this one, best first; empty when no ranker knows it.

        What was asked lately is remembered: it is the same for everybody.
        """
        held, asked = self._similar, (title_id, count)
        if asked not in held:
            if len(held) >= MOST_SIMILAR:
                held.clear()
            held[asked] = similar_to(title_id, count, rankers=self.rankers, weights=self.weights)
        return held[asked]

    def parts(
        self, *, strengths: Mapping[int, float], ratings: Mapping[int, float], title_ids: npt.ArrayLike,
        features: Mapping[str, FloatVector] | None = None,
    ) -> tuple[IntVector, npt.NDArray[np.float32], FloatVector]:  # fmt: skip
        """(own title ids, what each added to the rank of each wanted title, what else added to it).

        `features` are those of this viewer where they were worked out before: that is most of the work.
        """
        return parts_of_titles(
            features=self.features(strengths=strengths, ratings=ratings) if features is None else features,
            weights=self.weights, knowing={**self.rankers, **self.likenesses}, strengths=strengths,
            title_ids=title_ids, codes=self.code_of(title_ids),
        )  # fmt: skip

    @cached_property
    def _for_everybody(self) -> dict[str, FloatVector]:
        found = {}
        for name, scores in ((POPULARITY, self.popularity.score()), (TREND, self.trend.score())):
            if scores.any():
                found[name] = self._lent(evened(np.log1p(np.maximum(scores, 0.0))))
        return found

    @cached_property
    def _crowd(self) -> FloatVector | None:
        """What somebody of whom nothing is known would give."""
        return None if self.rating is None else self.rating.estimate({})

    @cached_property
    def is_judged(self) -> npt.NDArray[np.bool_]:
        """Of which titles a match can be told: those that somebody rated."""
        return self.popularity.score() > 0 if self.rating is None else self.rating.counts > 0

    def _lent(self, values: FloatVector) -> FloatVector:
        """Give titles that nobody has chosen yet what their stand-ins have: zero choices are no judgement."""
        if self.stand_ins is None or not len(self.stand_ins.neighbours):
            return values
        (borrowers, firsts), lent = self._borrowers, values.copy()
        spoken = self.stand_ins.weights * values[self.stand_ins.neighbours]
        lent[borrowers] = np.add.reduceat(spoken, firsts, dtype=np.float64)
        return lent

    @cached_property
    def _borrowers(self) -> tuple[IntVector, IntVector]:
        """(codes of the titles that have stand-ins, where the first of each stands among all)."""
        assert self.stand_ins is not None  # noqa: S101  # For the type checker; `_lent` has asked.
        starts = np.asarray(self.stand_ins.starts, dtype=np.int64)
        borrowers = np.flatnonzero(np.diff(starts))
        return borrowers, starts[borrowers]
