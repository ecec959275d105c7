"""A ringed giant fills the sky of an icy moon; a lander and an astronaut."""

from collections.abc import Callable

import numpy as np
from mathutils import Euler, Matrix

from tools.stills.grade import Look
from tools.stills.graph import Graph, Socket, colour
from tools.stills.noise import fractal, ridged
from tools.stills.props import figure
from tools.stills.shapes import (
    Field,
    Shape,
    cylinder,
    ground,
    join,
    lathe,
    sphere,
    tube,
    weave,
)
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still


def moon(x: Field, y: Field) -> Field:
    far = np.clip((y - 60) / 160, 0, 1)
    return (
        ridged(x / 60, y / 60, seed=14) * (1.0 + 26 * far)
        - 1.5
        - 6 * far
        + fractal(x / 5, y / 5, seed=6) * 0.35
        - 0.018 * np.clip(y - 100, 0, 400)
    )


def gas_giant(graph: Graph) -> Socket:
    """Bands bent by eddies."""
    place = graph.node("ShaderNodeTexCoord").outputs["Object"]
    _, _, z = graph.parts(place)
    eddy = graph.noise(graph.vector("MULTIPLY", place, (0.9, 0.9, 3.5)), scale=0.05, detail=7, warp=1.2)
    level = graph.math("ADD", graph.math("MULTIPLY", z, 0.085), graph.math("MULTIPLY", eddy, 0.55))
    bands = graph.noise(graph.combine(0.0, 0.0, level), scale=3.0, detail=8, roughness=0.62)
    stops = [
        (0.28, colour("#6b3f35")),
        (0.42, colour("#c98d5f")),
        (0.52, colour("#ead2a6")),
        (0.62, colour("#a8644a")),
        (0.75, colour("#e9dcc3")),
    ]
    tone = graph.ramp(bands, stops)
    body = graph.node("ShaderNodeBsdfPrincipled")
    graph.join(body.inputs["Base Color"], tone)
    body.inputs["Roughness"].default_value = 1.0
    return body.outputs[0]


def hull(length: float, beam_: float, depth: float) -> Shape:
    """An open boat along x, its keel at the origin."""
    along, around = np.linspace(-1, 1, 41), np.linspace(-1, 1, 13)
    t, s = np.meshgrid(along, around, indexing="ij")
    half = beam_ / 2 * np.clip(1 - np.abs(t) ** 2.6, 0, 1) ** 0.6
    rise = depth * 0.45 * t**2
    points = np.stack(
        [t * length / 2, half * np.sin(s * np.pi / 2), depth * (1 - np.cos(s * np.pi / 2)) ** 0.8 + rise], axis=2
    )
    return weave(points, len(along), len(around), closed=False)


def ring_dust(inner: float, outer: float) -> Callable[[Graph], Socket]:
    def draw(graph: Graph) -> Socket:
        place = graph.node("ShaderNodeTexCoord").outputs["Object"]
        radius = graph.math("DIVIDE", graph.math("SUBTRACT", graph.vector("LENGTH", place), inner), outer - inner)
        grooves = graph.noise(graph.combine(radius, 0.0, 0.0), scale=9, detail=9, roughness=0.75)
        share = graph.ramp(grooves, [(0.36, (0, 0, 0, 1)), (0.62, (1, 1, 1, 1))])
        share = graph.math(
            "MULTIPLY",
            share,
            graph.ramp(
                radius, [(0.0, (0, 0, 0, 1)), (0.08, (0.9, 0.9, 0.9, 1)), (0.86, (0.8, 0.8, 0.8, 1)), (1, (0, 0, 0, 1))]
            ),
        )
        body = graph.node("ShaderNodeBsdfDiffuse")
        graph.join(body.inputs[0], graph.mix(grooves, colour("#b8977a"), colour("#fff0d8")))
        through = graph.node("ShaderNodeBsdfTranslucent")
        graph.join(through.inputs[0], colour("#e0c8a8"))
        lit = graph.blend(0.4, body.outputs[0], through.outputs[0])
        lit = _sum(graph, lit, graph.emission(graph.mix(grooves, colour("#6a5240"), colour("#d8bf9a")), 0.5))
        return graph.blend(share, graph.node("ShaderNodeBsdfTransparent").outputs[0], lit)

    return draw


