"""What is printed, written and engraved: banknote lines, frames, dials, columns, torn edges, film, brush strokes."""

import math

from tools.artwork.elements.brush import Brush, Element, mix


def guilloche(brush: Brush, x: str, y: str, radius: str, colour: str, petals: str = "12", opacity: str = "0.9") -> str:
    """The fine rosette of a banknote."""
    cx, cy, r, n, paths = float(x), float(y), float(radius), int(petals), []
    for k in range(9):
        points = []
        for i in range(241):
            a = math.tau * i / 240
            bend = r * (0.62 + 0.04 * k + (0.3 - 0.025 * k) * math.sin(n * a + k * 0.42))
            points.append(f"{cx + bend * math.cos(a):.1f},{cy + bend * math.sin(a):.1f}")
        paths.append(f'<polygon points="{" ".join(points)}"/>')
    return f'<g fill="none" stroke="{brush.colour(colour)}" stroke-width="2" opacity="{opacity}">{"".join(paths)}</g>'


def border(brush: Brush, colour: str, inset: str = "30") -> str:
    """An engraved frame around the whole picture."""
    d, w, h, ink = float(inset), brush.width, brush.height, brush.colour(colour)
    frames = "".join(
        f'<rect x="{d + k}" y="{d + k}" width="{w - 2 * (d + k)}" height="{h - 2 * (d + k)}" stroke-width="{s}"/>'
        for k, s in ((0, 7), (14, 2), (22, 2))
    )
    corners = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}"/>'
        for x in (d + 11, w - d - 11)
        for y in (d + 11, h - d - 11)
        for r in (26, 18, 9)
    )
    return f'<g fill="none" stroke="{ink}">{frames}<g stroke-width="3">{corners}</g></g>'


def clockface(
    brush: Brush,
    x: str,
    y: str,
    radius: str,
    face: str,
    ink: str,
    hours: str = "12",
    first: str = "300",
    second: str = "60",
) -> str:
    """A dial with as many strokes as hours and two hands, whose angles are degrees from twelve o'clock."""
    cx, cy, r, n, dark = float(x), float(y), float(radius), int(hours), brush.colour(ink)
    strokes = "".join(
        f'<path d="M0,{-r * 0.88:.1f} V{-r * 0.74:.1f}" stroke-width="{r * 0.05:.1f}" transform="rotate({360 * i / n:.2f})"/>'
        for i in range(n)
    ) + "".join(
        f'<path d="M0,{-r * 0.88:.1f} V{-r * 0.84:.1f}" stroke-width="{r * 0.014:.1f}" transform="rotate({72 * i / n:.2f})"/>'
        for i in range(5 * n)
    )
    return (
        f'<g transform="translate({cx} {cy})"><circle r="{r * 1.1}" fill="{dark}"/><circle r="{r}" fill="{brush.colour(face)}"/>'
        f'<g stroke="{dark}" stroke-linecap="butt">{strokes}</g>'
        f'<path d="M{-r * 0.045:.1f},{r * 0.12:.1f} L{-r * 0.03:.1f},{-r * 0.5:.1f} L0,{-r * 0.58:.1f} L{r * 0.03:.1f},{-r * 0.5:.1f} L{r * 0.045:.1f},{r * 0.12:.1f}Z" fill="{dark}" transform="rotate({first})"/>'
        f'<path d="M{-r * 0.03:.1f},{r * 0.16:.1f} L{-r * 0.018:.1f},{-r * 0.72:.1f} L0,{-r * 0.8:.1f} L{r * 0.018:.1f},{-r * 0.72:.1f} L{r * 0.03:.1f},{r * 0.16:.1f}Z" fill="{dark}" transform="rotate({second})"/>'
        f'<circle r="{r * 0.07:.1f}" fill="{dark}"/></g>'
    )


def columns(brush: Brush, x: str, y: str, width: str, height: str, ink: str, count: str = "3", turn: str = "0") -> str:
    """A page of a newspaper: a headline's bars, a picture's box, columns of lines."""
    px, py, w, h, n = float(x), float(y), float(width), float(height), int(count)
    dark, marks = (
        brush.colour(ink),
        [f"M{px},{py}h{w}v{h * 0.06:.0f}h-{w}Z M{px},{py + h * 0.09:.0f}h{w * 0.7:.0f}v{h * 0.05:.0f}h-{w * 0.7:.0f}Z"],
    )
    gap, top = w * 0.04, py + h * 0.2
    wide = (w - gap * (n - 1)) / n
    for i in range(n):
        left, at = px + i * (wide + gap), top + (h * 0.36 if i == n - 1 else 0)
        while at < py + h:
            share = brush.rng.choice([1, 1, 1, 0.94, 0.6])
            marks.append(f"M{left:.0f},{at:.0f}h{wide * share:.0f}v{h * 0.012:.1f}h{-wide * share:.0f}Z")
            at += h * 0.028
    box = f'<rect x="{px + (n - 1) * (wide + gap):.0f}" y="{top}" width="{wide:.0f}" height="{h * 0.32:.0f}" fill="{mix(dark, "#ffffff", 0.45)}"/>'
    return (
        f'<g transform="rotate({turn} {px + w / 2} {py + h / 2})"><path d="{"".join(marks)}" fill="{dark}"/>{box}</g>'
    )


