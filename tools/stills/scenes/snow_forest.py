"""A cabin with lit windows among snowy pines at blue hour, falling snow."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.props import figure, house, pine
from tools.stills.shapes import Field, box, ground, join
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage, places
from tools.stills.still import still
from tools.stills.surroundings import SNOW


def hills(x: Field, y: Field) -> Field:
    clear = np.clip((np.hypot(x - 9, y - 26) - 7) / 20, 0, 1)
    return fractal(x / 26, y / 26, seed=11, octaves=5) * 2.4 * clear + np.clip(y - 60, 0, 400) * 0.12


@still(
    "snow-forest",
    shows="a cabin with lit windows among snowy pines at blue hour, falling snow",
    mood="still, cosy, lonesome",
)
def snow_forest(stage: Stage) -> Look:
    stage.air(
        sky=Sky(stops=[(0.0, colour("#7d90b8")), (0.3, colour("#4b639a")), (1, colour("#223465"))], lights=0.9),
        haze=Haze(0.012, colour("#5d74a6"), height=26, most=0.95),
    )
    stage.camera((0, 0, 2.6), (0, 40, 5.0), lens=31, shift=(0.05, 0.02))
    _forest(stage)
    _cabin(stage)
    stage.add(
        figure(height=1.7).turned(20).moved(4.1, 17.5, float(hills(np.array([4.1]), np.array([17.5]))[0])),
        Paint("#1c1a22", roughness=1),
    )
    return Look(exposure=0.55, bloom=0.2, shadows="#6d78a0", highlights="#86807c", snow=0.22, vignette=0.4)


def _forest(stage: Stage) -> None:
    """Snowy ground, and pines that leave the cabin and its path alone."""
    stage.add(ground(hills, across=(-130, 130), away=(-4, 260), detail=420), SNOW, smooth=True)
    needle = Paint("#1d2f33", second="#15262c", grain=1.5, roughness=0.9, slope="#d3deee", slope_from=0.35)
    count = 900
    x, y = stage.chance.uniform(-110, 110, count), stage.chance.uniform(9, 190, count)
    keep = (
        (np.hypot(x - 9, y - 26) > 7.5) & (np.abs(x - 3.5 - y * 0.1) > 4.5 - y * 0.01) & ((x > -2 - y * 0.1) | (y > 42))
    )
    x, y = x[keep], y[keep]
    at = np.stack([x, y, hills(x, y) - 0.2], axis=1)
    for k in range(4):
        tree = pine(stage.chance, height=1.0, whorls=20, needles=18)
        part = at[k::4]
        stage.add(
            tree,
            needle,
            at=places(part, sizes=stage.chance.uniform(6, 15, len(part)), turns=stage.chance.uniform(0, 6, len(part))),
        )


def _cabin(stage: Stage) -> None:
    """A cabin whose windows throw light on the snow."""
    walls, roof = house(width=5.2, depth=7, wall=2.5, roof=2.4)
    wood, warm = Paint("#4a2f20", second="#3a2519", grain=0.4, roughness=0.9), Paint("#ffb347", glow=9.0)
    turn, place = 24, (9.2, 26, 0.1)
    stage.add(walls.turned(turn).moved(*place), wood)
    stage.add(roof.turned(turn).moved(*place), SNOW)
    panes = join(
        [box(0.95, 0.1, 1.05).moved(s * 1.35, -3.52, 1.0) for s in (-1, 1)] + [box(0.7, 0.1, 0.7).moved(0, -3.52, 3.0)]
    )
    stage.add(panes.turned(turn).moved(*place), warm)
    bars = join(
        [box(0.07, 0.14, 1.05).moved(s * 1.35, -3.54, 1.0) for s in (-1, 1)]
        + [box(0.95, 0.14, 0.07).moved(s * 1.35, -3.54, 1.5) for s in (-1, 1)]
    )
    stage.add(bars.turned(turn).moved(*place), wood)
    stage.add(box(0.9, 0.9, 2.2).turned(turn).moved(10.6, 27, 4.0), wood)
    stage.panel((7.8, 21.6, 1.7), (4.5, 12, 0), shade="#ffa440", watts=420, size=(2.6, 1.2))
