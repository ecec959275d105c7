"""What a picture borrows: the people of the title, another of its pictures, a rendered still."""

import base64

from tools.artwork.elements.brush import Brush, Element


def lead(brush: Brush, x: str, y: str, scale: str = "0.97", gaze: str = "") -> str:
    """The first lead's figure; (x, y) is the top left corner of its 600 x 720."""
    return brush.figures["lead"](float(x), float(y), float(scale), gaze)


def second(brush: Brush, x: str, y: str, scale: str = "0.97", gaze: str = "") -> str:
    """The second lead's figure, likewise."""
    return brush.figures["second"](float(x), float(y), float(scale), gaze)


def picture(brush: Brush, name: str, at: str = "0.7", zoom: str = "1", y: str = "0") -> str:
    """Another picture of the title (scene, object, lead_back ...) that fills the height; `at` comes to the middle."""
    scale = brush.height / 720 * float(zoom)
    left = min(0.0, max(brush.width - 1280 * scale, brush.middle - float(at) * 1280 * scale))
    before = len(brush.seen)
    drawn = brush.pictures[name]()
    brush.seen[before:] = [seen.moved(left, float(y), scale) for seen in brush.seen[before:]]
    return f'<g transform="translate({left:.1f} {y}) scale({scale:.4f})">{drawn}</g>'


def still(brush: Brush, name: str, at: str = "0.5", zoom: str = "1", y: str = "0") -> str:
    """A rendered still that fills the picture; `at` (share of its width) comes to the middle where it is cropped."""
    if brush.stills is None:
        raise ValueError("This brush knows no folder of stills.")
    data = base64.b64encode((brush.stills / f"{name}.avif").read_bytes()).decode()
    scale = max(brush.height / 720, brush.width / 1280) * float(zoom)
    left = min(0.0, max(brush.width - 1280 * scale, brush.middle - float(at) * 1280 * scale))
    return (
        f'<image href="data:image/avif;base64,{data}" x="{left:.1f}" y="{y}" width="{1280 * scale:.1f}" '
        f'height="{720 * scale:.1f}" preserveAspectRatio="none"/>'
    )


ELEMENTS: dict[str, Element] = {element.__name__: element for element in (lead, second, picture, still)}
