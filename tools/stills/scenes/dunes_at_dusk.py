"""Dunes, a lone walker on a crest, a half-buried stone gate, low sun."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.props import figure
from tools.stills.shapes import Field, box, ground, join
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still


def dune_height(x: Field, y: Field) -> Field:
    """Long crests, steep away from the wind, smaller ones between them."""
    bend = fractal(x / 60, y / 60, seed=3, octaves=2) * 16
    phase = (y + bend + 0.35 * x) / 34
    saw = phase % 1.0
    crest = np.where(saw < 0.72, saw / 0.72, (1 - saw) / 0.28)
    crest = crest**2 * (3 - 2 * crest)
    swell = fractal(x / 90, y / 90, seed=5, octaves=3)
    return crest * (4.2 + 3 * swell) + swell * 6 + fractal(x / 8, y / 8, seed=9, octaves=2) * 0.18


@still("dunes-at-dusk", shows="dunes, a lone walker on a crest, a half-buried stone gate, low sun", mood="vast, quiet")
def dunes(stage: Stage) -> Look:
    sun = (17.0, 5.5)
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#f7b267", 1.3)),
                (0.12, colour("#e8926a")),
                (0.35, colour("#9a6f8f")),
                (1, colour("#2f3b69")),
            ],
            sun=sun,
            glow=colour("#ffb566", 2.0),
            disc=16,
            disc_size=1.5,
            lights=0.55,
        ),
        haze=Haze(0.0042, colour("#d98d66"), colour("#ffc27a", 1.7), height=14, most=0.97, sun=sun, focus=5),
    )
    stage.camera((0, -2, 9.5), (0, 60, 7.5), lens=36, shift=(-0.05, 0.02))
    stage.sun(azimuth=sun[0] + 8, elevation=9, shade="#ffab5e", strength=5.5, softness=1.5)
    sand = Paint("#c98a54", second="#b87746", grain=30, roughness=0.9, bump=0.35, bump_size=0.5)
    stage.add(ground(dune_height, across=(-170, 170), away=(-4, 420), detail=420), sand, smooth=True)
    spot = np.array([[13.0]]), np.array([[47.0]])
    floor = float(dune_height(*spot)[0, 0])
    gate = join([
        box(2.6, 3, 15).moved(-6, 0, 0), box(2.6, 3, 13).moved(6, 0, 0), box(16.5, 3.2, 2.4).moved(0, 0, 13),
        box(12, 3.4, 1.2).moved(-1.5, 0, 15.3),
    ])  # fmt: skip
    stage.add(
        gate.turned(-7, "y").turned(14).moved(21, 74, -2),
        Paint("#8a6248", second="#6f4c3a", grain=2, roughness=0.95, bump=0.8, bump_size=0.6),
    )
    stage.add(figure(height=2.3).turned(70).moved(13, 46.4, floor + 0.1), Paint("#2b1a18", roughness=1))
    return Look(exposure=0.05, bloom=0.16, shadows="#6e6a96", highlights="#8c7f70", saturation=1.08, vignette=0.3)
