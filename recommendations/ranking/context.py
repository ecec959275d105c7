"""Everything that rows rank by, computed once for one viewer and one page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from recommendations.candidates.catalogue import BoolVector, Catalogue, Subjects
from recommendations.candidates.demand import Demand
from recommendations.candidates.rules import NO_RULES, ActiveRules
from recommendations.conf import tunables
from recommendations.contracts import FloatVector, IntVector, Moment, Ranked, Scored, Taste, Viewer
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.comparable import standardised
from recommendations.ranking.asked import Asked, asked_of, lifted
from recommendations.ranking.fit import fitting, fitting_children, for_children
from recommendations.ranking.luck import luck_of_the_day
from recommendations.ranking.policy import PagePolicy

FRESHNESS_WEIGHT = 0.08
FRESH_DAYS = 45.0
SECONDS_PER_HOUR, SECONDS_PER_DAY = 3_600.0, 86_400.0
SORTED_WHOLE = 200


@dataclass(frozen=True, kw_only=True)
class RankingContext:
    """All vectors are parallel to `catalogue.title_ids`."""

    viewer: Viewer
    taste: Taste
    catalogue: Catalogue
    bundle: Bundle | None
    demand: Demand
    visible: BoolVector
    recommendable: BoolVector
    """Visible, not watched, not hidden and not of a kind that is never to be recommended."""
    fitting: BoolVector
    """Recommendable, and not told to be more likely disliked: what rows hold that promise the viewer's taste."""
    relevance: FloatVector
    """What rows of recommendations are ordered by: the model's blend and freshness, less fatigue."""
    match: IntVector
    """Chance in percent that the viewer will like the title; -1 where nothing is known."""
    genre_affinity: FloatVector
    """Per genre of the catalogue, -1..1: how much more (or less) the viewer chooses it than its share of titles."""
    mood_affinity: FloatVector
    is_newcomer: bool
    """True while nothing is known that the viewer likes or rated (what was passed over or hidden says nothing about
    that); then nothing may claim to be personal."""
    asked: Asked
    """What the viewer asked more, less or nothing of."""
    policy: PagePolicy = field(default_factory=PagePolicy)
    rules: ActiveRules = NO_RULES
    """What editors want of this page."""
    moment: Moment | None = None
    """Now where the viewer is; None for a page that is for any time."""
    features: Mapping[str, FloatVector] = field(default_factory=dict)
    """What the model's blend was made of, over the model's titles: of this explanations say what spoke for a title."""

    @cached_property
    def by_relevance(self) -> IntVector:
        """The codes of all titles, the most relevant first; ties by id."""
        return np.argsort(-self.relevance, kind="stable")

    @cached_property
    def _places(self) -> IntVector:
        """Where in that order each title stands."""
        places = np.empty_like(self.by_relevance)
        places[self.by_relevance] = np.arange(len(places))
        return places

    @property
    def suggestable(self) -> BoolVector:
        """What fits, or where nothing does, everything that may be recommended: for places that are never empty."""
        return self.fitting if self.fitting.any() else self.recommendable

    def best(self, scores: FloatVector, among: BoolVector, count: int) -> Ranked:
        """The `count` best titles among those marked, best first; ties by id, so that pages are deterministic."""
        if scores is self.relevance:
            # Most rows ask by this: it is sorted once, and each of them looks along the order.
            order = self.by_relevance[among[self.by_relevance]][:count]
            return self.ranked(order, scores[order])
        codes = np.flatnonzero(among)
        if len(codes) > SORTED_WHOLE and len(codes) > 4 * count:
            # Most will not be shown: those below the last that is are left out before sorting.
            last = np.partition(scores[codes], len(codes) - count)[len(codes) - count]
            codes = codes[scores[codes] >= last]
        order = codes[np.argsort(-scores[codes], kind="stable")[:count]]
        return self.ranked(order, scores[order])

    def best_of(self, codes: IntVector, count: int) -> Ranked:
        """The `count` most relevant of these titles that may be recommended, best first; `codes` without repeats.

        What has a list of its titles, as genres do, is looked up in the order instead of being marked along it.
        """
        order = self.by_relevance[np.sort(self._places[codes[self.recommendable[codes]]])[:count]]
        return self.ranked(order, self.relevance[order])

    def ranked(self, codes: IntVector, scores: FloatVector) -> Ranked:
        """Titles that were ranked, best first, with their scores."""
        return Ranked(title_ids=self.catalogue.title_ids[codes], codes=codes, scores=scores)

    def scored(self, title_ids: list[int]) -> list[Scored]:
        """These titles in this order, those that the viewer may not see left out."""
        codes = self.catalogue.code_of(title_ids).tolist()
        return [
            Scored(title_id=title, score=float(self.relevance[code]))
            for title, code in zip(title_ids, codes, strict=True)
            if code >= 0 and self.visible[code]
        ]


