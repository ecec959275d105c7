"""Things of far places: a cratered moon, stone bridges, a space tug, volcanoes, a chessboard steppe."""

import math

from tools.artwork.elements.brush import Brush, Element, mix
from tools.artwork.elements.sky import glow


def _placed(x: str, y: str, scale: float, inner: str, *, flip: str = "1") -> str:
    return f'<g transform="translate({x} {y}) scale({scale * float(flip):.4f} {scale:.4f})">{inner}</g>'


def moon(brush: Brush, x: str, y: str, radius: str, colour: str, dark: str) -> str:
    """A moon cut from paper: seas, craters and a shaded rim."""
    cx, cy, r = float(x), float(y), float(radius)
    light, shade, clip = brush.colour(colour), brush.colour(dark), brush.new_id()
    seas = "".join(
        f'<ellipse cx="{cx + dx * r:.0f}" cy="{cy + dy * r:.0f}" rx="{w * r:.0f}" ry="{h * r:.0f}" transform="rotate({turn} {cx} {cy})"/>'
        for dx, dy, w, h, turn in ((-0.3, -0.34, 0.42, 0.26, 8), (0.26, -0.1, 0.3, 0.36, -20), (-0.1, 0.46, 0.36, 0.16, 12))
    )  # fmt: skip
    craters = ""
    for _ in range(17):
        angle, far = brush.rng.uniform(0, math.tau), r * math.sqrt(brush.rng.uniform(0.02, 0.86))
        px, py, size = cx + far * math.cos(angle), cy + far * math.sin(angle), r * brush.rng.uniform(0.03, 0.11)
        craters += (
            f'<circle cx="{px:.0f}" cy="{py:.0f}" r="{size:.1f}" fill="{mix(light, shade, 0.5)}"/>'
            f'<circle cx="{px + size * 0.22:.0f}" cy="{py + size * 0.26:.0f}" r="{size * 0.82:.1f}" fill="{mix(light, shade, 0.16)}"/>'
        )
    night = f'<circle cx="{cx - r * 0.3}" cy="{cy - r * 0.28}" r="{r * 1.34}" fill="none" stroke="{shade}" stroke-width="{r * 0.62}" opacity=".55"/>'
    return (
        f'<clipPath id="{clip}"><circle cx="{x}" cy="{y}" r="{radius}"/></clipPath><g clip-path="url(#{clip})">'
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{light}"/><g fill="{mix(light, shade, 0.3)}">{seas}</g>{craters}{night}</g>'
    )


def viaduct(
    brush: Brush, x: str, y: str, width: str, height: str, colour: str, arches: str = "5", gone: str = "0"
) -> str:
    """A stone bridge whose roadway begins at (x, y), with round arches; bay number `gone` has fallen."""
    left, top, w, h, n = float(x), float(y), float(width), float(height), int(arches)
    bay, ink = w / n, brush.colour(colour)
    light, deep = mix(ink, "#ffffff", 0.16), mix(ink, "#000000", 0.3)
    walls, courses, under = "", "", ""
    for i in range(n):
        if i + 1 == int(gone):
            continue
        a, half = left + i * bay, bay * 0.37
        middle, spring = a + bay / 2, top + min(h * 0.9, h * 0.16 + bay * 0.37)
        opening = f"M{middle - half:.1f},{top + h:.1f} V{spring:.1f} A{half:.1f},{half:.1f} 0 0 1 {middle + half:.1f},{spring:.1f} V{top + h:.1f}Z"
        walls += f"M{a:.1f},{top:.1f} h{bay + 0.6:.1f} V{top + h:.1f} H{a:.1f}Z {opening}"
        under += f"M{middle + half:.1f},{top + h:.1f} V{spring:.1f} A{half:.1f},{half:.1f} 0 0 0 {middle:.1f},{spring - half:.1f} a{half:.1f},{half:.1f} 0 0 1 {half * 0.72:.1f},{half:.1f} V{top + h:.1f}Z"
        courses += f"M{middle - half - bay * 0.04:.1f},{spring:.1f} A{half + bay * 0.04:.1f},{half + bay * 0.04:.1f} 0 0 1 {middle + half + bay * 0.04:.1f},{spring:.1f}"
        courses += "".join(
            f"M{a:.1f},{top + h * k:.1f} h{bay * 0.1:.1f}M{a + bay * 0.9:.1f},{top + h * k:.1f} h{bay * 0.1:.1f}"
            for k in (0.42, 0.58, 0.74, 0.9)
        )
        walls += f"M{a:.1f},{top - h * 0.06:.1f} h{bay + 0.6:.1f} v{h * 0.05:.1f} h{-bay:.1f}Z"
    return (
        f'<path d="{walls}" fill="{ink}" fill-rule="evenodd"/><path d="{under}" fill="{deep}"/>'
        f'<path d="{courses}" fill="none" stroke="{light}" stroke-width="{max(2.0, h * 0.012):.1f}"/>'
    )


