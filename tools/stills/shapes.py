"""Meshes as arrays: boxes, turned profiles, tubes, prisms, heightfields; moved, turned and joined without Blender."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float64]
Point = tuple[float, float, float]


@dataclass(frozen=True)
class Shape:
    """A mesh: `points` (n, 3), the corners of all faces in a row, and how many corners each face has."""

    points: Field
    corners: NDArray[np.int64]
    sizes: NDArray[np.int64]

    def moved(self, x: float = 0, y: float = 0, z: float = 0) -> Self:
        return type(self)(self.points + np.array([x, y, z]), self.corners, self.sizes)

    def scaled(self, x: float, y: float | None = None, z: float | None = None) -> Self:
        factors = (x, x if y is None else y, x if z is None else z)
        return type(self)(self.points * factors, self.corners, self.sizes)

    def turned(self, degrees: float, axis: str = "z") -> Self:
        """Turn about an axis through the origin."""
        i, j = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
        angle, points = np.radians(degrees), self.points.copy()
        points[:, i] = self.points[:, i] * np.cos(angle) - self.points[:, j] * np.sin(angle)
        points[:, j] = self.points[:, i] * np.sin(angle) + self.points[:, j] * np.cos(angle)
        return type(self)(points, self.corners, self.sizes)

    def bent(self, bend: Callable[[Field], Field]) -> Self:
        return type(self)(bend(self.points), self.corners, self.sizes)


def join(shapes: Iterable[Shape]) -> Shape:
    parts = list(shapes)
    starts = np.cumsum([0, *(len(part.points) for part in parts)])
    return Shape(
        np.concatenate([part.points for part in parts]),
        np.concatenate([part.corners + start for part, start in zip(parts, starts, strict=False)]),
        np.concatenate([part.sizes for part in parts]),
    )


def polygons(points: Sequence[Point] | Field, faces: Sequence[Sequence[int]]) -> Shape:
    return Shape(
        np.asarray(points, dtype=float),
        np.asarray([corner for face in faces for corner in face], dtype=np.int64),
        np.asarray([len(face) for face in faces], dtype=np.int64),
    )


def box(width: float, depth: float, height: float) -> Shape:
    """It stands on the ground, centred."""
    x, y = width / 2, depth / 2
    points = [(i * x, j * y, k * height) for k in (0, 1) for j in (-1, 1) for i in (-1, 1)]
    faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
    return polygons(points, faces)


def quad(a: Point, b: Point, c: Point, d: Point) -> Shape:
    return polygons([a, b, c, d], [(0, 1, 2, 3)])


def weave(points: Field, rows: int, columns: int, *, closed: bool) -> Shape:
    """Quads between `rows` of `columns` points; closed joins each row's ends."""
    across = np.arange(columns if closed else columns - 1)
    first = (np.arange(rows - 1)[:, None] * columns + across).ravel()
    right = (np.arange(rows - 1)[:, None] * columns + (across + 1) % columns).ravel()
    faces = np.stack([first, right, right + columns, first + columns], axis=1)
    return Shape(points.reshape(-1, 3), faces.ravel(), np.full(len(faces), 4))


def lathe(profile: Sequence[tuple[float, float]], *, segments: int = 48) -> Shape:
    """Turn a profile of (radius, height) about the z axis, from bottom to top."""
    outline = np.asarray(profile, dtype=float)
    angles = np.linspace(0, 2 * np.pi, segments, endpoint=False)
    points = np.stack(
        [outline[:, :1] * np.cos(angles), outline[:, :1] * np.sin(angles), np.repeat(outline[:, 1:], segments, 1)],
        axis=2,
    )
    return weave(points, len(outline), segments, closed=True)


def sphere(radius: float, *, segments: int = 64) -> Shape:
    turns = np.linspace(-np.pi / 2, np.pi / 2, segments // 2)
    return lathe([(radius * np.cos(t), radius * np.sin(t)) for t in turns], segments=segments)


def cylinder(radius: float, height: float, *, top: float | None = None, segments: int = 32) -> Shape:
    end = radius if top is None else top
    return lathe([(0, 0), (radius, 0), (end, height), (0, height)], segments=segments)


def ring(radius: float, thickness: float, *, segments: int = 96, sides: int = 12) -> Shape:
    angles = np.linspace(0, 2 * np.pi, segments + 1)
    return tube([(radius * np.cos(a), radius * np.sin(a), 0.0) for a in angles], thickness, sides=sides)


def tube(path: Sequence[Point] | Field, radius: float | Sequence[float], *, sides: int = 8) -> Shape:
    """A round tube along points; the radius may differ at each."""
    points = np.asarray(path, dtype=float)
    ahead = np.gradient(points, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True) + 1e-9
    up = np.where(np.abs(ahead[:, 2:]) > 0.95, (1.0, 0.0, 0.0), (0.0, 0.0, 1.0))
    side = np.cross(ahead, up)
    side /= np.linalg.norm(side, axis=1, keepdims=True) + 1e-9
    over = np.cross(side, ahead)
    angles = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    reach = np.broadcast_to(np.asarray(radius, dtype=float), len(points))[:, None, None]
    circle = side[:, None] * np.cos(angles)[None, :, None] + over[:, None] * np.sin(angles)[None, :, None]
    return weave(points[:, None] + circle * reach, len(points), sides, closed=True)


def prism(outline: Sequence[tuple[float, float]], depth: float) -> Shape:
    """An outline in x and z, given thickness along y, centred."""
    count = len(outline)
    points = [(x, y, z) for y in (-depth / 2, depth / 2) for x, z in outline]
    sides = [(i, (i + 1) % count, (i + 1) % count + count, i + count) for i in range(count)]
    return polygons(points, [tuple(range(count))[::-1], tuple(range(count, 2 * count)), *sides])


def ground(
    height: Callable[[Field, Field], Field],
    *,
    across: tuple[float, float],
    away: tuple[float, float],
    detail: int = 500,
) -> Shape:
    """A heightfield; lines lie closer together near the camera (small y), where they are seen."""
    near = np.linspace(0, 1, detail) ** 2.2
    x, y = np.meshgrid(np.linspace(*across, detail), away[0] + (away[1] - away[0]) * near)
    return weave(np.stack([x, y, height(x, y)], axis=2), detail, detail, closed=False)


def at_height(height: Callable[[Field, Field], Field], x: float, y: float) -> float:
    """How high the ground is at a point."""
    return float(height(np.array([x]), np.array([y]))[0])