def rank_for(
    *, viewer: Viewer, taste: Taste, catalogue: Catalogue, bundle: Bundle | None, demand: Demand, personal: bool = True,
    shortlist: FloatVector | None = None, moment: Moment | None = None, policy: PagePolicy | None = None,
    rules: ActiveRules = NO_RULES,
) -> RankingContext:  # fmt: skip
    """Score every title for this viewer; `personal=False` ranks by popularity, for hold-outs and comparisons.

    `shortlist` holds scores parallel to the catalogue's titles, and stands in for a model that cannot be read.
    `moment` is now where the viewer is; without it the page is for any time.
    """
    visible = catalogue.visible_to(viewer)
    taken = catalogue.code_of(list(taste.watched | taste.hidden | rules.banned_titles))
    recommendable = visible.copy()
    recommendable[taken[taken >= 0]] = False
    asked = asked_of(taste.adjustments, catalogue)
    recommendable &= ~asked.refused
    moment = None if taste.ignores_moments else moment
    strengths = {title: value for title, value in taste.strengths.items() if value}
    is_newcomer = not personal or (not taste.ratings and not any(value > 0 for value in strengths.values()))
    genre_affinity = _affinity(catalogue, catalogue.genres, strengths)
    mood_affinity = _affinity(catalogue, catalogue.moods, strengths)
    policy = policy or PagePolicy()
    content = _content(catalogue.genres, genre_affinity) + _content(catalogue.moods, mood_affinity)
    told = None if is_newcomer else _told(catalogue, bundle, strengths, taste, moment)
    relevance = _relevance(viewer, taste, catalogue, told, demand, content, is_newcomer, shortlist, policy)
    relevance = for_children(lifted(relevance, asked, policy), viewer=viewer, catalogue=catalogue, policy=policy)
    match = np.full(len(visible), -1) if told is None else told.match
    fits = fitting(recommendable=recommendable, match=match, taste=taste)
    fits = fitting_children(fits, viewer=viewer, taste=taste, catalogue=catalogue, genre_affinity=genre_affinity)
    return RankingContext(
        viewer=viewer, taste=taste, catalogue=catalogue, bundle=bundle, demand=demand, visible=visible,
        recommendable=recommendable, fitting=fits,
        relevance=_nudged(relevance, rules, catalogue, policy), match=match, genre_affinity=genre_affinity,
        mood_affinity=mood_affinity, is_newcomer=is_newcomer, asked=asked, policy=policy, rules=rules, moment=moment,
        features={} if told is None else told.features,
    )  # fmt: skip


def _affinity(catalogue: Catalogue, subjects: Subjects, strengths: dict[int, float]) -> FloatVector:
    """Share of the viewer's strength per subject less the subject's share of the catalogue, scaled to -1..1."""
    if not strengths or not len(subjects.ids):
        return np.zeros(len(subjects.ids), dtype=np.float32)
    codes = catalogue.code_of(list(strengths))
    values = np.array(list(strengths.values()), dtype=np.float32)[codes >= 0]
    mine = values @ subjects.member[codes[codes >= 0]]
    mass = float(np.abs(mine).sum())
    if mass <= 0:
        return np.zeros(len(subjects.ids), dtype=np.float32)
    # A few titles say little: the difference grows to its full size with evidence.
    trust = len(values) / (len(values) + 3.0)
    return np.asarray(np.clip((mine / mass - subjects.prior) * 3.0 * trust, -1.0, 1.0), dtype=np.float32)


