"""Draw stills: `python -m tools.stills.draw [--preview] [--depth FOLDER] NAME...` (no name: those that are missing).

Needs bpy, numpy and Pillow in an environment of its own (README.md). Writes tools/artwork/stills/NAME.avif.
"""

import argparse
import io
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tools.stills.grade import develop
from tools.stills.scenes import STILLS
from tools.stills.stage import HEIGHT, WIDTH, Stage, photograph

OUTPUT = Path(__file__).parents[1] / "artwork" / "stills"
LARGEST = 45_000  # bytes
SCALE = 0.6  # of the size is path-traced; the rest is enlarged


def enlarge(light: NDArray[np.float32]) -> NDArray[np.float32]:
    """To the full size, by Lanczos on compressed light, so that lamps do not ring."""
    squeezed = np.log1p(np.maximum(light, 0))
    layers = [Image.fromarray(squeezed[..., k]).resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS) for k in range(3)]
    return np.expm1(np.maximum(np.stack([np.asarray(layer) for layer in layers], axis=2), 0)).astype(np.float32)


def encode(picture: Image.Image) -> bytes:
    """AVIF at nearly the best quality that stays below the budget."""
    low, high, best = 20, 76, b""
    while high - low > 4:
        quality = (low + high) // 2
        buffer = io.BytesIO()
        picture.save(buffer, "AVIF", quality=quality, speed=6)
        if buffer.tell() <= LARGEST:
            low, best = quality, buffer.getvalue()
        else:
            high = quality
    if not best:
        raise ValueError("too much detail for the budget")
    return best


def draw(name: str, *, output: Path, preview: bool, depth_folder: Path | None) -> None:
    began, still = time.monotonic(), STILLS[name]
    stage = Stage.empty(name)
    look = still.build(stage)
    with tempfile.TemporaryDirectory() as folder:
        scale, samples = (0.22, 5) if preview else (SCALE, still.samples)
        light, depth = photograph(Path(folder), scale=scale, samples=samples, indoors=still.indoors)
    if not preview:
        light = enlarge(light)
    picture = Image.fromarray(develop(light, look, chance=np.random.default_rng(7)))
    if preview:
        picture.save(output / f"{name}.png")
    else:
        (output / f"{name}.avif").write_bytes(encode(picture))
    if depth_folder:
        np.savez_compressed(depth_folder / f"{name}.npz", depth=np.minimum(depth, 60_000).astype(np.float16))
    print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--preview", action="store_true", help="small, few samples, PNG")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--depth", type=Path, help="also write distances, which the trailers' camera moves need")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    names = options.names or [name for name in STILLS if not (options.output / f"{name}.avif").exists()]
    for name in names:
        draw(name, output=options.output, preview=options.preview, depth_folder=options.depth)


if __name__ == "__main__":
    main()
