"""Places that people gather in: temples, stadiums, markets, fairs, bridges, farms, airships, decks of spaceships."""

import math

from tools.artwork.elements.brush import Brush, Element, mix
from tools.artwork.elements.sky import glow


def temple(
    brush: Brush, x: str, y: str, width: str, height: str, colour: str, pillars: str = "6", broken: str = "0"
) -> str:
    """A temple with pillars; with `broken` some have fallen and the pediment is cracked: a ruin."""
    px, py, w, h, n = float(x) - float(width) / 2, float(y), float(width), float(height), int(pillars)
    ink, ruin = brush.colour(colour), float(broken)
    dark, light = mix(ink, "#000000", 0.3), mix(ink, "#ffffff", 0.2)
    parts = []
    for i in range(n):
        left, wide = px + w * 0.05 + (w * 0.9 - w * 0.09) * i / (n - 1), w * 0.09
        tall = h * 0.6 * (brush.rng.uniform(0.25, 0.75) if brush.rng.random() < ruin else 1)
        top = py - h * 0.12 - tall
        parts.append(
            f'<path d="M{left:.0f},{py - h * 0.12:.0f} V{top:.0f} h{wide:.0f} V{py - h * 0.12:.0f}Z" fill="{ink}"/><path d="M{left + wide * 0.62:.0f},{py - h * 0.12:.0f} V{top:.0f} h{wide * 0.38:.0f} V{py - h * 0.12:.0f}Z" fill="{dark}"/><path d="M{left - wide * 0.15:.0f},{top:.0f} h{wide * 1.3:.0f} v{h * 0.03:.0f} h{-wide * 1.3:.0f}Z" fill="{light}"/>'
        )
    cut = w * (1 - 0.45 * (ruin > 0))
    roof = f'<path d="M{px:.0f},{py - h * 0.72:.0f} h{cut:.0f} v{-h * 0.07:.0f} h{-cut:.0f}Z" fill="{light}"/><path d="M{px:.0f},{py - h * 0.79:.0f} L{px + w / 2:.0f},{py - h:.0f} L{min(px + w, px + cut):.0f},{py - h * 0.79:.0f}Z" fill="{ink}"/>'
    steps = "".join(
        f'<path d="M{px - w * 0.03 * k:.0f},{py - h * 0.12 + h * 0.04 * k:.0f} h{w + w * 0.06 * k:.0f} v{h * 0.042:.0f} h{-w - w * 0.06 * k:.0f}Z" fill="{light if k % 2 else dark}"/>'
        for k in range(3)
    )
    return f"{''.join(parts)}{roof}{steps}"


def stadium(brush: Brush, y: str, stand: str, pitch: str, light: str) -> str:
    """A stadium from the pitch: stands full of dots, floodlights, white lines."""
    py, w, h, ink, ray = float(y), brush.width, brush.height, brush.colour(stand), brush.colour(light)
    dots = "".join(
        f'<circle cx="{brush.rng.uniform(0, w):.0f}" cy="{brush.rng.uniform(py - 150, py - 14):.0f}" r="5" opacity="{brush.rng.uniform(0.3, 1):.2f}"/>'
        for _ in range(420)
    )
    masts = "".join(
        f'<path d="M{mx - 6:.0f},{py} L{mx - 3:.0f},{py - 390} h6 L{mx + 6:.0f},{py}Z" fill="{mix(ink, "#000000", 0.4)}"/><rect x="{mx - 62:.0f}" y="{py - 440}" width="124" height="64" rx="8" fill="{ray}"/>{glow(brush, str(mx), str(py - 408), "260", light, "0.75")}'
        for mx in (w * 0.14, w * 0.86)
    )
    stripes = "".join(
        f'<polygon points="{w / 2 + (i - 6) * 60},{py} {w / 2 + (i - 5) * 60},{py} {w / 2 + (i - 5) * 300},{h} {w / 2 + (i - 6) * 300},{h}" fill="#fff" opacity=".09"/>'
        for i in range(0, 13, 2)
    )
    return (
        f'{masts}<path d="M0,{py} V{py - 150} Q{w / 2},{py - 210} {w},{py - 150} V{py}Z" fill="{ink}"/><g fill="{ray}">{dots}</g><rect y="{py}" width="{w}" height="{h}" fill="{brush.colour(pitch)}"/>{stripes}'
        f'<path d="M0,{py + 60} H{w} M{w / 2},{py} L{w / 2},{h}" stroke="#fff" stroke-width="6" opacity=".8" fill="none"/><ellipse cx="{w / 2}" cy="{py + 150}" rx="240" ry="66" fill="none" stroke="#fff" stroke-width="6" opacity=".8"/>'
    )


