"""From a photograph to a small file, and what can be measured in it."""

import io

from PIL import Image

SIZES = {"tile": (640, 360), "billboard": (1280, 720), "poster": (480, 720)}
KEEP_BELOW = {"tile": 14_000, "billboard": 42_000, "poster": 16_000}


def encode(picture: Image.Image, *, kind: str) -> bytes:
    """AVIF at the best quality that stays below the limit of its kind, in bytes."""
    if picture.size != SIZES[kind]:
        picture = picture.resize(SIZES[kind], Image.Resampling.LANCZOS)
    for quality in (66, 58, 50, 43, 36, 30, 24):
        buffer = io.BytesIO()
        picture.save(buffer, "AVIF", quality=quality, speed=5)
        if buffer.tell() <= KEEP_BELOW[kind]:
            break
    return buffer.getvalue()


def dominant_colours(picture: Image.Image, *, count: int = 3) -> list[str]:
    """The most frequent colours as #rrggbb, most frequent first."""
    small = picture.resize((64, 64 * picture.height // picture.width)).quantize(6)
    palette = small.getpalette() or []
    ranked = sorted(small.getcolors() or [], reverse=True)[:count]
    return ["#" + "".join(f"{part:02x}" for part in palette[index * 3 : index * 3 + 3]) for _, index in ranked]


def is_warm(picture: Image.Image) -> bool:
    return sum(red - blue for red, _, blue in picture.resize((16, 9)).get_flattened_data()) > 0
