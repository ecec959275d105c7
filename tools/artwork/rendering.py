"""Ways to render a finished drawing, so that a romance does not look like a thriller.

Each takes the photograph of the drawing (without its lettering) and three colours, dark, middle and light, and answers
a picture of the same size. `print` is the drawing itself; `paper` is made while drawing (a shadow under every layer).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Pixels = NDArray[np.float32]
Colours = tuple[str, str, str]
PAPER = (
    '<filter id="paper" x="-5%" y="-5%" width="110%" height="110%"><feDropShadow dx="5" dy="9" stdDeviation="7" flood-color="#000" '
    'flood-opacity=".45"/></filter><filter id="fibre"><feTurbulence type="fractalNoise" baseFrequency=".035 .05" numOctaves="4" seed="3" '
    'result="n"/><feDiffuseLighting in="n" lighting-color="#fff" surfaceScale="1.5"><feDistantLight azimuth="60" elevation="58"/>'
    "</feDiffuseLighting></filter>"
)


def _pixels(picture: Image.Image) -> Pixels:
    return np.asarray(picture.convert("RGB"), dtype=np.float32) / np.float32(255)


def _image(pixels: Pixels) -> Image.Image:
    return Image.fromarray((np.clip(pixels, 0, 1) * 255).astype(np.uint8))


def _light(pixels: Pixels) -> Pixels:
    return np.asarray(pixels @ np.array([0.3, 0.55, 0.15], dtype=np.float32), dtype=np.float32)


def _colour(word: str) -> Pixels:
    return np.array([int(word[i : i + 2], 16) / 255 for i in (1, 3, 5)], dtype=np.float32)


def _noise(shape: tuple[int, ...], *, grain: int, seed: int) -> Pixels:
    """Smooth noise between 0 and 1 whose spots are about `grain` px wide."""
    rng = np.random.default_rng(seed)
    small = rng.random((shape[0] // grain + 2, shape[1] // grain + 2)) * 255
    return _pixels(Image.fromarray(small.astype(np.uint8)).resize((shape[1], shape[0]), Image.Resampling.BICUBIC))[
        ..., 0
    ]


def _blurred(pixels: Pixels, radius: float) -> Pixels:
    return _pixels(_image(pixels).filter(ImageFilter.GaussianBlur(radius)))


def _edges(pixels: Pixels, *, width: float) -> Pixels:
    """Where colours change: 0 nowhere, 1 on a line about `width` px wide."""
    difference = np.abs(_blurred(pixels, width * 0.5) - _blurred(pixels, width * 1.4)).max(axis=-1)
    return np.asarray(np.clip(difference * 9 - 0.12, 0, 1), dtype=np.float32)


def _wobbled(pixels: Pixels, *, size: float, grain: int) -> Pixels:
    """The picture as drawn by a hand that is not quite steady."""
    height, width = pixels.shape[:2]
    rows, columns = np.indices((height, width), dtype=np.float32)
    rows += (_noise((height, width), grain=grain, seed=1) - 0.5) * 2 * size
    columns += (_noise((height, width), grain=grain, seed=2) - 0.5) * 2 * size
    moved: Pixels = pixels[np.clip(rows, 0, height - 1).astype(int), np.clip(columns, 0, width - 1).astype(int)]
    return moved


def _between(share: Pixels, colours: Colours) -> Pixels:
    """From dark over middle to light, as the share goes from 0 to 1."""
    dark, middle, light = (_colour(word) for word in colours)
    t = share[..., None]
    return np.where(t < 0.5, dark + (middle - dark) * t * 2, middle + (light - middle) * (t * 2 - 1)).astype(np.float32)


def duotone(picture: Image.Image, colours: Colours) -> Image.Image:
    """All colours from three inks."""
    share = _light(_pixels(picture))
    low, high = np.quantile(share, (0.02, 0.98))
    return _image(_between(np.clip((share - low) / max(0.05, high - low), 0, 1).astype(np.float32), colours))


def halftone(picture: Image.Image, colours: Colours, *, cell: float = 11.0) -> Image.Image:
    """Old colour print: flat colours, and dots of the dark ink that grow with the shadow."""
    pixels = _pixels(picture)
    share = _light(_blurred(pixels, 3))
    rows, columns = np.indices(share.shape, dtype=np.float32)
    u, v = (rows + columns) / (cell * 1.4142), (rows - columns) / (cell * 1.4142)
    distance = np.hypot((u % 1) - 0.5, (v % 1) - 0.5)
    dots = np.clip((np.sqrt(np.clip(0.9 - share, 0, 1)) * 0.62 - distance) * 9, 0, 1)[..., None]
    flat = np.round(np.clip(pixels * 1.12 + 0.12, 0, 1) * 5) / 5
    shifted = np.roll(flat, (3, -3), axis=(0, 1))
    flat = np.stack([shifted[..., 0], flat[..., 1], flat[..., 2]], axis=-1)
    ink = flat * 0.45 + _colour(colours[0]) * 0.25
    return _image((flat * (1 - dots) + ink * dots) * np.array([1, 0.985, 0.94]))


def ink(picture: Image.Image, colours: Colours) -> Image.Image:
    """Drawn with a pen: dark outlines, hatching in the shadows, colours in flat steps."""
    pixels = _pixels(picture)
    lines = _wobbled(_edges(pixels, width=3.4), size=2.2, grain=26)
    flat = np.round(_blurred(pixels, 1.5) * 7) / 7
    flat = flat + (1 - flat) * 0.1
    share = _light(_blurred(pixels, 5))
    rows, columns = np.indices(share.shape, dtype=np.float32)
    hatch = np.clip(1.2 - np.abs(((rows + columns * 0.7) % 11) - 5.5), 0, 1) * np.clip((0.3 - share) * 5, 0, 0.55)
    dark = np.clip(np.maximum(lines * 1.15, hatch), 0, 1)[..., None]
    return _image(flat * (1 - dark) + _colour(colours[0]) * 0.35 * dark)


def neon(picture: Image.Image, colours: Colours) -> Image.Image:
    """Tubes of light along the outlines on a dark ground."""
    pixels = _pixels(picture)
    share = _light(pixels)[..., None]
    vivid = np.clip(share + (pixels - share) * 2.2, 0, 1)
    lines = _edges(pixels, width=4.2)[..., None]
    tint = _colour(colours[1]) * 0.45 + vivid * 0.75
    tubes = np.clip(lines * tint * 1.5, 0, 1).astype(np.float32)
    ground = pixels * 0.2 + _colour(colours[0]) * 0.3
    glow = _blurred(tubes, 9) * 1.3 + _blurred(tubes, 28) * 1.3
    return _image(ground + glow + tubes + lines**3 * 0.45)


def wash(picture: Image.Image, colours: Colours) -> Image.Image:
    """Watercolour up to the edges, for a picture that has no frame of its own on the page."""
    return watercolour(picture, colours, framed=False)


def watercolour(picture: Image.Image, colours: Colours, *, framed: bool = True) -> Image.Image:
    """Pigment on wet paper: soft shapes, darker where it dried, light where the paper shows."""
    pixels = _wobbled(_pixels(picture.filter(ImageFilter.MedianFilter(7))), size=9, grain=54)
    pixels = _wobbled(pixels, size=3, grain=13)
    shape = pixels.shape[:2]
    rims = np.clip(np.abs(_light(_blurred(pixels, 2)) - _light(_blurred(pixels, 7))) * 5 - 0.04, 0, 0.5)[..., None]
    pigment = (0.72 + 0.4 * _noise(shape, grain=90, seed=3) + 0.16 * _noise(shape, grain=5, seed=4))[..., None]
    washed = 1 - (1 - _blurred(pixels, 1.2)) * np.clip(pigment, 0.6, 1.08) * 0.94
    washed = washed * (1 - rims * 0.6)
    if not framed:
        return _image(washed)
    rows, columns = np.indices(shape, dtype=np.float32)
    edge = np.minimum(np.minimum(rows, shape[0] - rows), np.minimum(columns, shape[1] - columns))
    paper = np.clip((edge - 16 - 30 * _noise(shape, grain=36, seed=5)) / 12, 0, 1)[..., None]
    return _image(washed * paper + np.array([0.985, 0.97, 0.935]) * (1 - paper))


def engraving(picture: Image.Image, colours: Colours) -> Image.Image:
    """A woodcut: lines that swell with the shadow, one ink and one light on tinted paper."""
    pixels = _pixels(picture)
    share = _light(_blurred(pixels, 2.5))
    low, high = np.quantile(share, (0.03, 0.97))
    share = np.clip((share - low) / max(0.05, high - low), 0, 1)
    rows, columns = np.indices(share.shape, dtype=np.float32)
    bend = 16 * _noise(share.shape, grain=160, seed=6) + columns * 0.12
    wave = np.abs((((rows + bend) / 10) % 1) - 0.5) * 2
    dark = np.clip((np.clip(0.94 - share, 0, 1) - wave) * 4 + 0.5, 0, 1)
    dark = np.maximum(np.where(share < 0.1, 1, np.where(share > 0.88, 0, dark)), _edges(pixels, width=3) * 0.9)[
        ..., None
    ]
    ground = _colour(colours[2]) * 0.7 + _colour(colours[1]) * 0.3
    paper = np.where(share[..., None] > 0.72, _colour(colours[2]), ground)
    return _image(paper * (1 - dark) + _colour(colours[0]) * dark)


RENDERINGS: dict[str, Callable[[Image.Image, Colours], Image.Image]] = {
    function.__name__: function for function in (duotone, halftone, ink, neon, watercolour, wash, engraving)
}
STYLES = ("print", "paper", *RENDERINGS)
