"""Everything a picture can be made of: each element is a function from a Brush and its arguments to SVG."""

from tools.artwork.elements import (
    built,
    deep,
    far,
    insert,
    land,
    landmark,
    motif,
    paper,
    room,
    shape,
    sky,
    space,
    street,
    vehicle,
    water,
    wild,
)
from tools.artwork.elements.brush import Brush, Element

_MODULES = (
    sky, land, water, built, space, motif, shape, vehicle, far, deep, street, paper, room, wild, landmark, insert,
)  # fmt: skip
ELEMENTS: dict[str, Element] = {name: element for module in _MODULES for name, element in module.ELEMENTS.items()}

__all__ = ["ELEMENTS", "Brush", "draw_layers"]


def draw_layers(layers: list[str], *, brush: Brush) -> str:
    """Draw layers such as `sun 900 260 120 e`: a name, then numbers, words, or letters of the palette.

    Raises ValueError for a layer that no element can draw, and says which.
    """
    drawn = []
    for layer in layers:
        name, *words = layer.split()
        try:
            svg = ELEMENTS[name](brush, *words)
            drawn.append(f'<g filter="url(#paper)">{svg}</g>' if brush.cut_paper else svg)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"Cannot draw the layer {layer!r}: {error!r}") from error
    return "".join(drawn)
