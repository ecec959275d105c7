"""Seeded gradient noise on arrays: what makes ground, water and clouds uneven."""

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float64]


def gradient_noise(x: Field, y: Field, *, seed: int) -> Field:
    """Perlin's noise of points `x`, `y` (any one shape), about -1..1; it repeats every 256."""
    generator = np.random.default_rng(seed)
    order = np.tile(generator.permutation(256), 2)
    angles = generator.uniform(0, 2 * np.pi, 256)
    left, low = np.floor(x).astype(int), np.floor(y).astype(int)
    fx, fy = x - left, y - low

    def corner(dx: int, dy: int) -> Field:
        angle = angles[order[order[(left + dx) & 255] + ((low + dy) & 255)]]
        return np.cos(angle) * (fx - dx) + np.sin(angle) * (fy - dy)

    u, v = fx**3 * (fx * (fx * 6 - 15) + 10), fy**3 * (fy * (fy * 6 - 15) + 10)
    below = corner(0, 0) * (1 - u) + corner(1, 0) * u
    above = corner(0, 1) * (1 - u) + corner(1, 1) * u
    return (below * (1 - v) + above * v) * 1.5


def fractal(x: Field, y: Field, *, seed: int, octaves: int = 6, roughness: float = 0.5) -> Field:
    """Octaves of noise on top of one another, about -1..1."""
    total, height, width = np.zeros_like(x), 1.0, 1.0
    for octave in range(octaves):
        total += height * gradient_noise(x * width + 17.3 * octave, y * width - 9.1 * octave, seed=seed + octave)
        height *= roughness
        width *= 2.03
    return total / (2 - roughness ** (octaves - 1))


def ridged(x: Field, y: Field, *, seed: int, octaves: int = 7, roughness: float = 0.5) -> Field:
    """Mountains: noise folded into sharp crests that carry finer crests, 0..1."""
    total, height, width, carry = np.zeros_like(x), 1.0, 1.0, np.ones_like(x)
    for octave in range(octaves):
        crest = (1 - np.abs(gradient_noise(x * width + 31.7 * octave, y * width, seed=seed + octave))) ** 2
        total += crest * height * carry
        carry = np.clip(crest * 1.6, 0, 1)
        height *= roughness
        width *= 2.07
    return np.clip(total / 1.9, 0, None)
