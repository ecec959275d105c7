"""Everything a picture can be made of: each element is a function from a Brush and its arguments to SVG."""

from tools.artwork.elements import built, insert, land, motif, sky, space, water
from tools.artwork.elements.brush import Brush, Element

ELEMENTS: dict[str, Element] = {
    **sky.ELEMENTS,
    **land.ELEMENTS,
    **water.ELEMENTS,
    **built.ELEMENTS,
    **space.ELEMENTS,
    **motif.ELEMENTS,
    **insert.ELEMENTS,
}

__all__ = ["ELEMENTS", "Brush", "draw_layers"]


def draw_layers(layers: list[str], *, brush: Brush) -> str:
    """Draw layers such as `sun 900 260 120 e`: a name, then numbers, words, or letters of the palette."""
    drawn = []
    for layer in layers:
        name, *words = layer.split()
        drawn.append(ELEMENTS[name](brush, *words))
    return "".join(drawn)
