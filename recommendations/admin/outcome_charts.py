"""Drawings of an outcome report: where bars, cells and points stand, in each drawing's own units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log2, sqrt
from typing import Any

from recommendations.outcomes.sources import LABELS, Source

WIDTH = 760.0
LEFT, RIGHT = 150.0, 60.0
"""Room for names before the bars and for figures after them."""
LINE, BAR = 26.0, 18.0
DAYS_HEIGHT = 160.0
CELL_WIDTH, CELL_HEIGHT = 48.0, 24.0
MAP_HEIGHT = 360.0
MAP_LEFT, MAP_BOTTOM = 60.0, 30.0
UTMOST = 3.0
"""The map ends at eight times, and at an eighth, of what was expected: in doublings."""
SMALLEST, LARGEST = 2.5, 11.0
KINDS = {
    "continue": "Continue Watching", "my_list": "My List", "watch_again": "Watch again", "billboard": "The billboard",
    "top_picks": "Top picks", "because": "Because you liked", "top_ten": "Most watched", "micro_genre": "Micro-genres",
    "kids_favourites": "A child's characters",
}  # fmt: skip
"""Kinds of rows whose name is not their key with a capital letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A bar or a cell with the words that a pointer and a screen reader find on it."""

    x: float
    y: float
    width: float
    height: float
    words: str
    kind: str = ""
    strength: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A horizontal bar of a take rate, its interval, and its line in the table."""

    name: str
    y: float
    width: float
    low: float
    high: float
    figures: Mapping[str, Any]

    @property
    def middle(self) -> float:
        return self.y + BAR / 2

    @property
    def percent(self) -> float:
        return float(100 * self.figures["rate"])

    @property
    def low_percent(self) -> float:
        return float(100 * self.figures["low"])

    @property
    def high_percent(self) -> float:
        return float(100 * self.figures["high"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    bars: Sequence[Rate]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The page from above, with the numbers of its rows and columns where they are written."""

    cells: Sequence[Box]
    rows: Sequence[tuple[str, float]]
    columns: Sequence[tuple[str, float]]
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    x: float
    y: float
    radius: float
    kind: str
    words: str


def name_of(kind: str) -> str:
    return KINDS.get(kind) or kind.replace("_", " ").capitalize()


def bars_of_days(days: Sequence[Sequence[Any]]) -> list[Box]:
    """A bar for each day, of the hours by source one upon the other."""
    highest = max((sum(hours.values()) for _day, hours in days), default=0.0)
    if highest <= 0:
        return []
    step, boxes = WIDTH / len(days), []
    for place, (day, hours) in enumerate(days):
        top = DAYS_HEIGHT
        for source in Source:
            spent = hours.get(source, 0.0)
            if spent > 0:
                height = DAYS_HEIGHT * spent / highest
                top -= height
                boxes.append(
                    Box(
                        x=round(place * step + step * 0.1, 2), y=round(top, 2), width=round(step * 0.8, 2),
                        height=round(height, 2), kind=source.value,
                        words=f"{day}: {spent:.1f} h, {LABELS[source].lower()}",
                    )
                )  # fmt: skip
    return boxes


def rates_of(groups: Sequence[Mapping[str, Any]], *, is_kind: bool = False) -> Rates:
    """Bars as long as the rates, the whole width for the highest that is likely."""
    most = max((one["high"] for one in groups), default=0.0)
    room = WIDTH - LEFT - RIGHT

    def across(rate: float) -> float:
        return round(LEFT + (room * rate / most if most > 0 else 0.0), 2)

    bars = [
        Rate(
            name=name_of(one["name"]) if is_kind else one["name"], y=place * LINE,
            width=round(across(one["rate"]) - LEFT, 2), low=across(one["low"]), high=across(one["high"]), figures=one,
        )
        for place, one in enumerate(groups)
    ]  # fmt: skip
    return Rates(bars=bars, height=LINE * len(bars))


def cells_of(places: Sequence[Mapping[str, Any]]) -> Cells:
    """A cell for each row and column of the page, the fuller the more often it was taken."""
    most = max((one["rate"] for one in places), default=0.0)
    cells = []
    for one in places:
        row, column = (int(part) for part in one["name"].split())
        words = f"Row {row}, column {column}: {one['taken']} of {one['shown']} taken, {100 * one['rate']:.1f} %"
        cells.append(
            Box(
                x=column * CELL_WIDTH, y=row * CELL_HEIGHT, width=CELL_WIDTH - 2, height=CELL_HEIGHT - 2, words=words,
                strength=round(sqrt(one["rate"] / most), 3) if most > 0 else 0.0,
            )
        )  # fmt: skip
    rows = {cell.y for cell in cells}
    columns = {cell.x for cell in cells}
    return Cells(
        cells=cells,
        rows=[(f"{y / CELL_HEIGHT:.0f}", y + CELL_HEIGHT / 2) for y in sorted(rows)],
        columns=[(f"{x / CELL_WIDTH:.0f}", x + CELL_WIDTH / 2) for x in sorted(columns)],
        width=max(columns, default=0.0) + CELL_WIDTH,
        height=max(rows, default=0.0) + CELL_HEIGHT,
    )


def points_of(titles: Sequence[Mapping[str, Any]]) -> list[Point]:
    """The map: to the right what was shown more often, upwards what was taken more often than expected."""
    if not titles:
        return []
    fewest, most = (log(choose(one["shown"] for one in titles)) for choose in (min, max))
    longest = max(one["hours"] for one in titles)
    points = []
    for one in sorted(titles, key=lambda one: -one["hours"]):
        share = (log(one["shown"]) - fewest) / (most - fewest) if most > fewest else 0.5
        doublings = max(-UTMOST, min(UTMOST, log2(one["ratio"]))) if one["ratio"] > 0 else -UTMOST
        size = sqrt(one["hours"] / longest) if longest > 0 else 0.0
        words = f"{one['name']}: shown {one['shown']} times, taken {one['taken']}, expected {one['expected']:.1f}"
        points.append(
            Point(
                x=round(MAP_LEFT + 12 + (WIDTH - MAP_LEFT - 24) * share, 2), y=round(height_of(doublings), 2),
                radius=round(SMALLEST + (LARGEST - SMALLEST) * size, 2), kind=one["verdict"] or "open", words=words,
            )
        )  # fmt: skip
    return points


def height_of(doublings: float) -> float:
    """Where so many times what was expected stands on the map."""
    return 12 + (MAP_HEIGHT - MAP_BOTTOM - 24) * (UTMOST - doublings) / (2 * UTMOST)
