"""From a photograph to a small file, and what can be measured in it."""

import io
import math

from PIL import Image

SIZES = {"tile": (640, 360), "billboard": (1280, 720), "poster": (480, 720)}
FIRST_QUALITY, BEST_QUALITY, GROWTH = 50, 68, 0.036
KEEP_BELOW = {"tile": 14_000, "billboard": 42_000, "poster": 16_000}


def encode(picture: Image.Image, *, kind: str) -> bytes:
    """AVIF at about the best quality that stays below the limit of its kind, in bytes.

    The logarithm of the size is nearly linear in the quality, so that one trial tells where to go.
    """
    if picture.size != SIZES[kind]:
        picture = picture.resize(SIZES[kind], Image.Resampling.LANCZOS)
    data = _avif(picture, quality=FIRST_QUALITY)
    room = math.log(KEEP_BELOW[kind] * 0.96 / len(data)) / GROWTH
    quality = max(18, min(BEST_QUALITY, round(FIRST_QUALITY + room)))
    if quality != FIRST_QUALITY:
        data = _avif(picture, quality=quality)
    while len(data) > KEEP_BELOW[kind] and quality > 18:
        quality -= 4
        data = _avif(picture, quality=quality)
    return data


def _avif(picture: Image.Image, *, quality: int) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "AVIF", quality=quality, speed=6)
    return buffer.getvalue()


def dominant_colours(picture: Image.Image, *, count: int = 3) -> list[str]:
    """The most frequent colours as #rrggbb, most frequent first."""
    small = picture.resize((64, 64 * picture.height // picture.width)).quantize(6)
    palette = small.getpalette() or []
    ranked = sorted(small.getcolors() or [], reverse=True)[:count]
    return ["#" + "".join(f"{part:02x}" for part in palette[index * 3 : index * 3 + 3]) for _, index in ranked]


def is_warm(picture: Image.Image) -> bool:
    return sum(red - blue for red, _, blue in picture.resize((16, 9)).get_flattened_data()) > 0
