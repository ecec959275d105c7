"""Weights of the page tried on the validation part: what is held out of the part that is learned from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from recommendations.metrics.intervals import bootstrap_ratio
from recommendations.pages.comparisons import cut_list
from recommendations.pages.judge import FIRST_SCREEN, Asked, compared_page, composed_page, judge_pages
from recommendations.ranking.policy import PagePolicy

BESIDE = "list cut into rows"
RANGES: Mapping[str, tuple[float, ...]] = {
    "calibration": (0.65, 0.75, 0.8, 0.85, 0.9),
    "calibration_of_rows": (0.0, 0.2, 0.4, 0.7, 1.0),
    "sliver": (1, 2, 3),
    "sliver_unfound": (0.0, 0.5, 1.0, 2.0),
    "sliver_temperature": (0.01, 0.02, 0.04, 0.08),
    "unfound": (0.2, 0.4, 0.6, 0.8),
    "rounds": (1, 2),
    "affinity": (0.0, 0.05, 0.1),
    "overlap": (0.0, 0.05, 0.1),
    "likeness": (0.0, 0.02, 0.05),
}
MOST_ERROR, LEAST_COVERAGE = 0.48, 1.55
"""A little better than the goals, which are judged on other viewers."""


@dataclass(frozen=True, kw_only=True)
class Tried:
    weights: Mapping[str, float]
    recall: float
    error: float
    coverage: float

    @property
    def is_allowed(self) -> bool:
        return self.error <= MOST_ERROR and self.coverage >= LEAST_COVERAGE

    @property
    def said(self) -> str:
        names = ", ".join(f"{name} {value:g}" for name, value in self.weights.items())
        return f"| {names} | {self.recall:.3f} | {self.error:.3f} | {self.coverage:.2f} |"


def tuned(asked: Sequence[Asked], *, tries: int, seed: int) -> Iterator[Tried]:
    """The policy as it is, then others drawn at random; each over the cut list of the same viewers."""
    random = np.random.default_rng(seed)
    beside = judge_pages(asked, makers={BESIDE: compared_page(cut_list)}, with_tomorrow=False)[BESIDE]
    standing = PagePolicy()
    for number in range(tries):
        drawn = {name: values[random.integers(len(values))] for name, values in RANGES.items()}
        weights = drawn if number else {name: getattr(standing, name) for name in RANGES}
        ours = judge_pages(
            asked, makers={"": composed_page(adjust=_weighed(weights))}, with_tomorrow=False
        )[""]  # fmt: skip
        known = np.isfinite(ours.miscalibration) & np.isfinite(beside.miscalibration)
        yield Tried(
            weights=weights,
            recall=bootstrap_ratio(ours.recall[FIRST_SCREEN], beside.recall[FIRST_SCREEN], seed=seed).mean,
            error=bootstrap_ratio(ours.miscalibration[known], beside.miscalibration[known], seed=seed).mean,
            coverage=ours.coverage / beside.coverage,
        )


def best_of(tried: Sequence[Tried]) -> Tried:
    """The greatest recall of what is allowed, or what is nearest to that."""
    return max(tried, key=lambda one: (one.is_allowed, one.recall if one.is_allowed else -one.error))


def _weighed(weights: Mapping[str, float]):
    return lambda context: replace(context, policy=replace(context.policy, **weights))
