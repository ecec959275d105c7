"""Streets and what stands in them: house fronts, fences, quays, signs, people from behind, umbrellas from above."""

import math
from itertools import pairwise

from tools.artwork.elements.brush import Brush, Element, gradient, last_id, mix
from tools.artwork.elements.sky import glow


def facade(
    brush: Brush, x: str, y: str, width: str, height: str, wall: str, pane: str, lit: str, share: str = "0.2", other: str = "none",
    columns: str = "6",
) -> str:  # fmt: skip
    """A flat block of flats: rows of windows, a share of them lit, one (the last but some) in the colour `other`."""
    px, py, w, h, n = float(x), float(y), float(width), float(height), int(columns)
    step = w / n
    rows = max(1, int(h / (step * 0.95)))
    parts = [f'<rect x="{px}" y="{py}" width="{w}" height="{h + 400}" fill="{brush.colour(wall)}"/>']
    odd = brush.rng.randrange(n * rows)
    for i in range(n * rows):
        cx, cy = px + (i % n + 0.18) * step, py + (i // n + 0.25) * h / rows
        word = other if other != "none" and i == odd else (lit if brush.rng.random() < float(share) else pane)
        ink = brush.colour(word)
        parts.append(
            f'<rect x="{cx:.0f}" y="{cy:.0f}" width="{step * 0.64:.0f}" height="{h / rows * 0.56:.0f}" fill="{ink}"/>'
        )
        if word != pane and brush.rng.random() < 0.4:
            parts.append(
                f'<rect x="{cx:.0f}" y="{cy:.0f}" width="{step * 0.22:.0f}" height="{h / rows * 0.56:.0f}" fill="{mix(ink, brush.colour(wall), 0.6)}"/>'
            )
    shade = mix(brush.colour(wall), "#000000", 0.35)
    ledges = "".join(f"M{px},{py + (r + 0.9) * h / rows:.0f}h{w}v5h-{w}Z" for r in range(rows))
    return f'{"".join(parts)}<path d="{ledges}M{px - 8},{py - 14}h{w + 16}v14h-{w + 16}Z" fill="{shade}"/>'


def door(brush: Brush, x: str, y: str, width: str, height: str, wall: str, leaf: str, light: str) -> str:
    """A door ajar in a dark wall: light in the gap, and a wedge of it on the floor."""
    px, py, w, h = float(x), float(y), float(width), float(height)
    foot, ray = py + h, brush.colour(light)
    gap = w * 0.36
    wedge = f"{px},{foot} {px + gap},{foot} {px + gap + 260},{brush.height} {px - 240},{brush.height}"
    fill = gradient(brush, [(0.0, ray, 0.85), (1.0, ray, 0.12)])
    wood, dark = brush.colour(leaf), mix(brush.colour(leaf), "#000000", 0.4)
    return (
        f'<rect x="{px - 22}" y="{py - 22}" width="{w + 44}" height="{h + 22}" fill="{brush.colour(wall)}"/>'
        f'{glow(brush, str(px + gap / 2), str(py + h / 2), str(h * 0.75), light, "0.6")}<rect x="{px}" y="{py}" width="{gap}" height="{h}" fill="{ray}"/>'
        f'{fill}<polygon points="{wedge}" fill="url(#{last_id(brush)})"/>'
        f'<path d="M{px + gap},{py} L{px + w},{py - 10} V{foot + 10} L{px + gap},{foot}Z" fill="{wood}"/>'
        f'<path d="M{px + gap + 14},{py + h * 0.08} L{px + w - 16},{py + h * 0.06} V{py + h * 0.45} L{px + gap + 14},{py + h * 0.44}Z M{px + gap + 14},{py + h * 0.53} L{px + w - 16},{py + h * 0.54} V{py + h * 0.93} L{px + gap + 14},{py + h * 0.91}Z" fill="{dark}"/>'
        f'<circle cx="{px + gap + 12}" cy="{py + h * 0.49}" r="9" fill="{ray}"/>'
    )


def fence(brush: Brush, y: str, post: str, wire: str, at: str = "640") -> str:
    """A barbed-wire fence that runs from the right front to the horizon at (at, y)."""
    cx, horizon, marks, strands = float(at), float(y), [], []
    feet = []
    for i in range(11):
        depth = 0.72**i
        px = cx + (brush.width + 160 - cx) * depth
        foot = horizon + (brush.height + 60 - horizon) * depth
        tall = 430 * depth
        feet.append((px, foot, tall))
        marks.append(
            f"M{px - 13 * depth:.0f},{foot:.0f} L{px - 9 * depth:.0f},{foot - tall:.0f} h{18 * depth:.1f} L{px + 13 * depth:.0f},{foot:.0f}Z"
        )
    for share in (0.28, 0.52, 0.76, 0.94):
        strands.append("M" + " L".join(f"{px:.0f},{foot - tall * share:.1f}" for px, foot, tall in feet))
        for (px, foot, tall), (qx, qf, qt) in pairwise(feet):
            mx, my, s = (px + qx) / 2, (foot - tall * share + qf - qt * share) / 2, tall * 0.035
            strands.append(
                f"M{mx - s:.1f},{my - s:.1f} L{mx + s:.1f},{my + s:.1f} M{mx - s:.1f},{my + s:.1f} L{mx + s:.1f},{my - s:.1f}"
            )
    return f'<path d="{"".join(marks)}" fill="{brush.colour(post)}"/><path d="{"".join(strands)}" fill="none" stroke="{brush.colour(wire)}" stroke-width="3"/>'


def neonsign(brush: Brush, x: str, y: str, width: str, height: str, colour: str, second: str) -> str:
    """A motel's sign on two posts: a frame of bulbs and an arrow that points down to the left; no words."""
    px, py, w, h = float(x), float(y), float(width), float(height)
    first, other = brush.colour(colour), brush.colour(second)
    bulbs = "".join(
        f'<circle cx="{px + w * t:.0f}" cy="{edge:.0f}" r="6"/>'
        for t in [i / 12 for i in range(13)]
        for edge in (py, py + h)
    )
    arrow = f"M{px + w},{py - h * 0.1} C{px + w * 1.5},{py - h * 0.3} {px + w * 1.5},{py + h * 1.2} {px + w * 0.62},{py + h * 1.3} L{px + w * 0.66},{py + h * 1.16} L{px + w * 0.44},{py + h * 1.36} L{px + w * 0.7},{py + h * 1.56} L{px + w * 0.66},{py + h * 1.42}"
    return (
        f'<path d="M{px + w * 0.2},{py + h} V{brush.height} h14 V{py + h}Z M{px + w * 0.8},{py + h} V{brush.height} h14 V{py + h}Z" fill="#0c0a12"/>'
        f"{glow(brush, str(px + w / 2), str(py + h / 2), str(w * 0.95), colour, '0.55')}"
        f'<rect x="{px}" y="{py}" width="{w}" height="{h}" rx="26" fill="#120c18" stroke="{first}" stroke-width="9"/>'
        f'<rect x="{px + 22}" y="{py + 22}" width="{w - 44}" height="{h - 44}" rx="16" fill="none" stroke="{other}" stroke-width="5"/>'
        f'<path d="{arrow}" fill="none" stroke="{other}" stroke-width="12" stroke-linecap="round" stroke-linejoin="round"/><g fill="#fff6d8">{bulbs}</g>'
    )


def quay(brush: Brush, y: str, colour: str, water: str = "none") -> str:
    """A stone quay with bollards in front."""
    top, ink = float(y), brush.colour(colour)
    deep, light = mix(ink, "#000000", 0.35), mix(ink, "#ffffff", 0.18)
    joints = "".join(
        f"M{x},{top + 26} l{(x - brush.middle) * 0.25:.0f},{brush.height - top}"
        for x in range(-100, brush.width + 200, 150)
    )
    bollards = "".join(
        f'<path d="M{x - 26},{top + 30} V{top - 30} q-14,-8 -6,-20 h64 q8,12 -6,20 V{top + 30}Z" fill="{deep}"/><path d="M{x - 14},{top + 26} V{top - 30}" stroke="{light}" stroke-width="7" opacity=".6"/>'
        for x in (brush.width * 0.2, brush.width * 0.52, brush.width * 0.86)
    )
    sea = (
        ""
        if water == "none"
        else f'<rect y="{top - 90}" width="{brush.width}" height="100" fill="{brush.colour(water)}"/>'
    )
    return (
        f'{sea}<rect y="{top}" width="{brush.width}" height="{brush.height}" fill="{ink}"/><rect y="{top}" width="{brush.width}" height="16" fill="{light}"/>'
        f'<path d="{joints}" stroke="{deep}" stroke-width="4" fill="none"/>{bollards}'
    )


def people(
    brush: Brush, y: str, count: str, size: str, colour: str, raised: str = "0.15", start: str = "0", end: str = "0"
) -> str:
    """Small standing figures in a row, from behind; a share of them raises a hand."""
    s, ink, marks = float(size), brush.colour(colour), []
    left, right = float(start), float(end) or brush.width
    for i in range(int(count)):
        x = left + (i + 0.5) * (right - left) / int(count) + brush.rng.uniform(-0.16, 0.16) * s
        foot, tall = float(y) + brush.rng.uniform(-0.04, 0.08) * s, s * brush.rng.uniform(0.88, 1.1)
        coat = tall * brush.rng.choice([0.3, 0.34, 0.4])
        arm = (
            f"M{x + tall * 0.1:.1f},{foot - tall * 0.74:.1f} l{tall * 0.14:.1f},{-tall * 0.34:.1f} l{tall * 0.06:.1f},{tall * 0.02:.1f} l{-tall * 0.08:.1f},{tall * 0.4:.1f}Z"
            if brush.rng.random() < float(raised)
            else ""
        )
        marks.append(
            f'<circle cx="{x:.1f}" cy="{foot - tall * 0.9:.1f}" r="{tall * 0.085:.1f}"/><path d="M{x - tall * 0.14:.1f},{foot - tall * 0.74:.1f} q{tall * 0.14:.1f},{-tall * 0.1:.1f} {tall * 0.28:.1f},0 '
            f'l{tall * 0.03:.1f},{coat:.1f} h{-tall * 0.34:.1f}Z M{x - tall * 0.11:.1f},{foot - tall * 0.5:.1f} h{tall * 0.1:.1f} v{tall * 0.5:.1f} h{-tall * 0.1:.1f}Z M{x + tall * 0.01:.1f},{foot - tall * 0.5:.1f} h{tall * 0.1:.1f} v{tall * 0.5:.1f} h{-tall * 0.1:.1f}Z{arm}"/>'
        )
    return f'<g fill="{ink}">{"".join(marks)}</g>'


def umbrellas(brush: Brush, count: str, size: str, *colours: str) -> str:
    """Open umbrellas seen from above, close together; one of them (the last colour) stands out."""
    drawn, n, inks = [], int(count), [brush.colour(word) for word in colours]
    for i in range(n):
        x, y = (i * 0.754878 % 1) * brush.width, (i * 0.569840 % 1) * brush.height
        ink = inks[-1] if i == n - 2 else brush.rng.choice(inks[:-1] or inks)
        turn, r = brush.rng.uniform(0, 45), float(size) * brush.rng.uniform(0.85, 1.1)
        wedges = "".join(
            f'<path d="M0,0 L{r * math.cos(a):.1f},{r * math.sin(a):.1f} Q{r * 0.86 * math.cos(a + 0.39):.1f},{r * 0.86 * math.sin(a + 0.39):.1f} {r * math.cos(a + 0.785):.1f},{r * math.sin(a + 0.785):.1f}Z" fill="{mix(ink, "#000000", 0.16) if k % 2 else ink}"/>'
            for k, a in enumerate(math.tau * j / 8 for j in range(8))
        )
        drawn.append(
            f'<g transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f})"><circle r="{r:.0f}" cx="10" cy="16" fill="#000" opacity=".3"/>{wedges}<circle r="6" fill="#1a1410"/></g>'
        )
    return "".join(drawn)


def metro(brush: Brush, *colours: str) -> str:
    """A map of lines that turn by 45 degrees, with stations."""
    lines, w, h = [], brush.width, brush.height
    for i, word in enumerate(colours):
        x, y = -20.0, h * (i + 1) / (len(colours) + 1)
        path, stations = [f"M{x:.0f},{y:.0f}"], []
        while x < w:
            run = brush.rng.uniform(0.08, 0.2) * w
            path.append(f"L{x + run:.0f},{y:.0f}")
            stations += [(x + run * 0.35, y), (x + run * 0.75, y)]
            x += run
            bend = brush.rng.choice([-1, 1]) * brush.rng.uniform(0.08, 0.2) * h
            bend = bend if 40 < y + bend < h - 40 else -bend
            x, y = x + abs(bend), y + bend
            path.append(f"L{x:.0f},{y:.0f}")
        marks = "".join(f'<circle cx="{sx:.0f}" cy="{sy:.0f}" r="11"/>' for sx, sy in stations)
        ink = brush.colour(word)
        lines.append(
            f'<path d="{"".join(path)}" fill="none" stroke="{ink}" stroke-width="18" stroke-linejoin="round"/><g fill="#fff" stroke="{ink}" stroke-width="6">{marks}</g>'
        )
    return "".join(lines)


ELEMENTS: dict[str, Element] = {
    element.__name__: element for element in (facade, door, fence, neonsign, quay, people, umbrellas, metro)
}
