"""Ground: mountains, dunes, hills, forests, fields, roads and rails."""

import math
from itertools import pairwise

from tools.artwork.elements.brush import Brush, Element, gradient, last_id, mix


def _ground(brush: Brush, line: list[tuple[float, float]], colour: str, *, shade: float = 0.35) -> str:
    ink = brush.colour(colour)
    fill = gradient(brush, [(0.0, ink, 1.0), (1.0, mix(ink, "#000000", shade), 1.0)])
    points = " ".join(f"{x:.0f},{y:.0f}" for x, y in line)
    return f'{fill}<polygon points="0,{brush.height} {points} {brush.width},{brush.height}" fill="url(#{last_id(brush)})"/>'


def ridge(brush: Brush, y: str, height: str, colour: str, rough: str = "0.55") -> str:
    """Jagged mountains by midpoint displacement."""
    line = [brush.rng.uniform(-1, 1) for _ in range(5)]
    spread = 1.0
    for _ in range(5):
        spread *= float(rough)
        wider = []
        for first, second in pairwise(line):
            wider += [first, (first + second) / 2 + brush.rng.uniform(-spread, spread)]
        line = [*wider, line[-1]]
    step = brush.width / (len(line) - 1)
    return _ground(brush, [(i * step, float(y) - v * float(height)) for i, v in enumerate(line)], colour)


def hills(brush: Brush, y: str, height: str, colour: str, waves: str = "2") -> str:
    """Soft hills or dunes: a sum of three waves."""
    phases = [brush.rng.uniform(0, math.tau) for _ in range(3)]
    n, size = float(waves), float(height)

    def at(x: float) -> float:
        t = x / brush.width * math.tau * n / 2
        swell = math.sin(t + phases[0]) + 0.45 * math.sin(2.1 * t + phases[1]) + 0.2 * math.sin(4.3 * t + phases[2])
        return float(y) - size * swell

    return _ground(brush, [(x, at(x)) for x in range(0, brush.width + 16, 16)], colour)


def dune(brush: Brush, x: str, y: str, width: str, height: str, light: str, dark: str) -> str:
    """One dune with a lit and a shaded side and a crest like a knife."""
    px, py, w, h = float(x), float(y), float(width), float(height)
    crest = f"C{px + 20},{py + h * 0.35} {px - 30},{py + h * 0.6} {px + 60},{py + h}"
    left = f"M{px},{py} {crest} H{px - w} C{px - w / 2},{py + h} {px - w / 4},{py + h * 0.1} {px},{py}Z"
    right = f"M{px},{py} {crest} H{px + w} C{px + w / 2},{py + h} {px + w / 5},{py + h * 0.3} {px},{py}Z"
    return f'<path d="{left}" fill="{brush.colour(light)}"/><path d="{right}" fill="{brush.colour(dark)}"/>'


def forest(brush: Brush, y: str, size: str, colour: str, count: str = "26") -> str:
    """A row of pines standing on ground that fills the rest."""
    ink, trees = brush.colour(colour), []
    for i in range(int(count)):
        x = (i + brush.rng.uniform(-0.3, 0.3)) * brush.width / (int(count) - 1)
        h = float(size) * brush.rng.uniform(0.6, 1.25)
        w, foot = h * 0.24, float(y) + brush.rng.uniform(0, 18)
        for k in range(4):
            top, low, half = foot - h + k * h * 0.2, foot - h + (k + 1.6) * h * 0.22, w * (0.42 + 0.2 * k)
            trees.append(f"M{x:.0f},{top:.0f}l{half:.0f},{low - top:.0f}h{-2 * half:.0f}Z")
    return f'<path d="{"".join(trees)}" fill="{ink}"/><rect y="{float(y) - 4}" width="{brush.width}" height="{brush.height}" fill="{ink}"/>'


def trunks(brush: Brush, colour: str, count: str = "12", width: str = "46") -> str:
    """A wood from inside: bare trunks from top to bottom, with branches."""
    marks = []
    for i in range(int(count)):
        x, w = (
            (i + brush.rng.uniform(-0.35, 0.35)) * brush.width / (int(count) - 1),
            float(width) * brush.rng.uniform(0.4, 1.2),
        )
        lean = brush.rng.uniform(-30, 30)
        marks.append(
            f"M{x - w / 2:.0f},-5 L{x + w / 2:.0f},-5 L{x + w * 0.7 + lean:.0f},{brush.height + 5} H{x - w * 0.7 + lean:.0f}Z"
        )
        for _ in range(3):
            y, reach = brush.rng.uniform(60, 420), brush.rng.choice([-1, 1]) * brush.rng.uniform(60, 150)
            marks.append(
                f"M{x:.0f},{y:.0f} q{reach * 0.5:.0f},-20 {reach:.0f},-70 q{-reach * 0.3:.0f},60 {-reach:.0f},92Z"
            )
    return f'<path d="{"".join(marks)}" fill="{brush.colour(colour)}"/>'


