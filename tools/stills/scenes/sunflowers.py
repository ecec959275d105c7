"""A field of sunflowers to the horizon, a farmhouse and one tree, late sun."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.props import house, leafy
from tools.stills.shapes import Field, Shape, at_height, cylinder, ground, join, polygons, sphere, tube
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage, places
from tools.stills.still import still


def hill(x: Field, y: Field) -> Field:
    return np.clip(y - 30, 0, 300) * 0.035 + fractal(x / 50, y / 50, seed=3) * 1.6 * np.clip(y / 40, 0, 1)


def sunflower(chance: np.random.Generator) -> tuple[Shape, Shape, Shape]:
    """Petals, heart and green, about 1.7 high, facing the camera."""
    petals = [
        polygons(
            [(0.1, 0, 0), (0.2, 0.02, 0.05), (0.33, chance.uniform(-0.05, 0.05), 0), (0.2, 0.02, -0.05)], [(0, 1, 2, 3)]
        ).turned(a, "y")
        for a in np.arange(0, 360, 360 / 26) + chance.uniform(0, 9)
    ]
    heart = sphere(0.14, segments=14).scaled(1, 0.4, 1)
    stem = tube([(0.05, 0.1, 0), (0, 0.08, 0.9), (0, 0.12, 1.55), (0, 0.0, 1.62)], 0.022, sides=6)
    leaves = [
        polygons(
            [(0, 0.08, h), (s * 0.2, -0.02, h + 0.1), (s * 0.45, -0.06, h - 0.04), (s * 0.2, 0.14, h - 0.06)],
            [(0, 1, 2, 3)],
        )
        for h, s in ((0.5, 1), (0.75, -1), (1.0, 1), (1.2, -1))
    ]
    tilt = 12
    return (
        join(petals).turned(-tilt, "x").moved(0, -0.05, 1.62),
        heart.turned(-tilt, "x").moved(0, -0.07, 1.62),
        join([stem, *leaves]),
    )


@still(
    "sunflowers",
    shows="a field of sunflowers to the horizon, a farmhouse and one tree, late sun",
    mood="happy, summery, tender",
)
def sunflowers(stage: Stage) -> Look:
    sun = (38.0, 9.0)
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#ffd9a0", 1.1)),
                (0.2, colour("#f4b98f")),
                (0.5, colour("#8fb4d6")),
                (1, colour("#4a7dbb")),
            ],
            sun=sun,
            glow=colour("#ffd28a", 2.0),
            lights=0.9,
            clouds=Clouds(colour("#fff0d8", 1.2), colour("#c9a8b0"), cover=0.42, scale=0.8, stretch=2.2, seed=2.6),
        ),
        haze=Haze(0.004, colour("#e6b48c"), colour("#ffdc9c", 1.5), height=30, most=0.9, sun=sun, focus=3),
    )
    stage.camera((0, 0, 2.0), (0, 40, 4.4), lens=36, shift=(-0.06, 0.0), focus=6, stop=4)
    stage.sun(azimuth=-40, elevation=22, shade="#ffe0b0", strength=3.2, softness=2)
    stage.sun(azimuth=sun[0], elevation=12, shade="#ffc27a", strength=4, softness=1)
    stage.add(
        ground(hill, across=(-150, 150), away=(-3, 260), detail=260),
        Paint("#6b6a20", second="#d9a21e", grain=1.5, roughness=1),
        smooth=True,
    )
    _field(stage)
    _farm(stage)
    return Look(exposure=0.1, bloom=0.14, shadows="#7a7690", highlights="#8c8470", saturation=1.1)


def _field(stage: Stage) -> None:
    """Rows that face the camera."""
    y = np.concatenate([np.arange(2.6, 40, 0.75), np.arange(40, 76, 1.3)])
    points = []
    for row in y:
        half = 3 + row * 0.75
        x = np.arange(-half, half, 0.66 if row < 40 else 1.2)
        points.append(
            np.stack(
                [
                    x + stage.chance.normal(0, 0.12, len(x)),
                    np.full(len(x), row) + stage.chance.normal(0, 0.12, len(x)),
                    np.zeros(len(x)),
                ],
                axis=1,
            )
        )
    at = np.concatenate(points)
    at[:, 2] = hill(at[:, 0], at[:, 1]) - 0.25
    kinds = (
        Paint("#ffb400", second="#ff9500", grain=0.5, roughness=0.6, translucent=0.35),
        Paint("#3a1f0d", roughness=1),
        Paint("#3f6420", second="#587a2a", grain=0.5, roughness=0.7, translucent=0.25),
    )
    for k in range(3):
        part = at[k::3]
        where = places(
            part, sizes=stage.chance.uniform(0.82, 1.12, len(part)), turns=stage.chance.normal(-0.25, 0.3, len(part))
        )
        for shape, paint in zip(sunflower(stage.chance), kinds, strict=True):
            stage.add(shape, paint, at=where)


def _farm(stage: Stage) -> None:
    """A farmhouse and a tree."""
    walls, roof = house(width=9, depth=14, wall=5, roof=4)
    stage.add(
        walls.turned(60).moved(27, 92, at_height(hill, 27, 92) - 0.5),
        Paint("#e8d3b0", second="#d9bd94", grain=3, roughness=0.9),
    )
    stage.add(roof.turned(60).moved(27, 92, at_height(hill, 27, 92) - 0.5), Paint("#b5543a", roughness=0.9))
    crown = leafy(np.random.default_rng(5), radius=5.2, leaves=3000, size=0.36).moved(
        13, 84, at_height(hill, 13, 84) + 8.5
    )
    stage.add(crown, Paint("#3f5a22", second="#5c7430", grain=1, roughness=0.8, translucent=0.35))
    stage.add(cylinder(0.5, 7, top=0.35).moved(13, 84, at_height(hill, 13, 84) - 0.5), Paint("#3a281a", roughness=1))
