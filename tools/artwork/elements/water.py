"""Seas from above, light on them, and the water from inside."""

from tools.artwork.elements.brush import Brush, Element, gradient, last_id


def sea(brush: Brush, y: str, far: str, near: str) -> str:
    fill = gradient(brush, [(0.0, brush.colour(far), 1.0), (1.0, brush.colour(near), 1.0)])
    return (
        f'{fill}<rect y="{y}" width="{brush.width}" height="{brush.height - float(y)}" fill="url(#{last_id(brush)})"/>'
    )


def shimmer(brush: Brush, x: str, y: str, width: str, colour: str, count: str = "34") -> str:
    """The path of light that a sun or a lamp lays on water."""
    marks = []
    for i in range(int(count)):
        depth = i / int(count)
        half = float(width) * (0.35 + depth) * brush.rng.uniform(0.25, 1)
        cx, cy = (
            float(x) + brush.rng.uniform(-1, 1) * float(width) * 0.5 * depth,
            float(y) + 8 + (brush.height - float(y)) * depth,
        )
        marks.append(
            f'<rect x="{cx - half:.0f}" y="{cy:.0f}" width="{2 * half:.0f}" height="{3 + 6 * depth:.0f}" rx="4" '
            f'opacity="{0.85 - 0.6 * depth:.2f}"/>'
        )
    return f'<g fill="{brush.colour(colour)}">{"".join(marks)}</g>'


def waves(brush: Brush, y: str, colour: str, size: str = "26", opacity: str = "1") -> str:
    """One line of scalloped waves; stack several."""
    length, start = float(size) * 5, -brush.rng.uniform(0, float(size) * 5)
    humps = "".join(
        f"q{length / 2:.0f},{-float(size) * 1.5:.0f} {length:.0f},0" for _ in range(int(brush.width / length) + 3)
    )
    return f'<path d="M{start:.0f},{y} {humps} V{brush.height} H{start:.0f}Z" fill="{brush.colour(colour)}" opacity="{opacity}"/>'


def swell(brush: Brush, y: str, height: str, colour: str) -> str:
    """A long wave with a curling crest, as in a woodcut."""
    py, h = float(y), float(height)
    path = (
        f"M-20,{py} C160,{py} 300,{py - h * 0.3} 420,{py - h} C470,{py - h * 1.25} 560,{py - h * 1.2} 590,{py - h * 0.9}"
        f" C520,{py - h * 0.95} 500,{py - h * 0.5} 590,{py - h * 0.25} C720,{py} 1000,{py + 10} {max(1300, brush.width + 20)},{py - h * 0.25} V{brush.height} H-20Z"
    )
    return f'<path d="{path}" fill="{brush.colour(colour)}"/>'


def shafts(brush: Brush, x: str, colour: str, opacity: str = "0.28") -> str:
    """Light that falls into water or a tall room."""
    beams, top = [], float(x)
    for _ in range(7):
        start, spread = top + brush.rng.uniform(-160, 160), brush.rng.uniform(30, 110)
        lean = (start - top) * 2.2
        beams.append(
            f"M{start:.0f},-10 L{start + spread / 2:.0f},-10 L{start + spread * 2 + lean:.0f},{brush.height + 10} H{start - spread + lean:.0f}Z"
        )
    fill = gradient(brush, [(0.0, brush.colour(colour), 0.9), (1.0, brush.colour(colour), 0.0)])
    return (
        f'{fill}<g opacity="{opacity}">'
        + "".join(f'<path d="{b}" fill="url(#{last_id(brush)})"/>' for b in beams)
        + "</g>"
    )


def bubbles(brush: Brush, x: str, y: str, count: str, colour: str) -> str:
    marks = []
    for i in range(int(count)):
        cx, cy = float(x) + brush.rng.uniform(-50, 50), float(y) - i * 34 + brush.rng.uniform(-12, 12)
        marks.append(f'<circle cx="{cx:.0f}" cy="{cy:.0f}" r="{brush.rng.uniform(4, 18):.0f}"/>')
    return f'<g fill="none" stroke="{brush.colour(colour)}" stroke-width="3" opacity=".7">{"".join(marks)}</g>'


def floes(brush: Brush, y: str, colour: str, count: str = "16") -> str:
    """Broken ice."""
    marks = []
    for i in range(int(count)):
        depth = (i + 1) / int(count)
        cx, cy = brush.rng.uniform(0, brush.width), float(y) + (brush.height - float(y)) * depth
        w, h = 60 + 190 * depth * brush.rng.uniform(0.5, 1), 6 + 30 * depth
        marks.append(
            f"M{cx - w:.0f},{cy:.0f} l{w * 0.4:.0f},{-h:.0f} h{w:.0f} l{w * 0.5:.0f},{h * 0.7:.0f} l{-w * 0.5:.0f},{h:.0f} h{-w:.0f}Z"
        )
    return f'<path d="{"".join(marks)}" fill="{brush.colour(colour)}" opacity=".9"/>'


def song(brush: Brush, x: str, y: str, count: str, colour: str) -> str:
    """Rings of sound that widen."""
    rings = "".join(
        f'<circle cx="{x}" cy="{y}" r="{70 + i * 74}" opacity="{max(0.06, 0.75 - i * 0.085):.2f}"/>'
        for i in range(int(count))
    )
    return f'<g fill="none" stroke="{brush.colour(colour)}" stroke-width="4">{rings}</g>'


def whale(brush: Brush, x: str, y: str, scale: str, colour: str, belly: str) -> str:
    """A whale that swims to the left."""
    back = (
        "M-250,20 C-240,-60 -120,-95 20,-80 C120,-70 190,-40 240,-20 C262,-40 290,-75 330,-85 C325,-50 305,-20 290,-5 "
        "C310,10 330,40 335,70 C300,60 265,35 245,15 C170,60 40,100 -90,95 C-190,92 -255,70 -250,20Z"
    )
    under = "M-248,34 C-150,44 -60,58 40,86 C-20,98 -60,98 -90,95 C-190,92 -250,70 -248,34Z"
    lines = "M-220,58 C-140,66 -80,74 -10,90 M-200,74 C-140,78 -90,84 -40,94"
    fin = "M-70,70 C-40,120 0,160 50,170 C50,130 30,90 0,72Z"
    return (
        f'<g transform="translate({x} {y}) rotate(-8) scale({scale})"><path d="{back}" fill="{brush.colour(colour)}"/>'
        f'<path d="{under}" fill="{brush.colour(belly)}" opacity=".75"/>'
        f'<path d="{lines}" fill="none" stroke="{brush.colour(colour)}" stroke-width="4"/>'
        f'<path d="{fin}" fill="{brush.colour(colour)}"/><circle cx="-176" cy="22" r="6" fill="#eafcff"/></g>'
    )


ELEMENTS: dict[str, Element] = {
    element.__name__: element for element in (sea, shimmer, waves, swell, shafts, bubbles, floes, song, whale)
}
