"""A gothic nave with shafts of light from high windows, a small figure in the aisle."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.props import figure
from tools.stills.shapes import Shape, box, cylinder, join, lathe, polygons, tube, weave
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still
from tools.stills.surroundings import shaft

BAYS = np.arange(9, 90, 8.0)


def arch_rib(width: float, spring: float, thick: float) -> Shape:
    outline = pointed_arch(width, spring)
    return tube([(x, 0.0, z) for x, z in outline], thick, sides=8)


def pointed_arch(width: float, spring: float, *, steps: int = 14) -> list[tuple[float, float]]:
    """The outline of a gothic opening in x and z, from its left foot over the tip to its right foot."""
    half = width / 2
    angles = np.linspace(0, np.pi / 3, steps)
    left = [(half - width * np.cos(a), spring + width * np.sin(a)) for a in angles]
    return [(-half, 0.0), *left, *[(-x, z) for x, z in reversed(left[:-1])], (half, 0.0)]


@still(
    "cathedral",
    shows="a gothic nave with shafts of light from high windows, a small figure in the aisle",
    mood="solemn, sacred",
    samples=16,
    indoors=True,
)
def cathedral(stage: Stage) -> Look:
    stage.air(
        sky=Sky(stops=[(0.0, colour("#2a3142")), (1, colour("#2a3142"))], lights=0.9),
        haze=Haze(0.008, colour("#4d4a4e"), height=200, most=0.85),
    )
    stage.camera((-0.6, 0, 1.8), (-0.6, 50, 10.5), lens=22, shift=(-0.1, 0.0))
    _nave(stage)
    _windows(stage)
    _pews(stage)
    stage.add(figure(height=1.75).turned(4).moved(0.0, 18, 0), Paint("#14110f", roughness=1))
    return Look(exposure=1.5, bloom=0.16, shadows="#6e7490", highlights="#8c826e", contrast=1.05, vignette=0.45)


def _nave(stage: Stage) -> None:
    """Pillars, arches, ribs, the vault and the walls."""
    stone = Paint("#8d8375", second="#766c60", grain=3, roughness=0.9, bump=0.4, bump_size=0.4)
    stage.add(
        box(30, 120, 0.2).moved(0, 50, -0.2),
        Paint("#6c6359", second="#544c45", grain=1.6, roughness=0.35, bump=0.1, bump_size=0.4),
    )
    for y in BAYS:
        for side in (-1, 1):
            shafts = [
                cylinder(0.24, 17, segments=14).moved(side * 6 + 0.62 * np.cos(a), y + 0.62 * np.sin(a))
                for a in np.arange(8) * np.pi / 4
            ]
            base = lathe(
                [(1.2, 0), (1.2, 0.5), (0.9, 0.8), (0.62, 0.9), (0.62, 16.4), (1.1, 17), (1.1, 17.4)], segments=20
            )
            stage.add(join([base.moved(side * 6, y), *shafts]), stone, smooth=True)
            stage.add(arch_rib(8, 9, 0.42).turned(90).moved(side * 6, y + 4, 0), stone, smooth=True)
        stage.add(arch_rib(12, 17, 0.45).moved(0, y, 0), stone, smooth=True)
        for turn in (1, -1):
            across = [(x, turn * x * 8 / 12 + 4, z) for x, z in pointed_arch(12, 17)[1:-1]]
            stage.add(tube(across, 0.24).moved(0, y, 0), stone, smooth=True)
    vault = pointed_arch(12.6, 17.2)[1:-1]
    web = np.array([[(x, y, z + 0.25) for x, z in vault] for y in (0.0, 100.0)])
    stage.add(
        weave(web, 2, len(vault), closed=False),
        Paint("#8a8074", second="#6f665b", grain=4, roughness=0.95),
        smooth=True,
    )
    for side in (-1, 1):
        stage.add(box(0.6, 110, 30).moved(side * 11.5, 50, 0), stone)
        stage.add(box(0.5, 110, 9.5).moved(side * 6.3, 50, 16.9), stone)
    stage.add(box(26, 0.6, 34).moved(0, 96, 0), stone)


def _windows(stage: Stage) -> None:
    """A rose, lancets, and high windows that the light falls through."""
    rose = [lathe([(r, 0), (r + 0.75, 0)], segments=48).turned(90, "x").moved(0, 95.4, 15) for r in (0.2, 1.3, 2.4)]
    stage.add(join(rose), Paint("#5a86d8", glow=1.2, hazy=False))
    lancets = [
        polygons([(x + dx, 95.4, z + 1) for x, z in pointed_arch(1.5, 6)], [tuple(range(len(pointed_arch(1.5, 6))))])
        for dx in (-2.4, 0, 2.4)
    ]
    stage.add(join(lancets), Paint("#ffb46a", glow=1.2, hazy=False))
    high = pointed_arch(2.6, 4.2)
    glass = [polygons([(6.02, y + 4 + x, 18.4 + z * 0.62) for x, z in high], [tuple(range(len(high)))]) for y in BAYS]
    stage.add(join(glass), Paint("#ffe0a8", glow=9))
    for k, y in enumerate(BAYS[1:8:2]):
        top, low = (6.0, y + 4, 21.5), (-4.6 + 0.2 * k, y + 2.5, 0.0)
        sheet = tube([low, top], [1.1, 0.9], sides=24)
        stage.add(sheet, stage.shader(shaft("#ffd699", 0.4), hazy=False), smooth=True)
        stage.panel((5.6, y + 4, 20.5), low, shade="#ffcf90", watts=1500, size=(1.4, 2.4))
    for y in BAYS[:8]:
        stage.lamp((0.0, y + 4, 15.0), shade="#b9c4dd", watts=700, size=1.5)


def _pews(stage: Stage) -> None:
    """Two blocks of benches."""
    pews = [box(3.6, 0.5, 0.95).moved(side * 3.3, y, 0) for y in np.arange(11, 74, 1.7) for side in (-1, 1)]
    stage.add(join(pews), Paint("#2b1c14", second="#20140e", grain=1, roughness=0.5))
