"""Writes the outlines that drawn tiles are lettered with: one JSON file a face, from open fonts.

    python make_glyphs.py FONT.woff2 NAME     # needs fontTools and brotli; development time only

A file holds `units` per em, `ascent`, and per character its advance and outline as an SVG path with y downwards.
"""

import json
import sys
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[2] / "catalog" / "lettering"
CHARACTERS = {chr(code) for code in [*range(0x20, 0x7F), *range(0xA1, 0x180)]} | set(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026"
)


def outlines(font: TTFont) -> dict[str, tuple[int, str]]:
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    found = {}
    for character in sorted(CHARACTERS):
        name = names.get(ord(character))
        if name:
            pen = SVGPathPen(glyphs, ntos=lambda number: str(round(number)))
            glyphs[name].draw(TransformPen(pen, (1, 0, 0, -1, 0, 0)))
            found[character] = (glyphs[name].width, pen.getCommands())
    return found


def main() -> None:
    source, name = Path(sys.argv[1]), sys.argv[2]
    font = TTFont(source)
    document = {"units": font["head"].unitsPerEm, "ascent": font["hhea"].ascent, "glyphs": outlines(font)}
    TARGET.mkdir(exist_ok=True)
    (TARGET / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    main()
