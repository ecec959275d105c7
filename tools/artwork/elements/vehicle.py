"""What carries people in company: a ferry and a night bus, from the side and from the front."""

from tools.artwork.elements.brush import Brush, Element, mix


def _placed(x: str, y: str, scale: float, inner: str, *, flip: str = "1") -> str:
    return f'<g transform="translate({x} {y}) scale({scale * float(flip):.4f} {scale:.4f})">{inner}</g>'


def _row(x: float, y: float, width: float, height: float, *, count: int, step: float, radius: float = 6) -> str:
    return "".join(
        f'<rect x="{x + i * step:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" rx="{radius:.0f}"/>'
        for i in range(count)
    )


def ferry(
    brush: Brush, x: str, y: str, width: str, hull: str, deck: str, light: str, funnel: str = "e", flip: str = "1"
) -> str:
    """A passenger ferry with two decks, bows to the left; (x, y) is the middle of its waterline."""
    ink, wall, lit, stack = (brush.colour(word) for word in (hull, deck, light, funnel))
    shade, rim = mix(wall, ink, 0.35), mix(ink, "#000000", 0.35)
    inner = (
        f'<path d="M-500,-92 C-486,-50 -470,-20 -446,0 H446 C472,-20 488,-50 500,-92Z" fill="{ink}"/>'
        f'<path d="M-500,-92 H500 L496,-74 H-496Z" fill="{stack}"/>'
        f'<path d="M-440,-92 L-420,-176 H420 L440,-92Z" fill="{wall}"/><path d="M-420,-176 H420 V-162 H-420Z" fill="{shade}"/>'
        f'<path d="M-340,-176 L-326,-250 H326 L340,-176Z" fill="{wall}"/><path d="M-356,-262 H356 V-246 H-356Z" fill="{shade}"/>'
        f'<path d="M-250,-262 V-326 H-110 L-90,-262Z" fill="{wall}"/><path d="M-262,-336 H-100 V-324 H-262Z" fill="{shade}"/>'
        f'<path d="M40,-262 L52,-392 H138 L150,-262Z" fill="{stack}"/><path d="M50,-372 H140 L142,-350 H48Z" fill="{rim}"/>'
        f'<g fill="{lit}">{_row(-402, -150, 44, 42, count=13, step=62)}{_row(-304, -234, 40, 36, count=10, step=62)}'
        f"{_row(-240, -314, 32, 30, count=3, step=40)}</g>"
        f'<g stroke="{rim}" stroke-width="5" fill="none"><path d="M-190,-336 V-420 M-190,-404 L-120,-372 M250,-262 V-380 M-340,-262 V-290 H-262 M150,-290 H340 V-262"/></g>'
        f'<g fill="{rim}"><circle cx="-300" cy="-52" r="9"/><circle cx="0" cy="-52" r="9"/><circle cx="300" cy="-52" r="9"/></g>'
    )
    return _placed(x, y, float(width) / 1000, inner, flip=flip)


def stern(brush: Brush, x: str, y: str, width: str, hull: str, deck: str, light: str, funnel: str = "e") -> str:
    """A ferry that leaves, seen from behind; (x, y) is the middle of its waterline."""
    ink, wall, lit, stack = (brush.colour(word) for word in (hull, deck, light, funnel))
    shade = mix(wall, ink, 0.4)
    inner = (
        f'<path d="M-150,-470 L-130,-610 H130 L150,-470Z" fill="{stack}"/><path d="M-134,-588 H134 L138,-556 H-138Z" fill="{mix(ink, "#000000", 0.3)}"/>'
        f'<path d="M-300,-470 H300 V-452 H-300Z" fill="{shade}"/><path d="M-280,-452 H280 V-330 H-280Z" fill="{wall}"/>'
        f'<path d="M-420,-330 H420 V-306 H-420Z" fill="{shade}"/><path d="M-390,-306 H390 V-150 H-390Z" fill="{wall}"/>'
        f'<path d="M-500,-150 H500 C494,-80 460,-20 420,0 H-420 C-460,-20 -494,-80 -500,-150Z" fill="{ink}"/>'
        f'<path d="M-500,-150 H500 L497,-126 H-497Z" fill="{stack}"/>'
        f'<g fill="{lit}">{_row(-250, -426, 80, 70, count=5, step=105)}{_row(-360, -278, 96, 100, count=6, step=125)}</g>'
        f'<g stroke="{shade}" stroke-width="7"><path d="M-470,-150 V-206 M-380,-150 V-206 M380,-150 V-206 M470,-150 V-206 M-470,-202 H-390 M390,-202 H470" fill="none"/></g>'
    )
    return _placed(x, y, float(width) / 1000, inner)


