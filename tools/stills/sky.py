"""Sky and haze. Haze is computed in every surface's shader: it costs no samples, unlike a volume."""

from collections.abc import Sequence
from dataclasses import dataclass

import bpy
import numpy as np

from tools.stills.graph import Colour, Graph, Socket


def direction(azimuth: float, elevation: float) -> tuple[float, float, float]:
    """Degrees to the right of straight ahead (+y), and above the horizon."""
    a, e = np.radians(azimuth), np.radians(elevation)
    return float(np.sin(a) * np.cos(e)), float(np.cos(a) * np.cos(e)), float(np.sin(e))


@dataclass(frozen=True)
class Clouds:
    lit: Colour
    shaded: Colour
    cover: float = 0.5
    scale: float = 1.1
    stretch: float = 2.5
    seed: float = 0.0


@dataclass(frozen=True)
class Sky:
    """Colours by sine of elevation, the sun's glow, stars (0..1) and clouds."""

    stops: Sequence[tuple[float, Colour]]
    sun: tuple[float, float] = (20.0, 8.0)
    glow: Colour = (0.0, 0.0, 0.0, 1.0)
    disc: float = 0.0
    disc_size: float = 0.9
    stars: float = 0.0
    clouds: Clouds | None = None
    strength: float = 1.0
    lights: float = 1.0  # how much of it lights the scene, beside being seen


@dataclass(frozen=True)
class Haze:
    """Exponential haze: optical depth `density` a unit of length at height 0, thinner by e every `height`."""

    density: float
    shade: Colour
    towards_sun: Colour | None = None
    height: float = 1e6
    most: float = 1.0
    sun: tuple[float, float] = (20.0, 8.0)
    focus: float = 6.0


def paint_sky(world: bpy.types.World, sky: Sky) -> None:
    world.use_nodes = True
    world.cycles.sampling_method, world.cycles.sample_map_resolution = "MANUAL", 128
    tree = world.node_tree
    tree.nodes.clear()
    graph = Graph(tree)
    looking = graph.node("ShaderNodeTexCoord").outputs["Generated"]
    _, _, up = graph.parts(looking)
    shade = graph.ramp(graph.math("MAXIMUM", up, 0.0), sky.stops, ease="LINEAR")
    facing = graph.math("MAXIMUM", graph.vector("DOT_PRODUCT", looking, direction(*sky.sun)), 0.0)
    if sky.stars:
        shade = graph.mix(1.0, shade, _stars(graph, looking, up, sky.stars), blend="ADD")
    for power, share in ((6.0, 0.25), (40.0, 0.5), (400.0, 1.2)):
        near = graph.math("MULTIPLY", graph.math("POWER", facing, power), share)
        shade = graph.mix(1.0, shade, graph.mix(near, (0, 0, 0, 1), sky.glow), blend="ADD")
    if sky.clouds:
        shade = _clouds(graph, looking, up, facing, shade, sky.clouds)
    if sky.disc:
        edge = np.cos(np.radians(sky.disc_size))
        disc = graph.math("GREATER_THAN", facing, float(edge))
        shade = graph.mix(disc, shade, (*(c * sky.disc for c in sky.glow[:3]), 1.0))
    seen = graph.node("ShaderNodeLightPath").outputs["Is Camera Ray"]
    strength = graph.math("ADD", graph.math("MULTIPLY", seen, sky.strength - sky.lights), sky.lights)
    background = graph.node("ShaderNodeBackground")
    graph.join(background.inputs[0], shade)
    graph.join(background.inputs[1], strength)
    graph.join(graph.node("ShaderNodeOutputWorld").inputs[0], background.outputs[0])


