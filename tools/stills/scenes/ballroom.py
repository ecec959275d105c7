"""A ballroom with chandeliers and tall mirrors, one couple dancing on a polished floor."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.props import figure
from tools.stills.shapes import box, cylinder, join, lathe, ring, sphere, tube
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still


def chandelier(stage: Stage, *, y: float, size: float, gold: Paint) -> None:
    """Two rings of candles on curved arms, with drops of glass, and their light."""
    stage.add(cylinder(0.03, 2.4).moved(0, y, 6.6), gold)
    arms, flames, drops = [ring(1.5, 0.04), ring(0.9, 0.035).moved(0, 0, 0.7), sphere(0.18, segments=20)], [], []
    for reach, level, count in ((1.5, 0.0, 16), (0.9, 0.7, 10)):
        for angle in np.linspace(0, 2 * np.pi, count, endpoint=False):
            c, s = np.cos(angle), np.sin(angle)
            arms.append(
                tube(
                    [
                        (0, 0, level + 0.35),
                        (reach * 0.5 * c, reach * 0.5 * s, level - 0.2),
                        (reach * c, reach * s, level),
                    ],
                    0.025,
                )
            )
            arms.append(cylinder(0.035, 0.22).moved(reach * c, reach * s, level))
            flames.append(sphere(0.055, segments=12).scaled(1, 1, 1.7).moved(reach * c, reach * s, level + 0.3))
            drops.append(
                sphere(0.05, segments=8).scaled(1, 1, 1.8).moved(reach * c * 0.96, reach * s * 0.96, level - 0.24)
            )
    stage.add(join(arms).scaled(size).moved(0, y, 6.0), gold, smooth=True)
    stage.add(join(flames).scaled(size).moved(0, y, 6.0), Paint("#ffd890", glow=34))
    stage.add(join(drops).scaled(size).moved(0, y, 6.0), Paint("#fff4e0", glow=1.6), smooth=True)
    stage.lamp((0, y, 5.6), shade="#ffcf8a", watts=820, size=1.0)


@still(
    "ballroom",
    shows="a ballroom with chandeliers and tall mirrors, one couple dancing on a polished floor",
    mood="grand, romantic, nostalgic",
    indoors=True,
    samples=14,
)
def ballroom(stage: Stage) -> Look:
    stage.air(
        sky=Sky(stops=[(0.0, colour("#1a2440")), (1, colour("#1a2440"))], lights=0.8),
        haze=Haze(0.012, colour("#6a4a30"), most=0.7),
    )
    stage.camera((-1.8, 0, 1.55), (-1.2, 30, 4.6), lens=25, shift=(-0.09, 0.0))
    stage.add(box(17, 44, 0.1).moved(0, 20, -0.1), Paint("#7a4a26", second="#5f381c", grain=1.1, roughness=0.12))
    plaster, gold = (
        Paint("#e8dcc4", second="#dccdb0", grain=2, roughness=0.7),
        Paint("#c99a3a", roughness=0.3, metal=1.0),
    )
    stage.add(join([box(0.4, 44, 9).moved(s * 8, 20) for s in (-1, 1)] + [box(17, 0.4, 9).moved(0, 40)]), plaster)
    stage.add(box(17, 44, 0.4).moved(0, 20, 9), Paint("#d8c8a8", roughness=0.9))
    stage.add(
        join([box(0.3, 44, 0.4).moved(s * 7.7, 20, 8.3) for s in (-1, 1)] + [box(16, 0.3, 0.4).moved(0, 39.6, 8.3)]),
        gold,
    )
    for y in np.arange(3, 40, 5.2):
        for side in (-1, 1):
            pillar = lathe([(0.5, 0), (0.5, 0.5), (0.34, 0.7), (0.3, 7.2), (0.46, 7.6), (0.5, 8.2)], segments=24)
            stage.add(pillar.moved(side * 7.4, y), plaster, smooth=True)
            stage.add(
                box(0.06, 3.0, 5.4).moved(side * 7.75, y + 2.6, 1.0),
                Paint("#9fb0c8" if side < 0 else "#35507f", roughness=0.03, metal=1.0 if side < 0 else 0.0),
            )
            frame = tube([(0, -1.5, 1.0), (0, -1.5, 6.0), (0, 0, 6.8), (0, 1.5, 6.0), (0, 1.5, 1.0)], 0.09)
            stage.add(frame.moved(side * 7.68, y + 2.6), gold)
            stage.add(
                join([sphere(0.09, segments=12).moved(side * 7.0, y + dy, 3.3) for dy in (-0.16, 0.16)]),
                Paint("#ffd28a", glow=12),
            )
    for y, size in ((12, 1.0), (22, 1.0), (32, 1.0)):
        chandelier(stage, y=y, size=size, gold=gold)
    couple = [figure(height=1.8, coat=False).turned(180), figure(height=1.68).moved(0.1, -0.36)]
    skirt = lathe([(0.75, 0.02), (0.55, 0.4), (0.2, 0.98)], segments=32).moved(0.1, -0.36)
    stage.add(couple[0].turned(34).moved(1.9, 13.5), Paint("#14141c", roughness=0.7))
    stage.add(join([couple[1], skirt]).turned(34).moved(1.9, 13.5), Paint("#b8253a", roughness=0.5))
    return Look(exposure=0.75, bloom=0.22, shadows="#74708c", highlights="#8c8064", vignette=0.4)
