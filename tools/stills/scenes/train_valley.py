"""A night train crosses a stone viaduct in the mountains under a moon, its windows lit."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal, ridged
from tools.stills.props import pine
from tools.stills.shapes import Field, box, cylinder, ground, join, prism, sphere
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage, places
from tools.stills.still import still

SPAN, DECK = 11.0, 20.0
TURN, CENTRE_X, CENTRE_Y = 22.8, 20.0, 92.0


def valley(x: Field, y: Field) -> Field:
    walls = np.clip((np.abs(x - 12) - 42) / 60, 0, 3) * 48 + np.clip((y - 170) / 160, 0, 2) * 30
    return walls * (0.35 + ridged(x / 70, y / 70, seed=33) * 0.9) + fractal(x / 12, y / 12, seed=6) * 1.5 - 4


@still(
    "train-valley",
    shows="a night train crosses a stone viaduct in the mountains under a moon, its windows lit",
    mood="suspense, travel, romance",
)
def train_valley(stage: Stage) -> Look:
    sun = (-22.0, 20.0)
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#6f86a8")),
                (0.2, colour("#3f5a8a")),
                (0.6, colour("#1c2f60")),
                (1, colour("#0d1838")),
            ],
            sun=sun,
            glow=colour("#dfe8ff", 0.5),
            disc=5,
            disc_size=1.5,
            stars=0.9,
            lights=0.9,
            clouds=Clouds(colour("#a8b8d4"), colour("#2a3a60"), cover=0.38, scale=0.9, stretch=3, seed=2.2),
        ),
        haze=Haze(0.0065, colour("#4a628e"), colour("#8fa4c8", 1.0), height=22, most=0.97, sun=sun, focus=3),
    )
    stage.camera((0, 0, 26), (0, 110, 29), lens=36, shift=(-0.02, 0.0))
    stage.sun(azimuth=-50, elevation=30, shade="#bcd0ff", strength=1.9)
    _slopes(stage)
    _viaduct(stage)
    _train(stage)
    return Look(exposure=0.55, bloom=0.22, shadows="#6a7896", highlights="#868280", vignette=0.4)


def _slopes(stage: Stage) -> None:
    """The valley and its pines."""
    stone = Paint(
        "#39414f", second="#2c3340", grain=6, roughness=1, bump=1, bump_size=2, slope="#aab8d0", slope_from=0.7
    )
    stage.add(ground(valley, across=(-260, 300), away=(24, 560), detail=400), stone)
    count = 1500
    x, y = stage.chance.uniform(-110, 150, count), stage.chance.uniform(50, 230, count)
    z = valley(x, y)
    keep = (z < 46) & ~((x > -60) & (x < 90) & (np.abs(y - 92 - (x - 20) * 0.42) < 9))
    at = np.stack([x, y, z - 0.3], axis=1)[keep]
    stage.add(
        pine(stage.chance, height=1, whorls=11, needles=11),
        Paint("#16232c", second="#1c2a34", grain=2, roughness=1, slope="#8fa2bc", slope_from=0.55),
        at=places(at, sizes=stage.chance.uniform(5, 11, len(at)), turns=stage.chance.uniform(0, 6, len(at))),
    )


def _viaduct(stage: Stage) -> None:
    """Piers, arches and parapets."""
    grey = Paint("#8a8688", second="#6a686e", grain=1.5, roughness=1, bump=0.7, bump_size=0.4)
    parts = []
    for k in range(-8, 13):
        parts.append(box(2.6, 4.4, 30).moved(k * SPAN, 0, -14))
        arch = [
            (k * SPAN + 1.3 + (SPAN - 2.6) / 2 * (1 - np.cos(a)), 15.2 + (SPAN - 2.6) / 2 * np.sin(a))
            for a in np.linspace(0, np.pi, 15)
        ]
        parts.append(prism([*arch, (k * SPAN + SPAN - 1.3, DECK), (k * SPAN + 1.3, DECK)], 3.9))
    parts += [
        box(260, 4.8, 1.2).moved(20, 0, DECK - 0.2),
        box(260, 0.4, 1.0).moved(20, -2.2, DECK + 0.9),
        box(260, 0.4, 1.0).moved(20, 2.2, DECK + 0.9),
    ]
    stage.add(join(parts).turned(TURN).moved(CENTRE_X, CENTRE_Y), grey)


def _train(stage: Stage) -> None:
    """Carriages with lit windows behind an engine."""
    cars, panes = [], []
    for k in range(7):
        left = 7.5 - k * 13.4
        cars.append(box(12.8, 2.9, 3.3).moved(left, 0, DECK + 1.4))
        cars.append(prism([(-6.4, 0), (6.4, 0), (6.1, 0.55), (-6.1, 0.55)], 2.5).moved(left, 0, DECK + 4.7))
        panes += [box(1.0, 0.1, 1.05).moved(left + dx, -1.47, DECK + 2.8) for dx in np.arange(-5.3, 5.6, 1.5)]
    engine = [
        cylinder(1.35, 9, segments=28).turned(90, "y").moved(15.4, 0, DECK + 3.2),
        box(3.4, 2.9, 4.2).moved(16.5, 0, DECK + 1.2),
        cylinder(0.4, 1.7, top=0.6).moved(23.2, 0, DECK + 4.3),
        box(11, 2.4, 1.1).moved(20, 0, DECK + 1.1),
    ]
    stage.add(join(cars).turned(TURN).moved(CENTRE_X, CENTRE_Y), Paint("#3a1a20", roughness=0.35))
    stage.add(join(engine).turned(TURN).moved(CENTRE_X, CENTRE_Y), Paint("#0d0f14", roughness=0.3), smooth=True)
    stage.add(join(panes).turned(TURN).moved(CENTRE_X, CENTRE_Y), Paint("#ffc264", glow=4))
    stage.add(
        sphere(0.55, segments=16).moved(24.7, 0, DECK + 3.4).turned(TURN).moved(CENTRE_X, CENTRE_Y),
        Paint("#fff0c8", glow=80, hazy=False),
    )
    for k in range(0, 5, 2):
        stage.lamp(
            (
                *(
                    np.array(
                        [
                            CENTRE_X + (7 - 13 * k) * np.cos(np.radians(TURN)),
                            CENTRE_Y - 4 + (7 - 13 * k) * np.sin(np.radians(TURN)),
                        ]
                    )
                ),
                DECK + 3.0,
            ),
            shade="#ffb860",
            watts=900,
            size=1,
        )
