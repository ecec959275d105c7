"""Hot-air balloons over misty valleys at dawn."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import ridged
from tools.stills.shapes import (
    Field,
    Shape,
    box,
    ground,
    join,
    polygons,
    sphere,
    tube,
)
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still

PALETTES = (
    ("#d8412f", "#ffd25a"),
    ("#2f6f9a", "#f4ead0"),
    ("#e88a2e", "#7a2f5a"),
    ("#3f8f6b", "#f2d9a0"),
    ("#8a3f8a", "#ffb0a0"),
    ("#f2c230", "#d8412f"),
)
SPOTS = (
    (22, 95, 58, 9.5),
    (47, 150, 72, 9),
    (4, 190, 63, 8.5),
    (66, 210, 52, 9),
    (36, 270, 92, 9),
    (-44, 330, 78, 9),
    (118, 330, 84, 10),
)
PROFILE = [
    (0.12, -1.18),
    (0.32, -0.95),
    (0.66, -0.6),
    (0.9, -0.2),
    (1.0, 0.2),
    (0.93, 0.55),
    (0.7, 0.84),
    (0.38, 1.0),
    (0.01, 1.04),
]


def land(x: Field, y: Field) -> Field:
    return ridged(x / 150, y / 150, seed=18, octaves=6) * 58 - 8


@still("balloons-dawn", shows="hot-air balloons over misty valleys at dawn", mood="free, uplifting, romantic")
def balloons_dawn(stage: Stage) -> Look:
    sun = (-18.0, 5.0)
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#ffdca8", 1.1)),
                (0.18, colour("#fbb890")),
                (0.45, colour("#a9b4d8")),
                (1, colour("#5f86c4")),
            ],
            sun=sun,
            glow=colour("#ffd898", 1.6),
            lights=1.0,
            clouds=Clouds(colour("#fff0dc", 1.1), colour("#d0a8b0"), cover=0.36, scale=0.7, stretch=3.5, seed=6.6),
        ),
        haze=Haze(0.009, colour("#e2b8a4"), colour("#ffdcae", 1.3), height=22, most=0.98, sun=sun, focus=4),
    )
    stage.camera((0, 0, 62), (0, 120, 64), lens=40, shift=(-0.02, 0.02))
    stage.sun(azimuth=-75, elevation=16, shade="#ffd8a6", strength=4.0, softness=2)
    stage.add(
        ground(land, across=(-420, 460), away=(30, 800), detail=400),
        Paint("#6f7a52", second="#8a7a56", grain=14, roughness=1),
        smooth=True,
    )
    _balloons(stage)
    return Look(exposure=0.1, bloom=0.12, shadows="#7a7896", highlights="#8c847a", saturation=1.1, vignette=0.25)


def _balloons(stage: Stage) -> None:
    """Striped envelopes of sixteen gores, each with its basket and flame."""
    for k, (x, y, z, size) in enumerate(SPOTS):
        for odd, shade in enumerate(PALETTES[k % len(PALETTES)]):
            cloth = Paint(shade, roughness=0.6, translucent=0.3)
            stage.add(gores(odd).scaled(size).moved(x, y, z), cloth, smooth=True)
        stage.add(basket().scaled(size).moved(x, y, z), Paint("#5a3a22", roughness=0.9))
        stage.add(sphere(0.05 * size, segments=12).moved(x, y, z - 1.3 * size), Paint("#ffb040", glow=14))


def gores(odd: int) -> Shape:
    """Every second of an envelope's sixteen gores, each a little vaulted."""
    heights = np.linspace(-1.18, 1.04, 22)
    radii = np.interp(heights, [z for _, z in PROFILE], [r for r, _ in PROFILE])
    bulge = 1 + 0.035 * np.sin(np.linspace(0, np.pi, 5))
    found = []
    for gore in range(odd, 16, 2):
        angles = np.linspace(gore, gore + 1, 5) * 2 * np.pi / 16
        points = [
            (r * b * np.cos(a), r * b * np.sin(a), h)
            for r, h in zip(radii, heights, strict=True)
            for a, b in zip(angles, bulge, strict=True)
        ]
        faces = [(5 * i + j, 5 * i + j + 1, 5 * i + j + 6, 5 * i + j + 5) for i in range(21) for j in range(4)]
        found.append(polygons(points, faces))
    return join(found)


def basket() -> Shape:
    turns = np.arange(4) * np.pi / 2
    ends = [((0.12 * np.cos(a), 0.12 * np.sin(a), -1.18), (0.08 * np.cos(a), 0.08 * np.sin(a), -1.5)) for a in turns]
    return join([box(0.2, 0.2, 0.17).moved(0, 0, -1.67), *(tube(pair, 0.003, sides=4) for pair in ends)])