def market(brush: Brush, y: str, first: str, second: str, wood: str) -> str:
    """Stalls with striped awnings and heaps of fruit."""
    py, w, parts, x = float(y), brush.width, [], -30.0
    inks, dark = (brush.colour(first), brush.colour(second)), brush.colour(wood)
    while x < w:
        wide, tall = brush.rng.uniform(190, 270), brush.rng.uniform(190, 250)
        n = 6
        stripes = "".join(
            f'<path d="M{x + wide * k / n:.0f},{py - tall:.0f} h{wide / n:.1f} l{(k - n / 2 + 1) * 7:.0f},70 a{wide / n / 2 + 4:.1f},16 0 0 1 {-wide / n - 6:.1f},0Z" fill="{inks[k % 2]}"/>'
            for k in range(n)
        )
        fruit = "".join(
            f'<circle cx="{x + 20 + wide * 0.84 * brush.rng.random():.0f}" cy="{py - 62 + brush.rng.uniform(-16, 14):.0f}" r="15" fill="{brush.rng.choice(["#e0532f", "#f2b632", "#7fae3f", "#c8324a", "#f08a3c"])}"/>'
            for _ in range(22)
        )
        parts.append(
            f'<path d="M{x + 8:.0f},{py - tall:.0f} V{py} h8 V{py - tall:.0f}Z M{x + wide - 16:.0f},{py - tall:.0f} V{py} h8 V{py - tall:.0f}Z" fill="{dark}"/>{fruit}<rect x="{x:.0f}" y="{py - 48}" width="{wide:.0f}" height="400" fill="{dark}"/><path d="M{x:.0f},{py - 48} h{wide:.0f} v10 h{-wide:.0f}Z" fill="#fff" opacity=".25"/>{stripes}'
        )
        x += wide + 26
    return "".join(parts)


def wheel(brush: Brush, x: str, y: str, radius: str, colour: str, *cabins: str) -> str:
    """A big wheel with cabins in several colours; (x, y) is its hub."""
    cx, cy, r, ink, n = float(x), float(y), float(radius), brush.colour(colour), 14
    spokes = "".join(
        f"M{cx},{cy} L{cx + r * math.cos(math.tau * i / n):.0f},{cy + r * math.sin(math.tau * i / n):.0f}"
        for i in range(n)
    )
    inks = [brush.colour(word) for word in cabins] or [ink]
    boxes = "".join(
        f'<g transform="translate({cx + r * math.cos(math.tau * i / n):.0f} {cy + r * math.sin(math.tau * i / n):.0f})"><path d="M{-r * 0.09:.0f},{r * 0.05:.0f} h{r * 0.18:.0f} v{r * 0.1:.0f} q{-r * 0.09:.0f},{r * 0.06:.0f} {-r * 0.18:.0f},0Z" fill="{inks[i % len(inks)]}"/><path d="M{-r * 0.1:.0f},{r * 0.05:.0f} L0,{-r * 0.03:.0f} L{r * 0.1:.0f},{r * 0.05:.0f}Z" fill="{mix(inks[i % len(inks)], "#000000", 0.3)}"/></g>'
        for i in range(n)
    )
    legs = f"M{cx},{cy} L{cx - r * 0.5:.0f},{cy + r * 1.4:.0f} M{cx},{cy} L{cx + r * 0.5:.0f},{cy + r * 1.4:.0f}"
    return f'<g fill="none" stroke="{ink}"><path d="{legs}" stroke-width="{r * 0.05:.0f}"/><path d="{spokes}" stroke-width="{r * 0.014:.1f}"/><circle cx="{cx}" cy="{cy}" r="{r}" stroke-width="{r * 0.035:.1f}"/><circle cx="{cx}" cy="{cy}" r="{r * 0.86:.0f}" stroke-width="{r * 0.014:.1f}"/></g>{boxes}<circle cx="{cx}" cy="{cy}" r="{r * 0.08:.0f}" fill="{ink}"/>'


