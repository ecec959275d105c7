"""Green islands that float in the sky, a tower, a bridge of rope, a small airship."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.noise import fractal, ridged
from tools.stills.props import pine
from tools.stills.shapes import box, join, lathe, polygons, prism, tube, weave
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage, places
from tools.stills.still import still


@still(
    "sky-islands",
    shows="green islands that float in the sky, a tower, a bridge of rope, a small airship",
    mood="fantasy, wonder, adventure",
)
def sky_islands(stage: Stage) -> Look:
    sun = (-35.0, 22.0)
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#cfe6f2")),
                (0.2, colour("#a9d4ee")),
                (0.6, colour("#5fa4dc")),
                (1, colour("#2f6fc0")),
            ],
            sun=sun,
            glow=colour("#ffe6b0", 1.5),
            lights=1.0,
            clouds=Clouds(colour("#ffffff", 1.2), colour("#b8c4dc"), cover=0.5, scale=0.7, stretch=2, seed=3.9),
        ),
        haze=Haze(0.0026, colour("#b9d6ea"), colour("#ffe9c4", 1.1), height=60, most=0.95, sun=sun, focus=3),
    )
    stage.camera((0, 0, 20), (0, 90, 24), lens=32, shift=(-0.02, 0.0))
    stage.sun(azimuth=-60, elevation=34, shade="#ffe8c4", strength=4.6)
    _isle_group(stage)
    _bridge_and_tower(stage)
    _airship(stage)
    return Look(
        exposure=-0.15,
        bloom=0.08,
        shadows="#7078a0",
        highlights="#868278",
        saturation=1.3,
        contrast=1.12,
        vignette=0.22,
    )


def _isle_group(stage: Stage) -> None:
    """Islands, each an upturned cone of earth under a lawn with pines."""
    earth = Paint(
        "#8a6a50", second="#6d5648", grain=3, roughness=1, bump=1, bump_size=1.5, slope="#6fa040", slope_from=0.6
    )
    isles = (
        (27, 72, 22, 19, 1),
        (3, 104, 30, 9, 2),
        (60, 120, 40, 17, 3),
        (-30, 170, 24, 13, 4),
        (96, 190, 22, 22, 5),
        (32, 210, 52, 14, 6),
        (-78, 260, 44, 16, 7),
    )
    for x, y, z, size, seed in isles:
        turns, levels = np.meshgrid(np.linspace(0, 2 * np.pi, 120, endpoint=False), np.linspace(0, 1, 40))
        edge = 1 + 0.25 * fractal(np.cos(turns) * 1.6, np.sin(turns) * 1.6, seed=seed, octaves=4)
        spike = ridged(np.cos(turns) * 2.4 + levels, np.sin(turns) * 2.4, seed=seed + 20, octaves=4)
        radius = size * edge * np.sin(np.pi / 2 * levels**0.75) * (1 - 0.3 * spike * (1 - levels))
        rise = -size * 1.25 * (1 - levels) ** 1.25
        body = np.stack([radius * np.cos(turns), radius * np.sin(turns), rise], axis=2)

        stage.add(weave(body, 40, 120, closed=True).moved(x, y, z), earth, smooth=True)
        lawn = lathe([(1.0, 0.0), (0.93, 0.05), (0.6, 0.11), (0.3, 0.15), (0.0, 0.16)], segments=120)
        turn = np.arctan2(lawn.points[:, 1], lawn.points[:, 0])
        edge_top = 1 + 0.25 * fractal(np.cos(turn) * 1.6, np.sin(turn) * 1.6, seed=seed, octaves=4)
        top = type(lawn)(
            lawn.points * np.stack([size * edge_top, size * edge_top, np.full_like(turn, size)], axis=1),
            lawn.corners,
            lawn.sizes,
        )
        stage.add(top.moved(x, y, z), Paint("#6fa83f", second="#86b84a", grain=3, roughness=0.9), smooth=True)
        count = int(size * 3.2)
        angle, far = stage.chance.uniform(0, 6.3, count), size * 0.8 * np.sqrt(stage.chance.uniform(0.05, 1, count))
        at = np.stack([x + far * np.cos(angle), y + far * np.sin(angle), z + size * 0.1 + 0 * far], axis=1)
        stage.add(
            pine(stage.chance, height=1, whorls=12, needles=12),
            Paint("#2f6a3a", second="#3f7a3a", grain=2, roughness=0.9),
            at=places(at, sizes=stage.chance.uniform(1.8, 4.6, count), turns=angle),
        )


def _bridge_and_tower(stage: Stage) -> None:
    """A rope bridge, and a tower with a house."""
    bridge = np.stack(
        [
            np.linspace(10.5, 9.0, 26),
            np.linspace(68, 97, 26),
            24 + np.linspace(0, 7.2, 26) - 2.6 * np.sin(np.linspace(0, np.pi, 26)),
        ],
        axis=1,
    )
    stage.add(
        join(
            [box(1.6, 0.75, 0.1).moved(*p) for p in bridge]
            + [tube(bridge + np.array([s, 0, 1.0]), 0.05) for s in (-0.8, 0.8)]
        ),
        Paint("#5a3f28", roughness=1),
    )
    tower = [lathe([(2.2, 0), (1.8, 7), (2.3, 7.4), (2.3, 8.4)], segments=20), box(5, 4, 3.4).moved(4, 0.5, 0)]
    stage.add(join(tower).moved(24, 72, 22.6), Paint("#efe2c8", second="#d9c4a0", grain=2, roughness=0.9))
    stage.add(
        join(
            [
                lathe([(2.9, 8.4), (0.02, 13)], segments=20),
                prism([(-2.9, 3.2), (2.9, 3.2), (0, 5.8)], 5).moved(4, 0.5, 0),
            ]
        ).moved(24, 72, 22.6),
        Paint("#c9503a", roughness=0.8),
    )


def _airship(stage: Stage) -> None:
    """A small airship over the gap."""
    profile = [(0.02, -6.5), (1.1, -5.2), (2.0, -2.6), (2.3, 0.5), (1.9, 3.6), (0.9, 5.9), (0.02, 6.8)]
    envelope = lathe(profile, segments=32).turned(90, "y").turned(14).moved(-4.5, 66, 33)
    stage.add(envelope, Paint("#e8b04a", second="#e8b04a", roughness=0.5), smooth=True)
    gear = [
        box(4.2, 1.2, 1.0).moved(0, 0, -3.9),
        polygons([(-6.4, 0, 0), (-8.2, 0, 1.9), (-8.2, 0, -1.9)], [(0, 1, 2)]),
        polygons([(-6.4, 0, 0), (-8.2, 1.9, 0), (-8.2, -1.9, 0)], [(0, 1, 2)]),
    ]
    gear += [tube([(x, 0, -1.8), (x * 0.6, 0, -3.0)], 0.05) for x in (-2.5, 2.5)]
    stage.add(join(gear).turned(14).moved(-4.5, 66, 33), Paint("#8a3f2a", roughness=0.6))
