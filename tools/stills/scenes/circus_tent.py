"""A striped circus tent at dusk, strings of bulbs, a banner, an empty meadow."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.props import figure
from tools.stills.shapes import Field, box, cylinder, ground, join, polygons, prism, sphere, tube
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still

CENTRE_X, CENTRE_Y, SIDES = 9.5, 34.0, 24
PROFILE = [(11.0, 0.0), (11.3, 4.2), (10.9, 4.5), (6.4, 7.6), (3.0, 11.0), (0.9, 15.0), (0.25, 16.0)]


def meadow(x: Field, y: Field) -> Field:
    return fractal(x / 14, y / 14, seed=7) * 0.5


@still(
    "circus-tent",
    shows="a striped circus tent at dusk, strings of bulbs, a banner, an empty meadow",
    mood="magical, a little strange",
)
def circus_tent(stage: Stage) -> Look:
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#f0a080")),
                (0.15, colour("#b07aa0")),
                (0.45, colour("#4a4f90")),
                (1, colour("#1b2458")),
            ],
            stars=0.8,
            sun=(-40, 2),
            glow=colour("#ff9a70", 0.7),
            lights=0.9,
            clouds=Clouds(colour("#e08a90"), colour("#4a4580"), cover=0.4, scale=0.8, stretch=3.2, seed=9.2),
        ),
        haze=Haze(0.005, colour("#7a6894"), colour("#d98a80"), height=14, most=0.9, sun=(-40, 2)),
    )
    stage.camera((0, 0, 1.7), (0, 40, 7.2), lens=29, shift=(-0.06, 0.0))
    stage.add(
        ground(meadow, across=(-90, 90), away=(-3, 160), detail=300),
        Paint("#3b4a2c", second="#4a4a2e", grain=1.2, roughness=1, bump=0.9, bump_size=0.2),
        smooth=True,
    )
    _tent(stage)
    _bulbs(stage)
    stage.add(figure(height=1.3).turned(8).moved(5.6, 16.5, 0.1), Paint("#1a1622", roughness=1))
    _wagon(stage)
    return Look(exposure=0.55, bloom=0.24, shadows="#70709a", highlights="#8c8074", saturation=1.1)


def _tent(stage: Stage) -> None:
    """Striped wedges, an open door, scallops and a flag; it glows from within."""
    for k in range(SIDES):
        wedge = [
            (r * np.cos(a), r * np.sin(a), z)
            for r, z in PROFILE
            for a in (2 * np.pi * k / SIDES, 2 * np.pi * (k + 1) / SIDES)
        ]
        faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(PROFILE) - 1)]
        angle = (k + 0.5) * 360 / SIDES
        if not 262 < angle < 278:
            stage.add(
                polygons(wedge, faces).moved(CENTRE_X, CENTRE_Y),
                Paint("#b3202a" if k % 2 else "#f3e6cc", roughness=0.8, translucent=0.45),
            )
        else:
            stage.add(
                polygons(wedge, faces[2:]).moved(CENTRE_X, CENTRE_Y),
                Paint("#b3202a" if k % 2 else "#f3e6cc", roughness=0.8, translucent=0.45),
            )
    scallops = [
        polygons(
            [
                (11.4 * np.cos(a), 11.4 * np.sin(a), 4.55),
                (11.4 * np.cos(a + 0.13), 11.4 * np.sin(a + 0.13), 4.55),
                (11.4 * np.cos(a + 0.065), 11.4 * np.sin(a + 0.065), 3.8),
            ],
            [(0, 1, 2)],
        )
        for a in np.linspace(0, 2 * np.pi, 48, endpoint=False)
    ]
    stage.add(join(scallops).moved(CENTRE_X, CENTRE_Y), Paint("#e8b53a", roughness=0.7))
    stage.add(
        join([cylinder(0.09, 4), polygons([(0, 0, 3.9), (2.2, 0.1, 3.4), (0, 0, 2.9)], [(0, 1, 2)])]).moved(
            CENTRE_X, CENTRE_Y, 15.8
        ),
        Paint("#e8b53a", roughness=0.6),
    )
    stage.lamp((CENTRE_X, CENTRE_Y, 5.5), shade="#ffb45c", watts=5200, size=1.5)
    stage.lamp((CENTRE_X - 0.2, CENTRE_Y - 12.6, 2.4), shade="#ffa64a", watts=260, size=0.5)


def _bulbs(stage: Stage) -> None:
    """Strings of bulbs between poles."""
    bulbs, wires = [], []
    for ax, ay, bx, by in (
        (CENTRE_X - 11, CENTRE_Y - 3, -13, 22),
        (CENTRE_X - 7, CENTRE_Y - 9, -5.0, 12),
        (CENTRE_X + 7, CENTRE_Y - 9, 15.5, 13),
        (-13, 22, -5.0, 12),
        (15.5, 13, 27, 24),
    ):
        s = np.linspace(0, 1, 15)
        line = np.stack([ax + (bx - ax) * s, ay + (by - ay) * s, 4.6 - 1.3 * np.sin(np.pi * s)], axis=1)
        wires.append(tube(line, 0.015, sides=4))
        bulbs += [sphere(0.1, segments=10).moved(*p) for p in line]
    wires += [cylinder(0.06, 4.7).moved(x, y) for x, y in ((-13, 22), (-5.0, 12), (15.5, 13), (27, 24))]
    stage.add(join(bulbs), Paint("#ffd27a", glow=22, hazy=False))
    stage.add(join(wires), Paint("#1a1620", roughness=0.8))


def _wagon(stage: Stage) -> None:
    """A show wagon with lit windows."""
    wagon = [box(5, 2.2, 2.2).moved(0, 0, 0.9), prism([(-2.8, 3.1), (2.8, 3.1), (2.3, 3.7), (-2.3, 3.7)], 2.6)]
    stage.add(join(wagon).turned(-28).moved(22, 29), Paint("#27506b", roughness=0.6))
    stage.add(
        join([box(1, 0.1, 0.8).moved(dx, -1.15, 1.7) for dx in (-1.3, 1.0)]).turned(-28).moved(22, 29),
        Paint("#ffb65c", glow=5),
    )
