"""The page that Chromium photographs: the drawing below, the title above it in a face that suits the genre."""

import html
from pathlib import Path

FACES = {
    "condensed": ("league-gothic", 400, "normal", "upper"), "anton": ("anton", 400, "normal", "upper"),
    "didone": ("playfair-display", 900, "italic", "as-is"), "fat": ("abril-fatface", 400, "normal", "as-is"),
    "roman": ("cinzel", 700, "normal", "upper"), "round": ("lilita-one", 400, "normal", "as-is"),
    "bubble": ("baloo-2", 700, "normal", "as-is"), "orbit": ("orbitron", 700, "normal", "upper"),
    "type": ("special-elite", 400, "normal", "as-is"), "neon": ("monoton", 400, "normal", "upper"),
    "fraunces": ("fraunces", 900, "normal", "as-is"), "garamond": ("cormorant-garamond", 700, "italic", "as-is"),
    "deco": ("limelight", 400, "normal", "as-is"), "thin": ("poiret-one", 400, "normal", "upper"),
    "brush": ("caveat-brush", 400, "normal", "as-is"), "script": ("pacifico", 400, "normal", "as-is"),
    "wide": ("syne", 700, "normal", "upper"), "shoulders": ("big-shoulders-display", 900, "normal", "upper"),
    "fredoka": ("fredoka", 700, "normal", "as-is"), "retro": ("righteous", 400, "normal", "as-is"),
    "western": ("rye", 400, "normal", "as-is"), "black": ("unifrakturcook", 700, "normal", "as-is"),
    "serif": ("dm-serif-display", 400, "normal", "as-is"), "josefin": ("josefin-sans", 700, "normal", "upper"),
    "bungee": ("bungee", 400, "normal", "upper"), "rajdhani": ("rajdhani", 700, "normal", "upper"),
}  # fmt: skip

LINE_HEIGHTS = {"script": 1.22, "brush": 1.06, "black": 1.06, "bubble": 0.94, "retro": 1.04}

EFFECTS = {
    "plain": "text-shadow:0 2px 14px rgba(0,0,0,.45)",
    "glow": "text-shadow:0 0 10px {light},0 0 34px {light}",
    "hard": "text-shadow:5px 5px 0 rgba(0,0,0,.42)",
    "outline": "paint-order:stroke;-webkit-text-stroke:14px {dark}",
    "none": "",
}

_FIT = """
for (const box of document.querySelectorAll('.title')) {
  let size = 240;
  const text = box.firstElementChild;
  do { size -= 2; text.style.fontSize = size + 'px'; }
  while (size > 20 && (text.scrollWidth > box.clientWidth || text.offsetHeight > box.clientHeight));
}
"""


def font_face(packages: Path, *, face: str) -> str:
    package, weight, style, _ = FACES[face]
    file = packages / "@fontsource" / package / "files" / f"{package}-latin-{weight}-{style}.woff2"
    return f'@font-face{{font-family:"title";src:url("{file.resolve().as_uri()}")}}'


def page(
    *,
    drawing: str,
    title: str,
    box: str,
    face: str,
    ink: str,
    light: str,
    dark: str,
    effect: str,
    packages: Path,
    size: tuple[int, int] = (1280, 720),
) -> str:
    """A page of that size; `title` has | between lines, `box` is "x y width height left|centre|right"."""
    lettering = ""
    if title:
        x, y, width, height, side = box.split()
        lines = "<br>".join(html.escape(line) for line in title.split("|"))
        align = {"left": "flex-start", "centre": "center", "right": "flex-end"}[side]
        lettering = (
            f'<div class="title" style="left:{x}px;top:{y}px;width:{width}px;height:{height}px;justify-content:{align};'
            f"text-align:{side.replace('centre', 'center')};color:{ink};"
            f'{EFFECTS[effect].format(light=light, dark=dark)}"><span>{lines}</span></div>'
        )
    wide, high = size
    case = "uppercase" if FACES[face][3] == "upper" else "none"
    style = (
        f"{font_face(packages, face=face)}*{{margin:0}}body{{width:{wide}px;height:{high}px;overflow:hidden;position:relative}}"
        f"svg{{position:absolute;inset:0}}.title{{position:absolute;display:flex;align-items:center;"
        f'font-family:"title";line-height:{LINE_HEIGHTS.get(face, 0.98)};word-spacing:.1em;text-transform:{case}}}.title span{{white-space:nowrap;padding:.06em .04em}}'
    )
    return (
        f'<!doctype html><meta charset="utf-8"><style>{style}</style>'
        f'<svg viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">{drawing}</svg>{lettering}<script>'
        f"document.fonts.load('40px title').then(() => {{{_FIT} document.body.dataset.ready = 'yes'; }});</script>"
    )