def _stars(graph: Graph, looking: Socket, up: Socket, amount: float) -> Socket:
    cells = graph.node("ShaderNodeTexVoronoi", feature="F1")
    graph.join(cells.inputs["Vector"], looking)
    cells.inputs["Scale"].default_value = 190
    point = graph.math("LESS_THAN", cells.outputs["Distance"], 0.13)
    red, green, _ = graph.parts(cells.outputs["Color"])
    bright = graph.math("POWER", red, 7.0)
    band = graph.noise(looking, scale=2.2, detail=4)
    light = graph.math("MULTIPLY", graph.math("MULTIPLY", point, bright), graph.math("MULTIPLY", band, 5.0 * amount))
    return graph.mix(light, (0, 0, 0, 1), graph.mix(green, (1.0, 0.8, 0.65, 1), (0.7, 0.82, 1.0, 1)))


def _clouds(graph: Graph, looking: Socket, up: Socket, facing: Socket, shade: Socket, clouds: Clouds) -> Socket:
    x, y, _ = graph.parts(looking)
    height = graph.math("ADD", graph.math("MAXIMUM", up, 0.0), 0.09)
    flat = graph.combine(graph.math("DIVIDE", x, height), graph.math("DIVIDE", y, height), clouds.seed)
    flat = graph.vector("MULTIPLY", flat, (1.0 / clouds.stretch, 1.0, 1.0))
    billow = graph.noise(flat, scale=clouds.scale, detail=9, roughness=0.56, warp=0.3)
    low = 1 - clouds.cover
    body = graph.ramp(billow, [(max(0.0, low - 0.06), (0, 0, 0, 1)), (min(1.0, low + 0.2), (1, 1, 1, 1))])
    fade = graph.math("MULTIPLY", up, 9.0, clamp=True)
    rim = graph.math("POWER", facing, 3.0)
    tone = graph.mix(graph.math("MULTIPLY", body, 0.8), clouds.lit, clouds.shaded)
    tone = graph.mix(graph.math("MULTIPLY", rim, 0.75), tone, clouds.lit)
    return graph.mix(graph.math("MULTIPLY", graph.math("MULTIPLY", body, fade), 0.92), shade, tone)


def haze_group(haze: Haze, *, eye: float) -> bpy.types.NodeTree:
    """A node group that veils a shader by the distance and height of what it covers; `eye` is the camera's height."""
    tree = bpy.data.node_groups.new("haze", "ShaderNodeTree")
    tree.interface.new_socket("Surface", in_out="INPUT", socket_type="NodeSocketShader")
    tree.interface.new_socket("Surface", in_out="OUTPUT", socket_type="NodeSocketShader")
    graph = Graph(tree)
    geometry = graph.node("ShaderNodeNewGeometry")
    _, _, z = graph.parts(geometry.outputs["Position"])
    middle = graph.math("MULTIPLY", graph.math("ADD", z, eye), 0.5)
    ends = graph.math("ADD", _thin(graph, z, haze.height), float(np.exp(-eye / haze.height)))
    mean = graph.math(
        "DIVIDE", graph.math("ADD", ends, graph.math("MULTIPLY", _thin(graph, middle, haze.height), 4)), 6
    )
    away = graph.node("ShaderNodeCameraData").outputs["View Distance"]
    depth = graph.math("MULTIPLY", graph.math("MULTIPLY", mean, away), -haze.density)
    veil = graph.math("MULTIPLY", graph.math("SUBTRACT", 1.0, graph.math("EXPONENT", depth)), haze.most)
    bounced = graph.node("ShaderNodeLightPath").outputs["Is Diffuse Ray"]
    veil = graph.math("MULTIPLY", veil, graph.math("SUBTRACT", 1.0, bounced), clamp=True)
    against = graph.vector("DOT_PRODUCT", geometry.outputs["Incoming"], tuple(-c for c in direction(*haze.sun)))
    towards = graph.math("POWER", graph.math("MAXIMUM", against, 0.0), haze.focus)
    shade = graph.mix(towards, haze.shade, haze.towards_sun or haze.shade)
    source, sink = graph.node("NodeGroupInput"), graph.node("NodeGroupOutput")
    graph.join(sink.inputs[0], graph.blend(veil, source.outputs[0], graph.emission(shade)))
    return tree


def _thin(graph: Graph, z: Socket, height: float) -> Socket:
    return graph.math("EXPONENT", graph.math("MINIMUM", graph.math("DIVIDE", z, -height), 4.0))
