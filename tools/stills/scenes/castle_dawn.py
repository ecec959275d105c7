"""A castle with many towers on a crag above a sea of mist, dawn, birds."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import ridged
from tools.stills.shapes import (
    Field,
    Shape,
    box,
    ground,
    join,
    lathe,
    polygons,
)
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still

FOOT = 52.0


def land(x: Field, y: Field) -> Field:
    crag = np.exp(-(((x - 42) / 26) ** 2) - ((y - 165) / 30) ** 2)
    hills = ridged(x / 170, y / 170, seed=21) * 40 * np.clip((y - 60) / 200, 0, 1.6)
    return crag * (58 + ridged(x / 16, y / 16, seed=4) * 12) + hills - 8


@still(
    "castle-dawn",
    shows="a castle with many towers on a crag above a sea of mist, dawn, birds",
    mood="fairy tale, fantasy, hopeful",
)
def castle_dawn(stage: Stage) -> Look:
    sun = (-14.0, 5.0)
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#ffd0a6", 1.1)),
                (0.15, colour("#f0a8a0")),
                (0.4, colour("#9a93c4")),
                (1, colour("#48589c")),
            ],
            sun=sun,
            glow=colour("#ffd0a0", 1.6),
            lights=0.9,
            clouds=Clouds(colour("#ffd8bc", 1.2), colour("#b08aa8"), cover=0.5, scale=0.75, stretch=3.4, seed=5.1),
        ),
        haze=Haze(0.02, colour("#d9a5b0"), colour("#ffd2b0", 1.3), height=16, most=0.98, sun=sun, focus=4),
    )
    stage.camera((0, 0, 46), (0, 150, 63), lens=32, shift=(-0.02, 0.0))
    stage.sun(azimuth=-70, elevation=14, shade="#ffc9a0", strength=4.2)
    stone = Paint(
        "#7d6f72", second="#5d5560", grain=6, roughness=1, bump=1, bump_size=2, slope="#5b6650", slope_from=0.72
    )
    stage.add(ground(land, across=(-420, 480), away=(20, 800), detail=420), stone)
    wall = Paint("#cbb3a6", second="#b0968f", grain=3, roughness=0.95)
    tiles = Paint("#4d5a86", second="#3c4770", grain=2, roughness=0.8)
    lit: list[Shape] = []
    _towers(stage, lit, tiles, wall)
    _keeps(stage, wall)
    stage.add(join(lit), Paint("#ffcf80", glow=4))
    _birds(stage)
    return Look(exposure=0.15, bloom=0.16, shadows="#7a7396", highlights="#8c827c", saturation=1.05)


def _towers(stage: Stage, lit: list[Shape], tiles: Paint, wall: Paint) -> None:
    """Towers with pointed roofs; adds windows to `lit`."""
    towers = (
        (42, 165, 5, 44),
        (33, 160, 3.2, 27),
        (51, 161, 3.4, 31),
        (28, 168, 2.6, 19),
        (58, 168, 3, 20),
        (37, 156, 2.2, 18),
        (47, 155.5, 2.4, 17),
        (44, 172, 3, 36),
        (39, 163, 2, 37),
        (22, 163, 2, 13),
        (63, 163, 2.2, 12),
    )
    for x, y, radius, tall in towers:
        body = lathe(
            [
                (radius * 1.05, -14),
                (radius, 0),
                (radius * 0.94, tall * 0.86),
                (radius * 1.2, tall * 0.88),
                (radius * 1.2, tall),
            ],
            segments=24,
        )
        stage.add(body.moved(x, y, FOOT), wall, smooth=True)
        stage.add(
            lathe(
                [(radius * 1.4, tall), (radius * 0.6, tall + radius * 2.3), (0.02, tall + radius * 4.4)], segments=24
            ).moved(x, y, FOOT),
            tiles,
            smooth=True,
        )
        lit += [
            box(0.55, 0.3, 1.1).moved(x + dx * radius, y - radius * 1.0, FOOT + tall * h)
            for dx, h in ((-0.3, 0.55), (0.2, 0.7), (0.0, 0.4))
            if stage.chance.random() < 0.75
        ]


def _keeps(stage: Stage, wall: Paint) -> None:
    """Keeps and battlements."""
    keeps = [box(22, 12, 21).moved(42, 164, 48), box(36, 9, 12).moved(42, 166, 46), box(42, 16, 8).moved(42, 164, 42)]
    teeth = [box(1.0, 0.8, 1.0).moved(x, 157.6, 69) for x in np.arange(31.5, 53, 1.9)] + [
        box(1.0, 0.8, 1.0).moved(x, 161, 58) for x in np.arange(24.5, 60, 1.9)
    ]
    stage.add(join([*keeps, *teeth]), wall)


def _birds(stage: Stage) -> None:
    """A flock over the valley."""
    birds = [
        polygons([(0, 0, 0), (-0.9, 0.1, 0.45), (-1.7, 0, 0.2), (-0.8, 0.2, 0.3)], [(0, 1, 2, 3)]).moved(x, 120, z)
        for x, z in zip(stage.chance.normal(6, 6, 16), stage.chance.normal(86, 5, 16), strict=True)
    ]
    stage.add(
        join(birds + [b.scaled(-1, 1, 1).moved(2 * float(b.points[0, 0]), 0, 0) for b in birds]),
        Paint("#3a3048", roughness=1),
    )
