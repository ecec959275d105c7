"""Keep the first screen in proportion to the viewer's tastes."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from recommendations.contracts import Scored
from recommendations.ranking.context import RankingContext

SMOOTHING = 0.01


def calibrated(*, titles: Sequence[Scored], context: RankingContext, places: int, weight: float) -> list[Scored]:
    """Reorder so that the genres of the first `places` titles follow those of the viewer's history.

    Steck (2018), "Calibrated Recommendations", greedy: argmax (1 - l) * sum s - l * KL(p || q~), with
    q~ = (1 - a) q + a p and a = 0.01. Scores are scaled to 0..1 first. `weight` 0 changes nothing.
    """
    wanted = _history(context)
    if weight <= 0 or wanted is None or len(titles) <= places:
        return list(titles)
    pool = list(titles[: places * 4])
    member = context.catalogue.genres.member[context.catalogue.code_of([item.title_id for item in pool])]
    # What the viewer never chose adds nothing to the divergence: p log p is 0 there.
    told = wanted > 0
    member = (member / np.maximum(1.0, member.sum(axis=1, keepdims=True)))[:, told]
    wanted = wanted[told]
    scores = _scaled(np.array([item.score for item in pool]))
    chosen: list[int] = []
    mixture = np.zeros(member.shape[1])
    for place in range(1, places + 1):
        # sum_g p log(p / q~) over candidates; every candidate's mixture differs in one title.
        candidate = (mixture + member) / place
        smooth = (1 - SMOOTHING) * candidate + SMOOTHING * wanted
        divergence = np.sum(wanted * np.log(wanted / smooth), axis=1)
        gain = (1 - weight) * scores - weight * divergence
        gain[chosen] = -np.inf
        best = int(np.argmax(gain))
        chosen.append(best)
        mixture = mixture + member[best]
    first = set(chosen)
    rest = [item for number, item in enumerate(pool) if number not in first] + list(titles[len(pool) :])
    return [pool[number] for number in chosen] + rest


def _history(context: RankingContext) -> npt.NDArray[np.float64] | None:
    """p(g | u): genre shares of what the viewer chose, weighted by strength."""
    liked = {title: value for title, value in context.taste.strengths.items() if value > 0}
    codes = context.catalogue.code_of(list(liked))
    values = np.array(list(liked.values()))[codes >= 0]
    member = context.catalogue.genres.member[codes[codes >= 0]]
    total = (values @ (member / np.maximum(1.0, member.sum(axis=1, keepdims=True)))) if len(values) else None
    if total is None or total.sum() <= 0:
        return None
    return np.asarray(total / total.sum(), dtype=np.float64)


def _scaled(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)
