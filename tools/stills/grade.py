"""From linear light to a picture: bloom, film's curve, tints, weather in front of the lens, vignette and grain."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.stills.graph import colour

Picture = NDArray[np.float32]


@dataclass(frozen=True)
class Look:
    """`exposure` in stops; the rest are shares from 0 to 1, `saturation` and `contrast` about 1."""

    exposure: float = 0.0
    bloom: float = 0.12
    saturation: float = 1.05
    contrast: float = 1.0
    shadows: str = "#808080"
    highlights: str = "#808080"
    vignette: float = 0.35
    calm: float = 0.0  # darkens the left, where the lettering goes
    grain: float = 0.012
    rain: float = 0.0
    snow: float = 0.0
    snow_size: float = 1.0
    shafts: tuple[float, float, float] | None = None  # x, y of a light (shares of the picture) and their strength


def blur(picture: Picture, radius: float) -> Picture:
    """Three box blurs, nearly a Gaussian of `radius` pixels."""
    size = max(1, round(radius))
    for _ in range(3):
        for axis in (0, 1):
            pad = [(0, 0)] * picture.ndim
            pad[axis] = (size + 1, size)
            total = np.cumsum(np.pad(picture, pad, mode="edge"), axis=axis, dtype=np.float64)
            ahead = [slice(None)] * picture.ndim
            behind = list(ahead)
            ahead[axis], behind[axis] = slice(2 * size + 1, None), slice(None, -(2 * size + 1))
            picture = ((total[tuple(ahead)] - total[tuple(behind)]) / (2 * size + 1)).astype(np.float32)
    return picture


def develop(light: Picture, look: Look, *, chance: np.random.Generator) -> NDArray[np.uint8]:
    """`light` is (h, w, 3) and linear; the answer is sRGB of the same size."""
    height, width = light.shape[:2]
    light = np.clip(np.nan_to_num(light), 0, 60) * 2.0**look.exposure
    if look.shafts:
        light = light + _shafts(light, *look.shafts)
    if look.bloom:
        bright = np.maximum(light - 0.7, 0)
        halo = sum(blur(bright, width * r) * w for r, w in ((0.004, 0.5), (0.015, 0.3), (0.05, 0.2)))
        light = light + halo * look.bloom * 3
    if look.snow:
        light = light + _snow(height, width, look, chance)
    if look.rain:
        light = light + _rain(height, width, chance)[..., None] * look.rain * (0.04 + blur(light, width * 0.02))
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    light = light * (1 - look.vignette * np.clip((x**2 * 0.8 + y**2 * 0.7) ** 1.3, 0, 1))[..., None]
    light = light * (1 - look.calm * np.clip(0.25 - x, 0, 1) ** 1.2)[..., None]
    picture = _film(light)
    grey = picture @ np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)
    picture = grey[..., None] + (picture - grey[..., None]) * look.saturation
    picture = np.clip(0.5 + (np.clip(picture, 0, 1) - 0.5) * look.contrast, 0, 1)
    picture = _tint(picture, grey, look)
    noise = blur(chance.normal(0, 1, (height, width)).astype(np.float32)[..., None], 1) * 2.2
    picture = picture + noise * look.grain * (1.2 - grey[..., None])
    return (np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8)


def _film(light: Picture) -> Picture:
    """A fit of the ACES curve, then the screen's gamma."""
    light = light * 0.72
    curve = light * (2.51 * light + 0.03) / (light * (2.43 * light + 0.59) + 0.14)
    return np.clip(curve, 0, 1) ** (1 / 2.2)


def _tint(picture: Picture, grey: Picture, look: Look) -> Picture:
    dark, bright = (
        np.array([int(code[i : i + 2], 16) / 255 - 0.5 for i in (1, 3, 5)]) for code in (look.shadows, look.highlights)
    )
    share = np.clip(grey, 0, 1)[..., None]
    return (picture + dark * (1 - share) ** 2 * 0.5 + bright * share**1.5 * 0.5).astype(np.float32)


def _shafts(light: Picture, x: float, y: float, strength: float) -> Picture:
    """The brightest parts smeared away from a light."""
    height, width = light.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    bright, total = np.maximum(light - 1.0, 0).clip(0, 4), np.zeros_like(light)
    for step in range(40):
        reach = 1 - 0.75 * step / 40
        row = np.clip(y * height + (rows - y * height) * reach, 0, height - 1).astype(int)
        column = np.clip(x * width + (columns - x * width) * reach, 0, width - 1).astype(int)
        total += bright[row, column] * 0.96**step
    return blur(total / 40 * strength, 2)


def _rain(height: int, width: int, chance: np.random.Generator) -> Picture:
    total = np.zeros((height, width), dtype=np.float32)
    for count, length, weight in ((900, 0.05, 0.5), (260, 0.11, 0.9), (50, 0.2, 1.2)):
        for x, y in chance.uniform(0, 1, (count, 2)):
            steps = int(length * height * chance.uniform(0.6, 1.2))
            rows = (int(y * 1.2 * height) - np.arange(steps)) % height
            columns = (int(x * width) + (np.arange(steps) * 0.16).astype(int)) % width
            total[rows, columns] += weight * np.sin(np.linspace(0, np.pi, steps))
    return blur(total[..., None], 1)[..., 0] * 2


def _snow(height: int, width: int, look: Look, chance: np.random.Generator) -> Picture:
    total = np.zeros((height, width, 1), dtype=np.float32)
    for count, radius in ((1400, 1.0), (260, 2.2), (46, 5.0), (9, 11.0)):
        layer = np.zeros((height, width, 1), dtype=np.float32)
        size = radius * look.snow_size * width / 1280
        rows, columns = chance.integers(0, height, count), chance.integers(0, width, count)
        layer[rows, columns] = chance.uniform(0.3, 1, (count, 1))
        total += blur(layer, size) * (2 * size + 1) ** 2 * 0.55
    return total * look.snow * np.array(colour("#dfe8f5")[:3], dtype=np.float32)
