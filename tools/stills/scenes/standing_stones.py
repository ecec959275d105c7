"""A ring of standing stones on a moor, a huge low moon, ground mist."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.props import bare_tree, figure, rock
from tools.stills.shapes import Field, at_height, ground, join, polygons
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage, places
from tools.stills.still import still


def moor(x: Field, y: Field) -> Field:
    return fractal(x / 20, y / 20, seed=9) * 1.2 + np.clip(y - 60, 0, 300) * 0.03


@still(
    "standing-stones",
    shows="a ring of standing stones on a moor, a huge low moon, ground mist",
    mood="eerie, folk, ancient",
)
def standing_stones(stage: Stage) -> Look:
    sun = (12.0, 9.5)
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#8fa2a8")),
                (0.15, colour("#4d6674")),
                (0.5, colour("#22384a")),
                (1, colour("#0d1b2a")),
            ],
            sun=sun,
            glow=colour("#d8e0d0", 0.8),
            disc=1.9,
            disc_size=4.2,
            stars=0.5,
            lights=0.8,
            clouds=Clouds(colour("#93a0a4"), colour("#233442"), cover=0.4, scale=0.9, stretch=3, seed=8.8),
        ),
        haze=Haze(0.016, colour("#5d7680"), colour("#b9c5bb", 1.1), height=3.2, most=0.95, sun=sun, focus=6),
    )
    stage.camera((0, 0, 2.0), (0, 40, 5.6), lens=33, shift=(-0.04, 0.0))
    stage.sun(azimuth=sun[0], elevation=14, shade="#c8dcea", strength=1.7, softness=2)
    stage.add(
        ground(moor, across=(-140, 140), away=(-3, 260), detail=400),
        Paint("#1f2a22", second="#2b2a1c", grain=2, roughness=1, bump=1, bump_size=0.3),
        smooth=True,
    )
    _grass(stage)
    _stones(stage)
    return Look(exposure=0.6, bloom=0.2, shadows="#627886", highlights="#80867c", contrast=1.08, vignette=0.45)


def _grass(stage: Stage) -> None:
    """Tufts, denser near the camera."""
    blade = Paint("#2c3526", second="#3d3b26", grain=2, roughness=0.9)
    tuft = join(
        [
            polygons([(-0.03, 0, 0), (0.03, 0, 0), (dx, dy, h)], [(0, 1, 2)]).turned(t).moved(px, py, 0)
            for dx, dy, h, t, px, py in stage.chance.uniform(
                (-0.3, -0.3, 0.35, 0, -0.3, -0.3), (0.3, 0.3, 0.8, 360, 0.3, 0.3), (40, 6)
            )
        ]
    )
    count = 2600
    y = 3 + 40 * stage.chance.uniform(0, 1, count) ** 1.6
    x = stage.chance.uniform(-1, 1, count) * (4 + y * 0.75)
    stage.add(
        tuft,
        blade,
        at=places(
            np.stack([x, y, moor(x, y)], axis=1),
            sizes=stage.chance.uniform(0.5, 1.2, count),
            turns=stage.chance.uniform(0, 6, count),
        ),
    )


def _stones(stage: Stage) -> None:
    """The ring, somebody in it, and a dead tree."""
    stone = Paint("#3a3d3d", second="#2a302c", grain=0.8, roughness=0.95, bump=1, bump_size=0.4)
    for k, angle in enumerate(np.linspace(0, 2 * np.pi, 12, endpoint=False)):
        px, py = 8.5 + 10.5 * np.cos(angle), 31 + 8.5 * np.sin(angle)
        slab = (
            rock(60 + k, size=1.0, square=0.45)
            .scaled(0.85, 0.55, stage.chance.uniform(3.0, 4.6))
            .turned(stage.chance.uniform(-9, 9), "y")
        )
        stage.add(slab.turned(np.degrees(angle)).moved(px, py, at_height(moor, px, py) + 1.2), stone, smooth=True)
    stage.add(
        figure(height=1.8).scaled(1.15, 1.15, 1).turned(5).moved(8.0, 29, at_height(moor, 8, 29)),
        Paint("#0c0e10", roughness=1),
    )
    tree = bare_tree(np.random.default_rng(3), height=11)
    stage.add(tree.moved(24, 40, at_height(moor, 24, 40) - 0.2), Paint("#0f1412", roughness=1))
