"""Northern lights over a frozen lake and peaks, one red tent lit from within."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import Graph, Socket, colour
from tools.stills.noise import fractal, ridged
from tools.stills.props import figure
from tools.stills.shapes import Field, box, ground, join, lathe, tube, weave
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still
from tools.stills.surroundings import SNOW


def peaks(x: Field, y: Field) -> Field:
    rise = np.clip((y - 150) / 160, 0, 1) ** 1.3
    return (
        rise * (ridged(x / 120, y / 120, seed=8) * 88 - 12)
        + fractal(x / 9, y / 9, seed=4) * 0.06 * (y < 150)
        + rise * 4
        - 0.3 * (y > 140)
    )


def bank(x: Field, y: Field) -> Field:
    """A snowy spit that the tent stands on."""
    return (
        0.75 * np.exp(-(((x - 6.5) / 6.5) ** 2) - ((y - 15.5) / 4.5) ** 2)
        + fractal(x / 3, y / 3, seed=31) * 0.22
        - 0.28
    )


def aurora(graph: Graph) -> Socket:
    """Curtains of green light with violet tops, which add to what is behind them."""
    x, y, z = graph.parts(graph.node("ShaderNodeTexCoord").outputs["Generated"])
    rays = graph.noise(
        graph.combine(graph.math("MULTIPLY", x, 26.0), y, graph.math("MULTIPLY", z, 0.4)), scale=1.6, detail=5
    )
    rays = graph.math("POWER", rays, 2.2)
    rise = graph.ramp(z, [(0.0, (0, 0, 0, 1)), (0.1, (1, 1, 1, 1)), (0.3, (0.45, 0.45, 0.45, 1)), (1, (0, 0, 0, 1))])
    tone = graph.ramp(
        z, [(0.0, colour("#7dffb0")), (0.35, colour("#35e0a0")), (0.7, colour("#5d63d8")), (1, colour("#a03fc0"))]
    )
    light = graph.emission(tone, graph.math("MULTIPLY", graph.math("MULTIPLY", rays, rise), 2.2))
    add = graph.node("ShaderNodeAddShader")
    graph.join(add.inputs[0], light)
    graph.join(add.inputs[1], graph.node("ShaderNodeBsdfTransparent").outputs[0])
    return add.outputs[0]


@still(
    "aurora-ice",
    shows="northern lights over a frozen lake and peaks, one red tent lit from within",
    mood="wondrous, cold",
)
def aurora_ice(stage: Stage) -> Look:
    stage.air(
        sky=Sky(
            stops=[(0.0, colour("#16384d")), (0.2, colour("#0c2038")), (1, colour("#040a18"))], stars=1.6, lights=0.6
        ),
        haze=Haze(0.0022, colour("#123b46"), height=20, most=0.9),
    )
    stage.camera((0, 0, 1.7), (0, 40, 7.6), lens=26, shift=(-0.04, 0.0))
    _lake_and_peaks(stage)
    _curtains_of_light(stage)
    _camp(stage)
    return Look(exposure=0.75, bloom=0.22, shadows="#607a92", highlights="#80887e", saturation=1.1)


def _lake_and_peaks(stage: Stage) -> None:
    """Ice, peaks and a bank of snow."""
    ice = Paint("#4a7f93", second="#9fc3cf", grain=5, roughness=0.1, bump=0.03, bump_size=1.2)
    stage.add(box(1200, 330, 0.02).moved(0, 130, -0.02), ice)
    rock = Paint(
        "#1f2b38", second="#18222e", grain=8, roughness=0.95, bump=0.8, bump_size=3, slope="#c8d8e6", slope_from=0.66
    )
    stage.add(ground(peaks, across=(-480, 480), away=(150, 620), detail=420), rock)
    drift = ground(bank, across=(-26, 30), away=(2.5, 42), detail=420)
    stage.add(drift, SNOW, smooth=True)


def _curtains_of_light(stage: Stage) -> None:
    """Three curtains, one behind the other."""
    for k, (y, base, tall) in enumerate(((520.0, 120.0, 230.0), (640.0, 160.0, 300.0), (430.0, 105.0, 150.0))):
        x = np.linspace(-520 + 90 * k, 620, 400)
        bend = fractal(x / 170, x * 0 + k, seed=40 + k, octaves=3) * 110
        foot = np.stack(
            [x, y + bend, np.full_like(x, base) + fractal(x / 260, x * 0, seed=50 + k, octaves=2) * 40], axis=1
        )

        curtain = weave(np.stack([foot, foot + np.array([0, 0, tall])]), 2, len(x), closed=False)
        stage.add(curtain, stage.shader(aurora, hazy=False), smooth=True)


def _camp(stage: Stage) -> None:
    """A tent lit from within."""
    tent = join([tube([(-1.3, 0, 0), (-1.0, 0, 0.9), (0, 0, 1.35), (1.0, 0, 0.9), (1.3, 0, 0)], 0.02)])
    dome = lathe([(1.35, 0), (1.3, 0.4), (1.05, 0.85), (0.6, 1.2), (0.0, 1.32)], segments=8).moved(4.6, 14.5, 0.32)
    stage.add(dome, Paint("#ff5a2a", glow=1.7, hazy=False))
    stage.add(tent.moved(4.6, 13.3, 0.3), Paint("#331510", roughness=1))
    stage.lamp((4.6, 12.4, 0.95), shade="#ff6a35", watts=45, size=0.4)
    stage.add(figure(height=1.75).turned(30).moved(7.2, 14.2, 0.38), Paint("#0d1016", roughness=1))
