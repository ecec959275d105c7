"""Rooms: corridors, wards, rings, stages, classrooms, kitchens, compartments, courts, cells."""

from tools.artwork.elements.brush import Brush, Element, gradient, last_id, mix
from tools.artwork.elements.sky import glow


def corridor(brush: Brush, x: str, y: str, wall: str, floor_: str, light: str, doors: str = "5") -> str:
    """A corridor towards (x, y): walls, floor, ceiling lamps, doors on both sides, light at the end."""
    cx, cy, w, h = float(x), float(y), brush.width, brush.height
    ink, ground, ray = brush.colour(wall), brush.colour(floor_), brush.colour(light)
    dark = mix(ink, "#000000", 0.45)
    fill = gradient(brush, [(0.0, mix(ink, "#000000", 0.55), 1.0), (1.0, ink, 1.0)], angle="right")
    parts = [
        f'{fill}<polygon points="0,0 {cx - 70},{cy - 90} {cx - 70},{cy + 90} 0,{h}" fill="url(#{last_id(brush)})"/>',
        f'<polygon points="{w},0 {cx + 70},{cy - 90} {cx + 70},{cy + 90} {w},{h}" fill="{mix(ink, "#000000", 0.25)}"/>',
        f'<polygon points="0,0 {w},0 {cx + 70},{cy - 90} {cx - 70},{cy - 90}" fill="{dark}"/>',
        f'<polygon points="0,{h} {w},{h} {cx + 70},{cy + 90} {cx - 70},{cy + 90}" fill="{ground}"/>',
    ]
    for i in range(int(doors)):
        near, far = 0.7**i, 0.7 ** (i + 0.55)
        for side, edge in ((-1, 0.0), (1, float(w))):
            a, b = (
                cx + 70 * side + (edge - cx - 70 * side) * near * 0.9,
                cx + 70 * side + (edge - cx - 70 * side) * far * 0.9,
            )
            top = [cy - 90 + (0 - cy + 90) * k * 0.62 for k in (near, far)]
            low = [cy + 90 + (h - cy - 90) * k * 0.9 for k in (near, far)]
            parts.append(
                f'<path d="M{a:.0f},{top[0]:.0f} L{b:.0f},{top[1]:.0f} V{low[1]:.0f} L{a:.0f},{low[0]:.0f}Z" fill="{dark}"/>'
            )
        lamp_y, half = cy - 90 + (0 - cy + 90) * near * 0.94, 60 * near + 4
        parts.append(
            f'<path d="M{cx - half:.0f},{lamp_y:.0f} h{2 * half:.0f} l{-half * 0.3:.0f},{16 * near:.0f} h{-1.4 * half:.0f}Z" fill="{ray}"/>'
        )
    end = f'<rect x="{cx - 70}" y="{cy - 90}" width="140" height="180" fill="{ray}"/>'
    shine = f'<polygon points="{cx - 60},{cy + 90} {cx + 60},{cy + 90} {cx + 230},{h} {cx - 230},{h}" fill="{ray}" opacity=".22"/>'
    return f"{''.join(parts)}{end}{shine}{glow(brush, x, y, '320', light, '0.6')}"


def beds(brush: Brush, y: str, count: str, colour: str, net: str = "none") -> str:
    """A row of iron beds that recedes to the left, each under a net."""
    n, ink, parts = int(count), brush.colour(colour), []
    for i in reversed(range(n)):
        s = 0.74**i
        x, foot = brush.width * 0.72 - (1 - s) * brush.width * 0.86, float(y) + (brush.height - 60 - float(y)) * s
        if net != "none":
            parts.append(
                f'<path d="M{x:.0f},{foot - 430 * s:.0f} C{x - 40 * s:.0f},{foot - 300 * s:.0f} {x - 190 * s:.0f},{foot - 200 * s:.0f} {x - 210 * s:.0f},{foot:.0f} H{x + 210 * s:.0f} C{x + 190 * s:.0f},{foot - 200 * s:.0f} {x + 40 * s:.0f},{foot - 300 * s:.0f} {x:.0f},{foot - 430 * s:.0f}Z" fill="{brush.colour(net)}" opacity=".38"/>'
            )
        rails = "".join(f"M{x + k * 42 * s:.0f},{foot - 120 * s:.0f} V{foot:.0f}" for k in (-4, -2, 0, 2, 4))
        parts.append(
            f'<path d="M{x - 180 * s:.0f},{foot - 66 * s:.0f} h{360 * s:.0f} v{44 * s:.0f} h{-360 * s:.0f}Z" fill="{mix(ink, "#ffffff", 0.75)}"/>'
            f'<path d="M{x - 172 * s:.0f},{foot + 26 * s:.0f} V{foot - 130 * s:.0f} q{172 * s:.0f},{-44 * s:.0f} {344 * s:.0f},0 V{foot + 26 * s:.0f} {rails}" fill="none" stroke="{ink}" stroke-width="{9 * s:.1f}"/>'
        )
    return "".join(parts)