def volcano(brush: Brush, x: str, y: str, width: str, height: str, colour: str, lava: str, plume: str = "none") -> str:
    """A mountain that smokes; (x, y) is the middle of its foot."""
    cx, foot, w, h = float(x), float(y), float(width) / 2, float(height)
    ink, hot, top = brush.colour(colour), brush.colour(lava), foot - h
    rim = w * 0.13
    smoke = ""
    if plume != "none":
        for i in range(22):
            t = i / 21
            px, py = cx + w * 0.5 * t * t + brush.rng.uniform(-0.1, 0.1) * w * (0.3 + t), top - h * 0.05 - h * 0.85 * t
            smoke += f'<circle cx="{px:.0f}" cy="{py:.0f}" r="{rim * (0.7 + 2.3 * t) * brush.rng.uniform(0.75, 1.15):.0f}" opacity="{0.95 - 0.5 * t:.2f}"/>'
        smoke = f'<g fill="{brush.colour(plume)}">{smoke}</g>'
    cone = (
        f"M{cx - w},{foot} C{cx - w * 0.5},{foot - h * 0.1} {cx - w * 0.24},{foot - h * 0.62} {cx - rim},{top} "
        f"q{rim * 0.5},{h * 0.035} {rim},{h * 0.03} t{rim},{-h * 0.03} C{cx + w * 0.24},{foot - h * 0.62} {cx + w * 0.5},{foot - h * 0.1} {cx + w},{foot}Z"
    )
    lit = f"M{cx - w},{foot} C{cx - w * 0.5},{foot - h * 0.1} {cx - w * 0.24},{foot - h * 0.62} {cx - rim},{top} l{rim * 0.7},{h * 0.03} C{cx - w * 0.1},{foot - h * 0.5} {cx - w * 0.3},{foot - h * 0.2} {cx - w * 0.42},{foot}Z"
    streams = (
        f"M{cx - rim * 0.5},{top + h * 0.03} C{cx - rim},{top + h * 0.2} {cx + rim * 0.4},{top + h * 0.34} {cx - rim * 1.1},{top + h * 0.6} "
        f"q{rim * 0.3},{h * 0.1} {-rim * 0.5},{h * 0.22} M{cx + rim * 0.35},{top + h * 0.03} C{cx + rim * 1.2},{top + h * 0.22} {cx + rim * 0.6},{top + h * 0.4} {cx + rim * 2.0},{top + h * 0.52}"
    )
    return (
        f'{glow(brush, x, str(top), str(h * 0.75), lava, "0.75")}{smoke}<path d="{cone}" fill="{ink}"/>'
        f'<path d="{lit}" fill="{mix(ink, "#ffffff", 0.12)}"/><path d="{streams}" fill="none" stroke="{hot}" stroke-width="{rim * 0.28:.1f}" stroke-linecap="round"/>'
        f'<ellipse cx="{x}" cy="{top + h * 0.012}" rx="{rim * 0.86}" ry="{h * 0.018}" fill="{mix(hot, "#ffffff", 0.4)}"/>'
    )


