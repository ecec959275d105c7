"""The reliability diagram of a training run: how often what the match had said came true, and the same in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

LEFT, TOP, SIDE = 52.0, 12.0, 300.0
"""Where the square of chances stands in the drawing, in its own units."""
SMALLEST, LARGEST = 3.0, 11.0
"""Radii of points: the area grows with how many ratings a point stands for."""
TICKS = (0, 25, 50, 75, 100)
NOT_JUDGED = "Nothing was held out that a match is told of, or the run is older than this figure."


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One bin: in the drawing, and as the table says it."""

    x: float
    y: float
    radius: float
    highest: float
    lowest: float
    """Between these the true share is in 95 of a hundred such bins."""
    said: float
    came_true: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    percent: int
    x: float
    y: float


def reliability_of(metrics: Mapping[str, Any]) -> str | SafeString:
    """The diagram with its table and its words; one sentence for what was never judged."""
    found = metrics.get("match")
    if not isinstance(found, Mapping) or not found.get("bins"):
        return NOT_JUDGED
    points = _points(found["bins"])
    ticks = [Tick(percent=one, x=_across(one / 100), y=_up(one / 100)) for one in TICKS]
    percent = {name: 100 * found[name] for name in ("base_rate", "sure", "unlikely")}
    is_better = found["brier"] < found["brier_of_base_rate"]
    return render_to_string(
        "admin/recommendations/reliability.html",
        {
            "match": found, "points": points, "ticks": ticks, "percent": percent, "is_better": is_better,
            "left": LEFT, "top": TOP, "right": LEFT + SIDE, "bottom": TOP + SIDE,
        },
    )  # fmt: skip


def _points(bins: Sequence[Mapping[str, float]]) -> list[Point]:
    most = max(one["count"] for one in bins)
    return [
        Point(
            x=_across(one["said"]),
            y=_up(one["came_true"]),
            radius=round(SMALLEST + (LARGEST - SMALLEST) * sqrt(one["count"] / most), 2),
            highest=_up(wilson(one["came_true"], one["count"])[1]),
            lowest=_up(wilson(one["came_true"], one["count"])[0]),
            said=100 * one["said"],
            came_true=100 * one["came_true"],
            count=int(one["count"]),
        )
        for one in bins
    ]


def wilson(share: float, count: float) -> tuple[float, float]:
    """The 95 % interval of a share among so many (Wilson 1927), which also holds near none and all of a few."""
    squared = 1.96**2 / count
    middle, reach = share + squared / 2, sqrt(squared * (share * (1.0 - share) + squared / 4))
    return (middle - reach) / (1.0 + squared), (middle + reach) / (1.0 + squared)


def _across(chance: float) -> float:
    return round(LEFT + SIDE * chance, 2)


def _up(chance: float) -> float:
    return round(TOP + SIDE * (1.0 - chance), 2)
