"""What people build: cities, villages, lighthouses, rooms, stages."""

import math

from tools.artwork.elements.brush import Brush, Element, gradient, last_id
from tools.artwork.elements.sky import glow


def city(brush: Brush, y: str, size: str, colour: str, lit: str = "none") -> str:
    """A skyline; with `lit` some windows are."""
    walls, windows, x = [], [], -20.0
    while x < brush.width:
        w, h = brush.rng.uniform(50, 130), float(size) * brush.rng.uniform(0.35, 1.2)
        top = float(y) - h
        walls.append(f"M{x:.0f},{brush.height} V{top:.0f} h{w:.0f} V{brush.height}Z")
        if brush.rng.random() < 0.3:
            walls.append(f"M{x + w * 0.45:.0f},{top:.0f} v-44 h6 v44Z")
        if lit != "none":
            windows += _windows(brush, x, top, w)
        x += w + brush.rng.choice([0, 0, 6, 16])
    lights = f'<path d="{"".join(windows)}" fill="{brush.colour(lit)}" opacity=".85"/>' if windows else ""
    return f'<path d="{"".join(walls)}" fill="{brush.colour(colour)}"/>{lights}'


def _windows(brush: Brush, x: float, top: float, width: float) -> list[str]:
    spots = [(wx, wy) for wx in range(12, int(width) - 16, 22) for wy in range(18, int(brush.height - top), 30)]
    return [f"M{x + wx:.0f},{top + wy:.0f}h10v14h-10Z" for wx, wy in spots if brush.rng.random() < 0.28]


def village(brush: Brush, y: str, size: str, colour: str, lit: str) -> str:
    """Gabled houses in a row, one window each."""
    walls, windows, x = [], [], -10.0
    while x < brush.width:
        w, h = float(size) * brush.rng.uniform(0.7, 1.2), float(size) * brush.rng.uniform(0.7, 1.15)
        top = float(y) - h
        walls.append(
            f"M{x:.0f},{brush.height} V{top:.0f} l{w / 2:.0f},{-w * 0.45:.0f} l{w / 2:.0f},{w * 0.45:.0f} V{brush.height}Z"
        )
        if brush.rng.random() < 0.7:
            windows.append(f"M{x + w * 0.4:.0f},{top + h * 0.25:.0f}h{w * 0.2:.0f}v{w * 0.24:.0f}h{-w * 0.2:.0f}Z")
        x += w * brush.rng.uniform(0.95, 1.3)
    return (
        f'<path d="{"".join(walls)}" fill="{brush.colour(colour)}"/>'
        f'<path d="{"".join(windows)}" fill="{brush.colour(lit)}"/>'
    )


def beacon(brush: Brush, x: str, y: str, height: str, colour: str, light: str, beam: str = "both") -> str:
    """A lighthouse on a rock, with its beam."""
    cx, foot, h = float(x), float(y), float(height)
    top, ink, ray = foot - h, brush.colour(colour), brush.colour(light)
    sides = {"both": (-1, 1), "left": (-1,), "right": (1,), "none": ()}[beam]
    beams = "".join(
        f'<polygon points="{cx},{top} {cx + s * 1300},{top - 190} {cx + s * 1300},{top + 110}" fill="{ray}" opacity=".3"/>'
        for s in sides
    )
    w = h * 0.11
    tower = f"M{cx - w * 0.75},{top + h * 0.1} h{w * 1.5} L{cx + w * 1.2},{foot + 40} H{cx - w * 1.2}Z"
    rock = f"M{cx - h * 0.6},{brush.height} C{cx - h * 0.4},{foot + 20} {cx - w * 2},{foot} {cx},{foot} S{cx + h * 0.4},{foot + 20} {cx + h * 0.65},{brush.height}Z"
    room = f'<rect x="{cx - w * 0.5}" y="{top - h * 0.05}" width="{w}" height="{h * 0.13}" fill="{ray}"/>'
    roof = f"M{cx - w * 0.8},{top - h * 0.05} L{cx},{top - h * 0.16} L{cx + w * 0.8},{top - h * 0.05}Z"
    rail = f"M{cx - w},{top + h * 0.07} h{2 * w} v{h * 0.035} h{-2 * w}Z"
    return (
        f"{beams}{glow(brush, x, str(top), str(h * 0.6), light, '0.9')}"
        f'<path d="{rock}{tower}" fill="{ink}"/>{room}<path d="{roof}{rail}" fill="{ink}"/>'
    )


def window(brush: Brush, x: str, y: str, width: str, height: str, frame: str, light: str) -> str:
    """A tall window with panes, and the light it throws on the floor."""
    px, py, w, h = (float(v) for v in (x, y, width, height))
    bars = f"M{px + w / 2 - 5},{py}h10v{h}h-10Z M{px},{py + h * 0.36}h{w}v10h-{w}Z M{px},{py + h * 0.68}h{w}v10h-{w}Z"
    spill = f"{px},{py + h + 60} {px + w},{py + h + 60} {px + w * 1.5},{brush.height} {px + w * 0.1},{brush.height}"
    ink, ray = brush.colour(frame), brush.colour(light)
    return (
        f"{glow(brush, str(px + w / 2), str(py + h / 2), str(h * 0.9), light, '0.45')}"
        f'<rect x="{px}" y="{py}" width="{w}" height="{h}" fill="{ray}"/><path d="{bars}" fill="{ink}"/>'
        f'<rect x="{px - 12}" y="{py - 12}" width="{w + 24}" height="{h + 24}" fill="none" stroke="{ink}" stroke-width="24"/>'
        f'<polygon points="{spill}" fill="{ray}" opacity=".3"/>'
    )


