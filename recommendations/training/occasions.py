"""Occasions: what one viewer chose at one moment; how much moments should speak is learned and judged on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, Moment
from recommendations.contracts.moment import moment_of_code
from recommendations.metrics.intervals import Interval, bootstrap_difference
from recommendations.modelstore.bundle import MOMENT, Bundle
from recommendations.training.evaluate import rank_scores
from recommendations.training.judged import Judged
from recommendations.training.plays import Plays
from recommendations.training.weights import MOST_CANDIDATES, Examples, learn_weights, offer

MOST_OCCASIONS = 2_000

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion(Judged):
    """A viewer with only that relevant which was first played in this moment, after what was learned from."""

    moment: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """NDCG@10 of each viewer's occasions, the mean by viewer, with the moment told and without."""

    told: Vector
    untold: Vector

    def interval(self, *, seed: int) -> Interval:
        return bootstrap_difference(self.told, self.untold, seed=seed)

    def figures(self, *, seed: int) -> dict[str, float]:
        """As they are stored with a model version."""
        found = self.interval(seed=seed)
        figures = {"told": self.told.mean(), "untold": self.untold.mean(), "lift": found.mean}
        figures |= {"low": found.low, "high": found.high}
        return {"viewers": len(self.told)} | {name: round(float(figure), 5) for name, figure in figures.items()}


def occasions_of(viewers: Sequence[Judged], held: Plays, *, seed: int, most: int = MOST_OCCASIONS) -> list[Occasion]:
    """Every viewer's held-out plays of what was liked, by moment; beyond `most`, chance picks."""
    order = np.lexsort((held.title_ids, held.moment, held.profile_ids))
    profiles = held.profile_ids[order]
    found = []
    for viewer in viewers:
        first, last = np.searchsorted(profiles, [viewer.profile_id, viewer.profile_id + 1])
        own = order[first:last]
        own = own[np.isin(held.title_ids[own], viewer.relevant)]
        known = {item.name: getattr(viewer, item.name) for item in fields(Judged)}
        for code in np.unique(held.moment[own]).tolist():
            known["relevant"] = held.title_ids[own][held.moment[own] == code]
            found.append(Occasion(**known, moment=moment_of_code(code)))
    if len(found) > most:
        picked = np.sort(np.random.default_rng(seed).choice(len(found), most, replace=False))
        found = [found[place] for place in picked.tolist()]
    return found


def learn_moment_weight(
    occasions: Sequence[Occasion], *, bundle: Bundle, candidates: npt.NDArray[np.bool_], random: np.random.Generator
) -> dict[str, float]:
    """The moment's weight beside all others, which are those of `bundle` and stay: switched off, nothing changes.

    The conditional logit of `learn_weights`, with what the others make of a title given.
    """
    width, scores = min(MOST_CANDIDATES, int(candidates.sum())), _scoring(bundle, told=False)
    offered, offsets, chosen = [], [], []
    for occasion in occasions:
        table = np.stack([scores(occasion), bundle.features(strengths={}, ratings={}, moment=occasion.moment)[MOMENT]])
        free = candidates.copy()
        own = bundle.code_of(list(occasion.strengths))
        free[own[own >= 0]] = False
        liked = bundle.code_of(occasion.relevant)
        liked = liked[liked >= 0]
        liked = liked[free[liked]]
        if len(liked):
            codes, offset = offer(table.T, free, liked, width, random)
            offered.append(table[1, codes])
            offsets.append(offset + table[0, codes])
            chosen.append(table[1, liked].mean())
    return learn_weights(
        Examples(
            names=(MOMENT,),
            offered=np.array(offered, dtype=np.float32).reshape(-1, width, 1),
            offset=np.array(offsets, dtype=np.float32).reshape(-1, width),
            chosen=np.array(chosen, dtype=np.float32).reshape(-1, 1),
            is_chosen=np.zeros((len(chosen), width), dtype=np.bool_),
            better=np.empty((0, 1), dtype=np.float32),
            pair_weight=np.empty(0, dtype=np.float32),
        )
    )


def measured_lift(occasions: Sequence[Occasion], *, bundle: Bundle, candidates: npt.NDArray[np.bool_]) -> Lift:
    """Rank every occasion twice, once as if nobody knew when it was."""

    def ndcg(told: bool) -> Vector:
        scores = rank_scores(
            viewers=occasions, title_ids=bundle.title_ids, candidates=candidates, scoring=_scoring(bundle, told=told)
        )
        return scores.ndcg10

    _profiles, who = np.unique([occasion.profile_id for occasion in occasions], return_inverse=True)
    counts = np.bincount(who)
    told, untold = (np.bincount(who, weights=ndcg(is_told)) / counts for is_told in (True, False))
    return Lift(told=told, untold=untold)


def _scoring(bundle: Bundle, *, told: bool) -> Callable[[Judged], FloatVector]:
    last: dict[int, FloatVector] = {}

    def scores(viewer: Judged) -> FloatVector:
        assert isinstance(viewer, Occasion)  # noqa: S101  # For the type checker.
        if told:
            return bundle.rank(strengths=viewer.strengths, ratings=viewer.ratings, moment=viewer.moment)
        # A viewer's occasions follow one another, and untold they are all the same.
        if viewer.profile_id not in last:
            last.clear()
            last[viewer.profile_id] = bundle.rank(strengths=viewer.strengths, ratings=viewer.ratings)
        return last[viewer.profile_id]

    return scores