def ropes(brush: Brush, y: str, first: str, second: str, canvas: str = "#d8d2c2") -> str:
    """A boxing ring: the canvas, three ropes, a padded corner post on the right."""
    py, w, h = float(y), brush.width, brush.height
    lines = "".join(
        f'<path d="M-20,{py - 260 + 92 * i} Q{w * 0.4},{py - 236 + 92 * i} {w * 0.82},{py - 280 + 96 * i} L{w + 30},{py - 250 + 110 * i}" fill="none" stroke="{brush.colour(first if i % 2 == 0 else second)}" stroke-width="15"/>'
        for i in range(3)
    )
    post = f'<path d="M{w * 0.8},{py - 330} h60 V{py + 70} h-60Z" fill="{brush.colour(second)}"/><path d="M{w * 0.8 + 36},{py - 330} h24 V{py + 70} h-24Z" fill="#000" opacity=".3"/>'
    return f'<polygon points="0,{py} {w * 0.83},{py + 50} {w},{py + 20} {w},{h} 0,{h}" fill="{brush.colour(canvas)}"/>{lines}{post}'


def keys(brush: Brush, x: str, y: str, width: str, height: str, white: str, black: str, turn: str = "0") -> str:
    """Piano keys, two octaves."""
    px, py, w, h = float(x), float(y), float(width), float(height)
    step, dark = w / 14, brush.colour(black)
    whites = "".join(
        f'<rect x="{px + i * step:.1f}" y="{py}" width="{step - 3:.1f}" height="{h}" rx="6"/>' for i in range(14)
    )
    blacks = "".join(
        f'<rect x="{px + (i + 0.68) * step:.1f}" y="{py - 4}" width="{step * 0.62:.1f}" height="{h * 0.62:.1f}" rx="5"/>'
        for i in range(13)
        if i % 7 not in (2, 6)
    )
    shadow = f'<rect x="{px}" y="{py}" width="{w}" height="{h * 0.08:.1f}" fill="#000" opacity=".35"/>'
    return f'<g transform="rotate({turn} {px + w / 2} {py + h / 2})"><rect x="{px - 10}" y="{py - 10}" width="{w + 20}" height="{h + 22}" fill="{dark}"/><g fill="{brush.colour(white)}">{whites}</g>{shadow}<g fill="{dark}">{blacks}</g></g>'


def curtains(brush: Brush, colour: str, open_: str = "0.5", trim: str = "e") -> str:
    """A theatre's curtain, open by that share; a pelmet above."""
    ink, w, h = brush.colour(colour), brush.width, brush.height
    light, dark = mix(ink, "#ffffff", 0.14), mix(ink, "#000000", 0.35)
    half = w / 2 * (1 - float(open_))
    parts = []
    for side in (0, 1):
        folds = 7
        for i in range(folds):
            a, b = half * i / folds, half * (i + 1) / folds
            xs = [a, b] if side == 0 else [w - a, w - b]
            tone = (ink, light, dark)[i % 3]
            sway = 18 * (1 if side == 0 else -1)
            parts.append(
                f'<path d="M{xs[0]:.0f},0 H{xs[1]:.0f} C{xs[1] + sway:.0f},{h * 0.4:.0f} {xs[1] - sway:.0f},{h * 0.7:.0f} {xs[1]:.0f},{h} H{xs[0]:.0f}Z" fill="{tone}"/>'
            )
    scallops = "".join(f"q{w / 20:.1f},{h * 0.12:.0f} {w / 10:.1f},0" for _ in range(10))
    return f'{"".join(parts)}<path d="M0,0 V{h * 0.09:.0f} {scallops} V0Z" fill="{dark}"/><path d="M0,{h * 0.09:.0f} {scallops}" fill="none" stroke="{brush.colour(trim)}" stroke-width="8"/>'


