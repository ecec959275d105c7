"""An empty underground platform, a train's lights in the tunnel, cold lamps, one waiting figure."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.props import figure
from tools.stills.shapes import box, cylinder, join, tube, weave
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still


@still(
    "subway",
    shows="an empty underground platform, a train's lights in the tunnel, cold lamps, one waiting figure",
    mood="tense, urban, lonely",
)
def subway(stage: Stage) -> Look:
    stage.air(
        sky=Sky(stops=[(0.0, colour("#2a3433")), (1, colour("#2a3433"))], lights=0.3),
        haze=Haze(0.016, colour("#26363a"), height=200, most=0.9),
    )
    stage.camera((-2.6, 0, 1.65), (-1.2, 30, 2.3), lens=24, shift=(-0.1, 0.01))
    tile = Paint("#b9c6bf", second="#a3b2aa", grain=1.5, roughness=0.22, bump=0.1, bump_size=0.2)
    _platform(stage)
    _vault(stage, tile)
    _train(stage)
    stage.add(figure(height=1.75).turned(-60).moved(-1.2, 12.4, 0), Paint("#0d0c0e", roughness=0.9))
    stage.add(join([box(0.5, 1.9, 0.08).moved(-5.2, y, 0.45) for y in (12, 19, 26)]), Paint("#4a3626", roughness=0.5))
    return Look(exposure=0.75, bloom=0.28, shadows="#627c80", highlights="#8a887c", contrast=1.08, vignette=0.5)


def _platform(stage: Stage) -> None:
    """Floor, edge and rails."""
    stage.add(
        box(7.4, 80, 0.3).moved(-3.3, 38, -0.3), Paint("#4c4f50", second="#3c3f42", grain=1, roughness=0.3, puddles=0.5)
    )
    stage.add(box(0.5, 80, 0.32).moved(0.15, 38, -0.3), Paint("#d9a52a", roughness=0.6))
    stage.add(
        box(5.2, 90, 0.2).moved(3.0, 40, -1.5),
        Paint("#1b1a1a", second="#242220", grain=0.4, roughness=1, bump=1, bump_size=0.15),
    )
    stage.add(
        join([box(0.09, 90, 0.14).moved(x, 40, -1.28) for x in (2.1, 3.7)]), Paint("#8a8f94", roughness=0.2, metal=0.9)
    )
    stage.add(
        join([box(2.6, 0.25, 0.08).moved(2.9, y, -1.33) for y in np.arange(1, 80, 0.75)]), Paint("#2e2620", roughness=1)
    )


def _vault(stage: Stage, tile: Paint) -> None:
    """The tiled vault with its ribs, lamps and posters."""
    angles = np.linspace(-0.15, np.pi + 0.15, 30)
    arch = np.array([[(-0.6 + 6.4 * np.cos(a), y, 0.6 + 4.4 * np.sin(a)) for a in angles] for y in (-4.0, 78.0)])
    stage.add(weave(arch, 2, 30, closed=False), tile, smooth=True)
    ribs = [
        tube([(-0.6 + 6.36 * np.cos(a), y, 0.6 + 4.36 * np.sin(a)) for a in angles], 0.09, sides=6)
        for y in np.arange(2, 76, 3.4)
    ]
    stage.add(join(ribs), Paint("#53645e", roughness=0.4), smooth=True)
    stage.add(
        join([box(0.14, 2.3, 0.06).moved(-2.2, y, 4.35) for y in np.arange(3, 74, 4.2)]), Paint("#d8f2ea", glow=9)
    )
    for y in np.arange(4, 60, 8.4):
        stage.panel((-2.2, y, 4.25), (-2.2, y, 0), shade="#cfeee4", watts=300, size=(0.2, 2.4))
    stage.add(
        join([box(0.5, 0.5, 5).moved(-4.6, y, 0) for y in np.arange(9, 74, 6.8)]),
        Paint("#2f5f5a", second="#274d4a", grain=0.6, roughness=0.25),
    )
    stage.add(
        join([box(0.08, 1.7, 1.15).moved(5.55, y, 0.7) for y in (9.5, 14, 18.5, 27, 31.5)]),
        Paint("#d8d2c0", roughness=0.5),
    )
    for y, shade in ((9.5, "#a8323a"), (14, "#2a5f8a"), (18.5, "#c98a2e"), (27, "#3a7a5a"), (31.5, "#8a3a6a")):
        stage.add(box(0.1, 1.5, 0.95).moved(5.52, y, 0.8), Paint(shade, roughness=0.5))


def _train(stage: Stage) -> None:
    """Two lights that come out of the tunnel."""
    stage.add(cylinder(3.0, 0.3, segments=48).turned(90, "x").moved(2.9, 66, 1.2), Paint("#020203", roughness=1))
    stage.add(
        join([cylinder(0.17, 0.1, segments=20).turned(90, "x").moved(2.9 + s * 0.75, 52, -0.2) for s in (-1, 1)]),
        Paint("#fff0c8", glow=26),
    )
    stage.add(cylinder(0.12, 0.1, segments=20).turned(90, "x").moved(2.9, 52, 2.0), Paint("#ffd9a0", glow=60))
    stage.add(box(2.5, 10, 3.3).moved(2.9, 57.5, -1.1), Paint("#0c0f12", roughness=0.3))
    stage.panel((2.9, 51, 0.2), (2.9, 0, -1), shade="#ffe6b8", watts=420, size=(1.6, 0.8))
