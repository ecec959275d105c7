"""A straight road to red mesas, telegraph poles, evening light."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal, ridged
from tools.stills.props import rock
from tools.stills.shapes import Field, Shape, box, ground, join, polygons, weave
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage, places
from tools.stills.still import still


def plain(x: Field, y: Field) -> Field:
    road = np.clip((np.abs(x) - 4) / 10, 0, 1)
    return fractal(x / 22, y / 22, seed=2) * 1.1 * road - 0.15 * road


def mesa(seed: int, *, size: float, tall: float) -> Shape:
    """A table mountain: layered cliff over a skirt of rubble."""
    angles = np.linspace(0, 2 * np.pi, 160, endpoint=False)
    levels = np.concatenate([np.linspace(0, 0.38, 14), np.linspace(0.4, 1.0, 40)])
    turn, level = np.meshgrid(angles, levels)
    edge = 1 + 0.22 * fractal(np.cos(turn) * 2, np.sin(turn) * 2, seed=seed, octaves=5)
    gullies = 0.09 * ridged(np.cos(turn) * 5, np.sin(turn) * 5 + level * 0.4, seed=seed + 4, octaves=4)
    steps = 0.035 * np.sign(np.sin(level * 34)) * (level > 0.4)
    skirt = np.where(level < 0.4, 1.75 - level * 1.7, 1.07 - 0.12 * (level - 0.4))
    radius = size * (edge * skirt - gullies + steps)
    points = np.stack([radius * np.cos(turn), radius * np.sin(turn), level * tall], axis=2)
    wall = weave(points, len(levels), len(angles), closed=True)
    top = polygons(points[-1], [tuple(range(len(angles)))])
    return join([wall, top])


@still("mesa-road", shows="a straight road to red mesas, telegraph poles, evening light", mood="free, lonely, western")
def mesa_road(stage: Stage) -> Look:
    sun = (-62.0, 9.0)
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#f6c89a", 1.1)),
                (0.16, colour("#e7a08a")),
                (0.4, colour("#6f8fb5")),
                (1, colour("#27406e")),
            ],
            sun=sun,
            glow=colour("#ffb070", 1.2),
            lights=0.7,
            clouds=Clouds(colour("#ffd0a6", 1.3), colour("#a2788d"), cover=0.47, scale=0.85, stretch=3.2, seed=4.2),
        ),
        haze=Haze(0.0011, colour("#d6a58f"), colour("#ffc795", 1.3), height=60, most=0.9, sun=sun, focus=3),
    )
    stage.camera((-1.4, 0, 2.1), (-1.4, 100, 9.0), lens=32, shift=(-0.06, 0.0))
    stage.sun(azimuth=sun[0], elevation=10, shade="#ffb172", strength=6.0)
    _road(stage)
    _mesas(stage)
    _roadside(stage)
    return Look(exposure=0.0, bloom=0.08, shadows="#6f7a92", highlights="#8c8274", saturation=1.1, contrast=1.06)


def _road(stage: Stage) -> None:
    """Asphalt, dashes, edges."""
    earth = Paint("#a45a3a", second="#8b6a42", grain=5, roughness=1, bump=0.8, bump_size=0.5)
    stage.add(ground(plain, across=(-700, 700), away=(-3, 2400), detail=400), earth, smooth=True)
    stage.add(box(6.6, 2600, 0.06).moved(0, 1290, 0.02), Paint("#3a3233", second="#443a39", grain=3, roughness=0.62))
    dashes = join([box(0.16, 3.2, 0.02).moved(0, y, 0.09) for y in np.arange(4, 500, 9.0)])
    stage.add(dashes, Paint("#d9a441", roughness=0.8))
    edges = join([box(0.13, 2400, 0.02).moved(x, 1200, 0.09) for x in (-3, 3)])
    stage.add(edges, Paint("#cfc2b0", roughness=0.8))


def _mesas(stage: Stage) -> None:
    """Table mountains, near and far."""
    stone = Paint(
        "#b0502f", second="#8a3c29", grain=14, roughness=1, bump=1.0, bump_size=4, slope="#9c6a44", slope_from=0.8
    )
    for seed, x, y, size, tall in (
        (3, 175, 560, 58, 120),
        (7, 300, 800, 90, 130),
        (12, 70, 900, 34, 150),
        (9, -330, 1500, 120, 110),
        (15, 95, 1500, 150, 120),
        (21, 520, 1200, 150, 150),
    ):
        stage.add(mesa(seed, size=size, tall=tall).moved(x, y, -3), stone)


def _roadside(stage: Stage) -> None:
    """Poles and brush."""
    pole = join([box(0.22, 0.22, 8.5), box(2.4, 0.14, 0.16).moved(0, 0, 7.7), box(1.9, 0.14, 0.16).moved(0, 0, 6.9)])
    poles = [pole.moved(9.5, y, 0) for y in np.arange(16, 700, 34.0)]
    stage.add(join(poles), Paint("#2c1d18", roughness=1))
    brush = rock(5, size=0.5)
    count = 500
    at = np.stack(
        [stage.chance.uniform(-90, 90, count), stage.chance.uniform(1, 6, count) ** 3 * 1.4 + 8, np.zeros(count)],
        axis=1,
    )
    at = at[np.abs(at[:, 0]) > 4.6]
    stage.add(
        brush,
        Paint("#6b6238", second="#4d4a2c", grain=0.3, roughness=1, bump=1, bump_size=0.2),
        at=places(at, sizes=stage.chance.uniform(0.3, 1.3, len(at)), turns=stage.chance.uniform(0, 6, len(at))),
    )
