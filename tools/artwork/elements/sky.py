"""Skies, their lights and their weather."""

import math

from tools.artwork.elements.brush import Brush, Element, gradient, last_id


def sky(brush: Brush, *colours: str) -> str:
    stops = [(i / max(1, len(colours) - 1), brush.colour(c), 1.0) for i, c in enumerate(colours)]
    return (
        f'{gradient(brush, stops)}<rect width="{brush.width}" height="{brush.height}" fill="url(#{last_id(brush)})"/>'
    )


def glow(brush: Brush, x: str, y: str, radius: str, colour: str, strength: str = "0.8") -> str:
    ink = brush.colour(colour)
    stops = [(0.0, ink, float(strength)), (0.45, ink, float(strength) * 0.35), (1.0, ink, 0.0)]
    return (
        f'{gradient(brush, stops, kind="radial")}<circle cx="{x}" cy="{y}" r="{radius}" fill="url(#{last_id(brush)})"/>'
    )


def stars(brush: Brush, count: str = "90", floor: str = "420", colour: str = "#ffffff") -> str:
    dots = []
    for _ in range(int(count)):
        x, y = brush.rng.uniform(0, brush.width), brush.rng.uniform(0, float(floor))
        size, alpha = brush.rng.choice([1.2, 1.4, 1.8, 2.8]), brush.rng.uniform(0.3, 1)
        dots.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size}" opacity="{alpha:.2f}"/>')
    return f'<g fill="{brush.colour(colour)}">{"".join(dots)}</g>'


def sun(brush: Brush, x: str, y: str, radius: str, colour: str) -> str:
    halo = glow(brush, x, y, str(float(radius) * 2.4), colour, "0.55")
    ink = brush.colour(colour)
    ring = f'<circle cx="{x}" cy="{y}" r="{float(radius) * 1.32:.0f}" fill="{ink}" opacity=".22"/>'
    return f'{halo}{ring}<circle cx="{x}" cy="{y}" r="{radius}" fill="{ink}"/>'


def crescent(brush: Brush, x: str, y: str, radius: str, colour: str) -> str:
    r, cx, cy = float(radius), float(x), float(y)
    path = f"M{cx},{cy - r} A{r},{r} 0 1 0 {cx + r},{cy} A{r * 0.8},{r * 0.8} 0 1 1 {cx},{cy - r}Z"
    return f'{glow(brush, x, y, str(r * 2.4), colour, "0.4")}<path d="{path}" fill="{brush.colour(colour)}"/>'


def bands(brush: Brush, top: str, bottom: str, count: str, colour: str) -> str:
    """Thin flat clouds."""
    marks = []
    for _ in range(int(count)):
        width, height = brush.rng.uniform(160, 620), brush.rng.uniform(5, 20)
        x, y = brush.rng.uniform(-200, brush.width), brush.rng.uniform(float(top), float(bottom))
        marks.append(
            f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" rx="{height / 2:.0f}" '
            f'opacity="{brush.rng.uniform(0.15, 0.6):.2f}"/>'
        )
    return f'<g fill="{brush.colour(colour)}">{"".join(marks)}</g>'


def clouds(brush: Brush, y: str, size: str, colour: str, opacity: str = "0.9", count: str = "9") -> str:
    """A bank of round clouds; below it everything is cloud."""
    puffs = []
    for i in range(int(count)):
        x = (i + brush.rng.uniform(-0.2, 0.4)) * brush.width / (int(count) - 1)
        radius = float(size) * brush.rng.uniform(0.6, 1.2)
        puffs.append(f'<circle cx="{x:.0f}" cy="{float(y) + brush.rng.uniform(-20, 20):.0f}" r="{radius:.0f}"/>')
    base = f'<rect y="{y}" width="{brush.width}" height="{brush.height}"/>'
    return f'<g fill="{brush.colour(colour)}" opacity="{opacity}">{"".join(puffs)}{base}</g>'


def rays(brush: Brush, x: str, y: str, count: str, colour: str, opacity: str = "0.25") -> str:
    cx, cy, n = float(x), float(y), int(count)
    wedges = []
    for i in range(n):
        first, second = math.tau * i / n, math.tau * (i + 0.5) / n
        ends = [f"{cx + 1700 * math.cos(a):.0f},{cy + 1700 * math.sin(a):.0f}" for a in (first, second)]
        wedges.append(f"M{cx},{cy} L{ends[0]} L{ends[1]}Z")
    return f'<path d="{"".join(wedges)}" fill="{brush.colour(colour)}" opacity="{opacity}"/>'


