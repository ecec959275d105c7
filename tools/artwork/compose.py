"""From a design to the drawing of one of its pictures."""

import random
from functools import partial
from pathlib import Path

from tools.artwork.design import CAST, HERE, Design
from tools.artwork.elements import Brush, draw_layers
from tools.artwork.elements.brush import HEIGHT, TALL, WIDTH, Figure, Seen
from tools.artwork.figure.portrait import portrait
from tools.artwork.figure.robot import robot
from tools.artwork.lettering import page
from tools.artwork.rendering import PAPER

UNLETTERED = {"billboard"}
FRAMINGS = {"close": (1.4, -14.0), "bust": (0.97, 22.0), "far": (0.66, 240.0)}  # scale, top
POSTERS = {
    "scene": ["picture scene {at}", "dusk #000000 0.45 up"],
    "object": ["picture object {at} 1.1 0"],
    "lead": ["picture lead_back 0.5", "lead -20 420 1.36"],
    "duo": ["picture lead_back 0.5", "second 300 420 0.92 left", "lead -90 440 1.15 right"],
}


def size_of(variant: str) -> tuple[int, int]:
    return TALL if variant == "poster" else (WIDTH, HEIGHT)


def brush_of(design: Design, *, variant: str, icons: dict[str, str]) -> Brush:
    """Seeded with the title's name: a second run draws the same."""
    palette = dict(zip("abcdef", design.table["palette"].split(), strict=True))
    width, height = size_of(variant)
    brush = Brush(
        palette=palette, rng=random.Random(design.name), icons=icons, width=width, height=height,
        stills=HERE / "stills", cut_paper=design.of(variant, "style", "print") == "paper",
    )  # fmt: skip
    brush.figures = {who: _figure(brush, design, who=who) for who in CAST if who in design.table or who == "lead"}
    for name in ("scene", "object", "board", "lead_back", "second_back"):
        brush.pictures[name] = partial(_landscape, brush, design.table.get(name, []))
    return brush


def _landscape(brush: Brush, layers: list[str]) -> str:
    """Layers of a wide picture inside a tall one: drawn in their own space."""
    size = brush.width, brush.height
    brush.width, brush.height = WIDTH, HEIGHT
    drawn = draw_layers(layers, brush=brush)
    brush.width, brush.height = size
    return drawn


def _figure(brush: Brush, design: Design, *, who: str) -> Figure:
    def draw(x: float, y: float, scale: float, gaze: str = "") -> str:
        """Looks towards the middle of the picture unless told otherwise."""
        if who == "lead" and "robot" in design.table:
            return robot(**design.table["robot"], x=x, y=y, scale=scale)
        towards = gaze or ("left" if x + 300 * scale > brush.middle else "right")
        look = design.look(who, gaze=towards)
        figure = portrait(look, shade=design.of(who, "shade", "#20103a"), name=brush.new_id())
        left, top, width, height = figure.face
        brush.seen.append(
            Seen(what=who, box=(x + left * scale, y + top * scale, width * scale, height * scale), face=True)
        )
        return f'<g transform="translate({x:.1f} {y:.1f}) scale({scale:.3f})">{figure.svg}</g>'

    return draw


def drawing_of(design: Design, *, variant: str, brush: Brush) -> str:
    table = design.table
    if variant in CAST:
        back = table.get(f"{variant}_back", table.get("lead_back", table["scene"]))
        framing = design.table[variant].get("framing", "bust") if variant in table else "bust"
        scale, y = FRAMINGS[framing]
        middle = 981 if design.side(variant) == "right" else 301
        return draw_layers(back, brush=brush) + brush.figures[variant](middle - 300 * scale, y, scale, "")
    if variant == "poster":
        made_of = table.get("poster_from", "scene")
        at = design.own(made_of, "focus", [0.7, 0.5])[0]
        return draw_layers(table.get("poster") or [s.format(at=at) for s in POSTERS[made_of]], brush=brush)
    drawing = draw_layers(table["scene" if variant == "billboard" else variant], brush=brush)
    return drawing + draw_layers(table.get("board", []), brush=brush) if variant == "billboard" else drawing


def html_of(design: Design, *, variant: str, brush: Brush, packages: Path, parts: str = "all") -> str:
    """The page to photograph; `parts` is all, drawing (without lettering) or lettering (on nothing)."""
    lettered = variant not in UNLETTERED and parts != "drawing"
    return page(
        drawing="" if parts == "lettering" else drawing_of(design, variant=variant, brush=brush) + _fibre(brush),
        size=(brush.width, brush.height),
        title=design.lettering(variant) if lettered else "",
        box=design.box(variant),
        face=design.of(variant, "face"),
        ink=design.own(variant, "ink", brush.palette["f"]),
        light=brush.palette["e"],
        dark=design.table.get("dark", brush.palette["d"]),
        effect=design.of(variant, "effect", "plain"),
        packages=packages,
    )


def _fibre(brush: Brush) -> str:
    """The fibres of cut paper."""
    if not brush.cut_paper:
        return ""
    box = f'width="{brush.width}" height="{brush.height}"'
    return f'{PAPER}<rect {box} filter="url(#fibre)" opacity=".5" style="mix-blend-mode:multiply"/>'
