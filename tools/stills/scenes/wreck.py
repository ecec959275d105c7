"""The bow of a wreck on the sea floor, sunbeams from above, a diver with a lamp."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.props import figure, rock
from tools.stills.shapes import Field, Shape, box, cylinder, ground, join, polygons, sphere, tube, weave
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still
from tools.stills.surroundings import shaft


def floor(x: Field, y: Field) -> Field:
    return fractal(x / 8, y / 8, seed=5) * 0.8 + fractal(x / 1.2, y / 1.2, seed=8, octaves=3) * 0.06


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
    "wreck",
    shows="the bow of a wreck on the sea floor, sunbeams from above, a diver with a lamp",
    mood="deep, haunting, blue",
)
def wreck(stage: Stage) -> Look:
    sun = (8.0, 62.0)
    stage.air(
        sky=Sky(
            stops=[(0.0, colour("#0b5a72")), (0.5, colour("#1f93a6")), (1, colour("#8fe6e0", 1.6))],
            sun=sun,
            glow=colour("#c8fff0", 2.0),
            lights=0.9,
        ),
        haze=Haze(0.03, colour("#0e5f78"), colour("#39a8b4", 1.0), most=0.99, sun=sun, focus=2),
    )
    stage.camera((0, 0, 2.2), (0, 30, 6.6), lens=26, shift=(-0.07, 0.0))
    stage.sun(azimuth=sun[0], elevation=70, shade="#b8fff0", strength=3.2, softness=4)
    stage.add(
        ground(floor, across=(-50, 50), away=(-3, 90), detail=320),
        Paint("#8a9a80", second="#6a7d6a", grain=2, roughness=1),
        smooth=True,
    )
    _ship(stage)
    _bottom(stage)
    _diver(stage)
    return Look(exposure=0.45, bloom=0.2, shadows="#5f7c8c", highlights="#7f8c86", vignette=0.4)


def _ship(stage: Stage) -> None:
    """A bow that rises out of the sand, with its rails, mast and chain."""
    rust = Paint("#5a3a2a", second="#3f5a50", grain=0.9, roughness=0.95, bump=0.9, bump_size=0.25)
    along, around = np.linspace(0, 1, 60), np.linspace(-1, 1, 25)
    t, s = np.meshgrid(along, around, indexing="ij")
    half = 4.4 * np.clip(t * 1.9, 0, 1) ** 0.62
    height = 9.5 + 3.2 * (1 - t) ** 2
    level = np.abs(s) ** 0.85
    side = np.stack(
        [np.sign(s) * half * (0.12 + 0.88 * level**0.75), t * 34 - 3.5 * (1 - t) ** 2 * level, level * height], axis=2
    )
    hull = weave(side, 60, 25, closed=False)
    stage.add(hull.turned(15, "y").turned(-38).moved(3.2, 20, -1.4), rust, smooth=True)
    deck = weave(
        np.stack([s[:, ::4] * half[:, ::4] * 0.97, t[:, ::4] * 34, height[:, ::4] - 1.3 + 0 * s[:, ::4]], axis=2),
        60,
        7,
        closed=False,
    )
    rails = [tube(np.stack([sgn * half[:, 0], t[:, 0] * 34, height[:, 0] + 0.9], axis=1)[2:], 0.05) for sgn in (-1, 1)]
    rails += [
        cylinder(0.05, 1.0).moved(sgn * half[k, 0], t[k, 0] * 34, height[k, 0])
        for sgn in (-1, 1)
        for k in range(3, 60, 3)
    ]
    mast = join(
        [
            cylinder(0.3, 15, top=0.14).moved(0, 13, 8),
            tube([(0, 13, 19), (3.4, 13, 17.5)], 0.1),
            tube([(0, 13, 22.5), (0, 1, 12)], 0.04),
            box(3.2, 5, 3).moved(0, 22, 8.4),
            box(2.4, 3, 2).moved(0, 22, 11.4),
        ]
    )
    stage.add(join([deck, *rails, mast]).turned(15, "y").turned(-38).moved(3.2, 20, -1.4), rust)
    anchor_chain = tube([(4.2, 20.4, 9.0), (3.2, 18.6, 4.8), (2.2, 16.8, 1.0), (1.2, 15.2, 0.15)], 0.09)
    stage.add(anchor_chain, Paint("#2f2a24", roughness=1))


def _bottom(stage: Stage) -> None:
    """Stones, weed, sunbeams and fish."""
    for k, (x, y) in enumerate(((-10, 16), (14, 12), (-5, 26), (1.5, 9), (19, 18))):
        stage.add(
            rock(30 + k, size=stage.chance.uniform(0.6, 1.7)).moved(x, y, 0.2),
            Paint("#4f5f58", second="#6a5f50", grain=0.6, roughness=1),
            smooth=True,
        )
    weed_x, weed_y = stage.chance.normal(3, 12, 130), stage.chance.uniform(5, 26, 130)
    weeds = []
    for x, y in zip(weed_x, weed_y, strict=True):
        tall, lean = stage.chance.uniform(0.6, 2.2), stage.chance.normal(0, 0.3)
        s_ = np.linspace(0, 1, 7)
        weeds.append(
            tube(
                np.stack([x + lean * s_**2 + 0.1 * np.sin(s_ * 9 + x), y + 0 * s_, tall * s_], axis=1),
                list(np.linspace(0.07, 0.01, 7)),
                sides=4,
            )
        )
    stage.add(join(weeds), Paint("#2f5a3a", second="#4f6a2a", grain=1, roughness=0.9))
    for x, lean, wide in (
        (-6, 2.4, 1.0),
        (-1.5, 1.6, 1.5),
        (3.5, 0.8, 0.8),
        (8.5, 0.2, 1.3),
        (13, -0.6, 1.0),
        (-11, 3, 0.7),
    ):
        stage.add(
            tube([(x, 22, 27), (x + lean * 2, 19, 0)], [wide * 0.6, wide * 1.5], sides=20),
            stage.shader(shaft("#b8fff2", 0.16), hazy=False),
            smooth=True,
        )


def _diver(stage: Stage) -> None:
    """A diver with a lamp, and fish that keep their distance."""
    diver = join(
        [
            figure(height=1.8, coat=False),
            box(0.35, 0.25, 0.6).moved(0, 0.2, 0.95),
            tube([(-0.1, 0, 0.1), (-0.15, 0.1, -0.5)], 0.09),
            tube([(0.1, 0, 0.1), (0.2, 0.2, -0.45)], 0.09),
        ]
    )
    stage.add(diver.turned(62, "x").turned(58).moved(1.6, 11.8, 5.4), Paint("#0c1a20", roughness=0.8))
    stage.lamp((2.5, 11.6, 5.5), shade="#fff2c8", watts=160, size=0.1)
    stage.add(sphere(0.09, segments=10).moved(2.5, 11.4, 5.5), Paint("#fff6d8", glow=60, hazy=False))
    fish = [
        polygons(
            [(-0.22, 0, 0), (0, 0.03, 0.08), (0.2, 0, 0), (0, -0.03, -0.08), (-0.34, 0, 0.1), (-0.34, 0, -0.1)],
            [(0, 1, 2, 3), (0, 4, 5)],
        )
        .scaled(stage.chance.uniform(0.8, 1.6))
        .turned(180)
        .moved(*p)
        for p in stage.chance.normal((-3.2, 15, 8.6), (2.6, 2, 1.1), (46, 3))
    ]
    stage.add(join(fish), Paint("#16323a", roughness=0.5))