def _content(subjects: Subjects, affinity: FloatVector) -> FloatVector:
    return np.asarray((subjects.member @ affinity) / np.maximum(1.0, np.sqrt(subjects.counts)), dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the model says of this viewer, parallel to the catalogue's titles."""

    is_known: BoolVector
    scores: FloatVector
    match: IntVector
    features: Mapping[str, FloatVector]


def _told(
    catalogue: Catalogue, bundle: Bundle | None, strengths: dict[int, float], taste: Taste, moment: Moment | None
) -> _Told | None:
    """None where there is no model, or one of nothing."""
    if bundle is None or not len(bundle.title_ids):
        return None
    scale = tunables().context_weight_scale
    weighed = bundle.weigh(strengths=strengths, ratings=taste.ratings, moment=moment, moment_scale=scale)
    scores, odds = weighed.scores, weighed.odds
    if not np.isfinite(scores).all():
        raise FloatingPointError("The model's scores are not numbers.")  # Evened they would pass for zeros.
    codes = bundle.along(catalogue.title_ids)
    match = np.full(len(codes), -1, dtype=np.int64)
    if odds is not None:
        match = np.where(codes >= 0, bundle.match(bundle.calibration.chance(odds))[codes], match)
    return _Told(is_known=codes >= 0, scores=standardised(scores)[codes], match=match, features=weighed.features)


def _relevance(
    viewer: Viewer, taste: Taste, catalogue: Catalogue, told: _Told | None, demand: Demand, content: FloatVector,
    is_newcomer: bool, shortlist: FloatVector | None, policy: PagePolicy,
) -> FloatVector:  # fmt: skip
    popular = demand.popular
    fresh = _freshness(viewer, catalogue)
    if is_newcomer:
        # Their page says what is popular, and means it: no luck in it.
        return _tired((popular + FRESHNESS_WEIGHT * fresh).astype(np.float32), taste, catalogue)
    alike = standardised(content)
    model = alike + popular * 0.5
    if told is not None:
        # A title that came after the model is placed by what it is like.
        model = np.where(told.is_known, told.scores, alike)
    elif shortlist is not None:
        model = standardised(shortlist)
    scores = model + FRESHNESS_WEIGHT * fresh + policy.jitter * luck_of_the_day(viewer, len(fresh))
    return _tired(scores.astype(np.float32), taste, catalogue)


def _nudged(scores: FloatVector, rules: ActiveRules, catalogue: Catalogue, policy: PagePolicy) -> FloatVector:
    """Where an editor wants a title higher or lower, by so many deviations of the scores."""
    codes = catalogue.code_of(list(rules.title_nudges))
    known = codes >= 0
    if not known.any():
        return scores
    step = policy.ruled_title * float(scores.std())
    nudged = scores.copy()
    nudged[codes[known]] += np.array(list(rules.title_nudges.values()), dtype=np.float32)[known] * np.float32(step)
    return nudged


def _freshness(viewer: Viewer, catalogue: Catalogue) -> FloatVector:
    """By the hour: within one, two titles that are worth nearly the same do not change places."""
    hour = viewer.now.timestamp() // SECONDS_PER_HOUR * SECONDS_PER_HOUR
    age_days = (hour - catalogue.added_at) / SECONDS_PER_DAY
    return np.asarray(np.exp(-np.maximum(age_days, 0.0) / FRESH_DAYS), dtype=np.float32)


def _tired(scores: FloatVector, taste: Taste, catalogue: Catalogue) -> FloatVector:
    """Each unchosen impression of late moves a title down: its lead over the worst score shrinks by a factor."""
    if not taste.seen or not len(scores):
        return scores
    codes = catalogue.code_of(list(taste.seen))
    times = np.array(list(taste.seen.values()), dtype=np.float32)[codes >= 0]
    codes = codes[codes >= 0]
    floor = float(scores.min())
    tired = scores.copy()
    tired[codes] = floor + (scores[codes] - floor) * np.float32(tunables().impression_fatigue) ** times
    return tired
