"""A volcano at night, rivers of lava, an ember sky, two tiny watchers on a ridge."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal, ridged
from tools.stills.props import figure, rock
from tools.stills.shapes import Field, ground, join, sphere, tube
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still

PEAK_X, PEAK_Y = 112.0, 330.0


def cone(x: Field, y: Field) -> Field:
    away = np.hypot(x - PEAK_X, (y - PEAK_Y) * 0.9)
    gully = ridged(np.arctan2(y - PEAK_Y, x - PEAK_X) * 4, away / 140, seed=5) * np.clip(away / 60, 0, 1)
    body = 150 * np.exp(-away / 95) + gully * 15 * np.exp(-away / 160)
    crater = np.clip(1 - away / 17, 0, 1) * 34
    return body - crater + fractal(x / 28, y / 28, seed=3, octaves=5) * 5


@still(
    "volcano",
    shows="a volcano at night, rivers of lava, an ember sky, two tiny watchers on a ridge",
    mood="dangerous, epic",
)
def volcano(stage: Stage) -> Look:
    sun = (20.0, 12.0)
    stage.air(
        sky=Sky(
            stops=[(0.0, colour("#7a3a30")), (0.2, colour("#3a2430")), (1, colour("#14121c"))],
            sun=sun,
            glow=colour("#ff5a22", 0.5),
            stars=0.0,
            lights=0.8,
            clouds=Clouds(colour("#a5402a"), colour("#150c10"), cover=0.55, scale=1.3, stretch=1.6, seed=3.3),
        ),
        haze=Haze(0.0016, colour("#2f2228"), colour("#8a4028", 1.0), height=60, most=0.93, sun=sun, focus=8),
    )
    stage.camera((0, 0, 26), (0, 200, 70), lens=29, shift=(-0.02, 0.0))
    basalt = Paint("#1c1616", second="#120f10", grain=6, roughness=0.95, bump=1, bump_size=2)
    stage.add(ground(cone, across=(-330, 480), away=(30, 560), detail=420), basalt)
    _lava(stage)
    _eruption(stage)
    _watchers(stage, basalt)
    return Look(exposure=0.5, bloom=0.3, shadows="#74707c", highlights="#8c7c70", contrast=1.06, vignette=0.4)


def _lava(stage: Stage) -> None:
    """Rivers of lava down the flanks."""
    lava = []
    for start, bend, length, seed in (
        (-1.9, 0.45, 190, 1),
        (-1.45, -0.35, 230, 2),
        (-2.5, 0.2, 140, 4),
        (-1.1, 0.25, 120, 6),
    ):
        away = np.linspace(13, length, 130)
        turn = start + bend * (away / length) + fractal(away / 24, away * 0, seed=seed, octaves=3) * 0.22
        x, y = PEAK_X + away * np.cos(turn), PEAK_Y + away * np.sin(turn) / 0.9
        lava.append(
            tube(
                np.stack([x, y, cone(x, y) - 0.4], axis=1),
                list(np.linspace(3.8, 1.4, 130) * (0.75 + 0.5 * np.abs(fractal(away / 9, away * 0, seed=seed + 9)))),
            )
        )
    stage.add(join(lava), Paint("#ff4a10", glow=9), smooth=True)


def _eruption(stage: Stage) -> None:
    """What glows and rises from the crater."""
    stage.add(sphere(13).scaled(1, 1, 0.4).moved(PEAK_X, PEAK_Y, 122), Paint("#ffb040", glow=26, hazy=False))
    for k in range(9):
        puff = rock(90 + k, size=14 + 5 * k).moved(
            PEAK_X + 4 * k + stage.chance.normal(0, 9), PEAK_Y + 20, 158 + 17 * k
        )
        stage.add(puff, Paint("#2b1a1c", second="#3d2220", grain=8, roughness=1, translucent=0.2), smooth=True)
    stage.lamp((PEAK_X, PEAK_Y - 20, 170), shade="#ff6a20", watts=9e5, size=10)
    stage.lamp((PEAK_X - 40, PEAK_Y - 150, 60), shade="#ff5012", watts=1.2e5, size=8)


def _watchers(stage: Stage, basalt: Paint) -> None:
    """Two people on a ridge, and sparks."""
    ridge = ground(
        lambda x, y: 19.5 + fractal(x / 7, y / 7, seed=12) * 1.7 - 0.02 * (x - 6) ** 2 * 0.3 - (y - 28) ** 2 * 0.03,
        across=(-30, 34),
        away=(18, 44),
        detail=260,
    )
    stage.add(ridge, basalt)
    for x, turn in ((6.2, 10), (7.4, -20)):
        stage.add(figure(height=1.8).turned(turn).moved(x, 27, 20.4), Paint("#050405", roughness=1))
    sparks = [
        sphere(0.3, segments=6).moved(PEAK_X + dx, PEAK_Y + dy, 140 + dz)
        for dx, dy, dz in stage.chance.normal((6, 0, 35), (18, 10, 26), (160, 3))
    ]
    stage.add(join(sparks), Paint("#ff9a3a", glow=30))
