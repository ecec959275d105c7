"""Planets, comets, orbits and stations."""

from tools.artwork.elements.brush import Brush, Element, gradient, last_id, mix


def planet(brush: Brush, x: str, y: str, radius: str, colour: str, dark: str) -> str:
    """A globe with stripes, lit from the upper left."""
    cx, cy, r = float(x), float(y), float(radius)
    light, shade = brush.colour(colour), brush.colour(dark)
    fill = gradient(brush, [(0.0, light, 1.0), (1.0, shade, 1.0)])
    globe = last_id(brush)
    clip = brush.new_id()
    stripes = "".join(
        f'<ellipse cx="{cx:.0f}" cy="{cy - r + 2 * r * t:.0f}" rx="{r * 1.2:.0f}" ry="{r * brush.rng.uniform(0.03, 0.1):.0f}" '
        f'fill="{mix(light, "#ffffff" if i % 2 else shade, 0.45)}" opacity=".45"/>'
        for i, t in enumerate((0.18, 0.34, 0.5, 0.67, 0.83))
    )
    night = f'<circle cx="{cx - r * 0.42}" cy="{cy - r * 0.32}" r="{r * 1.28}" fill="none" stroke="#000" stroke-width="{r * 0.8}" opacity=".42"/>'
    return (
        f'{fill}<clipPath id="{clip}"><circle cx="{x}" cy="{y}" r="{radius}"/></clipPath>'
        f'<g clip-path="url(#{clip})"><circle cx="{x}" cy="{y}" r="{radius}" fill="url(#{globe})"/>{stripes}{night}</g>'
    )


def ring(brush: Brush, x: str, y: str, radius: str, colour: str, tilt: str = "-18") -> str:
    r, ink = float(radius), brush.colour(colour)
    return (
        f'<g transform="rotate({tilt} {x} {y})" fill="none" stroke="{ink}">'
        f'<path d="M{float(x) - r},{y} A{r},{r * 0.24} 0 0 0 {float(x) + r},{y}" stroke-width="16"/>'
        f'<path d="M{float(x) - r * 1.16},{y} A{r * 1.16},{r * 0.3} 0 0 0 {float(x) + r * 1.16},{y}" stroke-width="6" opacity=".6"/></g>'
    )


def comet(brush: Brush, x: str, y: str, length: str, colour: str) -> str:
    cx, cy, n, ink = float(x), float(y), float(length), brush.colour(colour)
    tails = []
    for dx, dy, width in ((0.98, -0.3, 70), (0.9, -0.48, 46), (1.0, -0.12, 34)):
        fill = gradient(brush, [(0.0, ink, 0.75), (1.0, ink, 0.0)], angle="right")
        ex, ey = cx + n * dx, cy + n * dy
        tails.append(
            f'{fill}<path d="M{cx},{cy - width / 2} L{ex},{ey} L{cx},{cy + width / 2}Z" fill="url(#{last_id(brush)})"/>'
        )
    return f'{"".join(tails)}<circle cx="{cx}" cy="{cy}" r="40" fill="{ink}"/><circle cx="{cx}" cy="{cy}" r="70" fill="{ink}" opacity=".25"/>'


def orbits(brush: Brush, x: str, y: str, count: str, colour: str) -> str:
    paths = []
    for i in range(int(count)):
        r = 150 + i * 105
        paths.append(f'<ellipse cx="{x}" cy="{y}" rx="{r}" ry="{r * 0.42:.0f}" opacity="{0.8 - i * 0.09:.2f}"/>')
    return f'<g fill="none" stroke="{brush.colour(colour)}" stroke-width="3" transform="rotate(-14 {x} {y})">{"".join(paths)}</g>'


def station(brush: Brush, x: str, y: str, size: str, colour: str, panel: str) -> str:
    """A space station of cans, tape and panels."""
    s = float(size)
    hull, blue = brush.colour(colour), brush.colour(panel)
    cans = "".join(
        f'<rect x="{dx * s}" y="{dy * s}" width="{w * s}" height="{h * s}" rx="{0.07 * s}"/>'
        for dx, dy, w, h in (
            (-0.5, -0.14, 1.0, 0.28),
            (-0.16, -0.5, 0.32, 1.0),
            (0.46, -0.2, 0.22, 0.4),
            (-0.7, -0.1, 0.24, 0.2),
        )
    )
    sheets = "".join(
        f'<g transform="translate({dx * s} {dy * s})"><rect width="{0.62 * s}" height="{0.2 * s}" fill="{blue}"/>'
        f'<path d="M{0.155 * s},0v{0.2 * s}M{0.31 * s},0v{0.2 * s}M{0.465 * s},0v{0.2 * s}M0,{0.1 * s}h{0.62 * s}" stroke="{hull}" stroke-width="2"/></g>'
        for dx, dy in ((-0.9, -0.46), (0.26, -0.46), (-0.9, 0.26), (0.26, 0.26))
    )
    ports = "".join(f'<circle cx="{dx * s}" cy="0" r="{0.05 * s}"/>' for dx in (-0.3, -0.05, 0.2))
    return (
        f'<g transform="translate({x} {y}) rotate(-12)">{sheets}<g fill="{hull}">{cans}</g>'
        f'<g fill="#ffd98a">{ports}</g><path d="M0,{-0.5 * s} v{-0.3 * s} m-20,0 h40" stroke="{hull}" stroke-width="6"/></g>'
    )


ELEMENTS: dict[str, Element] = {element.__name__: element for element in (planet, ring, comet, orbits, station)}
