"""A toy-like town of bright little houses on green hills, round trees, a small train."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.props import house
from tools.stills.shapes import Field, box, cylinder, ground, join, lathe, sphere, tube
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still

SPOTS = [
    (2.2, 10),
    (4.6, 11.5),
    (7.2, 10.2),
    (9.8, 12),
    (3.4, 14.6),
    (6.2, 15),
    (8.9, 16.2),
    (11.9, 15.5),
    (5.2, 18.6),
    (8.0, 19.6),
    (10.9, 20),
    (1.0, 16.8),
    (13.6, 18.6),
    (2.8, 21.5),
    (6.6, 23.4),
]


def hill(x: Field, y: Field) -> Field:
    return (
        2.2 * np.exp(-(((x - 6) / 9) ** 2) - ((y - 18) / 8) ** 2)
        + 3.4 * np.clip((y - 24) / 30, 0, 2)
        + fractal(x / 9, y / 9, seed=3, octaves=3) * 0.9
    )


def lift(x: float, y: float) -> float:
    return float(hill(np.array([x]), np.array([y]))[0])


def ball_tree(stage: Stage, *, x: float, y: float, z: float, size: float, shade: str) -> None:
    stage.add(cylinder(0.12 * size, 0.7 * size).moved(x, y, z), Paint("#7a4a2a", roughness=0.7))
    stage.add(
        sphere(0.62 * size, segments=32).scaled(1, 1, 1.15).moved(x, y, z + 1.15 * size),
        Paint(shade, roughness=0.6),
        smooth=True,
    )


@still(
    "toy-town",
    shows="a toy-like town of bright little houses on green hills, round trees, a small train",
    mood="playful, for the family",
)
def toy_town(stage: Stage) -> Look:
    stage.air(
        sky=Sky(stops=[(0.0, colour("#ffe9cf", 1.1)), (0.3, colour("#a8dcee")), (1, colour("#5fb4e6"))], lights=1.0),
        haze=Haze(0.009, colour("#d6e6dc"), height=200, most=0.7),
    )
    stage.camera((0, -13, 10.5), (0.0, 14, 2.6), lens=44, shift=(-0.03, 0.0), focus=29, stop=0.5)
    stage.sun(azimuth=-60, elevation=38, shade="#fff0d0", strength=4.2, softness=3)
    stage.add(
        ground(hill, across=(-40, 44), away=(-9, 70), detail=300),
        Paint("#7fb845", second="#94c653", grain=5, roughness=0.8),
        smooth=True,
    )
    _houses(stage)
    _church(stage)
    _trees(stage)
    _train(stage)
    _clouds(stage)
    return Look(
        exposure=0.1, bloom=0.07, shadows="#7a7c90", highlights="#848080", saturation=1.12, vignette=0.2, grain=0.006
    )


def _houses(stage: Stage) -> None:
    """Bright houses, each a little turned."""
    walls = ("#f7d9a8", "#f4a6a0", "#a9d6d2", "#f9e27d", "#c9b6e4", "#ffffff")
    roofs = ("#d8433b", "#2f6fa8", "#e0772f", "#3f8f6b", "#7a4fa0")
    for k, (x, y) in enumerate(SPOTS):
        body, roof = house(width=1.35, depth=1.5, wall=1.15 + 0.35 * (k % 3), roof=0.9)
        turn = stage.chance.uniform(-25, 25)
        z = lift(x, y) - 0.1
        stage.add(body.turned(turn).moved(x, y, z), Paint(walls[k % 6], roughness=0.6))
        stage.add(roof.turned(turn).moved(x, y, z), Paint(roofs[k % 5], roughness=0.5))
        details = [box(0.26, 0.06, 0.3).moved(s * 0.36, -0.77, 0.68) for s in (-1, 1)] + [
            box(0.28, 0.06, 0.5).moved(0, -0.77, 0.05)
        ]
        stage.add(join(details).turned(turn).moved(x, y, z), Paint("#5a3b2a" if k % 2 else "#37505f", roughness=0.3))
        stage.add(
            box(0.2, 0.2, 0.6).turned(turn).moved(x + 0.3, y + 0.2, z + 1.7 + 0.35 * (k % 3)),
            Paint("#b86a4a", roughness=0.8),
        )


def _church(stage: Stage) -> None:
    """A white tower with a yellow clock."""
    z = lift(7.4, 17.6)
    stage.add(
        join([box(1.5, 1.5, 3.4), box(1.7, 1.7, 0.2).moved(0, 0, 3.3)]).moved(7.4, 17.6, z),
        Paint("#fff6e8", roughness=0.6),
    )
    stage.add(
        lathe([(1.15, 3.5), (0.02, 5.8)], segments=4).turned(45).moved(7.4, 17.6, z), Paint("#2f6fa8", roughness=0.5)
    )
    stage.add(
        cylinder(0.42, 0.08, segments=32).turned(90, "x").moved(7.4, 16.82, z + 2.7), Paint("#ffd34d", roughness=0.4)
    )


def _trees(stage: Stage) -> None:
    """Round trees wherever there is neither house nor rail."""
    for _ in range(90):
        x, y = stage.chance.uniform(-16, 24), stage.chance.uniform(8, 44)
        if (
            min((x - a) ** 2 + (y - b) ** 2 for a, b in SPOTS) > 1.5
            and abs(y - 7.0 - 0.02 * x**2) > 1.2
            and (x > -1 or y > 17)
        ):
            ball_tree(
                stage,
                x=x,
                y=y,
                z=lift(x, y) - 0.1,
                size=stage.chance.uniform(0.7, 1.4),
                shade=str(stage.chance.choice(("#3f9a4a", "#58b04e", "#2f8a5a", "#8cc63f", "#f2a33c"))),
            )


def _train(stage: Stage) -> None:
    """Rails and a train with its steam."""
    rail_x = np.linspace(-24, 30, 160)
    rail_y = 6.6 + 0.02 * rail_x**2 * 0.5
    for off in (-0.16, 0.16):
        stage.add(
            tube(np.stack([rail_x, rail_y + off, hill(rail_x, rail_y) + 0.12], axis=1), 0.035),
            Paint("#8a8f98", roughness=0.3, metal=0.6),
        )
    for k, (x, shade) in enumerate(((7.6, "#d8433b"), (6.1, "#f2b632"), (4.6, "#2f8fa8"), (3.1, "#58b04e"))):
        y = float(np.interp(x, rail_x, rail_y))
        z = lift(x, y) + 0.12
        parts = [box(1.2, 0.6, 0.62).moved(0, 0, 0.16)]
        if k == 0:
            parts = [
                box(1.2, 0.6, 0.25).moved(0, 0, 0.14),
                cylinder(0.27, 0.8, segments=24).turned(90, "y").moved(-0.1, 0, 0.62),
                box(0.45, 0.62, 0.85).moved(-0.4, 0, 0.16),
                cylinder(0.09, 0.42, top=0.14).moved(0.42, 0, 0.8),
            ]
        stage.add(join(parts).moved(x, y, z), Paint(shade, roughness=0.35), smooth=k == 0)
        wheels = [
            cylinder(0.15, 0.06, segments=20).turned(90, "x").moved(x + dx, y - 0.28, z + 0.12) for dx in (-0.35, 0.35)
        ]
        stage.add(join(wheels), Paint("#2b2b33", roughness=0.4))
    for k in range(5):
        puff = sphere(0.2 + 0.09 * k, segments=24).moved(8.0 - 0.55 * k, 7.5 + 0.25 * k, 2.0 + lift(8, 7) + 0.34 * k)
        stage.add(puff, Paint("#ffffff", roughness=1), smooth=True)


def _clouds(stage: Stage) -> None:
    """Clouds of three balls."""
    for x, y, z_, size in ((-7, 40, 13, 1.8), (6, 52, 17, 2.4), (18, 46, 15, 2.0)):
        stage.add(
            join(
                [
                    sphere(size * r, segments=28).scaled(1, 0.8, 0.62).moved(x + dx * size, y, z_)
                    for dx, r in ((-1, 0.8), (0, 1.15), (1.1, 0.9), (1.9, 0.55))
                ]
            ),
            Paint("#ffffff", roughness=1),
            smooth=True,
        )
