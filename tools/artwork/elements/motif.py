"""Silhouettes from the icon set, and the flat patterns that stand behind a single thing."""

import math

from tools.artwork.elements.brush import Brush, Element
from tools.artwork.elements.sky import glow, rays


def icon(brush: Brush, name: str, x: str, y: str, size: str, colour: str, turn: str = "0", flip: str = "1") -> str:
    """A silhouette of 512 units, centred on (x, y)."""
    brush.used_icons.add(name)
    brush.see(name, x=float(x), y=float(y), size=float(size) * 0.8)
    scale = float(size) / 512
    body = brush.icons[name].replace("currentColor", brush.colour(colour))
    move = f"translate({x} {y}) rotate({turn}) scale({scale * float(flip):.3f} {scale:.3f}) translate(-256 -256)"
    return f'<g transform="{move}" fill="{brush.colour(colour)}">{body}</g>'


def relief(brush: Brush, name: str, x: str, y: str, size: str, light: str, dark: str, turn: str = "0") -> str:
    """A silhouette with a hard shadow below and a lit edge, as if cut from board."""
    px, py, depth = float(x), float(y), float(size) * 0.022
    under = icon(brush, name, str(px + depth * 1.6), str(py + depth * 1.8), size, dark, turn)
    edge = icon(brush, name, str(px - depth * 0.35), str(py - depth * 0.4), size, "#ffffff", turn)
    return f'<g opacity=".55">{under}</g><g opacity=".6">{edge}</g>{icon(brush, name, x, y, size, light, turn)}'


def disc(brush: Brush, x: str, y: str, radius: str, colour: str, opacity: str = "1") -> str:
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{brush.colour(colour)}" opacity="{opacity}"/>'


def rings(brush: Brush, x: str, y: str, count: str, colour: str, opacity: str = "0.25") -> str:
    marks = "".join(f'<circle cx="{x}" cy="{y}" r="{90 + i * 78}"/>' for i in range(int(count)))
    return f'<g fill="none" stroke="{brush.colour(colour)}" stroke-width="22" opacity="{opacity}">{marks}</g>'


def stripes(brush: Brush, colour: str, width: str = "60", turn: str = "28", opacity: str = "0.3") -> str:
    w = float(width)
    marks = "".join(f"M{-900 + i * 2 * w},-900h{w}v3000h-{w}Z" for i in range(int(3400 / (2 * w))))
    return f'<path d="{marks}" transform="rotate({turn} {brush.middle} {brush.height / 2})" fill="{brush.colour(colour)}" opacity="{opacity}"/>'


def dots(brush: Brush, colour: str, step: str = "52", opacity: str = "0.3") -> str:
    s, marks = float(step), []
    for row in range(int(brush.height / s) + 2):
        for column in range(int(brush.width / s) + 2):
            size = s * (0.08 + 0.3 * row * s / brush.height)
            marks.append(f'<circle cx="{column * s + (row % 2) * s / 2:.0f}" cy="{row * s:.0f}" r="{size:.1f}"/>')
    return f'<g fill="{brush.colour(colour)}" opacity="{opacity}">{"".join(marks)}</g>'


def split(brush: Brush, at: str, lean: str, colour: str) -> str:
    """The right-hand part of the picture in another colour, cut at an angle."""
    x, bend = float(at), float(lean)
    return f'<path d="M{x + bend},0 H{brush.width} V{brush.height} H{x - bend}Z" fill="{brush.colour(colour)}"/>'


def tiles(brush: Brush, colour: str, step: str = "90", opacity: str = "0.3") -> str:
    s = float(step)
    marks = "".join(
        f"M{c * s},{r * s}h{s}v{s}h-{s}Z"
        for r in range(int(brush.height / s) + 1)
        for c in range(int(brush.width / s) + 1)
        if (r + c) % 2
    )
    return f'<path d="{marks}" fill="{brush.colour(colour)}" opacity="{opacity}"/>'


def scatter(brush: Brush, name: str, count: str, size: str, colour: str, opacity: str = "0.3") -> str:
    """Many small ones of the same, turned every way: a pattern, none of which is a motif."""
    marks, before = [], len(brush.seen)
    for i in range(int(count)):
        x = (i * 0.618034 % 1) * brush.width
        y = (i + 0.5) / int(count) * brush.height
        s = float(size) * brush.rng.uniform(0.6, 1.2)
        marks.append(icon(brush, name, f"{x:.0f}", f"{y:.0f}", f"{s:.0f}", colour, f"{brush.rng.uniform(-40, 40):.0f}"))
    del brush.seen[before:]
    return f'<g opacity="{opacity}">{"".join(marks)}</g>'


def contour(brush: Brush, x: str, y: str, count: str, colour: str, opacity: str = "0.5") -> str:
    """Lines of a map around a summit."""
    marks = []
    for i in range(int(count)):
        r, points = 50 + i * 62, []
        for k in range(24):
            a = math.tau * k / 24
            bend = r * (1 + 0.14 * math.sin(2 * a + i * 0.25) + 0.08 * math.sin(5 * a + i * 0.5))
            points.append(f"{float(x) + 1.3 * bend * math.cos(a):.0f},{float(y) + bend * math.sin(a):.0f}")
        marks.append(f'<polygon points="{" ".join(points)}"/>')
    return f'<g fill="none" stroke="{brush.colour(colour)}" stroke-width="3.5" opacity="{opacity}">{"".join(marks)}</g>'


def lamp(brush: Brush, x: str, y: str, radius: str, colour: str) -> str:
    """A strong soft light with rays, behind a thing."""
    return glow(brush, x, y, radius, colour, "0.95") + rays(brush, x, y, "16", colour, "0.1")


ELEMENTS: dict[str, Element] = {
    element.__name__: element
    for element in (icon, relief, disc, rings, stripes, dots, split, tiles, scatter, contour, lamp)
}
