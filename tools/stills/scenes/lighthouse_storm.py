"""A lighthouse on a cliff, its beam through a stormy dusk, heavy sea."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal, ridged
from tools.stills.props import house
from tools.stills.shapes import Field, box, ground, join, lathe, tube
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still
from tools.stills.surroundings import beam, sea

TOWER_X, TOWER_Y = 36.0, 92.0


def cliff(x: Field, y: Field) -> Field:
    away = np.hypot((x - 42) / 34, (y - 96) / 30)
    edge = np.clip(1.25 - away + 0.25 * fractal(x / 18, y / 18, seed=6), 0, 1)
    shelf = np.clip(edge * 3.2, 0, 1) ** 1.6 * 17 + np.clip((x - 40) / 40, 0, 2) * 6
    return shelf + ridged(x / 11, y / 11, seed=3) * 5 * np.clip(edge * 4, 0, 1) * (1 - np.clip(edge * 1.4, 0, 1)) - 4


@still(
    "lighthouse-storm",
    shows="a lighthouse on a cliff, its beam through a stormy dusk, heavy sea",
    mood="ominous, steadfast",
)
def lighthouse_storm(stage: Stage) -> Look:
    sun = (-30.0, 4.0)
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#9fa3a0")),
                (0.12, colour("#66747f")),
                (0.5, colour("#36434f")),
                (1, colour("#1d2731")),
            ],
            sun=sun,
            glow=colour("#d8b98a", 0.3),
            lights=0.8,
            clouds=Clouds(colour("#8e98a0"), colour("#2b343e"), cover=0.6, scale=1.0, stretch=2.2, seed=1.7),
        ),
        haze=Haze(0.0026, colour("#71818a"), colour("#b3a78c"), height=40, most=0.95, sun=sun),
    )
    stage.camera((0, 0, 5.0), (0, 90, 16), lens=32, shift=(-0.03, 0.0))
    stage.sun(azimuth=-130, elevation=30, shade="#c9d3dc", strength=0.9, softness=12)
    sea(stage, shade="#0e2a33", waves=3.4)
    stone = Paint(
        "#2e2c2c", second="#3d3833", grain=3, roughness=0.85, bump=1.0, bump_size=1.2, slope="#3f4a2c", slope_from=0.86
    )
    stage.add(ground(cliff, across=(-10, 150), away=(50, 170), detail=420), stone)
    foot = float(cliff(np.array([TOWER_X]), np.array([TOWER_Y]))[0]) - 0.5
    _tower(stage, foot)
    _keepers_house(stage, foot)
    return Look(exposure=0.35, bloom=0.22, shadows="#6c8090", highlights="#868074", contrast=1.08, rain=0.3)


def _tower(stage: Stage, foot: float) -> None:
    """A banded tower with its lantern and two beams."""
    tower = lathe([(3.4, 0), (3.3, 0.5), (2.2, 17), (2.9, 17.4), (2.9, 18), (0, 18)], segments=40)
    stage.add(
        tower.moved(TOWER_X, TOWER_Y, foot), Paint("#d9d4c8", second="#b9b2a4", grain=2, roughness=0.8), smooth=True
    )
    bands = join(
        [lathe([(3.28 - 0.066 * z * 0.96, z), (3.28 - 0.066 * (z + 3) * 0.96, z + 3)], segments=40) for z in (3.0, 9.5)]
    )
    stage.add(bands.scaled(1.015, 1.015, 1).moved(TOWER_X, TOWER_Y, foot), Paint("#8e2a22", roughness=0.8), smooth=True)
    lantern = lathe([(1.5, 18), (1.5, 20.4)], segments=12)
    stage.add(lantern.moved(TOWER_X, TOWER_Y, foot), Paint("#ffe7b0", glow=14, hazy=False))
    edge = [(1.6 * np.cos(a), 1.6 * np.sin(a)) for a in np.arange(12) * np.pi / 6]
    cage = join([tube([(dx, dy, 18), (dx, dy, 20.4)], 0.08) for dx, dy in edge]
                + [lathe([(1.9, 20.4), (1.2, 21.8), (0.1, 22.6), (0.05, 24)], segments=24)])  # fmt: skip
    stage.add(cage.moved(TOWER_X, TOWER_Y, foot), Paint("#1c1f22", roughness=0.6))
    cone = lathe([(1.0, 0), (26, 150)], segments=64)
    top = foot + 19.2
    stage.add(
        cone.turned(-96, "TOWER_Y").turned(8).moved(TOWER_X, TOWER_Y, top), stage.shader(beam, hazy=False), smooth=True
    )
    stage.add(
        cone.turned(82, "TOWER_Y").turned(8).moved(TOWER_X, TOWER_Y, top), stage.shader(beam, hazy=False), smooth=True
    )


def _keepers_house(stage: Stage, foot: float) -> None:
    """A house with two lit windows."""
    walls, roof = house(width=7, depth=10, wall=3.4, roof=3)
    stage.add(walls.turned(60).moved(TOWER_X + 11, TOWER_Y - 1, foot - 0.6), Paint("#b9b2a2", roughness=0.9))
    stage.add(roof.turned(60).moved(TOWER_X + 11, TOWER_Y - 1, foot - 0.6), Paint("#4a2420", roughness=0.9))
    stage.add(
        join([box(0.9, 0.14, 1.2).moved(dx, 0, 1.2) for dx in (-1.6, 1.6)])
        .turned(-30)
        .moved(TOWER_X + 6.3, TOWER_Y - 4.4, foot - 0.4),
        Paint("#ffc46b", glow=7),
    )
