"""A running track by floodlight, a lone runner, dusk."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.props import figure
from tools.stills.shapes import Shape, box, cylinder, join, sphere, tube, weave
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still


@still(
    "stadium",
    shows="a running track under floodlights at dusk, empty stands, one runner",
    mood="determined, lonely, uplifting",
)
def stadium(stage: Stage) -> Look:
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#f09a70")),
                (0.1, colour("#b06a86")),
                (0.35, colour("#3f4a8a")),
                (1, colour("#141c48")),
            ],
            sun=(-30, 1),
            glow=colour("#ffab78", 0.6),
            lights=0.8,
            clouds=Clouds(colour("#e0868a"), colour("#3a3a6a"), cover=0.4, scale=0.8, stretch=3.6, seed=4.4),
        ),
        haze=Haze(0.006, colour("#55568a"), colour("#c08090"), height=26, most=0.9, sun=(-30, 1)),
    )
    stage.camera((-1.0, 0, 1.15), (-0.2, 40, 5.4), lens=28, shift=(-0.07, 0.0))
    _track(stage)
    _stands(stage)
    _floodlights(stage)
    runner = figure(height=1.78, stride=0.55, coat=False).turned(6)
    stage.add(runner.moved(2.6, 13.5), Paint("#16121a", roughness=0.8))
    stage.add(box(0.5, 0.26, 0.5).moved(2.6, 13.5, 0.95), Paint("#d8402f", roughness=0.6))
    return Look(exposure=0.6, bloom=0.3, shadows="#6c6e98", highlights="#8c8078", vignette=0.4, saturation=1.1)


def _track(stage: Stage) -> None:
    """Eight lanes that bend away to the left, and the pitch inside."""
    along = np.linspace(-4, 150, 80)
    bend = -((np.clip(along - 45, 0, None) / 11) ** 2)
    edges = np.stack([np.stack([bend + x, along, np.zeros(80)], axis=1) for x in (-4.6, 5.4)])
    stage.add(weave(edges, 2, 80, closed=False), Paint("#8a3a2e", second="#7a3026", grain=0.6, roughness=0.75))
    for x in np.arange(-4.6, 5.5, 1.25):
        line = [np.stack([bend + x + dx, along, np.full(80, 0.012)], axis=1) for dx in (-0.03, 0.03)]
        stage.add(weave(np.stack(line), 2, 80, closed=False), Paint("#e8e0d8", roughness=0.7))
    stage.add(box(260, 260, 0.1).moved(0, 110, -0.12), Paint("#2f5a34", second="#386a3a", grain=6, roughness=1))


def _stands(stage: Stage) -> None:
    """Rows of seats that step up behind the track, and a roof on posts."""
    concrete, seats = Paint("#6a6670", second="#5a5862", grain=2, roughness=0.9), Paint("#2f4a7a", roughness=0.5)
    for k in range(14):
        stage.add(box(70, 0.9, 0.5 * (k + 1)).moved(34, 52 + 0.9 * k), concrete)
        row = [box(0.5, 0.5, 0.5).moved(x, 52 + 0.9 * k, 0.5 * (k + 1)) for x in np.arange(0, 68, 0.8)]
        stage.add(join(row), seats if k % 5 else Paint("#c9a23a", roughness=0.5))
    stage.add(box(72, 16, 0.5).turned(-8, "x").moved(34, 58, 11.5), Paint("#22222c", roughness=0.5))
    stage.add(join([cylinder(0.25, 12).moved(x, 65) for x in np.arange(0, 70, 9)]), Paint("#3a3a44", roughness=0.6))
    lamps = [box(1.6, 0.3, 0.12).moved(x, 51.5, 12.2) for x in np.arange(1, 68, 4.5)]
    stage.add(join(lamps), Paint("#ffe8c0", glow=9))


def _floodlights(stage: Stage) -> None:
    """Two masts with lamps in rows, and what they light."""
    for x, y, tall in ((8.5, 47, 21), (-22, 96, 22)):
        bulbs: list[Shape] = [
            sphere(0.32, segments=12).moved(x + 0.85 * i, y, tall + 0.8 * k) for i in range(-2, 3) for k in range(4)
        ]
        stage.add(join(bulbs), Paint("#fff4dc", glow=40, hazy=False))
        frame = [box(5, 0.2, 3.8).moved(x, y + 0.4, tall - 0.6), tube([(x, y + 0.5, 0), (x, y + 0.5, tall)], 0.3)]
        stage.add(join(frame), Paint("#24242c", roughness=0.6))
        stage.panel((x, y - 0.5, tall + 1.5), (0, 12, 0), shade="#fff0d8", watts=14000, size=(5, 3.5))
