"""Grounds and rooms that run away from the eye: a lift shaft, a chessboard, shelves of weather, domes, bearers."""

from tools.artwork.elements.brush import Brush, Element, mix


def shaft(brush: Brush, x: str, y: str, wall: str, light: str, lit: str = "0.4") -> str:
    """A lift shaft seen along its length towards (x, y); a share of its landings is lit."""
    cx, cy, ink, ray = float(x), float(y), brush.colour(wall), brush.colour(light)
    parts, w, h = [], brush.width * 1.0, brush.height * 1.25
    for i in range(15):
        near, far = 0.78**i, 0.78 ** (i + 1)
        corners = [
            [(cx + sx * w * k, cy + sy * h * k) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))] for k in (near, far)
        ]
        for side in range(4):
            a, b = corners[0][side], corners[0][(side + 1) % 4]
            c, d = corners[1][(side + 1) % 4], corners[1][side]
            tone = mix(ink, "#000000", min(0.86, (0.1, 0.3, 0.5, 0.2)[side] + i * 0.045))
            parts.append(f'<path d="M{a[0]:.0f},{a[1]:.0f} L{b[0]:.0f},{b[1]:.0f} L{c[0]:.0f},{c[1]:.0f} L{d[0]:.0f},{d[1]:.0f}Z" fill="{tone}" stroke="{mix(ink, "#000000", 0.75)}" stroke-width="{4 * near:.1f}"/>')  # fmt: skip
        if brush.rng.random() < float(lit) and i < 12:
            (x1, y1), (x2, y2) = corners[0][1], corners[1][1]
            (_, y3), (_, y4) = corners[1][2], corners[0][2]
            top, bottom = 0.36, 0.64
            parts.append(f'<path d="M{x1 + (x2 - x1) * 0.25:.0f},{y1 + (y4 - y1) * top + (y2 - y1) * 0.12:.0f} L{x1 + (x2 - x1) * 0.8:.0f},{y2 + (y3 - y2) * top:.0f} V{y2 + (y3 - y2) * bottom:.0f} L{x1 + (x2 - x1) * 0.25:.0f},{y1 + (y4 - y1) * bottom - (y2 - y1) * 0.12:.0f}Z" fill="{ray}" opacity="{0.95 - i * 0.04:.2f}"/>')  # fmt: skip
    rails = "".join(
        f'<path d="M{cx + dx * w:.0f},{cy + h} L{cx},{cy} L{cx + (dx + 0.03) * w:.0f},{cy + h}Z M{cx + dx * w:.0f},{cy - h} L{cx},{cy} L{cx + (dx + 0.03) * w:.0f},{cy - h}Z"/>'
        for dx in (-0.34, 0.31)
    )
    ropes = "".join(
        f'<path d="M{cx},{cy} L{cx + dx},{cy - h * 1.2:.0f}" stroke-width="{3 + k}"/>'
        for k, dx in enumerate((-70, -20, 34, 82))
    )
    end = f'<rect x="{cx - w * 0.024:.0f}" y="{cy - h * 0.024:.0f}" width="{w * 0.048:.0f}" height="{h * 0.048:.0f}" fill="{ray}"/>'
    steel = mix(ink, ray, 0.35)
    return (
        f'{"".join(parts)}<g fill="{steel}" opacity=".75">{rails}</g><g stroke="{steel}" fill="none">{ropes}</g>{end}'
    )


def chequer(brush: Brush, y: str, first: str, second: str, columns: str = "9") -> str:
    """A chessboard as ground, up to the horizon at y."""
    horizon, n, marks = float(y), int(columns), ""
    step = brush.width * 1.9 / n
    lines = [horizon + (brush.height + 40 - horizon) * (k / 11) ** 2.1 for k in range(12)]
    for row in range(11):
        near, far = ((line - horizon) / (brush.height - horizon) for line in (lines[row + 1], lines[row]))
        for column in range(-n * 3, n * 3):
            if (row + column) % 2:
                xs = [brush.middle + k * step * (0.06 + d) for d in (far, near) for k in (column, column + 1)]
                marks += f"M{xs[0]:.0f},{lines[row]:.0f} H{xs[1]:.0f} L{xs[3]:.0f},{lines[row + 1]:.0f} H{xs[2]:.0f}Z"
    ground = f'<rect y="{y}" width="{brush.width}" height="{brush.height}" fill="{brush.colour(first)}"/>'
    return f'{ground}<path d="{marks}" fill="{brush.colour(second)}"/>'


