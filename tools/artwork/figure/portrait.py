"""A figure from a look: head, shoulders, hair and clothes as flat shapes with one hard light, like a screen print."""

from dataclasses import dataclass

from tools.artwork.elements.brush import mix
from tools.artwork.figure import clothes_costume, clothes_everyday, clothes_formal, hair_long, hair_short
from tools.artwork.figure.features import Tones, brows, eyes, mouth, nose
from tools.artwork.figure.head import Head
from tools.artwork.figure.light import from_below, light_filter
from tools.artwork.figure.profile import side_back, side_face
from tools.artwork.figure.skin import beard, marks
from tools.artwork.figure.worn_hats import BINDS, COVERS, HATS, HIDES
from tools.artwork.figure.worn_things import THINGS, on_the_eyes
from tools.artwork.look import Look

CLOTHES = clothes_everyday.CLOTHES | clothes_formal.CLOTHES | clothes_costume.CLOTHES
STYLES = hair_short.STYLES | hair_long.STYLES
BUILDS = {"slight": 0.88, "medium": 1.0, "broad": 1.13}
GROWN = {"child": (0.74, 72.0, 1.1), "teen": (0.9, 27.0, 1.02)}  # scale of the body, head lower by, scale of all
BIG = 0.1  # how much larger a head is than life: a tile is small
LOW = {"scarf", "shawl", "pearls", "medal", "stethoscope", "tape"}  # hang on the body, not on the head


@dataclass(frozen=True)
class Figure:
    """A drawn figure and where its face is: left, top, width, height in the figure's own 600 x 720."""

    svg: str
    face: tuple[float, float, float, float]


def portrait(look: Look, *, shade: str, name: str) -> Figure:
    """The figure, looking to the right unless the look says left; `shade` colours its shadows."""
    body, lower, all_of_it = GROWN.get(look.age, (1.0, 0.0, 1.0))
    head, tones = Head.of(look), Tones.of(look, shade=shade)
    wide = body * BUILDS[look.build]
    stretch = head.shape.temple / 98
    tilt = " rotate(9 300 430)" if look.pose == "tilt" else ""
    behind, front, over = hair_of(look, shade=shade)
    on_head = f'transform="translate({-300 * BIG:.1f} {lower - 440 * BIG:.1f}) scale({1 + BIG}){tilt}"'
    on_body = f'transform="translate({300 * (1 - wide):.1f} {740 * (1 - body):.1f}) scale({wide:.3f} {body})"'
    on_hair = f'transform="translate({300 * (1 - stretch):.1f} 0) scale({stretch:.3f} 1)"'
    drawn = (
        f"<g {on_head}><g {on_hair}>{behind}</g></g>"
        f"<g {on_body}>{_neck(look, tones)}{clothes_of(look, tones, shade=shade)}</g>"
        f"<g {on_head}>{_face(look, head, tones, shade=shade, name=name, front=f'<g {on_hair}>{front}</g>')}</g>"
        f"<g {on_head}><g {on_hair}>{over}{hats_of(look, shade=shade)}</g></g>"
    )
    lit = _lit(drawn, look, shade=shade, name=name)
    grown = f"translate({300 * (1 - all_of_it):.1f} {740 * (1 - all_of_it):.1f}) scale({all_of_it})"
    flip = "translate(600 0) scale(-1 1) " if look.gaze == "left" else ""
    width = (2 * head.shape.temple + 24) * (1 + BIG)
    top, low = (440 + (y - 440) * (1 + BIG) + lower for y in (96.0, head.shape.low + 8))
    return Figure(
        svg=f'<g transform="{flip}{grown}">{lit}</g>',
        face=(300 - width / 2, 740 - (740 - top) * all_of_it, width, (low - top) * all_of_it),
    )


def _lit(drawn: str, look: Look, *, shade: str, name: str) -> str:
    if look.light == "under":
        return drawn + from_below(colour=look.rim, shade=shade, name=name, figure=drawn)
    definition = light_filter(look.light, colour=look.rim, shade=shade, name=f"{name}l")
    return f'{definition}<g filter="url(#{name}l)">{drawn}</g>' if definition else drawn


def _neck(look: Look, tones: Tones) -> str:
    half = {"slight": 46, "medium": 52, "broad": 62}[look.build] - (8 if look.age == "child" else 0)
    return (
        f'<path d="M{300 - half},330 V466 C{300 - half},540 {300 + half},540 {300 + half},466 V330Z" fill="{tones.skin}"/>'
        f'<path d="M{300 - half},330 V466 C{300 - half},500 270,520 290,522 C300,480 {300 + half - 6},440 {300 + half},410 V330Z" fill="{tones.dark}"/>'
    )


def clothes_of(look: Look, tones: Tones, *, shade: str) -> str:
    inks = {
        "cloth": look.cloth, "trim": look.trim, "deep": mix(look.cloth, shade, 0.42),
        "light": mix(look.cloth, "#ffffff", 0.22), "skin": look.skin, "dark": tones.dark, "hair": look.hair,
    }  # fmt: skip
    shadow = (
        f'<path d="M-30,760 V470 H236 C262,560 214,640 250,760Z" fill="{shade}" opacity=".2" clip-path="url(#body)"/>'
    )
    clip = f'<clipPath id="body"><path d="{clothes_everyday.BODY}"/></clipPath>'
    low = "".join(THINGS[thing] for thing in look.worn if thing in LOW)
    return (clip + CLOTHES[look.clothes] + shadow + low).format(**inks)


