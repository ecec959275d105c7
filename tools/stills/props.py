"""Small things that give a still its scale: people, trees, lamps, houses."""

import numpy as np

from tools.stills.noise import fractal
from tools.stills.shapes import Field, Shape, box, cylinder, join, lathe, polygons, prism, sphere, tube


def figure(*, height: float = 1.75, stride: float = 0.16, coat: bool = True) -> Shape:
    """A person seen from afar, standing on the origin."""
    hem = 0.42 if coat else 0.8
    body = lathe(
        [(0.0, hem), (0.27 if coat else 0.2, hem), (0.2, 0.95), (0.19, 1.15), (0.24, 1.4), (0.13, 1.5), (0.06, 1.52)],
        segments=16,
    ).scaled(1.0, 0.65, 1.0)
    legs = [cylinder(0.085, hem + 0.2, top=0.1, segments=10).moved(side * 0.1, side * stride) for side in (-1, 1)]
    arms = [tube([(s * 0.24, 0, 1.4), (s * 0.31, 0.03 * s, 1.1), (s * 0.3, 0.08 * s, 0.8)], 0.06) for s in (-1, 1)]
    head = sphere(0.115, segments=16).scaled(0.9, 1, 1.15).moved(0, 0, 1.64)
    return join([body, *legs, *arms, head]).scaled(height / 1.76)


def pine(chance: np.random.Generator, *, height: float = 10.0, whorls: int = 16, needles: int = 16) -> Shape:
    """A conifer of drooping boughs, ragged at the edges."""
    parts = [cylinder(height * 0.018, height, top=0.01, segments=7)]
    for k in range(whorls):
        share = k / whorls
        level = height * (0.12 + 0.87 * share)
        reach = height * 0.21 * (1 - share) ** 0.85 + 0.05
        for turn in np.linspace(0, 2 * np.pi, needles, endpoint=False) + chance.uniform(0, 6):
            length = reach * chance.uniform(0.65, 1.15)
            droop, half = length * chance.uniform(0.25, 0.55), length * 0.2
            points = [(0, 0, height * 0.045), (length * 0.55, half, -droop * 0.4), (length, 0, -droop),
                      (length * 0.55, -half, -droop * 0.4)]  # fmt: skip
            bough = polygons(points, [(0, 1, 2), (0, 2, 3)])
            parts.append(bough.turned(np.degrees(turn)).moved(0, 0, level))
    return join(parts)


def bare_tree(chance: np.random.Generator, *, height: float = 8.0, depth: int = 6) -> Shape:
    """A leafless tree, by branching."""
    parts: list[Shape] = []

    def grow(start: Field, heading: Field, length: float, radius: float, level: int) -> None:
        bend = chance.normal(0, 0.16, (3, 3)).cumsum(axis=0)
        steps = np.linspace(0, 1, 4)[1:, None]
        path = np.vstack([start, start + heading * length * steps + bend * length * 0.3])
        parts.append(tube(path, list(np.linspace(radius, radius * 0.62, 4)), sides=6 if level > 2 else 4))
        if level == 0:
            return
        for _ in range(2 if level > 4 else 3):
            aim = heading + chance.normal(0, 0.5, 3) + (0, 0, 0.12)
            grow(path[-1], aim / np.linalg.norm(aim), length * chance.uniform(0.62, 0.82), radius * 0.58, level - 1)

    grow(np.zeros(3), np.array([0, 0, 1.0]), height * 0.28, height * 0.028, depth)
    return join(parts)


def leafy(chance: np.random.Generator, *, radius: float = 2.0, leaves: int = 1800, size: float = 0.2) -> Shape:
    """A crown: a cloud of leaves over lumps, about the origin."""
    lumps = chance.normal(0, radius * 0.45, (9, 3)) * (1, 1, 0.7)
    centres = lumps[chance.integers(0, 9, leaves)]
    out = chance.normal(0, 1, (leaves, 3))
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    at = centres + out * radius * chance.uniform(0.35, 0.6, (leaves, 1))
    side = np.cross(out, chance.normal(0, 1, (leaves, 3)))
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    other = np.cross(side, chance.normal(0, 1, (leaves, 3)) * 0.5 + out)
    points = np.stack([at - side * size, at + other * size * 0.5, at + side * size, at - other * size * 0.5], axis=1)
    corners = np.arange(leaves * 4)
    return Shape(points.reshape(-1, 3), corners, np.full(leaves, 4))


def rock(seed: int, *, size: float = 1.0, square: float = 1.0) -> Shape:
    """A boulder; the smaller `square`, the more it is a block."""
    ball = sphere(1.0, segments=40)
    x, y, z = ball.points.T
    ball_points = np.sign(ball.points) * np.abs(ball.points) ** square
    swell = 1 + 0.45 * square * fractal(x * 1.3 + z, y * 1.3 - z, seed=seed, octaves=5)
    return Shape(ball_points * swell[:, None] * (size, size, size * 0.7), ball.corners, ball.sizes)


def house(*, width: float = 5, depth: float = 6, wall: float = 3, roof: float = 2.2) -> tuple[Shape, Shape]:
    """Walls and a gabled roof whose ridge runs along y."""
    half = width / 2
    walls = prism([(-half, 0), (half, 0), (half, wall), (0, wall + roof * 0.92), (-half, wall)], depth)
    eaves = half + 0.35
    drop = roof / half * 0.35
    cover = prism(
        [(-eaves, wall - drop), (0, wall + roof), (eaves, wall - drop), (eaves, wall - drop + 0.25),
         (0, wall + roof + 0.28), (-eaves, wall - drop + 0.25)], depth + 0.7,
    )  # fmt: skip
    return walls, cover


def street_lamp(*, height: float = 4.0) -> tuple[Shape, Shape]:
    """A post with a lantern, and the light in it."""
    post = join(
        [
            lathe(
                [(0, 0), (0.16, 0), (0.13, 0.4), (0.06, 0.55), (0.05, height - 0.5), (0.1, height - 0.45)], segments=12
            ),
            cylinder(0.2, 0.16, top=0.04, segments=8).moved(0, 0, height),
        ]
    )
    return post, cylinder(0.1, 0.42, top=0.17, segments=8).moved(0, 0, height - 0.43)


def window_frame(*, width: float, height: float, bars: tuple[int, int] = (2, 3), thick: float = 0.06) -> Shape:
    """A frame with bars, in x and z, its lower left corner at the origin."""
    across = [box(thick, thick, height).moved(x, 0, 0) for x in np.linspace(0, width, bars[0] + 1)]
    along = [box(width, thick, thick).moved(width / 2, 0, z) for z in np.linspace(0, height, bars[1] + 1)]
    return join([*across, *along])
