"""Put pictures on one sheet, to judge them beside each other: `python -m tools.artwork.sheet out.png [--width 240]`.

A sheet has one shape: tiles, or with `--variant poster` posters. `--people` shows the people who are seen most often, a
row for each. `--docs` writes the sheets of docs/images/.
"""

import argparse
import io
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from tools.artwork.record import SEED, read_all

ARTWORK = SEED / "artwork"
DOCS = SEED.parent / "docs" / "images"
APART = ("billboard", "poster")
LARGEST = 900_000
PORTRAITS = ("lead", "second")


class Sheet(NamedTuple):
    """What is on a sheet and how wide each picture is, in px."""

    files: list[Path]
    columns: int
    width: int


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


def files_of_people(*, people: int, columns: int) -> list[Path]:
    """Those who are seen alone in most pictures, a row of `columns` pictures for each."""
    seen: dict[str, list[Path]] = defaultdict(list)
    for entry in read_all().values():
        for figure in entry["figures"]:
            if figure["person"] and entry["line"]["key"] in PORTRAITS:
                seen[figure["person"]].append(SEED / entry["line"]["file"])
    most = sorted((person for person in seen if len(seen[person]) >= columns), key=lambda p: (-len(seen[p]), p))
    return [file for person in most[:people] for file in sorted(seen[person])[:columns]]


def save(board: Image.Image, out: Path) -> int:
    """With as many colours as fit into the largest size that docs may have; answers how many."""
    for colours in (256, 128, 96, 64, 48, 32):
        buffer = io.BytesIO()
        board.quantize(colours).save(buffer, "PNG", optimize=True)
        if buffer.tell() < LARGEST:
            break
    out.write_bytes(buffer.getvalue())
    return colours


def docs() -> dict[str, Sheet]:
    """The sheets of docs/images/ by name."""
    portraits = [file for file in files_of(starts=[""], variant="*") if file.stem.endswith(PORTRAITS)]
    return {
        "scenes": Sheet(files_of(starts=[""], variant="scene"), 12, 150),
        "objects": Sheet(files_of(starts=[""], variant="object"), 12, 150),
        "portraits": Sheet(portraits, 16, 112),
        "people": Sheet(files_of_people(people=10, columns=5), 5, 240),
        "posters": Sheet(files_of(starts=[""], variant="poster"), 15, 112),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=Path("sheet.png"))
    parser.add_argument("--width", type=int, default=240)
    parser.add_argument("--columns", type=int, default=6)
    parser.add_argument("--variant", default="*")
    parser.add_argument("--only", nargs="*", default=[""], help="titles, or what their names begin with")
    parser.add_argument("--people", type=int, default=0, help="so many people instead, a row for each")
    parser.add_argument("--docs", action="store_true")
    options = parser.parse_args()
    if options.docs:
        for name, wanted in docs().items():
            board = sheet(wanted.files, columns=wanted.columns, width=wanted.width)
            print(name, board.size, save(board, DOCS / f"contact-sheet-{name}.png"), "colours")
        return
    files = (
        files_of_people(people=options.people, columns=options.columns)
        if options.people
        else files_of(starts=options.only, variant=options.variant)
    )
    sheet(files, columns=options.columns, width=options.width).save(options.out)


if __name__ == "__main__":
    main()
