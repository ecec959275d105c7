"""Wild places: jungle, canyon, mesas, palms, caves, reefs of cloud, fireworks, northern huts."""

import math

from tools.artwork.elements.brush import Brush, Element, gradient, last_id, mix
from tools.artwork.elements.sky import glow


def jungle(brush: Brush, colour: str, second: str, opening: str = "0.5", at: str = "0.7") -> str:
    """Leaves from all sides around an opening; `opening` is its share of the height, `at` its middle."""
    w, h, cx = brush.width, brush.height, brush.width * float(at)
    inks, leaves = (brush.colour(colour), brush.colour(second)), []
    for i in range(64):
        a = math.tau * i / 64 + brush.rng.uniform(-0.06, 0.06)
        reach = h * (float(opening) * 0.62 + brush.rng.uniform(0.0, 0.24))
        x, y = cx + reach * 1.5 * math.cos(a), h / 2 + reach * math.sin(a)
        size, turn = brush.rng.uniform(170, 300), math.degrees(a) + brush.rng.uniform(-35, 35)
        leaves.append(
            f'<g transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f})"><path d="M0,0 C{size * 0.3:.0f},{-size * 0.26:.0f} {size * 0.8:.0f},{-size * 0.2:.0f} {size * 1.3:.0f},0 '
            f'C{size * 0.8:.0f},{size * 0.2:.0f} {size * 0.3:.0f},{size * 0.26:.0f} 0,0Z" fill="{inks[i % 2]}"/><path d="M10,0 H{size:.0f}" stroke="{mix(inks[i % 2], "#000000", 0.3)}" stroke-width="5"/></g>'
        )
    rx, ry = h * (float(opening) * 0.93 + 0.2), h * (float(opening) * 0.62 + 0.14)
    frame = (
        f'<path d="M-10,-10 H{w + 10} V{h + 10} H-10Z M{cx - rx:.0f},{h / 2} a{rx:.0f},{ry:.0f} 0 1 0 {2 * rx:.0f},0 '
        f'a{rx:.0f},{ry:.0f} 0 1 0 {-2 * rx:.0f},0Z" fill="{mix(inks[0], "#000000", 0.4)}" fill-rule="evenodd"/>'
    )
    return frame + "".join(leaves)


def palm(brush: Brush, x: str, y: str, height: str, colour: str, lean: str = "40") -> str:
    """A palm whose foot is at (x, y)."""
    px, py, h, bend, ink = float(x), float(y), float(height), float(lean), brush.colour(colour)
    tx, ty = px + bend, py - h
    fronds = "".join(
        f"M{tx:.0f},{ty:.0f} q{h * 0.3 * math.cos(a):.0f},{h * 0.3 * math.sin(a) - h * 0.14:.0f} {h * 0.52 * math.cos(a):.0f},{h * 0.36 * math.sin(a) + h * 0.1:.0f} q{-h * 0.22 * math.cos(a):.0f},{-h * 0.12 - h * 0.1 * math.sin(a):.0f} {-h * 0.52 * math.cos(a):.0f},{-h * 0.36 * math.sin(a) - h * 0.1:.0f}Z"
        for a in [math.radians(d) for d in (-170, -140, -100, -60, -30, 0, 30, 150, 180)]
    )
    trunk = f"M{px - h * 0.035:.0f},{py:.0f} Q{px + bend * 0.2:.0f},{py - h * 0.5:.0f} {tx - h * 0.015:.0f},{ty:.0f} h{h * 0.03:.0f} Q{px + bend * 0.35:.0f},{py - h * 0.5:.0f} {px + h * 0.035:.0f},{py:.0f}Z"
    return f'<path d="{trunk}{fronds}" fill="{ink}"/>'