def classroom(brush: Brush, y: str, board: str, wood: str, chalk: str = "#f2f2e6") -> str:
    """A blackboard with sums and rows of desks from behind."""
    w, py, ink = brush.width, float(y), brush.colour(wood)
    line = "".join(
        f"M{w * 0.52 + 110 * k:.0f},{py - 220 + 46 * (k % 2)} q20,-26 40,0 t40,0 M{w * 0.52 + 110 * k:.0f},{py - 120} h{50 + 20 * (k % 3)}"
        for k in range(4)
    )
    desks = "".join(
        f'<path d="M{x},{foot} h{wide} l{wide * 0.08:.0f},{wide * 0.1:.0f} h{-wide * 1.16:.0f}Z M{x + wide * 0.06:.0f},{foot + wide * 0.1:.0f} h{wide * 0.07:.0f} v{wide * 0.5:.0f} h{-wide * 0.07:.0f}Z M{x + wide * 0.87:.0f},{foot + wide * 0.1:.0f} h{wide * 0.07:.0f} v{wide * 0.5:.0f} h{-wide * 0.07:.0f}Z"/>'
        for foot, wide, count in ((py + 40, 150, 7), (py + 130, 230, 5))
        for x in [i * w / count + wide * 0.2 for i in range(count)]
    )
    return (
        f'<rect x="{w * 0.42:.0f}" y="{py - 310}" width="{w * 0.5:.0f}" height="270" fill="{brush.colour(board)}" stroke="{ink}" stroke-width="18"/>'
        f'<path d="{line}" fill="none" stroke="{brush.colour(chalk)}" stroke-width="6" stroke-linecap="round"/><g fill="{ink}">{desks}</g>'
    )


def compartment(brush: Brush, seat: str, wall: str, scene: str, light: str = "e") -> str:
    """A railway compartment: two seats face each other below a wide window; `scene` is the colour outside."""
    w, h, ink, cloth = brush.width, brush.height, brush.colour(wall), brush.colour(seat)
    deep = mix(cloth, "#000000", 0.3)
    pane = f"M{w * 0.3:.0f},{h * 0.12:.0f} h{w * 0.4:.0f} v{h * 0.46:.0f} h{-w * 0.4:.0f}Z"
    hills = f"M{w * 0.3:.0f},{h * 0.46:.0f} q{w * 0.1:.0f},{-h * 0.1:.0f} {w * 0.2:.0f},0 t{w * 0.2:.0f},{-h * 0.03:.0f} V{h * 0.58:.0f} H{w * 0.3:.0f}Z"
    sides = "".join(
        f'<g transform="{flip}"><path d="M0,{h * 0.3:.0f} H{w * 0.2:.0f} q{w * 0.03:.0f},0 {w * 0.03:.0f},{h * 0.05:.0f} V{h * 0.66:.0f} H0Z" fill="{cloth}"/><path d="M0,{h * 0.62:.0f} H{w * 0.27:.0f} q{w * 0.02:.0f},0 {w * 0.02:.0f},{h * 0.05:.0f} V{h * 0.86:.0f} H0Z" fill="{deep}"/>'
        f'<path d="M0,{h * 0.3:.0f} H{w * 0.22:.0f} v{h * 0.06:.0f} H0Z" fill="#f4efe2" opacity=".85"/><path d="M0,{h * 0.16:.0f} H{w * 0.24:.0f} m-{w * 0.24:.0f},10 H{w * 0.24:.0f}" stroke="{brush.colour(light)}" stroke-width="6"/></g>'
        for flip in ("", f"translate({w} 0) scale(-1 1)")
    )
    return (
        f'<rect width="{w}" height="{h}" fill="{ink}"/><rect y="{h * 0.84:.0f}" width="{w}" height="{h}" fill="{mix(ink, "#000000", 0.5)}"/><path d="{pane}" fill="{brush.colour(scene)}"/><path d="{hills}" fill="{mix(brush.colour(scene), "#000000", 0.35)}"/>'
        f'<path d="{pane} M{w * 0.5:.0f},{h * 0.12:.0f} v{h * 0.46:.0f}" fill="none" stroke="{mix(ink, "#ffffff", 0.25)}" stroke-width="14"/><path d="M{w * 0.38:.0f},{h * 0.62:.0f} h{w * 0.24:.0f} v16 h{-w * 0.24:.0f}Z" fill="{mix(ink, "#ffffff", 0.25)}"/>{sides}'
    )


