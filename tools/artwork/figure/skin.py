"""What time and life write on a face: lines, freckles, scars, rouge; beards that are only a shadow."""

import random

from tools.artwork.figure.features import LEFT, RIGHT, Tones
from tools.artwork.figure.head import Head
from tools.artwork.look import Look


def marks(look: Look, head: Head, tones: Tones) -> str:
    drawn = [_MARKS[name](head, tones) for name in look.marks if name in _MARKS]
    if look.age == "old" or "lines" in look.marks:
        drawn.append(_lines(head, tones, deep=look.age == "old"))
    elif look.age == "middle":
        drawn.append(_folds(head, tones, opacity=0.4))
    if look.age in ("child", "teen") and "blush" not in look.marks:
        drawn.append(_blush(head, tones))
    return "".join(drawn)


def _folds(head: Head, tones: Tones, *, opacity: float) -> str:
    nose, mouth = head.nose_line, head.mouth_line
    left, right = head.across(-0.3), head.across(0.36)
    return (
        f'<path d="M{left + 4:.1f},{nose - 4:.1f} q-14,16 -10,{mouth - nose + 4:.1f} M{right - 2:.1f},{nose - 4:.1f} q14,16 8,{mouth - nose + 4:.1f}" '
        f'fill="none" stroke="{tones.ink}" stroke-width="4" stroke-linecap="round" opacity="{opacity}"/>'
    )


def _lines(head: Head, tones: Tones, *, deep: bool) -> str:
    """Forehead, crow's feet, bags below the eyes."""
    eye, x = head.eye_line, head.across(0)
    bags = "".join(
        f"M{head.across(at) - 20 * head.squeeze(at):.1f},{eye + 19:.1f} q{20 * head.squeeze(at):.1f},11 {40 * head.squeeze(at):.1f},-2"
        for at in (LEFT, RIGHT)
    )
    feet = f"M{head.across(-0.78):.1f},{eye - 6:.1f} l-11,-6 m11,13 l-12,2 M{head.across(0.8):.1f},{eye - 6:.1f} l8,-6 m-8,13 l9,2"
    brow = f"M{x - 46:.1f},{eye - 66:.1f} q46,-10 92,0 M{x - 38:.1f},{eye - 84:.1f} q38,-8 76,0"
    return (
        f'<path d="{bags}{feet}{brow if deep else ""}" fill="none" stroke="{tones.ink}" stroke-width="3.6" stroke-linecap="round" opacity=".42"/>'
        + _folds(head, tones, opacity=0.6)
    )


def _freckles(head: Head, tones: Tones) -> str:
    rng, dots = random.Random(7), []
    for at in (-0.5, 0.5, 0.0):
        for _ in range(9 if at else 5):
            x, y = head.across(at) + rng.uniform(-26, 26), head.nose_line - 22 + rng.uniform(-13, 15)
            dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{rng.uniform(2, 3.6):.1f}"/>')
    return f'<g fill="{tones.ink}" opacity=".38">{"".join(dots)}</g>'


def _scar(head: Head, tones: Tones) -> str:
    x, y = head.across(0.5), head.eye_line
    return (
        f'<path d="M{x + 8:.1f},{y - 62:.1f} L{x + 16:.1f},{y + 58:.1f}" stroke="{tones.warm}" stroke-width="7" stroke-linecap="round"/>'
        f'<path d="M{x + 2:.1f},{y - 34:.1f} l18,-5 M{x + 5:.1f},{y + 40:.1f} l18,-5" stroke="{tones.warm}" stroke-width="4"/>'
    )


def _mole(head: Head, tones: Tones) -> str:
    return f'<circle cx="{head.across(0.42):.1f}" cy="{head.mouth_line - 16:.1f}" r="5" fill="{tones.ink}"/>'


def _blush(head: Head, tones: Tones) -> str:
    y = head.nose_line - 8
    return "".join(
        f'<ellipse cx="{head.across(at):.1f}" cy="{y:.1f}" rx="{24 * head.squeeze(at):.1f}" ry="15" fill="{tones.warm}" opacity=".55"/>'
        for at in (-0.58, 0.58)
    )


def _shadow(head: Head, tones: Tones) -> str:
    """Eye shadow."""
    return "".join(
        f'<ellipse cx="{head.across(at):.1f}" cy="{head.eye_line - 14:.1f}" rx="{30 * head.squeeze(at):.1f}" ry="15" fill="#5b3a8c" opacity=".45"/>'
        for at in (LEFT, RIGHT)
    )


_MARKS = {"freckles": _freckles, "scar": _scar, "mole": _mole, "blush": _blush, "shadow": _shadow}


