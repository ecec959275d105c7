"""A kitchen table in morning light from a window: bread, jug, oranges, two cups."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.props import window_frame
from tools.stills.shapes import box, cylinder, join, lathe, ring, sphere, tube, weave
from tools.stills.sky import Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still
from tools.stills.surroundings import shaft


def _breakfast(stage: Stage) -> None:
    loaf = sphere(0.12, segments=40).scaled(1.55, 0.9, 0.75)
    stage.add(
        loaf.turned(-20).moved(0.42, 0.2, 0.85),
        Paint("#b5703a", second="#d9a468", grain=0.06, roughness=0.8, bump=0.5, bump_size=0.03),
        smooth=True,
    )
    stage.add(box(0.52, 0.3, 0.025).turned(-20).moved(0.42, 0.2, 0.77), Paint("#7a4f2e", roughness=0.5))
    for x, y in ((0.05, -0.08), (0.78, -0.02)):
        cup = lathe(
            [(0, 0), (0.035, 0), (0.045, 0.02), (0.05, 0.085), (0.044, 0.085), (0.04, 0.03), (0, 0.03)], segments=32
        )
        saucer = lathe([(0, 0), (0.05, 0), (0.085, 0.014), (0.08, 0.018), (0, 0.008)], segments=32)
        stage.add(
            join(
                [
                    saucer,
                    cup.moved(0, 0, 0.01),
                    ring(0.026, 0.006, segments=24, sides=8).turned(90, "x").moved(0.062, 0, 0.05),
                ]
            ).moved(x, y, 0.77),
            Paint("#f4ede0", roughness=0.25),
            smooth=True,
        )
        stage.add(cylinder(0.041, 0.004).moved(x, y, 0.84), Paint("#3a2012", roughness=0.1))
    bowl = lathe([(0.05, 0), (0.13, 0.05), (0.16, 0.11), (0.15, 0.11), (0.12, 0.06), (0, 0.02)], segments=40)
    stage.add(bowl.moved(1.38, 0.2, 0.77), Paint("#d8d2c4", roughness=0.3), smooth=True)
    fruit = [
        sphere(0.058, segments=24).moved(1.38 + dx, 0.2 + dy, 0.86 + dz)
        for dx, dy, dz in ((-0.06, 0, 0), (0.06, 0.02, 0), (0, -0.06, 0.005), (0.0, 0.05, 0.01), (0.01, 0.0, 0.07))
    ]
    stage.add(join(fruit), Paint("#f08a1e", roughness=0.45, bump=0.2, bump_size=0.006), smooth=True)


def _kitchen_walls(stage: Stage) -> None:
    plaster = Paint("#e6dccb", second="#d8ccb8", grain=0.8, roughness=0.95)
    wall = [
        box(5.2, 0.2, 3).moved(-2.1, 1.9),
        box(2.6, 0.2, 3).moved(3.6, 1.9),
        box(1.8, 0.2, 0.95).moved(1.4, 1.9),
        box(1.8, 0.2, 0.6).moved(1.4, 1.9, 2.4),
    ]
    stage.add(join([*wall, box(0.2, 8, 3).moved(-3.0, -1.5), box(8, 0.2, 3).moved(0, -5)]), plaster)
    stage.add(box(9, 9, 0.1).moved(0, -1.5, 3.0), plaster)
    stage.add(box(9, 9, 0.1).moved(0, -1.5, -0.1), Paint("#9a6f4a", second="#86603f", grain=0.4, roughness=0.4))
    stage.add(
        window_frame(width=1.8, height=1.45, bars=(3, 2), thick=0.05).moved(0.5, 1.85, 0.95),
        Paint("#f4efe4", roughness=0.5),
    )
    stage.add(box(2.1, 0.34, 0.05).moved(1.4, 1.72, 0.93), Paint("#f4efe4", roughness=0.5))
    _curtains(stage)
    _pots(stage)


def _curtains(stage: Stage) -> None:
    """Two curtains that the light comes through."""
    for x, fold in ((0.42, 1), (2.38, -1)):
        waves = np.linspace(0, 1, 30)
        cloth = np.stack(
            [
                np.stack(
                    [
                        x + fold * 0.32 * waves * (1 - 0.25 * z),
                        1.7 + 0.03 * np.sin(waves * 24),
                        np.full(30, 2.55 - 1.6 * z),
                    ],
                    axis=1,
                )
                for z in np.linspace(0, 1, 8)
            ]
        )

        stage.add(weave(cloth, 8, 30, closed=False), Paint("#f6e6cc", roughness=0.9, translucent=0.5), smooth=True)


def _pots(stage: Stage) -> None:
    """A shelf with pots."""
    shelf = [box(1.5, 0.22, 0.04).moved(-1.2, 1.7, z) for z in (1.5, 1.95)]
    stage.add(join(shelf), Paint("#a5774a", roughness=0.5))
    for k, (x, z, shade) in enumerate(
        (
            (-1.75, 1.54, "#c96a4a"),
            (-1.45, 1.54, "#e8d9b0"),
            (-1.1, 1.54, "#4f7f8a"),
            (-0.75, 1.54, "#d9a441"),
            (-1.6, 1.99, "#8aa05a"),
            (-1.2, 1.99, "#e8d9b0"),
            (-0.85, 1.99, "#b84a3a"),
        )
    ):
        pot = lathe(
            [(0, 0), (0.07, 0), (0.085, 0.1), (0.07, 0.17 + 0.02 * (k % 3)), (0.05, 0.19 + 0.02 * (k % 3)), (0, 0.19)],
            segments=24,
        )
        stage.add(pot.moved(x, 1.68, z), Paint(shade, roughness=0.4), smooth=True)


@still(
    "kitchen-window",
    shows="a kitchen table in morning light from a window: bread, jug, oranges, two cups",
    mood="tender, domestic, hopeful",
    indoors=True,
    samples=14,
)
def kitchen_window(stage: Stage) -> Look:
    stage.air(
        sky=Sky(
            stops=[(0.0, colour("#fff1d6", 2.2)), (0.4, colour("#d9e8f4", 1.6)), (1, colour("#9cc4ec", 1.4))],
            lights=0.7,
        )
    )
    stage.camera((-0.35, -2.5, 1.42), (0.05, 1.0, 0.98), lens=33, shift=(-0.09, 0.0), focus=2.7, stop=1.8)
    stage.sun(azimuth=48, elevation=27, shade="#ffd9a0", strength=7, softness=0.8)
    _kitchen_walls(stage)
    table = [box(2.3, 1.1, 0.05).moved(0, 0, 0.72)] + [
        lathe([(0.05, 0), (0.035, 0.3), (0.055, 0.55), (0.05, 0.72)], segments=16).moved(x, y)
        for x in (-1, 1)
        for y in (-0.42, 0.42)
    ]
    stage.add(join(table).moved(0.55, 0.25), Paint("#b98a5a", second="#a5774a", grain=0.2, roughness=0.4))
    _flowers(stage)
    _breakfast(stage)
    chair = [
        box(0.44, 0.44, 0.04).moved(0, 0, 0.45),
        *[box(0.04, 0.04, 0.98).moved(x, 0.2) for x in (-0.2, 0.2)],
        *[box(0.4, 0.03, 0.07).moved(0, 0.2, z) for z in (0.6, 0.75, 0.9)],
        *[box(0.04, 0.04, 0.45).moved(x, -0.2) for x in (-0.2, 0.2)],
    ]
    stage.add(join(chair).turned(-160).moved(-0.35, 0.95), Paint("#4f6f5a", roughness=0.6))
    for x, low in ((1.35, (0.2, -0.6, 0.0)), (1.9, (0.9, -0.5, 0.0))):
        stage.add(
            tube([(x, 1.7, 1.9), low], [0.3, 0.42], sides=20),
            stage.shader(shaft("#ffe2b0", 0.12), hazy=False),
            smooth=True,
        )
    return Look(exposure=0.5, bloom=0.16, shadows="#7c7a8c", highlights="#8c8474", vignette=0.3)


def _flowers(stage: Stage) -> None:
    """A jug with flowers."""
    jug = lathe(
        [(0.0, 0), (0.07, 0), (0.1, 0.08), (0.085, 0.18), (0.05, 0.25), (0.06, 0.3), (0.052, 0.3), (0.044, 0.25)],
        segments=40,
    )
    stage.add(jug.moved(1.0, 0.42, 0.77), Paint("#3f6f9a", roughness=0.2), smooth=True)
    handle = tube([(0.08, 0, 0.25), (0.14, 0, 0.24), (0.15, 0, 0.16), (0.09, 0, 0.1)], 0.011)
    stage.add(handle.moved(1.0, 0.42, 0.77), Paint("#3f6f9a", roughness=0.2), smooth=True)
    for k, (dx, dy, h) in enumerate(
        ((-0.03, 0, 0.66), (0.03, 0.02, 0.72), (0.0, -0.03, 0.6), (0.06, -0.02, 0.62), (-0.06, 0.02, 0.58))
    ):
        stem = tube([(0, 0, 0.2), (dx, dy, 0.42), (dx * 2.6, dy * 2, h)], 0.004)
        petals = [
            sphere(0.022, segments=10)
            .scaled(1.4, 1, 0.5)
            .turned(60 * p)
            .moved(dx * 2.6 + 0.028 * np.cos(p * 1.05), dy * 2 + 0.028 * np.sin(p * 1.05), h)
            for p in range(6)
        ]
        stage.add(stem.moved(1.0, 0.42, 0.77), Paint("#4f7a3a", roughness=0.7))
        stage.add(
            join([*petals, sphere(0.02, segments=10).moved(dx * 2.6, dy * 2, h)]).moved(1.0, 0.42, 0.77),
            Paint(("#f2c230", "#fff4dc", "#e88a5a")[k % 3], roughness=0.6, translucent=0.3),
            smooth=True,
        )
