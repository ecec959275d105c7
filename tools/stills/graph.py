"""Blender's shader nodes written as expressions."""

from collections.abc import Sequence
from typing import Any

import bpy

Socket = Any  # Blender's node sockets carry no types.
Colour = tuple[float, float, float, float]


def colour(code: str, strength: float = 1.0) -> Colour:
    """`#rrggbb` as linear light."""
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red * strength, green * strength, blue * strength, 1.0


class Graph:
    """One node tree; every method adds a node and answers its result."""

    def __init__(self, tree: bpy.types.NodeTree) -> None:
        self.tree = tree

    def node(self, kind: str, /, **settings: Any) -> Any:
        node = self.tree.nodes.new(kind)
        for name, value in settings.items():
            setattr(node, name, value)
        return node

    def join(self, socket: Socket, value: Any) -> None:
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        else:
            socket.default_value = value

    def math(self, operation: str, first: Any, second: Any = 0.0, *, clamp: bool = False) -> Socket:
        node = self.node("ShaderNodeMath", operation=operation, use_clamp=clamp)
        self.join(node.inputs[0], first)
        self.join(node.inputs[1], second)
        return node.outputs[0]

    def vector(self, operation: str, first: Any, second: Any = (0.0, 0.0, 0.0)) -> Socket:
        node = self.node("ShaderNodeVectorMath", operation=operation)
        self.join(node.inputs[0], first)
        self.join(node.inputs[1], second)
        return node.outputs["Value" if operation in {"DOT_PRODUCT", "LENGTH"} else "Vector"]

    def parts(self, vector: Socket) -> tuple[Socket, Socket, Socket]:
        node = self.node("ShaderNodeSeparateXYZ")
        self.join(node.inputs[0], vector)
        return node.outputs[0], node.outputs[1], node.outputs[2]

    def combine(self, x: Any, y: Any, z: Any) -> Socket:
        node = self.node("ShaderNodeCombineXYZ")
        for socket, value in zip(node.inputs, (x, y, z), strict=True):
            self.join(socket, value)
        return node.outputs[0]

    def mix(self, share: Any, first: Any, second: Any, *, blend: str = "MIX") -> Socket:
        """Between two colours, or their sum with blend="ADD"."""
        node = self.node("ShaderNodeMix", data_type="RGBA", blend_type=blend)
        self.join(node.inputs[0], share)
        self.join(node.inputs[6], first)
        self.join(node.inputs[7], second)
        return node.outputs[2]

    def ramp(self, value: Socket, stops: Sequence[tuple[float, Colour]], *, ease: str = "EASE") -> Socket:
        node = self.node("ShaderNodeValToRGB")
        node.color_ramp.interpolation = ease
        elements = node.color_ramp.elements
        while len(elements) < len(stops):
            elements.new(0.5)
        for element, (position, shade) in zip(elements, stops, strict=True):
            element.position, element.color = position, shade
        self.join(node.inputs[0], value)
        return node.outputs[0]

    def noise(self, at: Socket, *, scale: float, detail: float = 6, roughness: float = 0.55, warp: float = 0) -> Socket:
        node = self.node("ShaderNodeTexNoise")
        self.join(node.inputs["Vector"], at)
        for name, value in (("Scale", scale), ("Detail", detail), ("Roughness", roughness), ("Distortion", warp)):
            node.inputs[name].default_value = value
        return node.outputs[0]

    def emission(self, shade: Any, strength: Any = 1.0) -> Socket:
        node = self.node("ShaderNodeEmission")
        self.join(node.inputs[0], shade)
        self.join(node.inputs[1], strength)
        return node.outputs[0]

    def blend(self, share: Any, first: Socket, second: Socket) -> Socket:
        """Between two shaders."""
        node = self.node("ShaderNodeMixShader")
        self.join(node.inputs[0], share)
        self.join(node.inputs[1], first)
        self.join(node.inputs[2], second)
        return node.outputs[0]
