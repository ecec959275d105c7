"""The tile of a title that has no picture: its name, well set, over a drawing that suits its genre. Server-rendered SVG.

Everything follows from the title alone, so the same title always looks the same, and two neighbours hardly ever do.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from xml.sax.saxutils import escape

from django.utils.text import slugify

from catalog.lettering import Face, face
from catalog.motifs import FAMILIES, OTHERS

WIDTH, HEIGHT = 640, 360
LEFT, BOTTOM = 34, 328
ROOM = 430.0
TALLEST = 190.0
LARGEST, SMALLEST = 84.0, 25.0
LINE_HEIGHT = {"condensed": 0.98, "serif": 1.08, "grotesque": 1.02}
LINES = 4
LONGEST_NAME = 90

FACES = {
    "romance": "serif", "drama": "serif", "fantasy": "serif", "musical": "serif", "mystery": "serif", "film-noir": "serif",
    "comedy": "grotesque", "children": "grotesque", "family": "grotesque", "animation": "grotesque",
    "documentary": "grotesque",
}  # fmt: skip

# Ground above, ground below, light, motif, deep motif, lettering.
PALETTES: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("#2b1055", "#0b0620", "#ffd9a0", "#6b3fa0", "#241046", "#fff3e0"),
    ("#0b3d4a", "#04151b", "#f6e7b4", "#1d7a80", "#08303a", "#eefcf7"),
    ("#5a1f1b", "#1a0706", "#ffc27a", "#a8442f", "#3a110d", "#fff1e2"),
    ("#123a2a", "#051410", "#f2e08a", "#2f7d53", "#0c2d20", "#f3fbe9"),
    ("#1b2a52", "#070c1e", "#ffe9c9", "#3e5aa6", "#111c3d", "#f1f4ff"),
    ("#5b2440", "#1b0913", "#ffd0c2", "#b04a72", "#3a1327", "#fff0f2"),
    ("#6b3a12", "#1f0f04", "#ffdf9b", "#b8702a", "#42210a", "#fff5e3"),
    ("#26303a", "#0a0e12", "#e8eef2", "#5a6f80", "#18212a", "#f4f7f9"),
    ("#4a1338", "#14040f", "#ff9e7d", "#8a2b62", "#2b0a20", "#ffefe9"),
    ("#0f4152", "#041319", "#ffb37a", "#20728a", "#0a2b37", "#fff4ea"),
    ("#3d3a12", "#131204", "#f4e38f", "#837c2c", "#28260b", "#fbf8e2"),
    ("#33205e", "#0d0719", "#9fe6ff", "#5d46a8", "#1d1238", "#f2f0ff"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A name broken into lines at one size, in pixels."""

    lines: Sequence[str]
    size: float


def draw_tile(*, name: str, genres: Sequence[str], year: int | None = None, is_lettered: bool = True) -> str:
    """An SVG document of 640 x 360; well-formed, self-contained, and with the name always inside the picture.

    Without lettering it is the ground of a billboard, which sets the name itself.
    """
    seed = hashlib.blake2b(f"{name}|{year}".encode(), digest_size=8).digest()
    random = Random(int.from_bytes(seed, "big"))  # noqa: S311  # A drawing, not a secret.
    families = [slug for slug in map(slugify, genres) if slug in FAMILIES]
    palette = PALETTES[random.randrange(len(PALETTES))]
    motif = random.choice(FAMILIES[random.choice(families)] if families else OTHERS)
    face_name = next((FACES[slug] for slug in families if slug in FACES), "condensed")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(_printable(name))}</title>{_style(palette)}"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#g)"/>{motif(random)}'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#h)"/>{_lettering(name, face_name) if is_lettered else ""}</svg>'
    )


def set_name(name: str, letters: Face, line_height: float) -> Setting:
    """Break `name` into at most four lines, as large as the room allows; too long a name ends in an ellipsis."""
    text = letters.spell(" ".join(_printable(name).split())) or "·"
    if len(text) > LONGEST_NAME:
        text = text[: LONGEST_NAME - 1].rstrip() + letters.spell("…")
    best = Setting((text,), 0.0)
    for count in range(1, LINES + 1):
        lines = _balanced(text.split(" "), count, letters)
        widest = max(letters.width(line) for line in lines)
        size = min(LARGEST, ROOM / max(widest, 0.1), TALLEST / (len(lines) * line_height))
        if size > best.size + 2.0:
            best = Setting(lines, size)
    return best if best.size >= SMALLEST else _squeezed(best, letters)


def _squeezed(setting: Setting, letters: Face) -> Setting:
    """A word wider than the room at the smallest size is cut."""
    room = ROOM / SMALLEST
    cut = []
    for line in setting.lines:
        while letters.width(line) > room:
            line = line[:-2] + letters.spell("…")
        cut.append(line)
    return Setting(cut, SMALLEST)


def _balanced(words: list[str], count: int, letters: Face) -> list[str]:
    """`words` in up to `count` lines, the widest as narrow as it can be."""
    lines = [" ".join(words)]
    while len(lines) < min(count, len(words)):
        widest = max(range(len(lines)), key=lambda number: letters.width(lines[number]))
        parts = lines[widest].split(" ")
        if len(parts) == 1:
            break
        cut = min(
            range(1, len(parts)),
            key=lambda at: max(letters.width(" ".join(parts[:at])), letters.width(" ".join(parts[at:]))),
        )
        lines[widest : widest + 1] = [" ".join(parts[:cut]), " ".join(parts[cut:])]
    return lines


def _lettering(name: str, face_name: str) -> str:
    letters = face(face_name)
    shown = name.upper() if face_name == "condensed" else name
    setting = set_name(shown, letters, LINE_HEIGHT[face_name])
    scale = setting.size / letters.units
    outlines: dict[str, str] = {}
    uses = []
    for number, line in enumerate(reversed(setting.lines)):
        x, y = float(LEFT), BOTTOM - number * setting.size * LINE_HEIGHT[face_name]
        for character in line:
            advance, outline = letters.glyphs[character]
            if outline:
                outlines.setdefault(character, f'<path id="c{ord(character)}" d="{outline}"/>')
                uses.append(
                    f'<use href="#c{ord(character)}" transform="translate({x:.1f} {y:.1f}) scale({scale:.5f})"/>'
                )
            x += advance * scale
    return f'<defs>{"".join(outlines.values())}</defs><g class="t">{"".join(uses)}</g>'


def _style(palette: tuple[str, str, str, str, str, str]) -> str:
    above, below, light, motif, deep, lettering = palette
    return (
        f"<style>.a{{fill:{light}}}.b{{fill:{motif}}}.c{{fill:{deep}}}.s{{fill:{below};opacity:.55}}"
        f".l{{fill:none;stroke:{light};stroke-width:5;opacity:.75}}.t{{fill:{lettering}}}</style>"
        '<defs><linearGradient id="g" x2="0" y2="1">'
        f'<stop stop-color="{above}"/><stop offset="1" stop-color="{below}"/></linearGradient>'
        '<linearGradient id="h" x1="0" y1="1" x2=".55" y2="0">'
        f'<stop stop-color="{below}" stop-opacity=".96"/><stop offset=".55" stop-color="{below}" stop-opacity=".62"/>'
        f'<stop offset="1" stop-color="{below}" stop-opacity="0"/></linearGradient></defs>'
    )


def _printable(text: str) -> str:
    """XML has no place for control characters and lone surrogates."""
    return "".join(character for character in text if character.isprintable())
