"""The stage: an empty Blender scene, to which a still adds surfaces, shapes, lights and a camera."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix, Vector
from numpy.typing import NDArray

from tools.stills.graph import Graph, Socket, colour
from tools.stills.shapes import Point, Shape
from tools.stills.sky import Haze, Sky, direction, haze_group, paint_sky

WIDTH, HEIGHT = 1280, 720


@dataclass(frozen=True)
class Paint:
    """How a surface answers light. `second` mottles the colour by noise of size `grain`; `bump` roughens it."""

    shade: str
    second: str | None = None
    grain: float = 1.0
    roughness: float = 0.7
    metal: float = 0.0
    bump: float = 0.0
    bump_size: float = 1.0
    glow: float = 0.0
    glass: float = 0.0
    puddles: float = 0.0
    translucent: float = 0.0
    hazy: bool = True
    slope: str | None = None  # the colour of what lies flat, such as snow on rock
    slope_from: float = 0.75


@dataclass
class Stage:
    """Everything of one still. `chance` is seeded with its name."""

    chance: np.random.Generator
    haze: Haze | None = None
    eye: float = 2.0
    _papers: dict[Paint, bpy.types.Material] = field(default_factory=dict)
    _haze_tree: Any = None

    @classmethod
    def empty(cls, name: str) -> "Stage":
        bpy.ops.wm.read_factory_settings(use_empty=True)
        scene = bpy.context.scene
        scene.world = bpy.data.worlds.new("sky")
        scene.render.engine = "CYCLES"
        seed = int.from_bytes(name.encode()[:8].ljust(8, b"\0"), "little") % 2**32
        return cls(chance=np.random.default_rng(seed))

    def air(self, *, sky: Sky, haze: Haze | None = None) -> None:
        paint_sky(bpy.context.scene.world, sky)
        self.haze = haze

    def camera(
        self, at: Point, to: Point, *, lens: float = 35, shift: tuple[float, float] = (0.0, 0.0),
        focus: float | None = None, stop: float = 2.8,
    ) -> None:  # fmt: skip
        """`shift` moves the picture by shares of its width: -0.1 in x puts what is in the middle right of it."""
        data = bpy.data.cameras.new("camera")
        data.lens, data.clip_end, data.clip_start = lens, 100_000, 0.01
        data.shift_x, data.shift_y = shift
        if focus:
            data.dof.use_dof, data.dof.focus_distance, data.dof.aperture_fstop = True, focus, stop
        body = bpy.data.objects.new("camera", data)
        body.location = at
        body.rotation_euler = (Vector(to) - Vector(at)).to_track_quat("-Z", "Y").to_euler()
        bpy.context.scene.collection.objects.link(body)
        bpy.context.scene.camera = body
        self.eye = at[2]

    def add(
        self,
        shape: Shape,
        paint: Paint | bpy.types.Material,
        *,
        smooth: bool = False,
        at: Sequence[Matrix] | None = None,
    ) -> None:
        """Show a shape once, or at each of many places."""
        mesh = bpy.data.meshes.new("shape")
        mesh.vertices.add(len(shape.points))
        mesh.vertices.foreach_set("co", shape.points.astype(np.float32).ravel())
        mesh.loops.add(len(shape.corners))
        mesh.loops.foreach_set("vertex_index", shape.corners.astype(np.int32))
        mesh.polygons.add(len(shape.sizes))
        starts = np.concatenate([[0], np.cumsum(shape.sizes)[:-1]]).astype(np.int32)
        mesh.polygons.foreach_set("loop_start", starts)
        mesh.polygons.foreach_set("use_smooth", np.full(len(shape.sizes), smooth))
        mesh.update(calc_edges=True)
        if smooth:
            mesh.set_sharp_from_angle(angle=np.radians(40))
        mesh.materials.append(self.material(paint) if isinstance(paint, Paint) else paint)
        for place in at if at is not None else [Matrix()]:
            body = bpy.data.objects.new("shape", mesh)
            body.matrix_world = place
            bpy.context.scene.collection.objects.link(body)

    def sun(self, *, azimuth: float, elevation: float, shade: str, strength: float, softness: float = 1.0) -> None:
        data = bpy.data.lights.new("sun", "SUN")
        data.energy, data.color, data.angle = strength, colour(shade)[:3], np.radians(softness)
        body = bpy.data.objects.new("sun", data)
        body.rotation_euler = (-Vector(direction(azimuth, elevation))).to_track_quat("-Z", "Y").to_euler()
        bpy.context.scene.collection.objects.link(body)

    def lamp(self, at: Point, *, shade: str, watts: float, size: float = 0.1) -> None:
        data = bpy.data.lights.new("lamp", "POINT")
        data.energy, data.color, data.shadow_soft_size = watts, colour(shade)[:3], size
        body = bpy.data.objects.new("lamp", data)
        body.location = at
        bpy.context.scene.collection.objects.link(body)

    def panel(self, at: Point, to: Point, *, shade: str, watts: float, size: tuple[float, float]) -> None:
        data = bpy.data.lights.new("panel", "AREA")
        data.energy, data.color, data.shape = watts, colour(shade)[:3], "RECTANGLE"
        data.size, data.size_y = size
        body = bpy.data.objects.new("panel", data)
        body.location = at
        body.rotation_euler = (Vector(to) - Vector(at)).to_track_quat("-Z", "Y").to_euler()
        body.visible_camera = False
        bpy.context.scene.collection.objects.link(body)

    def material(self, paint: Paint) -> bpy.types.Material:
        if paint not in self._papers:
            self._papers[paint] = self.shader(lambda graph: surface(graph, paint), hazy=paint.hazy)
        return self._papers[paint]

    def shader(self, draw: Any, *, hazy: bool = True) -> bpy.types.Material:
        """A material from `draw(graph)`, which answers a shader; haze is laid over it."""
        material = bpy.data.materials.new("paint")
        material.use_nodes = True
        material.node_tree.nodes.clear()
        graph = Graph(material.node_tree)
        shader = draw(graph)
        if self.haze and hazy:
            if self._haze_tree is None:
                self._haze_tree = haze_group(self.haze, eye=self.eye)
            veil = graph.node("ShaderNodeGroup", node_tree=self._haze_tree)
            graph.join(veil.inputs[0], shader)
            shader = veil.outputs[0]
        graph.join(graph.node("ShaderNodeOutputMaterial").inputs[0], shader)
        return material


def surface(graph: Graph, paint: Paint) -> Socket:
    """The shader of a Paint."""
    if paint.glow:
        return graph.emission(colour(paint.shade), paint.glow)
    geometry = graph.node("ShaderNodeNewGeometry")
    place = geometry.outputs["Position"]
    body = graph.node("ShaderNodeBsdfPrincipled")
    shade: Any = colour(paint.shade)
    if paint.second:
        patches = graph.ramp(
            graph.noise(place, scale=1 / paint.grain, detail=3), [(0.35, (0, 0, 0, 1)), (0.65, (1, 1, 1, 1))]
        )
        shade = graph.mix(patches, shade, colour(paint.second))
    if paint.slope:
        _, _, up = graph.parts(geometry.outputs["Normal"])
        rough = graph.math(
            "MULTIPLY", graph.math("SUBTRACT", graph.noise(place, scale=2 / paint.grain, detail=2), 0.5), 0.35
        )
        flat = graph.math("ADD", up, rough)
        edge = [(paint.slope_from - 0.05, (0, 0, 0, 1)), (paint.slope_from + 0.05, (1, 1, 1, 1))]
        shade = graph.mix(graph.ramp(flat, edge), shade, colour(paint.slope))
    graph.join(body.inputs["Base Color"], shade)
    _gloss(graph, paint, body, place)
    if paint.translucent:
        through = graph.node("ShaderNodeBsdfTranslucent")
        graph.join(through.inputs[0], shade)
        return graph.blend(paint.translucent, body.outputs[0], through.outputs[0])
    return body.outputs[0]


def _gloss(graph: Graph, paint: Paint, body: Any, place: Socket) -> None:
    """Roughness, puddles, metal, glass and bumps of a surface."""
    roughness: Any = paint.roughness
    if paint.puddles:
        wet = graph.noise(place, scale=paint.puddles, detail=4)
        dry = (paint.roughness, paint.roughness, paint.roughness, 1)
        roughness = graph.ramp(wet, [(0.42, (0.03, 0.03, 0.03, 1)), (0.62, dry)])
    graph.join(body.inputs["Roughness"], roughness)
    body.inputs["Metallic"].default_value = paint.metal
    body.inputs["Transmission Weight"].default_value = paint.glass
    if paint.bump:
        bump = graph.node("ShaderNodeBump")
        bump.inputs["Strength"].default_value = paint.bump
        bump.inputs["Distance"].default_value = paint.bump_size
        graph.join(bump.inputs["Height"], graph.noise(place, scale=1 / paint.bump_size, detail=3, roughness=0.6))
        graph.join(body.inputs["Normal"], bump.outputs[0])


def places(points: NDArray[np.float64], *, sizes: NDArray[np.float64], turns: NDArray[np.float64]) -> list[Matrix]:
    """Matrices from positions (n, 3), sizes (n) and turns about z in radians (n)."""
    return [
        Matrix.LocRotScale(Vector(point), Matrix.Rotation(turn, 3, "Z").to_quaternion(), Vector((size, size, size)))
        for point, size, turn in zip(points, sizes, turns, strict=True)
    ]


def photograph(
    folder: Path, *, scale: float, samples: int, indoors: bool
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Light (h, w, 3), linear, and distance (h, w) of every pixel, in scene units."""
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = round(WIDTH * scale), round(HEIGHT * scale)
    scene.cycles.samples, scene.cycles.use_adaptive_sampling, scene.cycles.adaptive_threshold = samples, True, 0.1
    scene.cycles.adaptive_min_samples = 4
    scene.cycles.use_denoising, scene.cycles.denoiser = True, "OPENIMAGEDENOISE"
    scene.cycles.denoising_prefilter, scene.cycles.denoising_quality = "FAST", "BALANCED"
    scene.cycles.max_bounces, scene.cycles.diffuse_bounces, scene.cycles.glossy_bounces = 3, 2 if indoors else 1, 2
    # Outdoors the second bounce is only darkened by what is near: half the time for nearly the same picture.
    scene.cycles.use_fast_gi, scene.cycles.ao_bounces_render = not indoors, 1
    scene.world.light_settings.distance = 30
    scene.cycles.transparent_max_bounces, scene.cycles.sample_clamp_indirect = 24, 4.0
    scene.cycles.caustics_reflective = scene.cycles.caustics_refractive = False
    scene.view_layers[0].use_pass_z = True
    scene.use_nodes = True
    tree = scene.node_tree
    tree.nodes.clear()
    layers, output = tree.nodes.new("CompositorNodeRLayers"), tree.nodes.new("CompositorNodeOutputFile")
    output.base_path, output.format.file_format, output.format.color_depth = str(folder), "OPEN_EXR", "32"
    output.file_slots.clear()
    for name, source in (("light", "Image"), ("depth", "Depth")):
        output.file_slots.new(name)
        tree.links.new(layers.outputs[source], output.inputs[name])
    bpy.ops.render.render()
    light, depth = (_read(folder / f"{name}0001.exr") for name in ("light", "depth"))
    return light[..., :3], depth[..., 0]


def _read(file: Path) -> NDArray[np.float32]:
    image = bpy.data.images.load(str(file))
    width, height = image.size
    pixels = np.empty(width * height * 4, dtype=np.float32)
    image.colorspace_settings.name = "Non-Color"
    image.pixels.foreach_get(pixels)
    return pixels.reshape(height, width, 4)[::-1]