def fall(brush: Brush, kind: str, count: str, colour: str, opacity: str = "0.5") -> str:
    """Rain or snow."""
    drops = []
    for _ in range(int(count)):
        x, y = brush.rng.uniform(0, brush.width), brush.rng.uniform(0, brush.height)
        if kind == "rain":
            length = brush.rng.uniform(26, 74)
            drops.append(f'<path d="M{x:.0f},{y:.0f}l{-length * 0.22:.0f},{length:.0f}"/>')
        else:
            drops.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{brush.rng.choice([2, 3, 3, 5, 8])}" stroke="none"/>')
    ink = brush.colour(colour)
    fill = "none" if kind == "rain" else ink
    return f'<g fill="{fill}" stroke="{ink}" stroke-width="2.4" opacity="{opacity}">{"".join(drops)}</g>'


def bolt(brush: Brush, x: str, y: str, length: str, colour: str) -> str:
    """A flash of lightning that thins out towards the ground."""
    h, ink = float(length), brush.colour(colour)
    shape = "0,0 0.16,0 0.06,0.3 0.2,0.27 0.02,0.62 0.13,0.59 -0.12,1 -0.03,0.68 -0.14,0.71 -0.02,0.4 -0.13,0.43"
    points = " ".join(
        f"{float(x) + h * float(px):.0f},{float(y) + h * float(py):.0f}"
        for px, py in (pair.split(",") for pair in shape.split())
    )
    halo = glow(brush, x, str(float(y) + h * 0.5), str(h * 0.6), colour, "0.5")
    return f'{halo}<polygon points="{points}" fill="{ink}" stroke="#ffffff" stroke-width="4" stroke-linejoin="round"/>'


def overcast(brush: Brush, y: str, size: str, colour: str) -> str:
    """Heavy clouds that hang from the top."""
    puffs = "".join(
        f'<circle cx="{i * 130 + brush.rng.uniform(-30, 30):.0f}" cy="{float(y) + brush.rng.uniform(-24, 24):.0f}" '
        f'r="{float(size) * brush.rng.uniform(0.6, 1.15):.0f}"/>'
        for i in range(11)
    )
    return f'<g fill="{brush.colour(colour)}">{puffs}<rect width="{brush.width}" height="{y}"/></g>'


def aurora(brush: Brush, y: str, colour: str, opacity: str = "0.5") -> str:
    ribbons = []
    for k in range(3):
        base = float(y) + 46 * k
        curve = "".join(
            f" T{x},{base + brush.rng.uniform(-60, 60):.0f}" for x in range(320, max(1400, brush.width + 120), 260)
        )
        ribbons.append(f'<path d="M-60,{base} Q120,{base - 90}{curve} V-80 H-60Z" opacity="{0.5 - 0.13 * k:.2f}"/>')
    stops = [(0.0, brush.colour(colour), 0.0), (0.75, brush.colour(colour), 0.6), (1.0, brush.colour(colour), 1.0)]
    fill = gradient(brush, stops)
    return f'{fill}<g fill="url(#{last_id(brush)})" opacity="{opacity}">{"".join(ribbons)}</g>'


def fog(brush: Brush, y: str, height: str, colour: str, opacity: str = "0.8") -> str:
    ink = brush.colour(colour)
    fill = gradient(brush, [(0.0, ink, 0.0), (0.5, ink, float(opacity)), (1.0, ink, 0.0)])
    return f'{fill}<rect y="{y}" width="{brush.width}" height="{height}" fill="url(#{last_id(brush)})"/>'


def dusk(brush: Brush, colour: str = "#000000", opacity: str = "0.55", side: str = "down") -> str:
    """Darkens towards one side, so that lettering stands out there."""
    ink = brush.colour(colour)
    weights = (0.0, float(opacity)) if side in ("down", "right") else (float(opacity), 0.0)
    angle = "down" if side in ("down", "up") else "right"
    fill = gradient(
        brush,
        [(0.25, ink, weights[0]), (1.0, ink, weights[1])]
        if weights[0] == 0.0
        else [(0.0, ink, weights[0]), (0.75, ink, weights[1])],
        angle=angle,
    )
    return f'{fill}<rect width="{brush.width}" height="{brush.height}" fill="url(#{last_id(brush)})"/>'


ELEMENTS: dict[str, Element] = {
    element.__name__: element
    for element in (sky, glow, stars, sun, crescent, bands, clouds, rays, fall, bolt, overcast, aurora, fog, dusk)
}
