"""A camera that moves through a still: what is near moves more than what is far, by the distances Blender measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

SIZE = (960, 540)
Picture = NDArray[np.uint8]
Field = NDArray[np.float32]


@dataclass(frozen=True)
class Move:
    """From the first to the last frame: `dolly` nears what is near, `slide` and `lift` shift it (shares of width)."""

    dolly: tuple[float, float] = (0.0, 0.0)
    slide: tuple[float, float] = (0.0, 0.0)
    lift: tuple[float, float] = (0.0, 0.0)
    zoom: tuple[float, float] = (1.08, 1.08)


MOVES = {
    "push": Move(dolly=(0.0, 0.08), zoom=(1.03, 1.1)),
    "pull": Move(dolly=(0.08, 0.0), zoom=(1.1, 1.03)),
    "left": Move(slide=(-0.014, 0.014), zoom=(1.07, 1.07)),
    "right": Move(slide=(0.014, -0.014), zoom=(1.07, 1.07)),
    "rise": Move(lift=(0.012, -0.01), dolly=(0.0, 0.04), zoom=(1.06, 1.08)),
    "sink": Move(lift=(-0.01, 0.012), dolly=(0.0, 0.04), zoom=(1.06, 1.08)),
}
FLAT_PAN = 0.5  # how much of a slide a picture without distances follows as a whole


def nearness(file: Path, *, size: tuple[int, int]) -> Field:
    """1 for what is nearest, towards 0 for what is far; grown by some pixels, so that edges do not smear."""
    with np.load(file) as stored:
        depth = stored["depth"].astype(np.float32)
    near = float(np.percentile(depth, 4))
    share = np.clip(near / np.maximum(depth, 1e-3), 0, 1)
    share = cv2.resize(share, size, interpolation=cv2.INTER_LINEAR)
    share = cv2.dilate(share, np.ones((9, 9), np.uint8))
    return np.asarray(cv2.GaussianBlur(share, (0, 0), 5), dtype=np.float32)


def frames(picture: Picture, near: Field | None, move: Move, *, count: int) -> Iterator[Picture]:
    """`picture` is (h, w, 3); each frame has SIZE. Without `near` all of it lies equally far."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0 : SIZE[1], 0 : SIZE[0]].astype(np.float32)
    x, y = x * (width / SIZE[0]) - width / 2, y * (height / SIZE[1]) - height / 2
    for k in range(count):
        t = k / max(1, count - 1)
        t = t * 0.7 + (t * t * (3 - 2 * t)) * 0.3
        dolly, slide, lift, zoom = (a + (b - a) * t for a, b in (move.dolly, move.slide, move.lift, move.zoom))
        share = np.full_like(x, FLAT_PAN) if near is None else _sample(near, x / zoom, y / zoom)
        for _ in range(1 if near is None else 2):
            scale = 1 / (zoom * (1 + dolly * share))
            from_x, from_y = x * scale - slide * width * share, y * scale - lift * width * share
            if near is not None:
                share = _sample(near, from_x, from_y)
        yield cv2.remap(
            picture, from_x + width / 2, from_y + height / 2, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
        )


def _sample(field: Field, x: Field, y: Field) -> Field:
    height, width = field.shape
    found = cv2.remap(field, x + width / 2, y + height / 2, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, dtype=np.float32)
