"""From a photograph to a small file, and what can be measured in it."""

import io
import math

import numpy as np
from PIL import Image

SIZES = {"tile": (640, 360), "billboard": (1280, 720), "poster": (480, 720)}
FIRST_QUALITY, BEST_QUALITY, GROWTH, SLOWER_IS_SMALLER = 50, 58, 0.036, 0.78
KEEP_BELOW = {"tile": 13_000, "billboard": 36_000, "poster": 15_000}


def encode(picture: Image.Image, *, kind: str) -> bytes:
    """AVIF at about the best quality that stays below the limit of its kind, in bytes.

    The logarithm of the size is nearly linear in the quality, so that one trial tells where to go.
    """
    if picture.size != SIZES[kind]:
        picture = picture.resize(SIZES[kind], Image.Resampling.LANCZOS)
    trial = len(_avif(picture, quality=FIRST_QUALITY, speed=8)) * SLOWER_IS_SMALLER
    room = math.log(KEEP_BELOW[kind] * 0.95 / trial) / GROWTH
    quality = max(18, min(BEST_QUALITY, round(FIRST_QUALITY + room)))
    data = _avif(picture, quality=quality)
    while len(data) > KEEP_BELOW[kind] and quality > 18:
        quality -= 4
        data = _avif(picture, quality=quality)
    return data


def _avif(picture: Image.Image, *, quality: int, speed: int = 6) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "AVIF", quality=quality, speed=speed)
    return buffer.getvalue()


def grained(picture: Image.Image, *, strength: float = 0.014) -> Image.Image:
    """With the tooth of paper: noise of that standard deviation (share of white), the same for every picture."""
    pixels = np.asarray(picture, dtype=np.float32)
    noise = np.random.default_rng(7).normal(0, strength * 255, pixels.shape[:2])[..., None]
    return Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8))


def dominant_colours(picture: Image.Image, *, count: int = 3) -> list[str]:
    """The most frequent colours as #rrggbb, most frequent first."""
    small = picture.resize((64, 64 * picture.height // picture.width)).quantize(6)
    palette = small.getpalette() or []
    counts = np.bincount(np.asarray(small).ravel(), minlength=6)
    ranked = [index for index in np.argsort(-counts, kind="stable").tolist() if counts[index]][:count]
    return ["#" + "".join(f"{part:02x}" for part in palette[index * 3 : index * 3 + 3]) for index in ranked]


def is_warm(picture: Image.Image) -> bool:
    red, _, blue = np.asarray(picture.convert("RGB").resize((16, 9)), dtype=np.int64).reshape(-1, 3).sum(axis=0)
    return bool(red > blue)
