"""The shape of a head and where its features sit, turned as the pose says.

Local space is 600 x 720 with the face around (300, 256), looking to the right; whoever looks to the left is mirrored.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

from tools.artwork.look import Look

MIDDLE, CROWN, EYES, NOSE, MOUTH = 300.0, 112.0, 254.0, 316.0, 360.0


class Shape(NamedTuple):
    """Half-widths at temples, cheeks, jaw and chin, and the height of the chin, in px."""

    temple: float
    cheek: float
    jaw: float
    chin: float
    low: float


SHAPES = {
    "oval": Shape(97, 94, 70, 28, 402), "round": Shape(104, 107, 90, 42, 394), "long": Shape(90, 88, 72, 32, 424),
    "square": Shape(98, 99, 92, 56, 404), "heart": Shape(102, 93, 62, 19, 402), "diamond": Shape(92, 101, 64, 22, 408),
    "broad": Shape(108, 112, 97, 52, 400), "gaunt": Shape(92, 82, 60, 30, 420),
}  # fmt: skip
TURNS = {"front": 8.0, "turned": 27.0, "profile": 44.0, "up": 14.0, "down": 14.0, "tilt": 10.0}
NODS = {"up": -13.0, "down": 13.0}


@dataclass(frozen=True)
class Head:
    """Geometry of one head."""

    shape: Shape
    turn: float
    nod: float
    child: bool

    @classmethod
    def of(cls, look: Look) -> "Head":
        shape = SHAPES[look.face]
        if look.age == "child":
            shape = Shape(
                shape.temple + 4, max(shape.cheek, 98) + 4, shape.jaw + 6, shape.chin + 4, min(shape.low, 398)
            )
        if look.age == "old":
            shape = shape._replace(jaw=shape.jaw + 3, cheek=shape.cheek - 3)
        return cls(
            shape=shape, turn=math.radians(TURNS[look.pose]), nod=NODS.get(look.pose, 0.0), child=look.age == "child"
        )

    def across(self, share: float) -> float:
        """The x of a feature `share` of the half-width from the middle of the face (-1 far left, 1 far right)."""
        depth = math.sqrt(max(0.0, 1 - share * share))
        return MIDDLE + self.shape.temple * (share * math.cos(self.turn) + depth * math.sin(self.turn))

    def squeeze(self, share: float) -> float:
        """How much narrower a feature looks there than seen straight on."""
        return max(0.45, math.cos(self.turn + math.asin(share)))

    @property
    def eye_line(self) -> float:
        return EYES + self.nod + (14 if self.child else 0)

    @property
    def nose_line(self) -> float:
        return NOSE + self.nod * 1.5 + (4 if self.child else 0) + (self.shape.low - 402) * 0.35

    @property
    def mouth_line(self) -> float:
        return MOUTH + self.nod * 1.2 + (2 if self.child else 0) + (self.shape.low - 402) * 0.6

    def outline(self) -> str:
        """The face from crown to chin as a smooth closed path."""
        s, lean = self.shape, math.sin(self.turn)
        low, chin = s.low + self.nod * 0.9, MIDDLE + 30 * lean
        far, near = 1 - 0.10 * lean, 1 + 0.08 * lean
        right = [(MIDDLE + s.temple * 0.68, CROWN + 18), (MIDDLE + s.temple, 208), (MIDDLE + s.cheek * far + 5 * lean, 288),
                 (MIDDLE + s.jaw * far + 24 * lean, 350), (chin + s.chin, low - 9)]  # fmt: skip
        left = [(chin - s.chin, low - 9), (MIDDLE - s.jaw * near + 12 * lean, 350), (MIDDLE - s.cheek * near, 288),
                (MIDDLE - s.temple * near, 208), (MIDDLE - s.temple * 0.68, CROWN + 18)]  # fmt: skip
        return smooth([(MIDDLE, CROWN), *right, (chin, low), *left])


def smooth(points: list[tuple[float, float]], *, closed: bool = True, tension: float = 0.17) -> str:
    """A curve through the points."""
    n = len(points)
    path = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
    for i in range(n if closed else n - 1):
        before, start, end, after = (points[(i + k) % n] for k in (-1, 0, 1, 2))
        if not closed:
            before = points[max(0, i - 1)]
            after = points[min(n - 1, i + 2)]
        path.append(
            f"C{start[0] + (end[0] - before[0]) * tension:.1f},{start[1] + (end[1] - before[1]) * tension:.1f} "
            f"{end[0] - (after[0] - start[0]) * tension:.1f},{end[1] - (after[1] - start[1]) * tension:.1f} "
            f"{end[0]:.1f},{end[1]:.1f}"
        )
    return "".join(path) + ("Z" if closed else "")