def floor(brush: Brush, y: str, colour: str) -> str:
    return f'<rect y="{y}" width="{brush.width}" height="{brush.height}" fill="{brush.colour(colour)}"/>'


def shelves(brush: Brush, x: str, y: str, width: str, height: str, wood: str, first: str, second: str) -> str:
    """Shelves of files or books in two colours."""
    px, py, w, h = (float(v) for v in (x, y, width, height))
    parts, rows = [f'<rect x="{px}" y="{py}" width="{w}" height="{h}" fill="{brush.colour(wood)}"/>'], int(h // 104)
    for row in range(rows):
        at, foot = px + 10, py + (row + 1) * h / rows - 8
        while at < px + w - 30:
            thick, tall = brush.rng.uniform(12, 30), brush.rng.uniform(0.6, 0.86) * h / rows
            ink = brush.colour(brush.rng.choice([first, first, second]))
            parts.append(
                f'<rect x="{at:.0f}" y="{foot - tall:.0f}" width="{thick - 3:.0f}" height="{tall:.0f}" fill="{ink}"/>'
            )
            at += thick + (22 if brush.rng.random() < 0.06 else 0)
    return "".join(parts)


def spots(brush: Brush, count: str, colour: str, opacity: str = "0.4") -> str:
    """Stage lights from above."""
    cones = []
    for i in range(int(count)):
        x = brush.width * (i + 0.5) / int(count)
        aim = brush.middle + (x - brush.middle) * brush.rng.uniform(-0.4, 0.6)
        cones.append(f"M{x - 10:.0f},-10 h20 L{aim + 150:.0f},{brush.height * 0.89:.0f} h-300Z")
    fill = gradient(brush, [(0.0, brush.colour(colour), 0.95), (1.0, brush.colour(colour), 0.0)])
    return f'{fill}<path d="{"".join(cones)}" fill="url(#{last_id(brush)})" opacity="{opacity}"/>'


def crowd(brush: Brush, y: str, colour: str, size: str = "34") -> str:
    """Heads and shoulders from behind."""
    marks, step = [], float(size) * 1.9
    for i in range(int(brush.width / step) + 2):
        x, top = i * step + brush.rng.uniform(-10, 10), float(y) + brush.rng.uniform(-16, 24)
        marks.append(f'<circle cx="{x:.0f}" cy="{top:.0f}" r="{size}"/>')
        marks.append(
            f'<ellipse cx="{x:.0f}" cy="{top + float(size) * 2.6:.0f}" rx="{float(size) * 1.5:.0f}" ry="{float(size) * 1.8:.0f}"/>'
        )
    base = f'<rect y="{float(y) + float(size) * 2.4}" width="{brush.width}" height="{brush.height}"/>'
    return f'<g fill="{brush.colour(colour)}">{"".join(marks)}{base}</g>'


def arches(brush: Brush, y: str, colour: str, through: str, count: str = "5") -> str:
    """An arcade or the ribs of a greenhouse; light comes through."""
    w, parts = (
        brush.width / int(count),
        [f'<rect width="{brush.width}" height="{brush.height}" fill="{brush.colour(colour)}"/>'],
    )
    for i in range(int(count)):
        left, right = i * w + w * 0.09, (i + 1) * w - w * 0.09
        parts.append(
            f'<path d="M{left:.0f},{brush.height} V{y} A{w * 0.41:.0f},{w * 0.5:.0f} 0 0 1 {right:.0f},{y} V{brush.height}Z" fill="{brush.colour(through)}"/>'
        )
    return "".join(parts)


def lattice(brush: Brush, colour: str, opacity: str = "0.6") -> str:
    """The iron and glass of a greenhouse roof that meets in the middle."""
    mid = brush.middle
    lines = [f"M{mid},40 L{mid - 640 + x},{brush.height}" for x in range(-1400, 2700, 190)]
    lines += [
        f"M{mid - r * 1.3},{brush.height} Q{mid},{brush.height - r * 1.6} {mid + r * 1.3},{brush.height}"
        for r in (180, 330, 520, 760)
    ]
    return f'<path d="{" ".join(lines)}" fill="none" stroke="{brush.colour(colour)}" stroke-width="7" opacity="{opacity}"/>'


def bulbs(brush: Brush, y: str, sag: str, colour: str, count: str = "13") -> str:
    """A string of lights."""
    dots = []
    for i in range(int(count)):
        t = i / (int(count) - 1)
        x, cy = t * brush.width, float(y) + float(sag) * 4 * t * (1 - t)
        dots.append(glow(brush, f"{x:.0f}", f"{cy + 14:.0f}", "46", colour, "0.8"))
        dots.append(f'<circle cx="{x:.0f}" cy="{cy + 14:.0f}" r="10" fill="{brush.colour(colour)}"/>')
    wire = f"M0,{y} Q{brush.middle},{float(y) + 2 * float(sag)} {brush.width},{y}"
    return f'<path d="{wire}" fill="none" stroke="#000" stroke-opacity=".5" stroke-width="4"/>{"".join(dots)}'


def bars(brush: Brush, colour: str, count: str = "40", size: str = "330") -> str:
    """A sound spectrum."""
    marks, w = [], brush.width / int(count)
    for i in range(int(count)):
        h = float(size) * (0.25 + 0.75 * abs(math.sin(i * 0.37) * math.cos(i * 0.11))) * brush.rng.uniform(0.6, 1)
        marks.append(f'<rect x="{i * w:.0f}" y="{brush.height - h:.0f}" width="{w * 0.62:.0f}" height="{h:.0f}"/>')
    return f'<g fill="{brush.colour(colour)}">{"".join(marks)}</g>'


ELEMENTS: dict[str, Element] = {
    element.__name__: element
    for element in (city, village, beacon, window, floor, shelves, spots, crowd, arches, lattice, bulbs, bars)
}