def tram(brush: Brush, x: str, y: str, width: str, colour: str, light: str, flip: str = "1") -> str:
    """An old tram from the side, bound for the left; (x, y) is between its wheels, on the rails."""
    ink, lit = brush.colour(colour), brush.colour(light)
    deep, pale = mix(ink, "#000000", 0.45), mix(ink, "#ffffff", 0.55)
    panes = "".join(f'<rect x="{-330 + i * 112}" y="-268" width="92" height="104" rx="10"/>' for i in range(6))
    inner = (
        f'<path d="M-30,-350 L60,-420 L-40,-486 M-90,-486 H30" fill="none" stroke="{deep}" stroke-width="9"/>'
        f'<path d="M-440,-330 Q-420,-352 -380,-352 H380 Q420,-352 440,-330 V-312 H-440Z" fill="{deep}"/>'
        f'<path d="M-430,-312 H430 L446,-60 H-446Z" fill="{ink}"/><path d="M-444,-140 H444 L446,-112 H-446Z" fill="{pale}"/>'
        f'<path d="M-430,-312 H430 L432,-286 H-432Z" fill="{mix(ink, "#000000", 0.2)}"/>'
        f'<g fill="{lit}">{panes}<rect x="-418" y="-268" width="66" height="150" rx="10"/><rect x="352" y="-268" width="66" height="150" rx="10"/></g>'
        f'<path d="M-446,-60 H446 V-34 H-446Z" fill="{deep}"/><circle cx="-432" cy="-84" r="17" fill="{lit}"/>'
        f'<g fill="{deep}"><circle cx="-210" cy="-22" r="44"/><circle cx="-110" cy="-22" r="44"/><circle cx="110" cy="-22" r="44"/><circle cx="210" cy="-22" r="44"/></g>'
        f'<g fill="{pale}"><circle cx="-210" cy="-22" r="16"/><circle cx="-110" cy="-22" r="16"/><circle cx="110" cy="-22" r="16"/><circle cx="210" cy="-22" r="16"/></g>'
    )
    return _placed(x, y, float(width) / 900, inner, flip=flip)


def hippo(brush: Brush, x: str, y: str, width: str, colour: str, dark: str, flip: str = "1") -> str:
    """A hippopotamus that walks to the left; (x, y) is on the ground below its middle."""
    ink, deep = brush.colour(colour), brush.colour(dark)
    shade, rose = mix(ink, deep, 0.45), mix(ink, "#f3a6a0", 0.5)
    leg = "M{x},-190 V-26 Q{x},0 {f},0 H{t} Q{e},0 {e},-26 V-190Z"
    far = "".join(leg.format(x=a, f=a + 18, t=a + 74, e=a + 92) for a in (-120, 250))
    near = "".join(leg.format(x=a, f=a + 18, t=a + 84, e=a + 102) for a in (-230, 140))
    body = (
        "M-300,-420 C-190,-500 60,-520 220,-482 C380,-440 410,-300 388,-210 C380,-150 330,-128 240,-126 H-150 "
        "C-250,-120 -290,-150 -310,-190 C-350,-160 -430,-150 -480,-176 C-536,-206 -540,-290 -500,-330 C-470,-362 -430,-372 -404,-384 "
        "C-390,-420 -350,-440 -300,-420Z"
    )
    toes = "".join(f'<ellipse cx="{a}" cy="-8" rx="13" ry="10"/>' for a in (-208, -178, -150, 162, 192, 220))
    inner = (
        f'<path d="M386,-330 q42,30 30,96 l-14,-6 q6,-50 -28,-70Z" fill="{shade}"/><path d="{far}" fill="{shade}"/><path d="{near}" fill="{ink}"/><path d="{body}" fill="{ink}"/>'
        f'<path d="M-300,-176 C-200,-120 200,-110 384,-220 C376,-150 330,-128 240,-126 H-150 C-250,-120 -285,-150 -300,-176Z" fill="{shade}"/>'
        f'<path d="M-512,-226 C-470,-196 -380,-196 -330,-250" fill="none" stroke="{deep}" stroke-width="9" stroke-linecap="round"/>'
        f'<path d="M-520,-262 C-512,-210 -440,-186 -400,-190 C-440,-160 -500,-164 -520,-206Z" fill="{rose}" opacity=".6"/>'
        f'<ellipse cx="-478" cy="-318" rx="20" ry="13" fill="{deep}" transform="rotate(-20 -478 -318)"/>'
        f'<circle cx="-356" cy="-396" r="30" fill="{ink}"/><circle cx="-360" cy="-394" r="15" fill="#fffaf0"/><circle cx="-364" cy="-393" r="9" fill="{deep}"/>'
        f'<ellipse cx="-296" cy="-448" rx="26" ry="34" fill="{ink}" transform="rotate(24 -296 -448)"/><ellipse cx="-294" cy="-446" rx="13" ry="20" fill="{rose}" transform="rotate(24 -294 -446)"/>'
        f'<g fill="{mix(ink, "#ffffff", 0.5)}">{toes}</g>'
    )
    return _placed(x, y, float(width) / 1000, inner, flip=flip)


