"""Eyes, brows, nose and mouth, and what a mood does to them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tools.artwork.elements.brush import mix
from tools.artwork.figure.head import Head
from tools.artwork.look import Look

LEFT, RIGHT = -0.44, 0.44


@dataclass(frozen=True)
class Tones:
    """The colours of a face: skin in light and in shadow, its lines, its lips."""

    skin: str
    dark: str
    ink: str
    lip: str
    warm: str

    @classmethod
    def of(cls, look: Look, *, shade: str) -> "Tones":
        painted = "lipstick" in look.marks
        lip = mix(mix(look.skin, "#b0303f", 0.75 if painted else 0.32), shade, 0.0 if painted else 0.14)
        return cls(
            skin=look.skin, dark=mix(look.skin, shade, 0.42), ink=mix(look.skin, shade, 0.9), lip=lip,
            warm=mix(look.skin, "#e2564a", 0.35),
        )  # fmt: skip


class Mood(NamedTuple):
    """Inner and outer end of the brows (px up), opening of the eyes (share), where the eyes look, the mouth."""

    inner: float
    outer: float
    open: float
    look: tuple[float, float]
    mouth: str


MOODS = {
    "calm": Mood(0, 0, 1.0, (5, 0), "closed"), "smile": Mood(2, 2, 0.9, (5, 0), "smile"),
    "joy": Mood(5, 6, 0.72, (4, 0), "laugh"), "stern": Mood(-9, 4, 0.84, (6, 0), "flat"),
    "sad": Mood(10, -6, 0.86, (5, 5), "down"), "fear": Mood(14, 2, 1.3, (7, 0), "gasp"),
    "anger": Mood(-13, 8, 0.82, (6, 0), "teeth"), "surprise": Mood(13, 13, 1.34, (5, -2), "oh"),
    "sly": Mood(-3, 9, 0.66, (9, 0), "smirk"), "dreamy": Mood(6, 3, 0.66, (7, -5), "soft"),
    "tired": Mood(4, -3, 0.58, (4, 4), "flat"), "shout": Mood(-11, 7, 0.8, (5, 0), "shout"),
}  # fmt: skip
BROWS = {  # thickness, arch, height above the eye
    "straight": (9, 4, 34), "arched": (8, 15, 37), "thick": (13, 7, 34), "thin": (5, 11, 37), "bushy": (17, 5, 33),
    "low": (11, 3, 28),
}  # fmt: skip


def eyes(look: Look, head: Head, tones: Tones, *, name: str) -> str:
    return "".join(_eye(look, head, tones, at=at, clip=f"{name}e{i}") for i, at in enumerate((LEFT, RIGHT)))


def _eye(look: Look, head: Head, tones: Tones, *, at: float, clip: str) -> str:
    mood = MOODS[look.mood]
    cx, cy, narrow = head.across(at), head.eye_line, head.squeeze(at)
    half = (28 if head.child else 24) * narrow
    tall = (19 if head.child else 14.5) * mood.open * (0.9 if look.age == "old" else 1)
    outer = 1 if at > 0 else -1
    lid = f"M{cx - half:.1f},{cy + 2:.1f} Q{cx:.1f},{cy - tall * 1.55:.1f} {cx + half:.1f},{cy + (1 if outer > 0 else 2):.1f}"
    almond = f"{lid} Q{cx + 2:.1f},{cy + tall * 1.05:.1f} {cx - half:.1f},{cy + 2:.1f}Z"
    px, py, iris = cx + mood.look[0] * narrow, cy - 2 + mood.look[1], (13.5 if head.child else 11.5)
    lash = ""
    if "lashes" in look.marks or "lipstick" in look.marks:
        edge = cx + outer * half
        lash = f'<path d="M{edge:.1f},{cy + 1:.1f} l{outer * 9},-8 M{edge - outer * 5:.1f},{cy - 5:.1f} l{outer * 7},-9" stroke="{tones.ink}" stroke-width="4" stroke-linecap="round"/>'
    return (
        f'<path d="{almond}" fill="#fbf5ee"/><clipPath id="{clip}"><path d="{almond}"/></clipPath>'
        f'<g clip-path="url(#{clip})"><path d="M{cx - 40},{cy - 40}h80v{36 - tall * 0.35:.1f}h-80Z" fill="{tones.ink}" opacity=".22"/>'
        f'<circle cx="{px:.1f}" cy="{py:.1f}" r="{iris}" fill="{look.eyes}"/><circle cx="{px:.1f}" cy="{py:.1f}" r="{iris * 0.55:.1f}" fill="#100b0c"/></g>'
        f'<circle cx="{px + 4:.1f}" cy="{py - 4.5:.1f}" r="3.2" fill="#fff"/>'
        f'<path d="{lid}" fill="none" stroke="{tones.ink}" stroke-width="5.5" stroke-linecap="round"/>{lash}'
        f'<path d="M{cx - half * 0.8:.1f},{cy - tall - 7:.1f} Q{cx:.1f},{cy - tall * 1.5 - 9:.1f} {cx + half * 0.85:.1f},{cy - tall - 6:.1f}" fill="none" stroke="{tones.dark}" stroke-width="4" opacity=".8"/>'
    )


def brows(look: Look, head: Head, *, hair: str) -> str:
    mood, (thick, arch, height) = MOODS[look.mood], BROWS[look.brows]
    drawn, base = [], head.eye_line - height - max(0.0, mood.open - 1) * 14
    for at in (LEFT, RIGHT):
        narrow, outer = head.squeeze(at), (1 if at > 0 else -1)
        inner_x, outer_x = head.across(at) - outer * 25 * narrow, head.across(at) + outer * 30 * narrow
        inner_y, outer_y = base - mood.inner + 3, base - mood.outer + 4
        top = (inner_y + outer_y) / 2 - arch
        drawn.append(
            f"M{inner_x:.1f},{inner_y + thick * 0.45:.1f} L{inner_x:.1f},{inner_y - thick * 0.55:.1f} "
            f"Q{inner_x + outer * 26 * narrow:.1f},{top - thick * 0.6:.1f} {outer_x:.1f},{outer_y:.1f} "
            f"Q{inner_x + outer * 28 * narrow:.1f},{top + thick * 0.55:.1f} {inner_x:.1f},{inner_y + thick * 0.45:.1f}Z"
        )
    return f'<path d="{"".join(drawn)}" fill="{hair}" stroke="{hair}" stroke-width="2" stroke-linejoin="round"/>'


NOSES = {  # width of the wings, how far the tip stands out, length, lift of the tip
    "straight": (17, 13, 0, 0), "button": (16, 9, -10, 3), "hooked": (18, 20, 5, -3), "broad": (27, 13, 0, 0),
    "long": (17, 17, 12, 0), "upturned": (16, 13, -7, 7), "flat": (23, 7, -3, 0), "crooked": (20, 16, 2, 0),
}  # fmt: skip


def nose(look: Look, head: Head, tones: Tones) -> str:
    wide, out, longer, lift = NOSES[look.nose]
    small = 0.78 if head.child else 1.0
    wing = wide * small
    y = head.nose_line + longer * small
    middle = head.across(0)
    tip = middle + out * small + 16 * (head.turn - 0.14)
    bridge = head.across(0.1) - 8
    hump = {"hooked": 12, "crooked": -7}.get(look.nose, 0)
    eye = head.eye_line
    side = (
        f"M{bridge:.1f},{eye - 14:.1f} Q{bridge + 4 + hump:.1f},{eye + 26:.1f} {tip:.1f},{y - 12 - lift:.1f} "
        f"Q{tip + 5:.1f},{y + 1 - lift:.1f} {tip - 8:.1f},{y + 3:.1f} "
        f"L{middle - wing:.1f},{y + 3:.1f} Q{middle - wing - 4:.1f},{y - 14:.1f} {middle - wing * 0.35:.1f},{y - 26:.1f} "
        f"Q{bridge - 6:.1f},{eye + 14:.1f} {bridge:.1f},{eye - 14:.1f}Z"
    )
    base = (
        f"M{middle - wing:.1f},{y - 6:.1f} Q{middle - wing - 3:.1f},{y + 6:.1f} {middle - wing * 0.4:.1f},{y + 4:.1f} "
        f"Q{middle + 2:.1f},{y + 11:.1f} {tip - 8:.1f},{y + 3:.1f} Q{tip + 5:.1f},{y + 1 - lift:.1f} {tip:.1f},{y - 11 - lift:.1f}"
    )
    return (
        f'<path d="{side}" fill="{tones.dark}" opacity=".5"/>'
        f'<path d="{base}" fill="none" stroke="{tones.ink}" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round" opacity=".75"/>'
    )


LIPS = {"even": (33, 1.0), "thin": (32, 0.55), "full": (33, 1.6), "wide": (41, 1.1), "small": (24, 1.15)}


def mouth(look: Look, head: Head, tones: Tones) -> str:
    wide, full = LIPS[look.lips]
    half = wide * (0.82 if head.child else 1.0) * head.squeeze(0.0)
    x, y = head.across(0) - 2, head.mouth_line
    kind = MOODS[look.mood].mouth
    drawn = _OPEN[kind](x, y, half) if kind in _OPEN else _closed(x, y, half, full, tones, kind=kind)
    return drawn.replace("{ink}", tones.ink).replace("{lip}", tones.lip)


BENDS = {  # corners and middle of a closed mouth, px down
    "closed": (0, 0, 3), "smile": (-9, -9, 5), "flat": (1, 1, -1), "down": (8, 9, -4), "smirk": (2, -11, 3), "soft": (-3, -3, 3),
}  # fmt: skip


def _closed(x: float, y: float, half: float, full: float, tones: Tones, *, kind: str) -> str:
    left, right, middle = BENDS[kind]
    upper, lower = 8 * full, 12 * full
    ends = (x - half, y + left), (x + half, y + right)
    line = f"M{ends[0][0]:.1f},{ends[0][1]:.1f} Q{x:.1f},{y + middle * 2:.1f} {ends[1][0]:.1f},{ends[1][1]:.1f}"
    back = f"Q{x:.1f},{y + middle * 2:.1f} {ends[0][0]:.1f},{ends[0][1]:.1f}Z"
    top = (
        f"M{ends[0][0]:.1f},{ends[0][1]:.1f} Q{x - half * 0.4:.1f},{y - upper + middle * 0.4:.1f} {x:.1f},{y - upper * 0.62 + middle * 0.6:.1f} "
        f"Q{x + half * 0.4:.1f},{y - upper + middle * 0.4:.1f} {ends[1][0]:.1f},{ends[1][1]:.1f} {back}"
    )
    bottom = (
        f"M{ends[0][0] + 5:.1f},{ends[0][1] + 1:.1f} Q{x:.1f},{y + middle * 2 + lower * 1.7:.1f} {ends[1][0] - 5:.1f},{ends[1][1] + 1:.1f} "
        f"Q{x:.1f},{y + middle * 2:.1f} {ends[0][0] + 5:.1f},{ends[0][1] + 1:.1f}Z"
    )
    return (
        f'<path d="{bottom}" fill="{{lip}}"/><path d="{top}" fill="{mix(tones.lip, tones.ink, 0.28)}"/>'
        f'<path d="{line}" fill="none" stroke="{{ink}}" stroke-width="4.5" stroke-linecap="round"/>'
    )


def _laugh(x: float, y: float, half: float) -> str:
    w = half * 1.25
    shape = f"M{x - w:.1f},{y - 12:.1f} Q{x:.1f},{y + 2:.1f} {x + w:.1f},{y - 12:.1f} Q{x + w * 0.7:.1f},{y + 27:.1f} {x:.1f},{y + 28:.1f} Q{x - w * 0.7:.1f},{y + 27:.1f} {x - w:.1f},{y - 12:.1f}Z"
    teeth = f"M{x - w + 5:.1f},{y - 9:.1f} Q{x:.1f},{y + 4:.1f} {x + w - 5:.1f},{y - 9:.1f} Q{x + w * 0.7:.1f},{y + 7:.1f} {x:.1f},{y + 10:.1f} Q{x - w * 0.7:.1f},{y + 7:.1f} {x - w + 5:.1f},{y - 9:.1f}Z"
    return (
        f'<path d="{shape}" fill="#5a1620"/><path d="{teeth}" fill="#fffaf3"/>'
        f'<path d="{shape}" fill="none" stroke="{{lip}}" stroke-width="6" stroke-linejoin="round"/>'
    )


def _oval(x: float, y: float, half: float, *, wide: float, tall: float) -> str:
    return f'<ellipse cx="{x:.1f}" cy="{y + tall * 0.3:.1f}" rx="{half * wide:.1f}" ry="{tall:.1f}" fill="#45121b" stroke="{{lip}}" stroke-width="6"/>'


def _teeth(x: float, y: float, half: float) -> str:
    w = half * 1.05
    box = f"M{x - w:.1f},{y - 5:.1f} Q{x:.1f},{y - 15:.1f} {x + w:.1f},{y - 5:.1f} L{x + w - 6:.1f},{y + 14:.1f} Q{x:.1f},{y + 6:.1f} {x - w + 6:.1f},{y + 14:.1f}Z"
    bars = "".join(f"M{x + k * w * 0.36:.1f},{y - 9:.1f}v18" for k in (-2, -1, 0, 1, 2))
    return (
        f'<path d="{box}" fill="#fffaf3" stroke="{{lip}}" stroke-width="6" stroke-linejoin="round"/>'
        f'<path d="{bars}" stroke="{{ink}}" stroke-width="2" opacity=".4"/>'
    )


def _shout(x: float, y: float, half: float) -> str:
    teeth = f'<path d="M{x - half * 0.66:.1f},{y - 12:.1f} Q{x:.1f},{y - 20:.1f} {x + half * 0.66:.1f},{y - 12:.1f} L{x + half * 0.5:.1f},{y - 4:.1f} H{x - half * 0.5:.1f}Z" fill="#fffaf3"/>'
    return _oval(x, y, half, wide=0.92, tall=26) + teeth


_OPEN: dict[str, Callable[[float, float, float], str]] = {
    "laugh": _laugh, "teeth": _teeth, "shout": _shout,
    "oh": lambda x, y, half: _oval(x, y, half, wide=0.5, tall=17),
    "gasp": lambda x, y, half: _oval(x, y, half, wide=0.66, tall=13),
}  # fmt: skip
