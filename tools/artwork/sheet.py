"""Put the tiles on one sheet, to judge them beside each other: `python -m tools.artwork.sheet out.png [--width 240]`."""

import argparse
from pathlib import Path

from PIL import Image

ARTWORK = Path(__file__).parents[2] / "seed" / "artwork"


def sheet(files: list[Path], *, columns: int, width: int, gap: int = 6) -> Image.Image:
    height = width * 9 // 16
    rows = -(-len(files) // columns)
    board = Image.new("RGB", (columns * (width + gap) + gap, rows * (height + gap) + gap), "#0d0d10")
    for i, file in enumerate(files):
        tile = Image.open(file).convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        board.paste(tile, (gap + i % columns * (width + gap), gap + i // columns * (height + gap)))
    return board


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--width", type=int, default=240)
    parser.add_argument("--columns", type=int, default=6)
    parser.add_argument("--variant", default="*")
    parser.add_argument("--only", nargs="*", default=[""])
    parser.add_argument("--colours", type=int, default=0, help="fewer colours make a smaller PNG")
    options = parser.parse_args()
    files = sorted({f for start in options.only for f in ARTWORK.glob(f"{start}*-{options.variant}.avif")})
    if options.variant == "*":
        files = [file for file in files if not file.stem.endswith("billboard")]
    board = sheet(files, columns=options.columns, width=options.width)
    if options.colours:
        board = board.quantize(options.colours)
    board.save(options.out, optimize=True)


if __name__ == "__main__":
    main()