_WEATHERS = (
    '<rect x="-34" y="-92" width="68" height="88" rx="12" fill="#ffb52e"/><circle cx="0" cy="-48" r="22" fill="#fff3b0"/>',
    '<rect x="-34" y="-92" width="68" height="88" rx="12" fill="#3f7fc4"/><path d="M-20,-74l-6,20M0,-74l-6,20M20,-74l-6,20M-14,-44l-6,20M6,-44l-6,20M22,-44l-6,20" stroke="#d8efff" stroke-width="4"/>',
    '<rect x="-34" y="-92" width="68" height="88" rx="12" fill="#3b2a6b"/><path d="M6,-86 L-16,-44 H2 L-8,-8 L20,-54 H4Z" fill="#ffe45c"/>',
    '<rect x="-34" y="-92" width="68" height="88" rx="12" fill="#bfe0f5"/><g fill="#ffffff"><circle cx="-16" cy="-70" r="6"/><circle cx="10" cy="-58" r="8"/><circle cx="-8" cy="-36" r="7"/><circle cx="18" cy="-28" r="6"/><rect x="-34" y="-20" width="68" height="16" rx="8"/></g>',
    '<rect x="-34" y="-92" width="68" height="88" rx="12" fill="#7fd0e8"/><path d="M-26,-10 A26,40 0 0 1 26,-10" fill="none" stroke="#ff5a6e" stroke-width="8"/><path d="M-18,-10 A18,30 0 0 1 18,-10" fill="none" stroke="#ffd23f" stroke-width="8"/><path d="M-10,-10 A10,20 0 0 1 10,-10" fill="none" stroke="#4fc36a" stroke-width="8"/>',
    '<rect x="-34" y="-92" width="68" height="88" rx="12" fill="#8fa3ad"/><path d="M-22,-70 H14 a10,10 0 1 0 -10,-10 M-24,-48 H20 a9,9 0 1 1 -9,9 M-22,-26 H8" fill="none" stroke="#ffffff" stroke-width="5" stroke-linecap="round"/>',
    '<rect x="-34" y="-92" width="68" height="88" rx="12" fill="#e8557a"/><path d="M-34,-40 H34 V-16 a12,12 0 0 1 -12,12 H-22 a12,12 0 0 1 -12,-12Z" fill="#5a2a7a"/><circle cx="0" cy="-42" r="16" fill="#ffd07a"/>',
)


def jars(brush: Brush, x: str, y: str, columns: str, rows: str, size: str, wood: str) -> str:
    """Shelves of jars with a weather in each; (x, y) is the left end of the uppermost board."""
    s, board, parts = float(size), brush.colour(wood), []
    wide = int(columns) * s * 0.92 + s * 0.3
    for row in range(int(rows)):
        foot = float(y) + row * s * 1.5
        parts.append(f'<rect x="{x}" y="{foot:.0f}" width="{wide:.0f}" height="{s * 0.13:.0f}" fill="{board}"/><rect x="{x}" y="{foot + s * 0.13:.0f}" width="{wide:.0f}" height="{s * 0.1:.0f}" fill="#000000" opacity=".25"/>')  # fmt: skip
        for column in range(int(columns)):
            at = float(x) + s * (0.6 + column * 0.92)
            inside = _WEATHERS[(row * 3 + column * 2 + brush.rng.randrange(2)) % len(_WEATHERS)]
            parts.append(
                f'<g transform="translate({at:.0f} {foot:.0f}) scale({s / 118:.3f})">'
                f'<rect x="-40" y="-104" width="80" height="104" rx="16" fill="#ffffff" opacity=".4"/>{inside}'
                f'<rect x="-30" y="-124" width="60" height="22" rx="6" fill="{mix(board, "#ffffff", 0.3)}"/><path d="M-30,-88 V-24" stroke="#ffffff" stroke-width="6" opacity=".7" stroke-linecap="round"/>'
                '<rect x="-20" y="-34" width="40" height="18" rx="3" fill="#fff8e4"/><path d="M-13,-25 h26" stroke="#8a7a5a" stroke-width="3"/></g>'
            )
    return "".join(parts)


