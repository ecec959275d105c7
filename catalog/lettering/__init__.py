"""Outlines of three open display faces (OFL, licences beside), so that drawn tiles look alike on every machine."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Face:
    """Advance widths and outlines per character, in `units` per em; y points downwards, the baseline is 0."""

    units: int
    glyphs: Mapping[str, tuple[int, str]]

    def spell(self, text: str) -> str:
        """`text` in characters that this face has; accents go before letters are dropped for a middle dot."""
        return "".join(self._nearest(character) for character in text)

    def width(self, text: str) -> float:
        """The width of `text`, spelled in this face, in ems."""
        return sum(self.glyphs[character][0] for character in text) / self.units

    def _nearest(self, character: str) -> str:
        if character in self.glyphs:
            return character
        plain = "".join(part for part in unicodedata.normalize("NFKD", character) if part in self.glyphs)
        return plain or "·"


@cache
def face(name: str) -> Face:
    """The face of this name: condensed, serif or grotesque."""
    found = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    return Face(found["units"], {character: (glyph[0], glyph[1]) for character, glyph in found["glyphs"].items()})