def span(brush: Brush, y: str, height: str, colour: str, first: str = "0.3", second: str = "0.78") -> str:
    """A suspension bridge across the picture; the roadway at y, its towers at two shares of the width."""
    py, h, ink, w = float(y), float(height), brush.colour(colour), brush.width
    xs = [w * float(first), w * float(second)]
    cable = f"M-20,{py - h * 0.3:.0f} Q{xs[0] / 2:.0f},{py - h * 0.2:.0f} {xs[0]:.0f},{py - h:.0f} Q{sum(xs) / 2:.0f},{py + h * 0.75:.0f} {xs[1]:.0f},{py - h:.0f} Q{(xs[1] + w) / 2:.0f},{py - h * 0.2:.0f} {w + 20},{py - h * 0.3:.0f}"
    hangers = []
    for x in range(int(xs[0]) + 30, int(xs[1]), 30):
        t = (x - xs[0]) / (xs[1] - xs[0])
        sag = (1 - t) ** 2 * (py - h) + 2 * t * (1 - t) * (py + h * 0.75) + t**2 * (py - h)
        hangers.append(f"M{x},{min(sag, py):.0f} V{py:.0f}")
    legs = "".join(f"M{x - 20:.0f},{py + h} L{x - 13:.0f},{py - h * 1.04:.0f} h26 L{x + 20:.0f},{py + h}Z" for x in xs)
    return f'<path d="{legs}M-10,{py} H{w + 10} v16 H-10Z" fill="{ink}"/><path d="{cable}" fill="none" stroke="{ink}" stroke-width="9"/><path d="{"".join(hangers)}" stroke="{ink}" stroke-width="3"/>'


def barn(brush: Brush, x: str, y: str, size: str, wall: str, trim: str = "#f4efe2") -> str:
    """A barn and a silo."""
    s, ink, white = float(size), brush.colour(wall), brush.colour(trim)
    dark = mix(ink, "#000000", 0.35)
    return (
        f'<g transform="translate({x} {y}) scale({s / 240:.3f})"><path d="M120,0 V-210 a36,36 0 0 1 72,0 V0Z" fill="{mix(white, "#000000", 0.3)}"/><path d="M120,-60h72M120,-120h72M120,-180h72" stroke="{dark}" stroke-width="4" opacity=".5"/>'
        f'<path d="M-120,0 V-110 L-84,-170 L0,-206 L84,-170 L120,-110 V0Z" fill="{ink}"/><path d="M-132,-104 L-90,-178 L0,-218 L90,-178 L132,-104 L118,-100 L82,-164 L0,-200 L-82,-164 L-118,-100Z" fill="{dark}"/>'
        f'<path d="M-44,0 V-84 H44 V0Z" fill="{dark}"/><path d="M-44,0 V-84 H44 V0 M-44,-84 L44,0 M44,-84 L-44,0 M-20,-150 h40 v34 h-40Z" fill="none" stroke="{white}" stroke-width="7"/></g>'
    )


def airship(brush: Brush, x: str, y: str, width: str, colour: str, trim: str, light: str = "#ffe0a0") -> str:
    """An airship bound for the left."""
    ink, band = brush.colour(colour), brush.colour(trim)
    dark = mix(ink, "#000000", 0.3)
    ribs = "".join(
        f"M{k},{-118 + abs(k) * 0.12:.0f} q40,118 0,{236 - abs(k) * 0.24:.0f}" for k in (-220, -110, 0, 110, 220)
    )
    return (
        f'<g transform="translate({x} {y}) scale({float(width) / 900:.3f})"><path d="M300,-30 L440,-130 V-20 L470,0 L440,20 V130 L300,30Z" fill="{band}"/><ellipse rx="410" ry="122" fill="{ink}"/><path d="M-410,0 A410,122 0 0 0 410,0 A410,60 0 0 1 -410,0Z" fill="{dark}"/>'
        f'<path d="{ribs}" fill="none" stroke="{dark}" stroke-width="5"/><path d="M-120,112 L-100,172 H130 L160,104Z" fill="{band}"/><g fill="{brush.colour(light)}"><rect x="-84" y="130" width="30" height="26"/><rect x="-38" y="130" width="30" height="26"/><rect x="8" y="130" width="30" height="26"/><rect x="54" y="130" width="30" height="26"/></g></g>'
    )