def _sum(graph: Graph, first: Socket, second: Socket) -> Socket:
    add = graph.node("ShaderNodeAddShader")
    graph.join(add.inputs[0], first)
    graph.join(add.inputs[1], second)
    return add.outputs[0]


@still(
    "ringed-planet",
    shows="a ringed giant fills the sky of an icy moon; a lander and an astronaut",
    mood="awe, science fiction",
)
def ringed_planet(stage: Stage) -> Look:
    sun = (-75.0, 16.0)
    stage.air(
        sky=Sky(
            stops=[(0.0, colour("#131b33")), (0.25, colour("#080c1b")), (1, colour("#03050c"))], stars=2.0, lights=0.5
        ),
        haze=Haze(0.0012, colour("#27304d"), height=9, most=0.8),
    )
    stage.camera((0, 0, 3.0), (0, 60, 13), lens=30, shift=(-0.02, 0.0))
    stage.sun(azimuth=sun[0], elevation=sun[1], shade="#ffe6c4", strength=5.0, softness=0.5)
    _giant(stage)
    surface = ground(moon, across=(-230, 230), away=(-3, 420), detail=420)
    stage.add(
        surface, Paint("#8d93a6", second="#6f7488", grain=6, roughness=0.95, bump=0.7, bump_size=0.5), smooth=True
    )
    _lander(stage)
    stage.add(
        figure(height=1.9, coat=False)
        .scaled(1.25, 1.3, 1.0)
        .turned(40)
        .moved(5.4, 27, float(moon(np.array([5.4]), np.array([27.0]))[0])),
        Paint("#e8e4da", roughness=0.6),
    )
    return Look(exposure=0.25, bloom=0.1, shadows="#6c7698", highlights="#88827a", vignette=0.4)


def _giant(stage: Stage) -> None:
    """The planet, and its ring of dust, tilted."""
    giant = stage.shader(gas_giant, hazy=False)
    place = Matrix.LocRotScale((300, 900, 300), Euler((np.radians(-14), np.radians(-20), 0)), None)
    stage.add(sphere(250, segments=160), giant, smooth=True, at=[place])
    disc = lathe([(310, 0), (450, 0)], segments=256)
    stage.add(disc, stage.shader(ring_dust(310, 450), hazy=False), at=[place])


def _lander(stage: Stage) -> None:
    """A lander on four legs with lit ports."""
    z = float(moon(np.array([11.0]), np.array([36.0]))[0])
    legs = [
        tube([(np.cos(a) * 0.9, np.sin(a) * 0.9, 2.0), (np.cos(a) * 2.3, np.sin(a) * 2.3, 0)], 0.09)
        for a in np.arange(4) * np.pi / 2 + 0.5
    ]
    pads = [
        cylinder(0.4, 0.08, segments=12).moved(np.cos(a) * 2.3, np.sin(a) * 2.3) for a in np.arange(4) * np.pi / 2 + 0.5
    ]
    hull = lathe(
        [(0.3, 1.0), (1.2, 1.3), (1.7, 2.0), (1.7, 3.0), (1.3, 3.9), (0.5, 4.5), (0.2, 4.6), (0.03, 6.2)], segments=10
    )
    stage.add(join([hull, *legs, *pads]).moved(11, 36, z), Paint("#c9ccd4", roughness=0.35, metal=0.7))
    ports = join([cylinder(0.24, 0.1, segments=16).turned(90, "x").moved(dx, -1.62, 2.6) for dx in (-0.55, 0.15)])
    stage.add(ports.moved(11, 36, z), Paint("#ffd089", glow=8))
    stage.lamp((9.0, 33.5, z + 1.5), shade="#ffc070", watts=160, size=0.3)
