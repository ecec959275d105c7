"""A stepped temple in the jungle, mist, shafts of sun between leaves."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.props import figure
from tools.stills.shapes import Field, Shape, box, ground, join, polygons, tube
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage, places
from tools.stills.still import still


def floor(x: Field, y: Field) -> Field:
    return fractal(x / 9, y / 9, seed=4) * 0.7


def fern(chance: np.random.Generator, *, size: float = 1.0) -> Shape:
    fronds = [
        palm_frond(chance, length=size * chance.uniform(0.7, 1.2), leaves=16)
        .turned(-chance.uniform(0, 25), "y")
        .turned(turn)
        for turn in np.linspace(0, 360, 11)
    ]
    return join(fronds)


def palm_frond(chance: np.random.Generator, *, length: float, leaves: int = 26) -> Shape:
    """An arched midrib with leaflets, from the origin along x."""
    parts = []
    for k in range(1, leaves):
        s = k / leaves
        x, z = length * s, length * (0.55 * s - 0.85 * s**2)
        reach = length * 0.34 * np.sin(np.pi * (0.12 + 0.88 * s)) * chance.uniform(0.8, 1.1)
        for side in (-1, 1):
            tip = (x + reach * 0.5, side * reach, z - reach * 0.45)
            parts.append(
                polygons(
                    [
                        (x, 0, z),
                        (x + length * 0.035, side * reach * 0.4, z + 0.01),
                        tip,
                        (x - length * 0.02, side * reach * 0.4, z - reach * 0.12),
                    ],
                    [(0, 1, 2, 3)],
                )
            )
    parts.append(
        tube(
            [(length * s, 0, length * (0.55 * s - 0.85 * s**2)) for s in np.linspace(0, 1, 10)], length * 0.008, sides=5
        )
    )
    return join(parts)


@still(
    "jungle-temple",
    shows="a stepped temple in the jungle, mist, shafts of sun between leaves",
    mood="adventurous, lost, humid",
)
def jungle_temple(stage: Stage) -> Look:
    sun = (24.0, 24.0)
    stage.air(
        sky=Sky(
            stops=[(0.0, colour("#e6e0b8")), (0.3, colour("#c9d4a8")), (1, colour("#8fb0a0"))],
            sun=sun,
            glow=colour("#fff0b0", 1.2),
            lights=0.7,
        ),
        haze=Haze(0.0055, colour("#8a9c70"), colour("#f4e2a8", 1.0), height=30, most=0.97, sun=sun, focus=3),
    )
    stage.camera((0, 0, 1.9), (0, 40, 7.2), lens=27, shift=(-0.08, 0.0))
    stage.sun(azimuth=sun[0], elevation=sun[1], shade="#ffe2a0", strength=5, softness=2)
    stage.add(
        ground(floor, across=(-60, 60), away=(-3, 130), detail=300),
        Paint("#3b4020", second="#4a3a22", grain=1, roughness=1),
        smooth=True,
    )
    _temple(stage)
    leaf = Paint("#2f5a22", second="#1f4420", grain=1.5, roughness=0.5, translucent=0.45)
    dark = Paint("#14260f", second="#0e1c0c", grain=1.5, roughness=0.6, translucent=0.3)
    _trees(stage, leaf)
    _undergrowth(stage, dark, leaf)
    stage.add(figure(height=1.75).turned(10).moved(3.6, 19, 0.2), Paint("#1d140c", roughness=1))
    return Look(
        exposure=0.3, bloom=0.2, shadows="#6f8478", highlights="#8c8870", shafts=(0.72, 0.02, 0.35), contrast=1.05
    )


def _temple(stage: Stage) -> None:
    """Steps, stairs and a shrine."""
    stone = Paint(
        "#6f6a55", second="#55603e", grain=2.5, roughness=1, bump=0.8, bump_size=0.5, slope="#5d6b34", slope_from=0.9
    )
    steps = [box(26 - 3.6 * k, 26 - 3.6 * k, 3.2).moved(0, 0, 3.1 * k) for k in range(5)]
    stair = [box(5, 1.2, 0.62 * (k + 1)).moved(0, -14.6 + 0.62 * 1.16 * k, 0) for k in range(25)]
    shrine = [box(2, 7, 4.6).moved(s * 3, 0, 15.5) for s in (-1, 1)] + [
        box(8.6, 7.6, 1.6).moved(0, 0, 20),
        box(6.4, 5.6, 2.2).moved(0, 0, 21.5),
        box(4, 3, 2.2).moved(0, 0, 23.6),
    ]
    stage.add(join([*steps, *stair, *shrine]).turned(-9).moved(8, 50, -0.5), stone)


def _trees(stage: Stage, leaf: Paint) -> None:
    """Palms and trunks."""
    for _ in range(3):
        frond = palm_frond(stage.chance, length=1.0)
        count = 150
        x, y = stage.chance.uniform(-46, 60, count), stage.chance.uniform(26, 90, count)
        z = stage.chance.uniform(6, 17, count)
        keep = (np.abs(x - 8) > 15) | (y > 66)
        stage.add(
            frond,
            leaf,
            at=places(
                np.stack([x, y, z], axis=1)[keep],
                sizes=stage.chance.uniform(4, 8, count)[keep],
                turns=stage.chance.uniform(0, 6.3, count)[keep],
            ),
        )
    for x, y, lean in (
        (-7.5, 12, 0.5),
        (11.5, 13, -0.4),
        (16, 30, 0.2),
        (-13, 26, -0.3),
        (-3.6, 33, 0.2),
        (24, 40, 0.3),
    ):
        path = [(x + lean * s**2 * 3, y, s * 20 - 0.5) for s in np.linspace(0, 1, 12)]
        stage.add(
            tube(path, list(np.linspace(0.55, 0.3, 12))),
            Paint("#2b2418", second="#38351e", grain=0.8, roughness=1, bump=0.8, bump_size=0.2),
            smooth=True,
        )


def _undergrowth(stage: Stage, dark: Paint, leaf: Paint) -> None:
    """Ferns, and fronds before the lens."""
    for count, near, far, size, paint in ((26, 5, 9, 1.5, dark), (110, 12, 40, 1.7, leaf)):
        x, y = stage.chance.uniform(-22, 24, count), stage.chance.uniform(near, far, count)
        keep = np.abs(x - 1.5 - y * 0.13) > 2.2 + 0.02 * y
        at = np.stack([x, y, np.full(count, 0.1)], axis=1)[keep]
        stage.add(
            fern(stage.chance),
            paint,
            at=places(at, sizes=stage.chance.uniform(0.7, size, len(at)), turns=stage.chance.uniform(0, 6, len(at))),
        )
    hanging = [
        palm_frond(stage.chance, length=stage.chance.uniform(2.4, 3.6))
        .turned(stage.chance.uniform(200, 340))
        .moved(x, 6.5, stage.chance.uniform(5.6, 6.8))
        for x in np.linspace(-9, 9, 13)
    ]
    stage.add(join(hanging), dark)