def bridge_deck(brush: Brush, wall: str, light: str, space: str, panel: str = "e") -> str:
    """The bridge of a spaceship or submarine: a wide window in ribs, consoles below it."""
    w, h, ink, ray = brush.width, brush.height, brush.colour(wall), brush.colour(light)
    dark = mix(ink, "#000000", 0.45)
    pane = f"M{w * 0.1:.0f},{h * 0.62:.0f} L{w * 0.2:.0f},{h * 0.14:.0f} H{w * 0.8:.0f} L{w * 0.9:.0f},{h * 0.62:.0f}Z"
    stars = "".join(
        f'<circle cx="{brush.rng.uniform(w * 0.2, w * 0.8):.0f}" cy="{brush.rng.uniform(h * 0.16, h * 0.6):.0f}" r="{brush.rng.uniform(1, 3):.1f}"/>'
        for _ in range(70)
    )
    lamps = "".join(
        f'<rect x="{brush.rng.uniform(0, w):.0f}" y="{h * brush.rng.uniform(0.74, 0.96):.0f}" width="{brush.rng.choice([10, 16, 34])}" height="9" rx="3" fill="{brush.rng.choice([ray, brush.colour(panel), "#ff5a4a"])}"/>'
        for _ in range(60)
    )
    ribs = "".join(
        f"M{w * (0.5 + k * 0.14):.0f},{h * 0.14:.0f} L{w * (0.5 + k * 0.19):.0f},{h * 0.62:.0f}" for k in (-1, 0, 1)
    )
    return (
        f'<path d="M0,0H{w}V{h}H0Z {pane}" fill="{ink}" fill-rule="evenodd"/><path d="{pane}" fill="{brush.colour(space)}" opacity=".35"/><g fill="#fff">{stars}</g><path d="{pane} {ribs}" fill="none" stroke="{dark}" stroke-width="20"/>'
        f'<path d="M0,{h * 0.72:.0f} L{w * 0.16:.0f},{h * 0.66:.0f} H{w * 0.84:.0f} L{w},{h * 0.72:.0f} V{h} H0Z" fill="{dark}"/>{lamps}'
    )


def porthole(brush: Brush, x: str, y: str, radius: str, rim: str, water: str) -> str:
    """A round window with bolts; what the picture has drawn before is covered by its wall only around it."""
    cx, cy, r, ink = float(x), float(y), float(radius), brush.colour(rim)
    bolts = "".join(
        f'<circle cx="{cx + r * 1.14 * math.cos(math.tau * i / 12):.0f}" cy="{cy + r * 1.14 * math.sin(math.tau * i / 12):.0f}" r="{r * 0.045:.1f}"/>'
        for i in range(12)
    )
    return (
        f'<circle cx="{cx}" cy="{cy}" r="{r}" fill="{brush.colour(water)}" opacity=".25"/><circle cx="{cx}" cy="{cy}" r="{r * 1.13:.0f}" fill="none" stroke="{ink}" stroke-width="{r * 0.26:.0f}"/><circle cx="{cx}" cy="{cy}" r="{r:.0f}" fill="none" stroke="{mix(ink, "#000000", 0.4)}" stroke-width="{r * 0.05:.0f}"/>'
        f'<g fill="{mix(ink, "#000000", 0.45)}">{bolts}</g><path d="M{cx - r * 0.7:.0f},{cy - r * 0.3:.0f} A{r * 0.8:.0f},{r * 0.8:.0f} 0 0 1 {cx - r * 0.1:.0f},{cy - r * 0.76:.0f}" stroke="#fff" stroke-width="{r * 0.06:.0f}" stroke-linecap="round" fill="none" opacity=".6"/>'
    )


ELEMENTS: dict[str, Element] = {
    element.__name__: element
    for element in (temple, stadium, market, wheel, span, barn, airship, bridge_deck, porthole)
}
