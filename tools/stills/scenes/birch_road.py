"""An avenue of trees in autumn, leaves on a country lane, a bicycle, soft sun."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal
from tools.stills.props import leafy
from tools.stills.shapes import Field, box, ground, join, polygons, tube
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage, places
from tools.stills.still import still


def lane(x: Field, y: Field) -> Field:
    return np.clip(np.abs(x) - 2.4, 0, 3) * 0.12 + fractal(x / 3, y / 3, seed=2) * 0.1


@still(
    "birch-road",
    shows="an avenue of trees in autumn, leaves on a country lane, a bicycle, soft sun",
    mood="nostalgic, gentle",
)
def birch_road(stage: Stage) -> Look:
    sun = (10.0, 16.0)
    stage.air(
        sky=Sky(
            stops=[(0.0, colour("#ffe6b8", 1.2)), (0.4, colour("#d9d8c0")), (1, colour("#9fbcd0"))],
            sun=sun,
            glow=colour("#ffe0a0", 2.2),
            lights=1.0,
        ),
        haze=Haze(0.0055, colour("#d8ac78"), colour("#ffe2ac", 1.5), height=25, most=0.95, sun=sun, focus=4),
    )
    stage.camera((-1.2, 0, 1.6), (-0.8, 40, 4.4), lens=34, shift=(-0.09, 0.0))
    stage.sun(azimuth=sun[0] + 24, elevation=26, shade="#ffd596", strength=5, softness=2)
    stage.add(
        ground(lane, across=(-70, 70), away=(-3, 170), detail=300),
        Paint("#8a6a34", second="#a86a2a", grain=0.7, roughness=1, bump=0.8, bump_size=0.15),
        smooth=True,
    )
    stage.add(
        box(4.2, 200, 0.06).moved(0, 96, 0.0),
        Paint("#7d6a56", second="#94795a", grain=0.8, roughness=0.95, bump=0.4, bump_size=0.1),
    )
    bark = Paint("#d8cfc0", second="#4a423a", grain=0.35, roughness=0.9)
    golds = [
        Paint(a, second=b, grain=1.2, roughness=0.8, translucent=0.5)
        for a, b in (("#e08a1e", "#c9641a"), ("#f0b02e", "#d88420"), ("#b8431e", "#d86a20"))
    ]
    _trees(stage, bark, golds)
    _leaves(stage, golds)
    _bicycle(stage)
    return Look(exposure=0.15, bloom=0.18, shadows="#7c7486", highlights="#8c846e", saturation=1.06)


def _trees(stage: Stage, bark: Paint, golds: list[Paint]) -> None:
    """Two rows of birches in gold and red."""
    for k, y in enumerate(np.arange(5, 130, 5.6)):
        for side in (-1, 1):
            x = side * (4.4 + stage.chance.normal(0, 0.25))
            lean = -side * 0.5
            path = [(x + lean * s**2 + 0.2 * np.sin(s * 5 + k), y, 9.5 * s) for s in np.linspace(0, 1, 8)]
            stage.add(tube(path, list(np.linspace(0.24, 0.1, 8)), sides=10), bark, smooth=True)
            count = 1500 if y < 50 else 500
            crown = leafy(stage.chance, radius=3.4, leaves=count, size=0.16 if y < 50 else 0.3).moved(
                x + lean * 1.6, y, 6.9
            )
            stage.add(crown, golds[(k + side) % 3])


def _leaves(stage: Stage, golds: list[Paint]) -> None:
    """Fallen leaves, most of them on the lane."""
    leaf = polygons([(-0.07, 0, 0.01), (0, 0.1, 0.03), (0.07, 0, 0.01), (0, -0.1, 0.0)], [(0, 1, 2, 3)])
    count = 2600
    y = 2.5 + 50 * stage.chance.uniform(0, 1, count) ** 1.7
    x = stage.chance.normal(0, 3.0, count)
    at = np.stack([x, y, np.maximum(lane(x, y), 0.07 * (np.abs(x) < 2.1)) + 0.01], axis=1)
    for k in range(3):
        stage.add(
            leaf,
            golds[k],
            at=places(
                at[k::3],
                sizes=stage.chance.uniform(0.7, 1.5, len(at[k::3])),
                turns=stage.chance.uniform(0, 6, len(at[k::3])),
            ),
        )


def _bicycle(stage: Stage) -> None:
    """Somebody left it leaning."""
    wheels = [
        tube([(0.33 * np.cos(a) + dx, 0, 0.34 + 0.33 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 40)], 0.02)
        for dx in (-0.52, 0.52)
    ]
    frame = [
        tube(p, 0.018)
        for p in (
            [(-0.52, 0, 0.34), (-0.14, 0, 0.3), (0.36, 0, 0.84), (-0.2, 0, 0.8), (-0.14, 0, 0.3)],
            [(-0.52, 0, 0.34), (-0.2, 0, 0.8), (-0.24, 0, 0.95)],
            [(0.52, 0, 0.34), (0.34, 0, 0.9), (0.36, 0, 1.06), (0.22, 0, 1.1)],
        )
    ]
    stage.add(
        join([*wheels, *frame, box(0.26, 0.12, 0.05).moved(-0.25, 0, 0.95), box(0.3, 0.24, 0.2).moved(0.55, 0, 0.85)])
        .turned(-68)
        .moved(2.6, 9.2, 0.07),
        Paint("#7c1f22", roughness=0.4),
    )
