"""Fishing boats and old houses round a harbour, lamps mirrored in still water."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.props import house, street_lamp
from tools.stills.shapes import Field, Shape, box, cylinder, ground, join, tube, weave
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still
from tools.stills.surroundings import sea


def hill(x: Field, y: Field) -> Field:
    return np.clip((y - 90) / 90, 0, 1) * (34 + 22 * fractal(x / 60, y / 60, seed=3)) * np.clip((x + 60) / 120, 0.15, 1)


def hull(length: float, beam_: float, depth: float) -> Shape:
    """An open boat along x, its keel at the origin."""
    along, around = np.linspace(-1, 1, 41), np.linspace(-1, 1, 13)
    t, s = np.meshgrid(along, around, indexing="ij")
    half = beam_ / 2 * np.clip(1 - np.abs(t) ** 2.6, 0, 1) ** 0.6
    rise = depth * 0.45 * t**2
    points = np.stack(
        [t * length / 2, half * np.sin(s * np.pi / 2), depth * (1 - np.cos(s * np.pi / 2)) ** 0.8 + rise], axis=2
    )
    return weave(points, len(along), len(around), closed=False)


@still(
    "harbour-night",
    shows="fishing boats and old houses round a harbour, lamps mirrored in still water",
    mood="warm, nocturnal, romantic",
)
def harbour_night(stage: Stage) -> Look:
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#39507a")),
                (0.15, colour("#22386a")),
                (0.5, colour("#121f45")),
                (1, colour("#0a1230")),
            ],
            stars=0.7,
            lights=1.0,
        ),
        haze=Haze(0.004, colour("#263a66"), height=30, most=0.9),
    )
    stage.camera((0, 0, 3.4), (0, 60, 5.4), lens=30, shift=(-0.02, 0.0))
    sea(stage, shade="#071a2b", waves=0.10, wide=300, far=700)
    _quay(stage)
    _boats(stage)
    _hillside(stage)
    return Look(exposure=0.75, bloom=0.26, shadows="#667098", highlights="#8a8070", vignette=0.35)


def _quay(stage: Stage) -> None:
    """Houses shoulder to shoulder, and lamps before them."""
    stage.add(
        box(260, 40, 2.0).moved(40, 76, -0.5),
        Paint("#3a3836", second="#2c2a29", grain=2, roughness=0.9, bump=0.6, bump_size=0.5),
    )
    shades = ("#a8563c", "#b98a4b", "#7d8a7a", "#a06a5c", "#6f7f96", "#c2a27a", "#94504a")
    x = -26.0
    panes, frames = [], []
    while x < 86:
        width, wall = stage.chance.uniform(5, 8), stage.chance.uniform(6.5, 12)
        walls, roof = house(width=width, depth=10, wall=wall, roof=width * 0.42)
        y = 66 + stage.chance.uniform(-1, 1.5)
        tall = 1.6 if x < 2 else 1.0
        del tall
        paint = Paint(str(stage.chance.choice(shades)), second="#5a4a44", grain=5, roughness=0.95)
        stage.add(walls.moved(x + width / 2, y, 1.4), paint)
        stage.add(roof.moved(x + width / 2, y, 1.4), Paint("#3a2320", roughness=0.95))
        for floor in np.arange(1.0, wall - 1.2, 2.7):
            for column in np.arange(0.9, width - 1.3, 1.6):
                pane = box(0.75, 0.1, 1.25).moved(x + column + 0.4, y - 5.03, 1.4 + floor)
                (panes if stage.chance.random() < 0.42 else frames).append(pane)
        x += width + 0.15
    stage.add(join(panes), Paint("#ffb65c", glow=3.4))
    stage.add(join(frames), Paint("#1b2233", roughness=0.2))
    for lamp_x in np.arange(-16, 80, 9.5):
        post, light = street_lamp(height=4.2)
        stage.add(post.moved(lamp_x, 57.4, 1.5), Paint("#14161a", roughness=0.6))
        stage.add(light.moved(lamp_x, 57.4, 1.5), Paint("#ffcf86", glow=26, hazy=False))
        stage.lamp((lamp_x, 56.8, 5.4), shade="#ffb45e", watts=900, size=0.25)


def _boats(stage: Stage) -> None:
    """Boats at their moorings, each with a cabin, a mast and a lamp."""
    for bx, by, size, turn, shade in (
        (9, 24, 7.5, 24, "#9c3b2d"),
        (19, 37, 9, -12, "#2f6f7a"),
        (27, 46, 8, 8, "#c08a3a"),
        (4.5, 44, 7, -20, "#3c4f7a"),
        (36, 33, 8.5, 30, "#5d6b3f"),
    ):
        boat = hull(size, size * 0.34, size * 0.17)
        cabin = join(
            [
                box(size * 0.2, size * 0.18, size * 0.19).moved(-size * 0.14, 0, size * 0.1),
                box(size * 0.24, size * 0.22, 0.12).moved(-size * 0.14, 0, size * 0.29),
            ]
        )
        mast = join(
            [
                cylinder(0.07, size * 0.8, top=0.03).moved(size * 0.08, 0, size * 0.1),
                tube([(size * 0.08, 0, size * 0.8), (size * 0.48, 0, size * 0.25)], 0.015),
                tube([(size * 0.08, 0, size * 0.8), (-size * 0.48, 0, size * 0.25)], 0.015),
                tube([(size * 0.08, 0, size * 0.32), (-size * 0.36, 0, size * 0.42)], 0.04),
            ]
        )
        stage.add(boat.turned(turn).moved(bx, by, -0.35), Paint(shade, roughness=0.5))
        stage.add(cabin.turned(turn).moved(bx, by, -0.35), Paint("#d8cfc0", roughness=0.7))
        stage.add(mast.turned(turn).moved(bx, by, -0.35), Paint("#2a1f18", roughness=0.8))
        stage.lamp((bx, by - 0.6, size * 0.36), shade="#ffc27a", watts=60, size=0.1)


def _hillside(stage: Stage) -> None:
    """A dark hill with the lights of other houses."""
    stage.add(
        ground(hill, across=(-220, 260), away=(84, 260), detail=300),
        Paint("#1d2a3c", second="#17222f", grain=10, roughness=1),
        smooth=True,
    )
    spark = join(
        [
            box(0.5, 0.3, 0.5).moved(px, py, float(hill(np.array([px]), np.array([py]))[0]) + 0.6)
            for px, py in zip(stage.chance.uniform(0, 190, 70), stage.chance.uniform(100, 170, 70), strict=True)
        ]
    )
    stage.add(spark, Paint("#ffc877", glow=7))