def mesa(brush: Brush, x: str, y: str, width: str, height: str, colour: str, light: str) -> str:
    """A table mountain with banded cliffs, its foot at y."""
    px, py, w, h = float(x), float(y), float(width), float(height)
    ink, lit = brush.colour(colour), brush.colour(light)
    outline = f"M{px - w / 2:.0f},{py:.0f} L{px - w * 0.36:.0f},{py - h * 0.42:.0f} L{px - w * 0.33:.0f},{py - h:.0f} L{px + w * 0.3:.0f},{py - h * 0.98:.0f} L{px + w * 0.35:.0f},{py - h * 0.45:.0f} L{px + w / 2:.0f},{py:.0f}Z"
    side = f"M{px + w * 0.02:.0f},{py - h * 0.99:.0f} L{px + w * 0.3:.0f},{py - h * 0.98:.0f} L{px + w * 0.35:.0f},{py - h * 0.45:.0f} L{px + w / 2:.0f},{py:.0f} H{px + w * 0.1:.0f} L{px + w * 0.05:.0f},{py - h * 0.44:.0f}Z"
    bands = "".join(f"M{px - w * 0.34:.0f},{py - h * t:.0f} h{w * 0.66:.0f}" for t in (0.62, 0.76, 0.9))
    return f'<path d="{outline}" fill="{ink}"/><path d="{side}" fill="{lit}"/><path d="{bands}" stroke="#000" stroke-opacity=".16" stroke-width="{h * 0.035:.0f}"/>'


def cactus(brush: Brush, x: str, y: str, height: str, colour: str) -> str:
    h, ink = float(height), brush.colour(colour)
    return (
        f'<g transform="translate({x} {y}) scale({h / 200:.3f})" fill="none" stroke="{ink}" stroke-linecap="round" stroke-width="34"><path d="M0,10 V-180"/>'
        f'<path d="M0,-70 H44 Q62,-70 62,-90 V-130 M0,-50 H-40 Q-58,-50 -58,-70 V-104" stroke-width="24"/></g>'
    )


def canyon(brush: Brush, floor_: str, colour: str, light: str) -> str:
    """Two walls of rock with a strip of light between them."""
    w, h, ink, lit = brush.width, brush.height, brush.colour(colour), brush.colour(light)
    parts = []
    for layer in range(4):
        tone = mix(lit, ink, layer / 3)
        reach = w * (0.43 - 0.09 * layer)
        for side in (0, 1):
            points = [
                (reach + brush.rng.uniform(-26, 26) + 40 * math.sin(k * 1.3 + layer), k * h / 9) for k in range(10)
            ]
            edge = " L".join(f"{(x if side == 0 else w - x):.0f},{y:.0f}" for x, y in points)
            far = -10 if side == 0 else w + 10
            parts.append(f'<path d="M{far},-10 L{edge} L{far},{h + 10}Z" fill="{tone}"/>')
    return f'<rect y="{float(floor_)}" width="{w}" height="{h}" fill="{mix(ink, "#000000", 0.3)}"/>{"".join(parts)}'


def cave(brush: Brush, colour: str, x: str = "850", y: str = "400", size: str = "300") -> str:
    """Rock around a ragged opening at (x, y)."""
    cx, cy, r, points = float(x), float(y), float(size), []
    for i in range(34):
        a = math.tau * i / 34
        bend = r * brush.rng.uniform(0.88, 1.14)
        points.append(f"{cx + 1.25 * bend * math.cos(a):.0f},{cy + bend * math.sin(a):.0f}")
    ink = brush.colour(colour)
    teeth = "".join(
        f"M{tx:.0f},-5 h{wd:.0f} l{-wd / 2:.0f},{ln:.0f}Z"
        for tx, wd, ln in (
            (brush.rng.uniform(0, brush.width), brush.rng.uniform(30, 80), brush.rng.uniform(80, 220)) for _ in range(9)
        )
    )
    return f'<path d="M-10,-10 H{brush.width + 10} V{brush.height + 10} H-10Z M{" L".join(points)}Z" fill="{ink}" fill-rule="evenodd"/><path d="{teeth}" fill="{mix(ink, "#ffffff", 0.06)}"/>'


