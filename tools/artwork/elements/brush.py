"""What every element draws with: the palette, the seeded randomness and ids that do not collide."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

WIDTH, HEIGHT = 1280, 720
TALL = (800, 1200)

Element = Callable[..., str]
Figure = Callable[..., str]


@dataclass(frozen=True)
class Seen:
    """Something in the picture and where: the box is left, top, width, height in units of the drawing."""

    what: str
    box: tuple[float, float, float, float]
    face: bool = False

    def moved(self, x: float, y: float, scale: float) -> "Seen":
        """The same in a drawing that holds this one at (x, y), scaled."""
        left, top, width, height = self.box
        return replace(self, box=(x + left * scale, y + top * scale, width * scale, height * scale))


@dataclass
class Brush:
    """One per picture, so that the same seed gives the same picture."""

    palette: dict[str, str]
    rng: random.Random
    icons: dict[str, str]
    width: int = WIDTH
    height: int = HEIGHT
    figures: dict[str, Figure] = field(default_factory=dict)
    pictures: dict[str, Callable[[], str]] = field(default_factory=dict)
    stills: Path | None = None
    cut_paper: bool = False
    used_icons: set[str] = field(default_factory=set)
    seen: list[Seen] = field(default_factory=list)
    count: int = 0

    @property
    def middle(self) -> float:
        return self.width / 2

    def colour(self, word: str) -> str:
        """`e` is the palette's; `#rrggbb` is itself; `c+d` is half-way between two."""
        if "+" in word:
            first, second = word.split("+")
            return mix(self.colour(first), self.colour(second), 0.5)
        return self.palette.get(word, word)

    def see(self, what: str, *, x: float, y: float, size: float) -> None:
        """Note a motif around (x, y) that is large enough to be seen at the size of a tile."""
        box = (x - size / 2, y - size / 2, size, size)
        large = size >= 0.18 * min(self.width, self.height)
        if large and not any(seen.what == what and seen.box == box for seen in self.seen):
            self.seen.append(Seen(what=what, box=box))

    def new_id(self) -> str:
        self.count += 1
        return f"n{self.count}"


def mix(first: str, second: str, share: float) -> str:
    """The colour `share` of the way from the first to the second."""
    ends = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in (first, second)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(*ends, strict=True))


def gradient(brush: Brush, stops: list[tuple[float, str, float]], *, kind: str = "linear", angle: str = "down") -> str:
    """A gradient definition whose id is `brush.count`'s newest; stops are (offset, colour, opacity)."""
    name = brush.new_id()
    inner = "".join(
        f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{alpha}"/>' for at, colour, alpha in stops
    )
    if kind == "radial":
        return f'<radialGradient id="{name}">{inner}</radialGradient>'
    end = 'x2="0" y2="1"' if angle == "down" else 'x2="1" y2="0"'
    return f'<linearGradient id="{name}" x1="0" y1="0" {end}>{inner}</linearGradient>'


def last_id(brush: Brush) -> str:
    return f"n{brush.count}"
