"""Put pictures on one sheet, to judge them beside each other: `python -m tools.artwork.sheet out.png [--width 240]`.

A sheet has one shape: tiles, or with `--variant poster` posters.
"""

import argparse
from pathlib import Path

from PIL import Image

ARTWORK = Path(__file__).parents[2] / "seed" / "artwork"
APART = ("billboard", "poster")


def sheet(files: list[Path], *, columns: int, width: int, gap: int = 6) -> Image.Image:
    """The pictures in rows, each `width` px wide and as high as the first one's shape asks."""
    with Image.open(files[0]) as first:
        height = width * first.height // first.width
    rows = -(-len(files) // columns)
    board = Image.new("RGB", (columns * (width + gap) + gap, rows * (height + gap) + gap), "#0d0d10")
    for i, file in enumerate(files):
        tile = Image.open(file).convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        board.paste(tile, (gap + i % columns * (width + gap), gap + i // columns * (height + gap)))
    return board


def files_of(*, starts: list[str], variant: str) -> list[Path]:
    """Sorted by title; without a variant all tiles."""
    files = sorted({file for start in starts for file in ARTWORK.glob(f"{start}*-{variant}.avif")})
    return [file for file in files if variant != "*" or not file.stem.endswith(APART)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--width", type=int, default=240)
    parser.add_argument("--columns", type=int, default=6)
    parser.add_argument("--variant", default="*")
    parser.add_argument("--only", nargs="*", default=[""], help="titles, or what their names begin with")
    parser.add_argument("--colours", type=int, default=0, help="fewer colours make a smaller PNG")
    options = parser.parse_args()
    board = sheet(files_of(starts=options.only, variant=options.variant), columns=options.columns, width=options.width)
    if options.colours:
        board = board.quantize(options.colours)
    board.save(options.out, optimize=True)


if __name__ == "__main__":
    main()