def domes(brush: Brush, y: str, size: str, colour: str, lit: str = "none") -> str:
    """A skyline of domes and minarets."""
    s, foot, x, walls, windows = float(size), float(y), -30.0, "", ""
    while x < brush.width:
        r = s * brush.rng.uniform(0.22, 0.55)
        top = foot - s * brush.rng.uniform(0.05, 0.5)
        walls += f"M{x:.0f},{brush.height} V{top:.0f} A{r:.0f},{r * 0.86:.0f} 0 0 1 {x + 2 * r:.0f},{top:.0f} V{brush.height}Z"
        walls += f"M{x + r - 2:.0f},{top - r * 0.8:.0f} v{-r * 0.4:.0f} h4 v{r * 0.4:.0f}Z"
        windows += "".join(f"M{x + r * k:.0f},{top + 26:.0f} v-14 a6,8 0 0 1 12,0 v14Z" for k in (0.4, 0.8, 1.2, 1.6))
        if r > s * 0.36:
            for at in (x - s * 0.06, x + 2 * r + s * 0.02):
                tall = top - r * brush.rng.uniform(1.3, 1.7)
                walls += f"M{at:.0f},{brush.height} V{tall:.0f} l{s * 0.02:.0f},{-s * 0.2:.0f} l{s * 0.02:.0f},{s * 0.2:.0f} V{brush.height}Z M{at - s * 0.015:.0f},{tall + s * 0.14:.0f} h{s * 0.07:.0f} v{s * 0.03:.0f} h{-s * 0.07:.0f}Z"
        x += 2 * r + s * brush.rng.uniform(0.02, 0.14)
    lights = f'<path d="{windows}" fill="{brush.colour(lit)}" opacity=".9"/>' if lit != "none" else ""
    return f'<path d="{walls}" fill="{brush.colour(colour)}"/>{lights}'


def bearers(
    brush: Brush, x: str, y: str, count: str, height: str, colour: str, step: str = "0", rise: str = "0"
) -> str:
    """Walkers in a row, bound for the left, some with a load; each stands `step` behind and `rise` above the one before."""
    h, ink, marks = float(height), brush.colour(colour), []
    gap = float(step) or h * 0.62
    for i in range(int(count)):
        stride, load = brush.rng.uniform(0.09, 0.2), brush.rng.random() < 0.55
        pack = (
            '<path d="M4,-78 q26,-4 26,22 v18 h-26Z"/>' if load else '<path d="M-14,-72 L-30,-40 L-24,-38 L-6,-60Z"/>'
        )
        marks.append(
            f'<g transform="translate({float(x) + i * gap:.0f} {float(y) - i * float(rise):.0f}) scale({h / 112:.3f})">'
            f'<circle cx="-4" cy="-98" r="11"/><path d="M-20,-102 h32 l-6,-8 q-10,-8 -20,0Z"/><path d="M-12,-86 Q-2,-90 8,-84 L12,-42 H-12Z"/>{pack}'
            f'<path d="M-12,-44 L{-14 - stride * 60:.0f},0 h9 L2,-40Z M0,-44 L{8 + stride * 60:.0f},0 h9 L12,-44Z"/>'
            '<path d="M-34,-74 L-30,0 h-4 L-38,-74Z"/></g>'
        )
    return f'<g fill="{ink}">{"".join(marks)}</g>'


ELEMENTS: dict[str, Element] = {element.__name__: element for element in (shaft, chequer, jars, domes, bearers)}
