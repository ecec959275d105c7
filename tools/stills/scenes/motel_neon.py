"""A motel in the desert at nightfall, a neon arrow, one lit door, one car."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.props import figure
from tools.stills.shapes import box, cylinder, ground, join, prism, sphere, tube
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still


def _car(stage: Stage, *, x: float, y: float, turn: float) -> None:
    body = prism(
        [(-2.4, 0.35), (2.4, 0.35), (2.45, 0.75), (1.0, 0.92), (0.5, 1.42), (-1.1, 1.42), (-1.7, 0.95), (-2.45, 0.9)],
        1.75,
    )
    glass = prism([(0.85, 0.93), (0.45, 1.36), (-1.05, 1.36), (-1.5, 0.95)], 1.77)
    wheels = join(
        [
            cylinder(0.34, 0.22, segments=28).turned(90, "x").moved(dx, dy + 0.11, 0.34)
            for dx in (-1.5, 1.5)
            for dy in (-0.85, 0.85)
        ]
    )
    stage.add(body.turned(turn).moved(x, y), Paint("#7a1f26", roughness=0.18))
    stage.add(glass.turned(turn).moved(x, y), Paint("#0a0c12", roughness=0.05))
    stage.add(wheels.turned(turn).moved(x, y), Paint("#0c0b0e", roughness=0.6))
    stage.add(
        join([box(0.06, 0.3, 0.14).moved(-2.46, dy, 0.66) for dy in (-0.6, 0.6)]).turned(turn).moved(x, y),
        Paint("#ff2418", glow=16),
    )


def _rooms(stage: Stage) -> None:
    """A long low building: doors, windows, a porch roof on thin posts."""
    stage.add(box(40, 8, 3.3).moved(24, 38), Paint("#7a6a6a", second="#6a5c60", grain=2, roughness=0.9))
    stage.add(box(42, 11, 0.3).moved(24, 36.6, 3.3), Paint("#2a2430", roughness=0.7))
    stage.add(
        join([cylinder(0.06, 3.3).moved(x, 31.4) for x in np.arange(4.5, 44, 4.6)]), Paint("#d8d0c8", roughness=0.6)
    )
    doors, dark, lit = [], [], []
    for k, x in enumerate(np.arange(6.4, 42, 4.6)):
        doors.append(box(1.0, 0.1, 2.1).moved(x, 33.96))
        (lit if k in (1, 4) else dark).append(box(1.5, 0.1, 1.1).moved(x + 1.7, 33.96, 1.0))
        stage.add(sphere(0.1, segments=12).moved(x + 0.75, 33.85, 2.35), Paint("#ffca80", glow=9))
        stage.lamp((x + 0.75, 33.4, 2.3), shade="#ffb860", watts=30, size=0.1)
    stage.add(join(doors), Paint("#1f6f78", roughness=0.6))
    stage.add(join(dark), Paint("#141a2a", roughness=0.15))
    stage.add(join(lit), Paint("#ffb65c", glow=3.2))
    stage.add(box(1.0, 0.06, 2.1).moved(11.0, 33.88), Paint("#ffd08a", glow=4.5))
    stage.panel((11.0, 33.6, 1.2), (11.0, 20, -1), shade="#ffb860", watts=190, size=(1.0, 2.0))
    stage.add(box(40, 0.08, 0.08).moved(24, 31.2, 3.62), Paint("#ff3f7a", glow=9))


def _sign(stage: Stage) -> None:
    """An arrow of bulbs round a star, on two poles; it says nothing."""
    stage.add(join([cylinder(0.14, 9).moved(x, 26) for x in (9.5, 11.3)]), Paint("#3a3440", roughness=0.5, metal=0.6))
    arrow = [(-2.6, 1.2), (1.0, 1.2), (1.0, 2.1), (3.2, 0.0), (1.0, -2.1), (1.0, -1.2), (-2.6, -1.2)]
    stage.add(prism(arrow, 0.4).moved(10.2, 26, 8.2), Paint("#141020", roughness=0.4))
    outline = tube([(x, 0, z) for x, z in [*arrow, arrow[0]]], 0.07)
    stage.add(outline.moved(10.2, 25.7, 8.2), Paint("#ff2f6a", glow=12, hazy=False))
    bars = join([box(2.6, 0.1, 0.16).moved(-0.8, 0, z) for z in (-0.55, 0.0, 0.55)])
    stage.add(bars.moved(10.2, 25.7, 8.1), Paint("#35e0ff", glow=8, hazy=False))
    star = [
        (
            0.95 * (1 if i % 2 == 0 else 0.42) * np.sin(i * np.pi / 5),
            0.95 * (1 if i % 2 == 0 else 0.42) * np.cos(i * np.pi / 5),
        )
        for i in range(11)
    ]
    stage.add(tube([(x, 0, z) for x, z in star], 0.06).moved(9.4, 25.7, 11.4), Paint("#ffd24a", glow=14, hazy=False))
    stage.lamp((10.2, 24.4, 8.0), shade="#ff4a80", watts=1500, size=1.2)
    stage.lamp((10.2, 24.0, 6.0), shade="#40d8ff", watts=420, size=1.0)


@still(
    "motel-neon",
    shows="a motel in the desert at nightfall, a neon arrow, one lit door, one car",
    mood="suspicious, lonely, noir",
)
def motel_neon(stage: Stage) -> Look:
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#e08a6a")),
                (0.08, colour("#9a5f80")),
                (0.3, colour("#3a3f7a")),
                (1, colour("#10163a")),
            ],
            sun=(-30, 1),
            glow=colour("#ff9a6a", 0.5),
            stars=0.8,
            lights=0.9,
            clouds=Clouds(colour("#c9748a"), colour("#2f2f5a"), cover=0.36, scale=0.8, stretch=4, seed=1.3),
        ),
        haze=Haze(0.004, colour("#4a3f6a"), colour("#b0708a"), height=12, most=0.85, sun=(-30, 1)),
    )
    stage.camera((0, 0, 1.5), (0, 40, 4.6), lens=29, shift=(-0.06, 0.0))
    lot = Paint("#26242c", second="#302c33", grain=2, roughness=0.35, puddles=0.3, bump=0.2, bump_size=0.15)
    stage.add(box(160, 60, 0.1).moved(10, 26, -0.1), lot)
    earth = ground(
        lambda x, y: fractal(x / 30, y / 30, seed=4) * 3 * np.clip((y - 60) / 80, 0, 1),
        across=(-300, 300),
        away=(56, 600),
        detail=240,
    )
    stage.add(earth, Paint("#4a3038", second="#3a2a34", grain=6, roughness=1), smooth=True)
    _rooms(stage)
    _sign(stage)
    _car(stage, x=5.4, y=21.5, turn=12)
    stage.add(figure(height=1.75).turned(20).moved(13.6, 28.6), Paint("#100e14", roughness=1))
    wires = [cylinder(0.12, 9).moved(x, 46) for x in (-34, -8, 18, 44)] + [
        tube([(a + 26 * t, 46, 8.7 - 1.4 * np.sin(np.pi * t)) for t in np.linspace(0, 1, 14)], 0.025, sides=4)
        for a in (-34, -8, 18)
    ]
    stage.add(join(wires), Paint("#120f18", roughness=1))
    return Look(exposure=0.6, bloom=0.28, shadows="#6c6a94", highlights="#8c807c", vignette=0.4, saturation=1.1)