def tear(brush: Brush, at: str, colour: str, side: str = "right") -> str:
    """Torn paper that covers one side of the picture from `at`, with a rough white edge."""
    x, sign = float(at), (1 if side == "right" else -1)
    edge = [(x + brush.rng.uniform(-13, 13) + 26 * math.sin(i * 0.7), i * brush.height / 40) for i in range(41)]
    far = brush.width + 20 if side == "right" else -20
    outline = " L".join(f"{px:.0f},{py:.0f}" for px, py in edge)
    rough = " L".join(f"{px - sign * brush.rng.uniform(6, 22):.0f},{py:.0f}" for px, py in edge)
    return (
        f'<path d="M{far},0 L{rough} L{far},{brush.height}Z" fill="#000" opacity=".35" transform="translate({-sign * 9} 8)"/>'
        f'<path d="M{far},0 L{rough} L{far},{brush.height}Z" fill="#f7f2e6"/><path d="M{far},0 L{outline} L{far},{brush.height}Z" fill="{brush.colour(colour)}"/>'
    )


def inkstroke(brush: Brush, x: str, y: str, width: str, height: str, colour: str, turn: str = "-6") -> str:
    """One rough stroke of a broad brush."""
    px, py, w, h = float(x), float(y), float(width), float(height)
    hairs = "".join(
        f"M{px + brush.rng.uniform(0, w * 0.07):.0f},{py + h * t:.1f} L{px + w - brush.rng.uniform(0, w * 0.16):.0f},{py + h * t + brush.rng.uniform(-3, 3):.1f}"
        for t in [i / 15 for i in range(16)]
    )
    return f'<path d="{hairs}" stroke="{brush.colour(colour)}" stroke-width="{h / 13:.1f}" stroke-linecap="round" transform="rotate({turn} {px + w / 2} {py + h / 2})"/>'


def reel(brush: Brush, x: str, y: str, radius: str, colour: str, tape: str) -> str:
    """A reel of tape or film."""
    r, ink = float(radius), brush.colour(colour)
    holes = "".join(
        f'<circle cx="0" cy="{-r * 0.56:.1f}" r="{r * 0.23:.1f}" transform="rotate({72 * i})"/>' for i in range(5)
    )
    return (
        f'<g transform="translate({x} {y})"><circle r="{r * 0.94:.1f}" fill="{brush.colour(tape)}"/><circle r="{r}" fill="none" stroke="{ink}" stroke-width="{r * 0.1:.1f}"/>'
        f'<circle r="{r * 0.84:.1f}" fill="{ink}"/><g fill="{brush.colour(tape)}">{holes}<circle r="{r * 0.12:.1f}"/></g></g>'
    )


def film(brush: Brush, y: str, height: str, colour: str, frame: str, turn: str = "0") -> str:
    """A strip of film across the picture."""
    py, h = float(y), float(height)
    holes = "".join(
        f'<rect x="{x}" y="{edge:.0f}" width="22" height="{h * 0.09:.0f}" rx="5"/>'
        for x in range(-200, brush.width + 200, 46)
        for edge in (py + h * 0.04, py + h * 0.87)
    )
    frames = "".join(
        f'<rect x="{x}" y="{py + h * 0.18:.0f}" width="{h * 0.9:.0f}" height="{h * 0.64:.0f}" rx="8"/>'
        for x in range(-180, brush.width + 200, int(h) or 1)
    )
    return f'<g transform="rotate({turn} {brush.middle} {py + h / 2})"><rect x="-300" y="{py}" width="{brush.width + 600}" height="{h}" fill="{brush.colour(colour)}"/><g fill="{brush.colour(frame)}">{frames}{holes}</g></g>'


def speed(brush: Brush, x: str, y: str, count: str, colour: str, opacity: str = "0.5") -> str:
    """Lines that rush away from a point."""
    cx, cy, marks = float(x), float(y), []
    for _ in range(int(count)):
        a, near = brush.rng.uniform(0, math.tau), brush.rng.uniform(180, 420)
        wide = brush.rng.uniform(0.004, 0.02)
        marks.append(
            f"M{cx + near * math.cos(a):.0f},{cy + near * math.sin(a):.0f} L{cx + 1700 * math.cos(a - wide):.0f},{cy + 1700 * math.sin(a - wide):.0f} L{cx + 1700 * math.cos(a + wide):.0f},{cy + 1700 * math.sin(a + wide):.0f}Z"
        )
    return f'<path d="{"".join(marks)}" fill="{brush.colour(colour)}" opacity="{opacity}"/>'


ELEMENTS: dict[str, Element] = {
    element.__name__: element for element in (guilloche, border, clockface, columns, tear, inkstroke, reel, film, speed)
}
