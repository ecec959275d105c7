"""Home pages made with a model, judged on what was held out, beside those of the model that serves."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

import numpy as np

from recommendations.contracts import IntVector, Taste
from recommendations.metrics.intervals import Interval, bootstrap, bootstrap_difference
from recommendations.metrics.pages import PagesJudged, Vector
from recommendations.modelstore.bundle import Bundle
from recommendations.training.dataset import Dataset
from recommendations.training.judged import Judged
from recommendations.training.split import scattered
from recommendations.training.tastes import tastes_of

MOST_PAGES = 500
"""Deciding a page takes some ten milliseconds, so it is done for so many viewers."""
FEWEST_TO_JUDGE = 20
"""The interval of a handful of viewers is narrower than the truth."""
RECALL_TO_TRADE = 0.03
"""So great a share of the active recall may be lost, beyond noise, where calibration gains beyond noise."""
CALIBRATION_TO_TRADE = 0.1
"""So great a share of the active calibration error may be added, beyond noise, where recall gains beyond noise."""

CALIBRATION_TRIFLE = 0.05
"""So small a share of the active error may be added in any case: beyond the noise of many pairs, but seen by nobody."""

Part = tuple[int, Taste, IntVector]
"""Profile, taste without what is held out, and the ids of what was held out and liked."""


class JudgePages(Protocol):
    """What makes and judges pages; pages and training do not know one another, so whoever starts a run passes it."""

    def __call__(self, parts: Sequence[Part], *, bundle: Bundle, now: datetime) -> PagesJudged: ...


def pages_of(
    bundle: Bundle, *, learning: Dataset, viewers: Sequence[Judged], pages: JudgePages | None
) -> PagesJudged | None:
    """Of very many viewers who have something relevant, a hash picks who is asked: the first ones are the oldest.

    None where nobody is there to make pages.
    """
    if pages is None:
        return None
    able = [viewer for viewer in viewers if len(viewer.relevant)]
    hashed = scattered(np.array([viewer.profile_id for viewer in able], dtype=np.int64))
    asked = [able[place] for place in np.sort(np.argsort(hashed, kind="stable")[:MOST_PAGES]).tolist()]
    tastes = tastes_of(learning, asked)
    parts = [(viewer.profile_id, taste, viewer.relevant) for viewer, taste in zip(asked, tastes, strict=True)]
    return pages(parts, bundle=bundle, now=learning.cutoff)


def figures_of(pages: PagesJudged | None, *, seed: int) -> dict[str, float]:
    """As they are stored with a model version; empty where no page was judged."""
    if pages is None or not len(pages):
        return {}
    found: dict[str, float] = {"viewers": len(pages), "coverage": pages.coverage}
    found |= _named("recall", bootstrap(pages.recall, seed=seed))
    found |= _named("gain", bootstrap_difference(pages.recall, pages.popular, seed=seed))
    if len(errors := _known(pages.miscalibration)):
        found |= _named("calibration_error", bootstrap(errors, seed=seed))
    return {name: round(float(figure), 5) for name, figure in found.items()}


def in_words(figures: Mapping[str, float]) -> str:
    """The figures as a sentence for the back office."""
    if not figures:
        return "No home page was judged."
    words = (
        f"Within the first three rows of six, {figures['viewers']:.0f} viewers found {figures['recall']:.1%} of what "
        f"they chose next ({figures['recall_low']:.1%} to {figures['recall_high']:.1%}), {figures['gain']:+.1%} "
        f"against a page of what is popular; {figures['coverage']:.0%} of all titles stood on somebody's first screen"
    )
    if "calibration_error" not in figures:
        return f"{words}."
    return f"{words}. Their genres are {figures['calibration_error']:.3f} nats from those of the viewers' histories."


def worse_than_rivals_pages(pages: PagesJudged | None, rival: PagesJudged | None, seed: int) -> list[str]:
    """Why a model with these pages may not replace one whose pages, for the same viewers, were `rival`.

    Recall and calibration are looked at together: a loss beyond noise in one is let through only as a small price for
    a gain beyond noise in the other. Raises ValueError when the viewers are not the same.
    """
    if pages is None or rival is None or len(pages) < FEWEST_TO_JUDGE:
        return []
    recall = bootstrap_difference(pages.recall, rival.recall, seed=seed)
    both = np.isfinite(pages.miscalibration) & np.isfinite(rival.miscalibration)
    error = bootstrap_difference(pages.miscalibration[both], rival.miscalibration[both], seed=seed)
    found, was = float(rival.recall.mean()), _mean(rival.miscalibration)
    return _refusals(lost=_negative(recall), added=error, recall=found, error=was, beside="the active recipe's")


def worse_than_active_pages(pages: PagesJudged | None, stored: Mapping[str, float], seed: int) -> list[str]:
    """The same by the figures stored with the active model, each on its own hold-out: gains over the popular page.

    After a change of scale (twice or half the viewers) the two hold-outs say nothing about each other.
    """
    if pages is None or not stored or len(pages) < FEWEST_TO_JUDGE:
        return []
    if not 0.5 <= len(pages) / max(1, stored["viewers"]) <= 2.0:
        return []
    gain = bootstrap_difference(pages.recall, pages.popular, seed=seed)
    lost = Interval(
        mean=stored["gain"] - gain.mean, low=stored["gain_low"] - gain.high, high=stored["gain_high"] - gain.low
    )
    error, was = bootstrap(_known(pages.miscalibration), seed=seed), stored.get("calibration_error", 0.0)
    added = Interval(mean=0.0, low=float("-inf"), high=float("inf"))
    if was:
        low, high = stored["calibration_error_low"], stored["calibration_error_high"]
        added = Interval(mean=error.mean - was, low=error.low - high, high=error.high - low)
    return _refusals(lost=lost, added=added, recall=stored["recall"], error=was, beside="the active model's")


def _refusals(*, lost: Interval, added: Interval, recall: float, error: float, beside: str) -> list[str]:
    """`lost` of `recall` and `added` to `error`, both of the pages that are there; below 0 is better."""
    refusals = []
    if lost.low > 0 and not (added.high < 0 and lost.mean <= RECALL_TO_TRADE * recall):
        refusals.append(
            f"The first screens made with it find less of what viewers chose next than {beside} beyond noise: "
            f"{recall - lost.mean:.4f} against {recall:.4f}."
        )
    is_seen = added.low > 0 and added.mean > CALIBRATION_TRIFLE * error
    if is_seen and not (lost.high < 0 and added.mean <= CALIBRATION_TO_TRADE * error):
        refusals.append(
            f"The first screens made with it keep the proportions of tastes worse than {beside} beyond noise: "
            f"{error + added.mean:.3f} nats against {error:.3f}."
        )
    return refusals


def _negative(interval: Interval) -> Interval:
    return Interval(mean=-interval.mean, low=-interval.high, high=-interval.low)


def _named(name: str, interval: Interval) -> dict[str, float]:
    return {name: interval.mean, f"{name}_low": interval.low, f"{name}_high": interval.high}


def _known(values: Vector) -> Vector:
    return np.asarray(values[np.isfinite(values)], dtype=np.float64)


def _mean(values: Vector) -> float:
    known = _known(values)
    return float(known.mean()) if len(known) else 0.0
