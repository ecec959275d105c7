"""Layers of cut paper: hills, a paper moon, stars on threads, a fox and pines."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.shapes import (
    Shape,
    box,
    cylinder,
    join,
    prism,
)
from tools.stills.sky import Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still


def paper_layer(seed: int, *, base: float, height: float, scale: float) -> Shape:
    """A torn-edged sheet: a long outline in x and z, thin along y."""
    x = np.linspace(-16, 16, 240)
    top = (
        base
        + height * (0.5 + 0.5 * fractal(x / scale, x * 0 + seed, seed=seed, octaves=3))
        + fractal(x * 2.2, x * 0, seed=seed + 5, octaves=2) * 0.035
    )
    return prism([(-16, -9.0), *zip(x.tolist(), top.tolist(), strict=True), (16, -9.0)], 0.06)


@still(
    "paper-hills",
    shows="layers of cut paper: hills, a paper moon, stars on threads, a fox and pines",
    mood="handmade, storybook",
)
def paper_hills(stage: Stage) -> Look:
    stage.air(sky=Sky(stops=[(0.0, colour("#2b3a78")), (1, colour("#2b3a78"))], lights=0.9))
    stage.camera((0, -14, 1.2), (0, 0, 1.75), lens=42, shift=(-0.02, 0.0), focus=15.5, stop=1.2)
    stage.panel((-9, -8, 10), (1, 2, 0), shade="#ffe6c8", watts=2600, size=(3, 3))
    stage.panel((10, -6, 3), (0, 2, 1), shade="#8fa8ff", watts=260, size=(4, 4))
    _sheets(stage)
    _stars(stage)
    _pines(stage)
    _fox(stage)
    return Look(exposure=0.1, bloom=0.06, shadows="#7c7c96", highlights="#84807a", vignette=0.3, grain=0.008)


def _sheets(stage: Stage) -> None:
    """Hills, moon and sky, each a sheet of its own."""
    shades = ("#f2ead8", "#f0b49a", "#d8788a", "#8a5a9a", "#4a4a94", "#2c3a7c")
    for k, shade in enumerate(shades):
        sheet = paper_layer(30 + k, base=-2.6 + 0.62 * k, height=1.7, scale=4.5 + 0.4 * k)
        stage.add(sheet.moved(0, 0.9 * k, 0), Paint(shade, roughness=0.95, bump=0.25, bump_size=0.04))
    stage.add(box(60, 0.1, 40).moved(0, 7.6, -12), Paint("#24306c", roughness=0.95, bump=0.2, bump_size=0.05))
    stage.add(
        cylinder(1.75, 0.07, segments=64).turned(90, "x").moved(4.1, 6.2, 3.9),
        Paint("#ffe9b0", glow=0.95),
    )
    stage.add(cylinder(2.3, 0.05, segments=64).turned(90, "x").moved(4.1, 6.9, 3.9), Paint("#55649c", roughness=0.95))


def _stars(stage: Stage) -> None:
    """Stars on threads."""
    star = [
        (0.24 * (1 if i % 2 else 0.42) * np.sin(i * np.pi / 5), 0.24 * (1 if i % 2 else 0.42) * np.cos(i * np.pi / 5))
        for i in range(10)
    ]
    for x, z, y in (
        (-5.6, 4.6, 3),
        (-3.2, 3.7, 4),
        (-0.6, 4.9, 2.6),
        (1.4, 3.4, 3.6),
        (6.9, 4.4, 3),
        (8.0, 3.0, 4.4),
        (-7.4, 3.4, 4),
        (5.6, 5.2, 2.2),
    ):
        stage.add(
            join([prism(star, 0.05).moved(x, y, z), box(0.012, 0.012, 8).moved(x, y, z + 0.2)]),
            Paint("#ffe08a", roughness=0.9),
        )


def _pines(stage: Stage) -> None:
    """Pines on every sheet."""
    pine_out = [
        (-0.1, 0),
        (-0.1, 0.3),
        (-0.62, 0.3),
        (-0.3, 0.85),
        (-0.48, 0.85),
        (-0.2, 1.35),
        (-0.33, 1.35),
        (0, 2.1),
        (0.33, 1.35),
        (0.2, 1.35),
        (0.48, 0.85),
        (0.3, 0.85),
        (0.62, 0.3),
        (0.1, 0.3),
        (0.1, 0),
    ]
    for x, y, z, size, shade in (
        (2.2, 0.5, -1.5, 0.9, "#2f7a6a"),
        (3.2, 0.6, -1.6, 1.25, "#25655c"),
        (6.1, 0.5, -1.7, 1.0, "#2f7a6a"),
        (5.4, 1.4, -1.1, 1.2, "#3f6f8a"),
        (7.4, 1.3, -1.0, 0.95, "#4a7a94"),
        (1.0, 1.5, -1.1, 0.8, "#4a7a94"),
        (0.2, 2.4, -0.4, 0.7, "#6a6aa4"),
        (8.0, 2.3, -0.4, 1.0, "#6a6aa4"),
    ):
        stage.add(prism(pine_out, 0.05).scaled(size, 1, size).moved(x, y, z), Paint(shade, roughness=0.95))


def _fox(stage: Stage) -> None:
    """A fox in front."""
    fox = [
        (-1.0, 0),
        (-0.95, 0.5),
        (-1.55, 0.25),
        (-1.9, 0.55),
        (-1.45, 0.95),
        (-0.85, 0.8),
        (0.35, 0.85),
        (0.75, 1.15),
        (0.8, 1.5),
        (1.0, 1.25),
        (1.12, 1.5),
        (1.25, 1.15),
        (1.6, 0.95),
        (1.2, 0.8),
        (0.8, 0.55),
        (0.8, 0),
        (0.6, 0),
        (0.55, 0.45),
        (-0.65, 0.4),
        (-0.8, 0),
    ]
    stage.add(prism(fox, 0.06).scaled(0.62, 1, 0.62).moved(4.6, -0.25, -1.75), Paint("#e8703a", roughness=0.9))