def hair_of(look: Look, *, shade: str) -> tuple[str, str, str]:
    """What of the hair is seen behind, in front and over the clothes: hats hide some, scarves all."""
    worn = set(look.worn)
    if worn & COVERS:
        return "", "", ""
    inks = {
        "hair": look.hair, "deep": mix(look.hair, shade, 0.38), "shine": mix(look.hair, "#ffffff", 0.26),
        "trim": look.trim,
    }  # fmt: skip
    if look.pose == "profile":
        return ("" if worn & BINDS else side_back(look, shade=shade)), "", ""
    behind, front, over = (part.format(**inks) for part in STYLES[look.style])
    if worn & BINDS:
        return "", "", ""
    if worn & HIDES:
        front = f'<path d="M196,290 C184,240 190,200 204,186 L216,196 C206,220 206,250 204,284Z M406,290 C418,240 412,200 398,186 L388,196 C396,220 396,250 398,284Z" fill="{look.hair}"/>'
        behind = "" if look.style in ("afro", "topknot", "puffs", "bun") else behind
        if look.style in ("bald", "buzz", "receding", "fringed-bald"):
            front = ""
    return behind, front, over


def hats_of(look: Look, *, shade: str) -> str:
    inks = {
        "cloth": look.cloth, "trim": look.trim, "deep": mix(look.cloth, shade, 0.45),
        "light": mix(look.cloth, "#ffffff", 0.25), "hair": look.hair, "skin": look.skin, "scarf": look.scarf or look.trim,
    }  # fmt: skip
    hats = [HATS[thing] for thing in look.worn if thing in HATS]
    things = [THINGS[thing] for thing in look.worn if thing in THINGS and thing not in LOW]
    return "".join(hats + things).format(**inks)


def _face(look: Look, head: Head, tones: Tones, *, shade: str, name: str, front: str) -> str:
    outline, hair = head.outline(), mix(look.hair, shade, 0.12)
    if look.pose == "profile":
        return side_face(look, head, tones, shade=shade, name=name, hair=hair)
    brow = mix(look.hair, shade, 0.3) if look.age != "old" else mix(look.hair, shade, 0.18)
    return (
        _ears(look, head, tones)
        + f'<clipPath id="{name}f"><path d="{outline}"/></clipPath><path d="{outline}" fill="{look.skin}"/>'
        + f'<g clip-path="url(#{name}f)">{_shadows(look, head, tones)}</g>'
        + beard(look, head, hair=hair, shine=mix(look.hair, "#ffffff", 0.2))
        + marks(look, head, tones)
        + nose(look, head, tones)
        + eyes(look, head, tones, name=name)
        + mouth(look, head, tones)
        + brows(look, head, hair=brow)
        + front
        + on_the_eyes(look, head, trim=look.trim, worn=look.worn)
    )


def _ears(look: Look, head: Head, tones: Tones) -> str:
    """The near ear; of the far one less the further the head is turned."""
    big = 1.18 if look.age == "old" else 1.0
    y, near, far = head.eye_line + 18, 300 - head.shape.temple + 2, 300 + head.shape.temple - 2
    hidden = look.pose in ("turned", "profile")
    drawn = f'<ellipse cx="{near}" cy="{y}" rx="{17 * big}" ry="{31 * big}" fill="{tones.dark}"/>'
    if not hidden:
        drawn += f'<ellipse cx="{far}" cy="{y}" rx="{15 * big}" ry="{30 * big}" fill="{look.skin}"/>'
    ring = {
        "none": "", "stud": '<circle r="7" fill="{c}"/>', "hoop": '<circle cy="16" r="20" fill="none" stroke="{c}" stroke-width="6"/>',
        "drop": '<path d="M0,-6 V16" stroke="{c}" stroke-width="4"/><path d="M0,14 l11,20 l-11,16 l-11,-16Z" fill="{c}"/>',
    }[look.earrings].format(c="#f0c75a")  # fmt: skip
    ends = [near - 2] if hidden else [near - 2, far + 2]
    return drawn + "".join(f'<g transform="translate({x} {y + 30 * big})">{ring}</g>' for x in ends if ring)


def _shadows(look: Look, head: Head, tones: Tones) -> str:
    b, low = head.across(-0.12), head.shape.low
    strength = {"soft": 0.3, "under": 0.35}.get(look.light, 0.9)
    half = (
        f"M{b},60 H80 V480 H{b - 6} C{b - 34},{low + 10} {b - 8},{head.mouth_line} {b - 32},{head.nose_line + 4} "
        f"C{b - 6},{head.nose_line - 26} {b - 26},{head.eye_line - 40} {b},60Z"
    )
    if look.light == "soft":
        half = f"M80,60 H{b - 66} C{b - 92},200 {b - 84},330 {b - 40},{low + 20} H80Z"
    jaw = f"M190,{low - 26} C250,{low + 8} 350,{low + 6} 420,{low - 46} V520 H190Z"
    return (
        f'<path d="{half}" fill="{tones.dark}" opacity="{strength}"/><path d="{jaw}" fill="{tones.dark}" opacity=".5"/>'
        f'<path d="M180,60 H430 V196 C380,176 240,176 180,214Z" fill="{tones.dark}" opacity=".28"/>'
        f'<ellipse cx="{head.across(0.5):.1f}" cy="{head.nose_line - 18:.1f}" rx="26" ry="16" fill="{tones.warm}" opacity=".28"/>'
    )
