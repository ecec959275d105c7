"""What several stills share: snow, the sea, and light that is seen in the air."""

from collections.abc import Callable

import numpy as np

from tools.stills.graph import Graph, Socket, colour
from tools.stills.noise import fractal
from tools.stills.shapes import Field, ground
from tools.stills.stage import Paint, Stage

SNOW = Paint("#dfe6f0", second="#cfd9e8", grain=4, roughness=0.75, bump=0.25, bump_size=0.35)


def sea(
    stage: Stage, *, shade: str, waves: float, wide: float = 900, far: float = 2500, seed: int = 5, near: float = -3
) -> None:
    """Water to the horizon, with crests of about `waves`; `near` is where it begins."""

    def swell(x: Field, y: Field) -> Field:
        crest = 1 - np.abs(fractal(x / 16, y / 9, seed=seed, octaves=5, roughness=0.45))
        return (crest - 0.75) * waves * np.clip(1.2 - y / 900, 0.12, 1)

    water = ground(swell, across=(-wide, wide), away=(near, far), detail=420)
    stage.add(water, Paint(shade, roughness=0.09, bump=0.25, bump_size=0.35), smooth=True)


def beam(graph: Graph) -> Socket:
    """Light in the air: fades along the beam and towards its rim."""
    _, _, z = graph.parts(graph.node("ShaderNodeTexCoord").outputs["Generated"])
    facing = graph.node("ShaderNodeLayerWeight")
    facing.inputs[0].default_value = 0.5
    rim = graph.math("POWER", graph.math("SUBTRACT", 1.0, facing.outputs["Facing"]), 2.5)
    fade = graph.math("POWER", graph.math("SUBTRACT", 1.0, z), 2.0)
    light = graph.emission(colour("#ffe2a6"), graph.math("MULTIPLY", graph.math("MULTIPLY", rim, fade), 1.1))
    add = graph.node("ShaderNodeAddShader")
    graph.join(add.inputs[0], light)
    graph.join(add.inputs[1], graph.node("ShaderNodeBsdfTransparent").outputs[0])
    return add.outputs[0]


def shaft(shade: str, strength: float) -> Callable[[Graph], Socket]:
    """Sunlight in dusty air: a sheet of light, brightest where it enters."""

    def draw(graph: Graph) -> Socket:
        coordinates = graph.node("ShaderNodeTexCoord").outputs["Generated"]
        _, _, z = graph.parts(coordinates)
        facing = graph.node("ShaderNodeLayerWeight")
        facing.inputs[0].default_value = 0.4
        soft = graph.math("SUBTRACT", 1.0, facing.outputs["Facing"])
        dust = graph.noise(coordinates, scale=5, detail=4)
        power = graph.math(
            "MULTIPLY",
            graph.math("MULTIPLY", graph.math("POWER", z, 0.8), soft),
            graph.math("MULTIPLY", dust, strength),
        )
        add = graph.node("ShaderNodeAddShader")
        graph.join(add.inputs[0], graph.emission(colour(shade), power))
        graph.join(add.inputs[1], graph.node("ShaderNodeBsdfTransparent").outputs[0])
        return add.outputs[0]

    return draw