def cell(brush: Brush, colour: str, gap: str = "90", opacity: str = "1") -> str:
    """Prison bars in front of everything."""
    ink, step = brush.colour(colour), float(gap)
    rods = "".join(
        f'<rect x="{i * step - 9:.0f}" y="-10" width="18" height="{brush.height + 20}"/><rect x="{i * step - 5:.0f}" y="-10" width="5" height="{brush.height + 20}" fill="#fff" opacity=".22"/>'
        for i in range(int(brush.width / step) + 2)
    )
    return f'<g fill="{ink}" opacity="{opacity}">{rods}<rect y="{brush.height * 0.2:.0f}" width="{brush.width}" height="22"/><rect y="{brush.height * 0.82:.0f}" width="{brush.width}" height="22"/></g>'


def stove(brush: Brush, x: str, y: str, width: str, colour: str, fire: str, trim: str = "#e8dcc2") -> str:
    """A kitchen stove with pots and a fire in its door; (x, y) is the left end of its top."""
    px, py, w = float(x), float(y), float(width)
    ink, dark = brush.colour(colour), mix(brush.colour(colour), "#000000", 0.4)
    pots = "".join(
        f'<path d="M{px + w * a:.0f},{py} v{-w * t:.0f} h{w * 0.22:.0f} v{w * t:.0f}Z" fill="{brush.colour(trim)}"/><path d="M{px + w * a - w * 0.02:.0f},{py - w * t:.0f} h{w * 0.26:.0f} v{-w * 0.03:.0f} h{-w * 0.26:.0f}Z" fill="{dark}"/>'
        for a, t in ((0.1, 0.2), (0.42, 0.13), (0.7, 0.26))
    )
    steam = "".join(f"M{px + w * a:.0f},{py - w * 0.34:.0f} q-20,-30 0,-60 t0,-60" for a in (0.2, 0.78))
    return (
        f'<path d="{steam}" fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".4"/>{pots}<rect x="{px - 14}" y="{py}" width="{w + 28}" height="26" fill="{dark}"/>'
        f'<rect x="{px}" y="{py + 26}" width="{w}" height="{brush.height}" fill="{ink}"/><rect x="{px + w * 0.12:.0f}" y="{py + 70}" width="{w * 0.4:.0f}" height="{w * 0.3:.0f}" rx="12" fill="{dark}"/>'
        f'<rect x="{px + w * 0.17:.0f}" y="{py + 70 + w * 0.06:.0f}" width="{w * 0.3:.0f}" height="{w * 0.18:.0f}" rx="8" fill="{brush.colour(fire)}"/>{glow(brush, str(px + w * 0.32), str(py + 70 + w * 0.15), str(w * 0.5), fire, "0.5")}'
        + "".join(
            f'<circle cx="{px + w * a:.0f}" cy="{py + 50}" r="{w * 0.03:.0f}" fill="{brush.colour(trim)}"/>'
            for a in (0.62, 0.72, 0.82, 0.92)
        )
    )


ELEMENTS: dict[str, Element] = {
    element.__name__: element
    for element in (corridor, beds, ropes, keys, curtains, classroom, compartment, cell, stove)
}
