"""Free shapes, for what no other element draws: boxes, discs, outlines and strokes, flat or shaded.

A colour is any that a layer may use; `c>d` fades from the first at the top to the second at the bottom.
"""

from tools.artwork.elements.brush import Brush, Element, gradient, last_id


def paint(brush: Brush, word: str) -> tuple[str, str]:
    """The definition that a fill needs, if any, and the fill."""
    if ">" not in word:
        return "", brush.colour(word)
    stops = [brush.colour(part) for part in word.split(">")]
    definition = gradient(brush, [(i / (len(stops) - 1), stop, 1.0) for i, stop in enumerate(stops)])
    return definition, f"url(#{last_id(brush)})"


def box(
    brush: Brush, x: str, y: str, width: str, height: str, colour: str, radius: str = "0", turn: str = "0",
    opacity: str = "1",
) -> str:  # fmt: skip
    """A box whose top left is (x, y), turned around its middle."""
    definition, fill = paint(brush, colour)
    middle = f"{float(x) + float(width) / 2} {float(y) + float(height) / 2}"
    return (
        f'{definition}<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" fill="{fill}" '
        f'opacity="{opacity}" transform="rotate({turn} {middle})"/>'
    )


def boxes(
    brush: Brush, x: str, y: str, width: str, height: str, colour: str, columns: str, rows: str, across: str, down: str,
    share: str = "1", radius: str = "0",
) -> str:  # fmt: skip
    """A grid of equal boxes, `across` and `down` apart, of which a share is there: windows, tiles, lockers."""
    definition, fill = paint(brush, colour)
    there = [
        f'<rect x="{float(x) + column * float(across)}" y="{float(y) + row * float(down)}" width="{width}" '
        f'height="{height}" rx="{radius}"/>'
        for row in range(int(rows))
        for column in range(int(columns))
        if brush.rng.random() < float(share)
    ]
    return f'{definition}<g fill="{fill}">{"".join(there)}</g>'


def oval(
    brush: Brush, x: str, y: str, half_width: str, half_height: str, colour: str, turn: str = "0", opacity: str = "1"
) -> str:
    """An ellipse around (x, y)."""
    definition, fill = paint(brush, colour)
    return (
        f'{definition}<ellipse cx="{x}" cy="{y}" rx="{half_width}" ry="{half_height}" fill="{fill}" '
        f'opacity="{opacity}" transform="rotate({turn} {x} {y})"/>'
    )


def shape(brush: Brush, colour: str, *path: str) -> str:
    """Anything at all: the words of an SVG path, filled."""
    definition, fill = paint(brush, colour)
    return f'{definition}<path d="{" ".join(path)}" fill="{fill}"/>'


def veil(brush: Brush, colour: str, opacity: str, *path: str) -> str:
    """A shape that one can see through: a shadow, a beam, a pane."""
    definition, fill = paint(brush, colour)
    return f'{definition}<path d="{" ".join(path)}" fill="{fill}" opacity="{opacity}"/>'


def stroke(brush: Brush, colour: str, width: str, *path: str) -> str:
    """The words of an SVG path, as a line with round ends."""
    return (
        f'<path d="{" ".join(path)}" fill="none" stroke="{brush.colour(colour)}" stroke-width="{width}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


ELEMENTS: dict[str, Element] = {element.__name__: element for element in (box, boxes, oval, shape, veil, stroke)}