def tug(brush: Brush, x: str, y: str, width: str, hull: str, light: str, stripe: str, flip: str = "1") -> str:
    """A stubby space tug bound for the right, its winch behind; (x, y) is its middle."""
    ink, lit, band = brush.colour(hull), brush.colour(light), brush.colour(stripe)
    deep, pale, flame = mix(ink, "#000000", 0.45), mix(ink, "#ffffff", 0.3), brush.new_id()
    inner = (
        f'<linearGradient id="{flame}" x1="1" x2="0"><stop offset="0" stop-color="{lit}"/><stop offset="1" stop-color="{lit}" stop-opacity="0"/></linearGradient>'
        f'<path d="M-330,-120 L-620,-84 L-330,-48Z M-330,60 L-620,96 L-330,132Z" fill="url(#{flame})"/>'
        f'<path d="M-300,-150 L-350,-140 V-28 L-300,-18Z M-300,30 L-350,40 V152 L-300,162Z" fill="{deep}"/>'
        f'<path d="M-300,-190 H60 C240,-190 330,-90 340,0 C330,110 240,190 60,190 H-300 Q-330,0 -300,-190Z" fill="{ink}"/>'
        f'<path d="M-300,60 H336 C314,140 220,190 60,190 H-300 Q-318,120 -300,60Z" fill="{deep}" opacity=".6"/>'
        f'<path d="M-140,-190 h60 l-60,380 h-60Z M-30,-190 h60 l-60,380 h-60Z" fill="{band}"/>'
        f'<path d="M120,-150 C210,-130 270,-70 286,-10 H150 Q110,-10 110,-50Z" fill="{lit}"/><path d="M190,-128 L170,-10 h18 L212,-116Z" fill="{ink}"/>'
        f'<rect x="-250" y="-260" width="150" height="80" rx="14" fill="{deep}"/><circle cx="-176" cy="-220" r="56" fill="{pale}"/><circle cx="-176" cy="-220" r="22" fill="{deep}"/>'
        f'<path d="M-40,-190 V-290 M-40,-290 h70 M30,-290 v-30" stroke="{deep}" stroke-width="14" fill="none"/><circle cx="30" cy="-330" r="16" fill="{lit}"/>'
        f'<path d="M-230,190 l-50,70 h130 l40,-70Z" fill="{deep}"/><g fill="{lit}"><circle cx="-250" cy="-40" r="20"/><circle cx="-250" cy="40" r="20"/></g>'
    )
    return _placed(x, y, float(width) / 900, inner, flip=flip)


ELEMENTS: dict[str, Element] = {element.__name__: element for element in (moon, viaduct, volcano, tram, hippo, tug)}