def fireworks(brush: Brush, x: str, y: str, size: str, colour: str) -> str:
    cx, cy, r, ink = float(x), float(y), float(size), brush.colour(colour)
    lines, dots = [], []
    for i in range(22):
        a = math.tau * i / 22
        for share in (0.55, 1.0):
            reach = r * share * brush.rng.uniform(0.86, 1.06)
            ex, ey = cx + reach * math.cos(a), cy + reach * math.sin(a) + r * 0.08 * share
            if share == 1.0:
                lines.append(
                    f"M{cx + r * 0.16 * math.cos(a):.0f},{cy + r * 0.16 * math.sin(a):.0f} Q{cx + reach * 0.6 * math.cos(a):.0f},{cy + reach * 0.6 * math.sin(a):.0f} {ex:.0f},{ey:.0f}"
                )
            dots.append(f'<circle cx="{ex:.0f}" cy="{ey:.0f}" r="{r * 0.03 * (1.4 - share * 0.5):.1f}"/>')
    return f'{glow(brush, x, y, str(r * 1.1), colour, "0.45")}<path d="{"".join(lines)}" stroke="{ink}" stroke-width="{r * 0.018:.1f}" fill="none" stroke-linecap="round"/><g fill="{ink}">{"".join(dots)}</g>'


def hut(brush: Brush, x: str, y: str, size: str, wall: str, snow: str, light: str) -> str:
    """A log hut with snow on its roof, one lit window, smoke."""
    s, wood, lit = float(size), brush.colour(wall), brush.colour(light)
    dark, cap = mix(wood, "#000000", 0.4), brush.colour(snow)
    logs = "".join(f"M-100,{-18 - 22 * i} h200" for i in range(6))
    return (
        f'{glow(brush, str(float(x) - s * 0.1), str(float(y) - s * 0.3), str(s * 1.1), light, "0.5")}<g transform="translate({x} {y}) scale({s / 200:.3f})">'
        f'<path d="M62,-230 q-26,-40 6,-80 t-10,-90" stroke="{cap}" stroke-opacity=".55" stroke-width="18" fill="none" stroke-linecap="round"/><path d="M44,-236 h36 v70 h-36Z" fill="{dark}"/>'
        f'<path d="M-100,0 V-140 L0,-220 L100,-140 V0Z" fill="{wood}"/><path d="{logs}" stroke="{dark}" stroke-width="4"/><rect x="-66" y="-104" width="52" height="52" fill="{lit}"/><path d="M-40,-104 v52 M-66,-78 h52" stroke="{dark}" stroke-width="5"/>'
        f'<rect x="26" y="-96" width="46" height="96" fill="{dark}"/><path d="M-136,-116 L0,-244 L136,-116 Q120,-104 106,-122 L0,-214 L-106,-122 Q-120,-104 -136,-116Z" fill="{cap}"/><path d="M-150,6 Q0,-16 150,6 V20 H-150Z" fill="{cap}"/></g>'
    )


def meteors(brush: Brush, count: str, colour: str, floor_: str = "400") -> str:
    """Falling stars."""
    ink, marks = brush.colour(colour), []
    for _ in range(int(count)):
        x, y, n = brush.rng.uniform(0, brush.width), brush.rng.uniform(0, float(floor_)), brush.rng.uniform(90, 260)
        fill = gradient(brush, [(0.0, ink, 0.0), (1.0, ink, 0.95)], angle="right")
        marks.append(
            f'{fill}<path d="M{x - n:.0f},{y - n * 0.4:.0f} L{x:.0f},{y - 3:.0f} L{x + 2:.0f},{y + 3:.0f}Z" fill="url(#{last_id(brush)})"/><circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="{ink}"/>'
        )
    return "".join(marks)


ELEMENTS: dict[str, Element] = {
    element.__name__: element for element in (jungle, palm, mesa, cactus, canyon, cave, fireworks, hut, meteors)
}
