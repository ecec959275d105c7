"""How a figure is lit: a filter over the whole of it, in its own space."""

from tools.artwork.elements.brush import mix


def _dim(strength: float, shade: str, share: float) -> str:
    """Every colour weakened to `strength`, with some of the shade's own."""
    parts = [int(shade[i : i + 2], 16) / 255 * share for i in (1, 3, 5)]
    rows = " ".join(
        " ".join(["0"] * i + [f"{strength}"] + ["0"] * (3 - i) + [f"{part:.3f}"]) for i, part in enumerate(parts)
    )
    return f'<feColorMatrix in="SourceGraphic" values="{rows} 0 0 0 1 0" result="dim"/>'


def _edge(colour: str, *, shift: str, soft: float) -> str:
    """A bright line where the figure ends, on the side away from `shift`."""
    return (
        f'{shift}<feComposite in="SourceAlpha" in2="moved" operator="out"/><feGaussianBlur stdDeviation="{soft}" result="edge"/>'
        f'<feFlood flood-color="{colour}"/><feComposite in2="edge" operator="in"/>'
        '<feComposite in2="SourceAlpha" operator="in" result="rim"/>'
    )


def light_filter(kind: str, *, colour: str, shade: str, name: str) -> str:
    """The definition of the filter `name`; empty where the drawing's own shadows are the light."""
    merge = '<feMerge><feMergeNode in="dim"/><feMergeNode in="rim"/></feMerge>'
    offset = '<feOffset in="SourceAlpha" dx="-17" dy="11" result="moved"/>'
    inner = {
        "rim": _dim(0.64, shade, 0.1) + _edge(colour, shift=offset, soft=2.2) + merge,
        "back": _dim(0.3, shade, 0.2)
        + _edge(colour, shift='<feMorphology in="SourceAlpha" operator="erode" radius="7" result="moved"/>', soft=3.2)
        + merge,
    }.get(kind)
    if inner is None:
        return ""
    return f'<filter id="{name}" x="-10%" y="-10%" width="120%" height="120%" color-interpolation-filters="sRGB">{inner}</filter>'


def from_below(*, colour: str, shade: str, name: str, figure: str) -> str:
    """Light from below: the figure again as a mask, filled with a gradient from the light to darkness."""
    dark = mix(shade, "#000000", 0.5)
    return (
        f'<linearGradient id="{name}g" x1="0" y1="1" x2="0" y2="0"><stop offset="0.1" stop-color="{colour}" stop-opacity=".6"/>'
        f'<stop offset="0.5" stop-color="{colour}" stop-opacity=".12"/><stop offset="0.62" stop-color="{dark}" stop-opacity=".25"/>'
        f'<stop offset="1" stop-color="{dark}" stop-opacity=".85"/></linearGradient>'
        f'<mask id="{name}m" style="mask-type:alpha" maskUnits="userSpaceOnUse" x="-60" y="-140" width="720" height="900">{figure}</mask>'
        f'<rect x="-60" y="20" width="720" height="760" fill="url(#{name}g)" mask="url(#{name}m)"/>'
    )