def beard(look: Look, head: Head, *, hair: str, shine: str) -> str:
    """Grows where the jaw is."""
    if look.beard == "none":
        return ""
    s, x, mouth, low = head.shape, head.across(0) - 2, head.mouth_line, head.shape.low + head.nod
    lip = (
        f"M{x - 40},{mouth - 3:.1f} Q{x - 24},{mouth - 25:.1f} {x},{mouth - 20:.1f} Q{x + 24},{mouth - 25:.1f} {x + 38},{mouth - 3:.1f} "
        f"Q{x + 18},{mouth - 10:.1f} {x},{mouth - 7:.1f} Q{x - 18},{mouth - 10:.1f} {x - 40},{mouth - 3:.1f}Z"
    )
    handlebar = (
        f"M{x - 66},{mouth - 26:.1f} Q{x - 62},{mouth + 6:.1f} {x},{mouth - 8:.1f} Q{x + 62},{mouth + 6:.1f} {x + 64},{mouth - 26:.1f} "
        f"Q{x + 54},{mouth - 12:.1f} {x + 22},{mouth - 24:.1f} Q{x},{mouth - 32:.1f} {x - 22},{mouth - 24:.1f} Q{x - 54},{mouth - 12:.1f} {x - 66},{mouth - 26:.1f}Z"
    )
    goatee = f"M{x - 24},{mouth + 18:.1f} Q{x},{mouth + 12:.1f} {x + 22},{mouth + 18:.1f} Q{x + 24},{low + 14:.1f} {x},{low + 20:.1f} Q{x - 24},{low + 14:.1f} {x - 24},{mouth + 18:.1f}Z"
    side = f"M{300 - s.temple - 2},230 L{300 - s.temple + 18},236 L{300 - s.jaw + 18},330 L{300 - s.jaw - 8},336Z M{300 + s.temple + 2},230 L{300 + s.temple - 14},236 L{300 + s.jaw - 2},330 L{300 + s.jaw + 12},336Z"
    plain = {"moustache": lip, "handlebar": handlebar, "goatee": lip + goatee, "sideburns": side}
    if look.beard in plain:
        return f'<path d="{plain[look.beard]}" fill="{hair}"/>'
    drop = {"stubble": 2, "short": 8, "full": 34, "long": 150}[look.beard]
    return _full(look, head, hair=hair, shine=shine, drop=drop, lip=lip)


def _full(look: Look, head: Head, *, hair: str, shine: str, drop: float, lip: str) -> str:
    s, x, mouth, low = head.shape, head.across(0) - 2, head.mouth_line, head.shape.low + head.nod
    wide, cheek = (8 if drop > 20 else 2), mouth - 40
    ends = 40 if drop > 100 else s.chin + 26
    outer = (
        f"M{300 - s.temple - 1},262 C{300 - s.cheek - wide},300 {300 - s.jaw - wide - 6},{low - 30} {x - ends},{low + drop * 0.55:.0f} "
        f"Q{x},{low + drop * 1.5:.0f} {x + ends},{low + drop * 0.55:.0f} C{300 + s.jaw + wide + 14},{low - 30} {300 + s.cheek + wide + 4},300 {300 + s.temple + 1},262 "
    )
    inner = (
        f"Q{300 + s.cheek - 8},{cheek + 14:.0f} {x + 46},{cheek + 20:.0f} Q{x},{mouth - 34:.0f} {x - 46},{cheek + 20:.0f} "
        f"Q{300 - s.cheek + 8},{cheek + 14:.0f} {300 - s.temple - 1},262Z"
    )
    hole = f"M{x - 30},{mouth + 3:.1f} Q{x},{mouth + 24:.1f} {x + 28},{mouth + 3:.1f} Q{x},{mouth - 12:.1f} {x - 30},{mouth + 3:.1f}Z"
    opacity = ".5" if look.beard == "stubble" else "1"
    strands = ""
    if drop > 20:
        strands = f'<path d="M{x - 34},{mouth + 34:.0f} q6,{drop * 0.5 + 12:.0f} 14,{drop * 0.8 + 18:.0f} M{x + 4},{mouth + 36:.0f} q0,{drop * 0.5 + 12:.0f} -2,{drop + 16:.0f} M{x + 38},{mouth + 30:.0f} q-4,{drop * 0.5 + 10:.0f} -12,{drop * 0.8 + 18:.0f}" fill="none" stroke="{shine}" stroke-width="5" stroke-linecap="round" opacity=".6"/>'
    return f'<path d="{outer}{inner}{hole}" fill="{hair}" fill-rule="evenodd" opacity="{opacity}"/>{strands}'
