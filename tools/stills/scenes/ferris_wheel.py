"""A ferris wheel and stalls of a seaside fair, lights mirrored in wet sand, dusk."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.props import figure
from tools.stills.shapes import box, cylinder, ground, join, lathe, sphere, tube
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still

CENTRE_X, CENTRE_Y, CENTRE_Z, RADIUS = 13.0, 52.0, 16.5, 13.5


@still(
    "ferris-wheel",
    shows="a ferris wheel and stalls of a seaside fair, lights mirrored in wet sand, dusk",
    mood="first love, nostalgic, bright",
)
def ferris_wheel(stage: Stage) -> Look:
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#ff9f80")),
                (0.12, colour("#d9708f")),
                (0.4, colour("#5a4f9a")),
                (1, colour("#1d2460")),
            ],
            sun=(-30, 1),
            glow=colour("#ffb080", 0.9),
            stars=0.5,
            lights=0.9,
            clouds=Clouds(colour("#ff9f90"), colour("#5a4a88"), cover=0.44, scale=0.8, stretch=3.4, seed=11.0),
        ),
        haze=Haze(0.004, colour("#8a6498"), colour("#f09a88"), height=30, most=0.9, sun=(-30, 1)),
    )
    stage.camera((0, 0, 1.5), (0, 40, 8.2), lens=27, shift=(-0.06, 0.0))
    wet = ground(
        lambda x, y: fractal(x / 5, y / 2.5, seed=4, octaves=4) * 0.035, across=(-90, 110), away=(-3, 44), detail=300
    )
    stage.add(
        wet,
        Paint("#4a3d44", second="#5d4a4a", grain=3, roughness=0.12, puddles=0.25, bump=0.1, bump_size=0.4),
        smooth=True,
    )
    stage.add(box(260, 60, 0.9).moved(20, 74, 0), Paint("#3d3138", roughness=0.9))
    _wheel(stage)
    _lights_and_cabins(stage)
    _stalls(stage)
    for x, y, turn in ((4.2, 20, 6), (5.0, 20.2, -8)):
        stage.add(figure(height=1.72).turned(turn).moved(x, y, 0), Paint("#17121c", roughness=1))
    return Look(exposure=0.6, bloom=0.28, shadows="#747096", highlights="#8c7e78", saturation=1.12)


def _wheel(stage: Stage) -> None:
    """Rims, spokes and legs."""
    angles = np.linspace(0, 2 * np.pi, 97)
    rims = [
        tube([(r * np.cos(a), dy, r * np.sin(a)) for a in angles], 0.13)
        for r in (RADIUS, RADIUS * 0.92)
        for dy in (-0.8, 0.8)
    ]
    spokes = [
        tube([(0, 0, 0), (RADIUS * np.cos(a), dy, RADIUS * np.sin(a))], 0.05, sides=5)
        for a in np.arange(16) * np.pi / 8
        for dy in (-0.8, 0.8)
    ]
    legs = [tube([(0, dy, 0), (dx, dy * 2.4, -CENTRE_Z)], 0.28) for dx in (-6.5, 6.5) for dy in (-1.4, 1.4)]
    stage.add(
        join([*rims, *spokes, *legs, sphere(1.1, segments=24)]).moved(CENTRE_X, CENTRE_Y, CENTRE_Z),
        Paint("#d9c7d0", roughness=0.5),
    )


def _lights_and_cabins(stage: Stage) -> None:
    """Bulbs in three colours, and sixteen cabins."""
    for shade, start in (("#ffd27a", 0), ("#ff6a9a", 1), ("#7ae0ff", 2)):
        dots = [
            sphere(0.15, segments=8).moved(CENTRE_X + r * np.cos(a), CENTRE_Y - 1.0, CENTRE_Z + r * np.sin(a))
            for a in np.arange(start, 96, 3) * 2 * np.pi / 96
            for r in (RADIUS,)
        ]
        dots += [
            sphere(0.12, segments=8).moved(
                CENTRE_X + RADIUS * s * np.cos(a), CENTRE_Y - 0.9, CENTRE_Z + RADIUS * s * np.sin(a)
            )
            for a in np.arange(start, 16, 3) * np.pi / 8
            for s in np.linspace(0.15, 0.88, 9)
        ]
        stage.add(join(dots), Paint(shade, glow=16, hazy=False))
    for k, a in enumerate(np.arange(16) * np.pi / 8):
        x, z = CENTRE_X + RADIUS * np.cos(a), CENTRE_Z + RADIUS * np.sin(a)
        cabin = join(
            [
                lathe([(0.2, -1.9), (0.95, -1.6), (1.0, -1.0)], segments=16),
                lathe([(1.1, -0.1), (0.1, 0.5)], segments=16),
                cylinder(0.05, 1.4).moved(0, 0, -1.4),
            ]
        )
        stage.add(
            cabin.moved(x, CENTRE_Y, z), Paint(("#d8433b", "#f2b632", "#2f8fa8", "#8a4fa0")[k % 4], roughness=0.5)
        )


def _stalls(stage: Stage) -> None:
    """Lit stalls and strings of bulbs."""
    stalls = (
        (-13, "#d8433b"),
        (-8, "#2f8fa8"),
        (1, "#f2b632"),
        (24, "#8a4fa0"),
        (30, "#d8433b"),
        (36, "#3f9a6b"),
        (43, "#f2b632"),
        (-20, "#8a4fa0"),
    )
    for x, shade in stalls:
        stage.add(box(3.6, 3, 2.2).moved(x, 50, 0.9), Paint("#4a3440", roughness=0.8))
        stage.add(lathe([(2.7, 0), (0.05, 2.0)], segments=8).moved(x, 50, 3.1), Paint(shade, roughness=0.7))
        stage.add(box(2.8, 0.1, 1.1).moved(x, 48.4, 1.7), Paint("#ffc46a", glow=7))
    bulbs = [sphere(0.12, segments=8).moved(x, 46.5, 4.8 - 0.9 * abs(np.sin(x * 0.6))) for x in np.arange(-30, 56, 0.8)]
    stage.add(join(bulbs), Paint("#ffd890", glow=18, hazy=False))