def _nine(x: float, y: float, size: float, colour: str) -> str:
    return (
        f'<g transform="translate({x} {y}) scale({size / 60:.3f})"><circle cx="0" cy="-10" r="15" fill="none" stroke="{colour}" '
        f'stroke-width="9"/><path d="M15,-10 C16,12 8,24 -8,30" fill="none" stroke="{colour}" stroke-width="9" stroke-linecap="round"/></g>'
    )


def bus(brush: Brush, x: str, y: str, width: str, body: str, trim: str, light: str, flip: str = "1") -> str:
    """The number 9, a double-decker that drives to the right; (x, y) is the middle of the road under it."""
    paint, band, lit = (brush.colour(word) for word in (body, trim, light))
    deep, dark = mix(paint, "#000000", 0.35), "#15111c"
    inner = (
        f'<path d="M-490,-40 V-470 C-490,-520 -462,-544 -410,-544 H420 C470,-544 492,-520 494,-470 L500,-150 V-40Z" fill="{paint}"/>'
        f'<path d="M-490,-300 H497 V-268 H-490Z" fill="{band}"/><path d="M-490,-76 H500 V-40 H-490Z" fill="{deep}"/>'
        f'<path d="M-490,-470 C-490,-520 -462,-544 -410,-544 H420 C470,-544 492,-520 494,-470 C450,-500 -440,-500 -490,-470Z" fill="#ffffff" opacity=".22"/>'
        f'<g fill="{lit}">{_row(-450, -470, 140, 136, count=5, step=160, radius=20)}'
        f'<path d="M352,-470 H450 C466,-470 474,-460 474,-446 L478,-334 H352Z"/>{_row(-450, -238, 140, 116, count=4, step=160, radius=18)}'
        f'<rect x="206" y="-238" width="120" height="198" rx="14"/><path d="M352,-238 H470 L482,-122 H352Z"/></g>'
        f'<path d="M266,-238 V-40" stroke="{deep}" stroke-width="10"/>'
        f'<rect x="380" y="-324" width="112" height="74" rx="12" fill="{dark}"/>'
        + _nine(436, -288, 62, lit)
        + "".join(
            f'<circle cx="{cx}" cy="-36" r="70" fill="{dark}"/><circle cx="{cx}" cy="-36" r="34" fill="{band}"/>'
            for cx in (-290, 110)
        )
        + '<circle cx="486" cy="-94" r="20" fill="#fff6d0"/><rect x="-496" y="-112" width="16" height="40" fill="#e2412e"/>'
    )
    return _placed(x, y, float(width) / 1000, inner, flip=flip)


def busfront(brush: Brush, x: str, y: str, width: str, body: str, trim: str, light: str) -> str:
    """The number 9 as one sees it come; (x, y) is the middle of the road under it."""
    paint, band, lit = (brush.colour(word) for word in (body, trim, light))
    deep, dark = mix(paint, "#000000", 0.35), "#15111c"
    inner = (
        f'<path d="M-420,-20 h130 v70 h-130Z M290,-20 h130 v70 h-130Z" fill="{dark}"/>'
        f'<path d="M-480,-60 V-980 C-480,-1080 -420,-1120 -330,-1120 H330 C420,-1120 480,-1080 480,-980 V-60 C480,-20 460,0 420,0 H-420 C-460,0 -480,-20 -480,-60Z" fill="{paint}"/>'
        f'<path d="M-420,-700 V-960 C-420,-1020 -390,-1040 -340,-1040 H340 C390,-1040 420,-1020 420,-960 V-700Z" fill="{lit}"/>'
        f'<path d="M-480,-670 H480 V-520 H-480Z" fill="{band}"/><rect x="-190" y="-664" width="380" height="138" rx="22" fill="{dark}"/>'
        + _nine(0, -596, 118, lit)
        + f'<path d="M-420,-470 H420 V-230 C420,-205 400,-190 370,-190 H-370 C-400,-190 -420,-205 -420,-230Z" fill="{lit}"/>'
        f'<path d="M-480,-120 H480 V-60 H-480Z" fill="{deep}"/><path d="M0,-470 V-190" stroke="{deep}" stroke-width="14"/>'
        + "".join(
            f'<circle cx="{cx}" cy="-130" r="52" fill="{deep}"/><circle cx="{cx}" cy="-130" r="40" fill="#fff6d0"/>'
            for cx in (-360, 360)
        )
        + f'<path d="M-480,-420 h-70 v120 h40 v-80 h30Z M480,-420 h70 v120 h-40 v-80 h-30Z" fill="{dark}"/>'
    )
    return _placed(x, y, float(width) / 1000, inner)


ELEMENTS: dict[str, Element] = {element.__name__: element for element in (ferry, stern, bus, busfront)}
