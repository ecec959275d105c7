"""How alike two pictures look at a glance, and which are the most alike: `python -m tools.artwork.alike [--count 20]`.

A glance sees neither words nor detail: the picture as 24 x 14 spots of colour, its lettering painted over with what
surrounds it. The distance of two glances is the mean difference of their spots in CIE L*a*b*, of which 2.3 is just
noticeable side by side. The same design in another lettering is below 3, in slightly other colours below 8.
"""

import argparse
from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from tools.artwork.record import SEED, read_all

SPOTS = (24, 14)
ALIKE_BELOW = 10.0
"""Two pictures nearer than this look alike at a glance."""

Glance = NDArray[np.float64]
Box = tuple[float, float, float, float]


def glance(picture: Image.Image, *, lettering: Box | None = None) -> Glance:
    """Spots x 3 of L*a*b*; `lettering` is left, top, width, height in shares of the picture."""
    picture = picture.convert("RGB")
    if lettering:
        picture = _without(picture, lettering)
    return _lab(np.asarray(picture.resize(SPOTS, Image.Resampling.BOX), dtype=np.float64) / 255).reshape(-1, 3)


def distance(first: Glance, second: Glance) -> float:
    """Mean difference of the spots, in units of L*a*b*."""
    return float(np.sqrt(((first - second) ** 2).sum(axis=1)).mean())


def nearest(glances: Mapping[str, Glance]) -> Iterator[tuple[float, str, str]]:
    """All pairs, the most alike first."""
    pairs = ((distance(glances[a], glances[b]), a, b) for a, b in combinations(sorted(glances), 2))
    return iter(sorted(pairs))


def _without(picture: Image.Image, box: Box) -> Image.Image:
    """The lettering's box filled from what is left and right of it."""
    left, top = round(box[0] * picture.width), round(box[1] * picture.height)
    right, bottom = round((box[0] + box[2]) * picture.width), round((box[1] + box[3]) * picture.height)
    pixels = np.array(picture.filter(ImageFilter.GaussianBlur(4)), dtype=np.float64)
    if right - left < 2 or bottom - top < 2:
        return picture
    start, end = pixels[top:bottom, max(0, left - 9)], pixels[top:bottom, min(picture.width - 1, right + 9)]
    share = np.linspace(0, 1, right - left)[None, :, None]
    filled = np.array(picture)
    filled[top:bottom, left:right] = (start[:, None] * (1 - share) + end[:, None] * share).astype(np.uint8)
    return Image.fromarray(filled)


def _lab(rgb: Glance) -> Glance:
    """sRGB between 0 and 1 to CIE L*a*b* (D65)."""
    linear = np.where(rgb > 0.04045, ((rgb + 0.055) / 1.055) ** 2.4, rgb / 12.92)
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = linear @ matrix.T / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--variants", nargs="*", default=["scene", "object"])
    options = parser.parse_args()
    glances = {}
    for key, entry in read_all().items():
        if entry["line"]["key"] in options.variants:
            glances[key] = glance(Image.open(SEED / entry["line"]["file"]), lettering=entry.get("lettering"))
    for _, (far, first, second) in zip(range(options.count), nearest(glances), strict=False):
        print(f"{far:5.1f}  {first}  {second}")


if __name__ == "__main__":
    main()