def field(brush: Brush, y: str, colour: str, second: str, rows: str = "15") -> str:
    """Furrows that run to a vanishing point."""
    horizon, n = float(y), int(rows)
    wedges = []
    for i in range(-n, n + 1):
        foot = brush.middle + i * 190
        wedges.append(f"M{brush.middle + i * 13},{horizon} L{foot - 48},{brush.height} H{foot + 48}Z")
    ground = f'<rect y="{horizon}" width="{brush.width}" height="{brush.height}" fill="{brush.colour(colour)}"/>'
    return f'{ground}<path d="{"".join(wedges)}" fill="{brush.colour(second)}"/>'


def stalks(brush: Brush, y: str, colour: str, count: str = "120") -> str:
    """Rye, reeds or grass in front."""
    marks = []
    for _ in range(int(count)):
        x, h, bend = (
            brush.rng.uniform(-20, brush.width + 20),
            brush.rng.uniform(0.6, 1.1) * (brush.height - float(y)),
            brush.rng.uniform(-40, 40),
        )
        marks.append(f"M{x:.0f},{brush.height + 10} q{bend * 0.2:.0f},{-h * 0.6:.0f} {bend:.0f},{-h:.0f}")
        marks.append("m-7,0 q7,-36 14,0 q-7,34 -14,0")
    ink = brush.colour(colour)
    return f'<path d="{"".join(marks)}" fill="{ink}" stroke="{ink}" stroke-width="4"/>'


def rails(brush: Brush, y: str, colour: str, steel: str) -> str:
    """A railway towards the horizon."""
    horizon, parts = float(y), []
    for i in range(1, 15):
        depth = (i / 14) ** 2.2
        yy, half = horizon + (brush.height - horizon) * depth, 14 + 420 * depth
        parts.append(
            f'<rect x="{brush.middle - half * 1.2:.0f}" y="{yy:.0f}" width="{half * 2.4:.0f}" height="{3 + 20 * depth:.0f}"/>'
        )
    mid = brush.middle
    lines = (
        f"M{mid - 4},{horizon} L{mid - 390},{brush.height} h-36Z M{mid + 4},{horizon} L{mid + 390},{brush.height} h36Z"
    )
    return f'<g fill="{brush.colour(colour)}">{"".join(parts)}</g><path d="{lines}" fill="{brush.colour(steel)}"/>'


def road(brush: Brush, y: str, colour: str, line: str) -> str:
    """A winding road that narrows towards the horizon."""
    h = float(y)
    m, far = brush.middle, brush.height - h
    path = (
        f"M{m},{h} C{m + 80},{h + 40} {m + 220},{h + 60} {m + 60},{h + 120} C{m - 120},{h + 190} {m - 260},{h + far * 0.9} "
        f"{m - 120},{brush.height} H{m + 370} C{m + 80},{h + far * 0.95} {m + 60},{h + 220} {m + 190},{h + 130} "
        f"C{m + 320},{h + 60} {m + 100},{h + 30} {m + 10},{h}Z"
    )
    dashes = (
        f"M{m + 6},{h} C{m + 95},{h + 40} {m + 265},{h + 60} {m + 125},{h + 125} "
        f"C{m - 20},{h + 200} {m - 70},{h + far * 0.9} {m + 125},{brush.height}"
    )
    return (
        f'<path d="{path}" fill="{brush.colour(colour)}"/>'
        f'<path d="{dashes}" fill="none" stroke="{brush.colour(line)}" stroke-width="6" stroke-dasharray="34 30"/>'
    )


def reef(brush: Brush, y: str, colour: str) -> str:
    """Rocks and weeds on the ground of the sea."""
    weeds = []
    for _ in range(26):
        x, h = brush.rng.uniform(0, brush.width), brush.rng.uniform(50, 190)
        weeds.append(
            f"M{x:.0f},{brush.height + 10} q{brush.rng.uniform(-40, 40):.0f},{-h / 2:.0f} {brush.rng.uniform(-20, 20):.0f},{-h:.0f}"
        )
    rocks = hills(brush, y, "34", colour, "5")
    return f'{rocks}<path d="{"".join(weeds)}" fill="none" stroke="{brush.colour(colour)}" stroke-width="12" stroke-linecap="round"/>'


ELEMENTS: dict[str, Element] = {
    element.__name__: element for element in (ridge, hills, dune, forest, trunks, field, stalks, rails, road, reef)
}
