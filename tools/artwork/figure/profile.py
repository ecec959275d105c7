"""A head from the side, looking to the right: its own outline, features, hair and beard."""

from tools.artwork.elements.brush import mix
from tools.artwork.figure.features import BROWS, LIPS, MOODS, Tones
from tools.artwork.figure.head import Head
from tools.artwork.figure.strands import braid, coils, locks
from tools.artwork.look import Look

NOSES = {  # how far the tip stands out, how low it is, how far the bridge bulges, px
    "straight": (34, 308, 0), "button": (24, 302, -7), "hooked": (38, 316, 9), "broad": (30, 310, 0), "long": (44, 318, 2),
    "upturned": (30, 298, -9), "flat": (20, 308, -6), "crooked": (36, 312, 7),
}  # fmt: skip
EAR = (262, 272)


def side_face(look: Look, head: Head, tones: Tones, *, shade: str, name: str, hair: str) -> str:
    """Everything between the hair behind and the hat."""
    outline = _outline(look, head)
    return (
        f'<clipPath id="{name}f"><path d="{outline}"/></clipPath><path d="{outline}" fill="{look.skin}"/>'
        f'<g clip-path="url(#{name}f)">{_shadows(tones)}</g>{_beard(look, head, hair=hair)}{_age(look, tones)}'
        f"{_mouth(look, head, tones)}{_eye(look, tones)}{_brow(look, hair=mix(look.hair, shade, 0.3))}{_ear(look, tones)}"
        f"{side_hair(look, shade=shade)}{_glasses(look)}"
    )


def _outline(look: Look, head: Head) -> str:
    out, low_tip, hump = NOSES[look.nose]
    small = 0.7 if head.child else 1.0
    tip, full = 396 + out * small, 4 * LIPS[look.lips][1]
    low = head.shape.low
    heavy = (head.shape.jaw - 72) * 0.5
    chin = 396 + (head.shape.chin - 30) * 0.25 + (4 if look.face in ("square", "heart") else 0)
    return (
        f"M286,110 C338,106 380,134 390,186 C394,206 402,214 402,230 C402,240 394,246 394,254 "
        f"C{396 + hump},268 {tip - 16 + hump:.0f},{low_tip - 22} {tip:.0f},{low_tip} C{tip + 3:.0f},{low_tip + 9} {tip - 12:.0f},{low_tip + 14} 398,{low_tip + 14} "
        f"C394,332 {406 + full:.0f},338 {408 + full:.0f},346 C{406 + full:.0f},352 398,354 398,356 C400,358 {404 + full:.0f},362 {404 + full:.0f},370 "
        f"C400,378 392,378 {chin - 2:.0f},386 C{chin + 10:.0f},{low - 8} {chin - 2:.0f},{low + 6} {chin - 30:.0f},{low + 4} "
        f"C330,{low - 2} 292,{390 + heavy:.0f} 262,{360 + heavy:.0f} C214,350 178,300 178,232 C178,150 232,112 286,110Z"
    )


def _shadows(tones: Tones) -> str:
    return (
        f'<path d="M100,60 H276 C300,150 270,230 292,300 C300,350 284,400 260,460 H100Z" fill="{tones.dark}" opacity=".85"/>'
        f'<path d="M270,372 C320,392 370,396 420,378 V460 H240Z" fill="{tones.dark}" opacity=".5"/>'
        f'<ellipse cx="352" cy="312" rx="26" ry="16" fill="{tones.warm}" opacity=".3"/>'
    )


def _eye(look: Look, tones: Tones) -> str:
    mood = MOODS[look.mood]
    tall = 13 * mood.open
    return (
        f'<path d="M346,258 Q366,{252 - tall * 1.2:.1f} 384,{254 - tall * 0.3:.1f} Q388,258 382,{262 + tall * 0.3:.1f} Q364,{258 + tall * 0.7:.1f} 346,258Z" fill="#fbf5ee"/>'
        f'<ellipse cx="376" cy="256" rx="7" ry="{min(11.0, tall * 0.85):.1f}" fill="{look.eyes}"/><ellipse cx="378" cy="256" rx="3.6" ry="6" fill="#100b0c"/>'
        f'<path d="M344,259 Q364,{250 - tall * 1.2:.1f} 388,{253 - tall * 0.3:.1f}" fill="none" stroke="{tones.ink}" stroke-width="6" stroke-linecap="round"/>'
    )


def _brow(look: Look, *, hair: str) -> str:
    thick, arch, height = BROWS[look.brows]
    mood, y = MOODS[look.mood], 256 - height
    return f'<path d="M336,{y - mood.outer + 6} Q362,{y - arch - 6} 396,{y - mood.inner + 4}" fill="none" stroke="{hair}" stroke-width="{thick}" stroke-linecap="round"/>'


def _mouth(look: Look, head: Head, tones: Tones) -> str:
    kind = MOODS[look.mood].mouth
    bend = {"smile": -12, "laugh": -14, "smirk": -10, "soft": -5, "down": 10, "flat": 2, "teeth": 2}.get(kind, 0)
    line = f'<path d="M404,354 Q384,358 368,{354 + bend}" fill="none" stroke="{tones.ink}" stroke-width="5" stroke-linecap="round"/>'
    if kind in ("laugh", "shout", "oh", "gasp", "teeth"):
        return f'<path d="M408,344 Q384,346 366,{346 + bend * 0.6:.0f} Q376,376 404,370Z" fill="#5a1620"/><path d="M406,345 Q386,348 370,{348 + bend * 0.5:.0f} Q384,354 405,352Z" fill="#fffaf3"/>'
    full = LIPS[look.lips][1]
    return f'<path d="M408,{354 - 9 * full:.0f} Q392,{350 - 4 * full:.0f} 374,354 Q392,{358 + 12 * full:.0f} 407,{356 + 9 * full:.0f}Z" fill="{tones.lip}"/>{line}'


def _ear(look: Look, tones: Tones) -> str:
    x, y = EAR
    ring = (
        '<circle cx="256" cy="318" r="17" fill="none" stroke="#f0c75a" stroke-width="6"/>'
        if look.earrings == "hoop"
        else ""
    )
    stud = '<circle cx="256" cy="306" r="7" fill="#f0c75a"/>' if look.earrings in ("stud", "drop") else ""
    return (
        f'<path d="M{x - 14},{y + 30} C{x - 34},{y} {x - 24},{y - 36} {x + 2},{y - 34} C{x + 22},{y - 30} {x + 18},{y - 4} {x + 4},{y + 4} C{x + 4},{y + 22} {x - 4},{y + 34} {x - 14},{y + 30}Z" fill="{tones.skin}" stroke="{tones.ink}" stroke-opacity=".35" stroke-width="4"/>'
        f"{ring}{stud}"
    )


def _age(look: Look, tones: Tones) -> str:
    if look.age not in ("old", "middle") and "lines" not in look.marks:
        return ""
    lines = "M384,320 q-18,12 -14,40" + (
        "M388,276 q-14,8 -30,4 M334,250 l-14,-6 m14,14 l-16,2 M384,204 q-20,-8 -44,0" if look.age == "old" else ""
    )
    return f'<path d="{lines}" fill="none" stroke="{tones.ink}" stroke-width="4" stroke-linecap="round" opacity=".5"/>'


def _glasses(look: Look) -> str:
    if look.glasses == "none":
        return ""
    lens = {
        "square": '<rect x="346" y="232" width="48" height="50" rx="8"/>',
        "half": '<path d="M346,260 h48 q-4,26 -24,26 q-20,0 -24,-26Z"/>',
    }
    shape = lens.get(look.glasses, '<ellipse cx="370" cy="257" rx="25" ry="31"/>')
    return (
        f'<g fill="#fff" fill-opacity=".15" stroke="#17130f" stroke-width="7">{shape}<path d="M346,250 L262,244"/></g>'
    )


def _beard(look: Look, head: Head, *, hair: str) -> str:
    low = head.shape.low
    drop = {"short": 10, "full": 40, "long": 150, "stubble": 3}.get(look.beard)
    lip = "M412,344 C396,328 378,334 362,352 C380,350 396,346 412,350Z"
    if look.beard in ("moustache", "handlebar"):
        return f'<path d="{lip}" fill="{hair}"/>'
    if look.beard == "goatee":
        return f'<path d="{lip} M402,378 C384,376 376,{low - 20} 374,{low + 4} C384,{low + 34} 402,{low + 24} 408,{low}Z" fill="{hair}"/>'
    if look.beard == "sideburns":
        return f'<path d="M268,236 H296 L300,350 L274,344Z" fill="{hair}"/>'
    if drop is None:
        return ""
    shape = (
        f"M276,230 L296,236 C304,300 320,330 360,336 L412,340 C410,346 402,348 396,352 C386,358 380,362 384,370 C392,376 404,374 408,376 "
        f"C414,{low} {408},{low + drop * 0.6:.0f} {384},{low + drop} C340,{low + drop * 0.7:.0f} 290,{396 + drop * 0.2:.0f} 258,352 C262,310 268,270 276,230Z"
    )
    return f'<path d="{shape}" fill="{hair}" opacity="{".5" if look.beard == "stubble" else "1"}"/>'


_CAP = "M392,186 C384,96 290,76 224,104 C160,134 150,220 168,290 C176,330 200,352 226,366 C244,344 246,322 238,300 C230,270 238,244 262,236 C284,232 292,250 296,244 C300,214 330,196 392,186Z"
_HIGH = "M378,150 C350,84 260,78 214,108 C156,144 152,226 170,292 C178,330 200,350 226,364 C244,344 246,322 238,300 C230,270 238,244 262,236 C284,232 292,250 296,244 C298,206 320,170 378,150Z"


def side_hair(look: Look, *, shade: str) -> str:
    """In front of the head: a cap whose line leaves the ear and the face free."""
    if look.style == "bald":
        return ""
    if look.style == "fringed-bald":
        return f'<path d="M172,226 C170,320 200,350 226,366 C246,344 246,322 238,300 C230,270 236,244 252,238 C230,224 200,216 172,226Z" fill="{look.hair}"/>'
    if look.style in ("afro", "curls", "puffs"):
        spots = [
            (360.0, 150.0, 38.0),
            (300.0, 118.0, 52.0),
            (232.0, 140.0, 60.0),
            (196.0, 210.0, 60.0),
            (200.0, 290.0, 52.0),
            (330.0, 180.0, 34.0),
        ]
        return f'<g fill="{look.hair}">{coils(spots, seed=6)}</g>'
    path = _HIGH if look.style in ("receding", "buzz", "cornrows", "undercut") else _CAP
    light = f'<path d="M356,140 Q290,92 218,132 M350,162 Q280,128 200,180" fill="none" stroke="{mix(look.hair, "#ffffff", 0.24)}" stroke-width="5" stroke-linecap="round" opacity=".7"/>'
    top = {
        "quiff": "M392,190 C440,120 380,60 290,84 L260,150Z",
        "swept": "M396,200 C430,130 350,70 262,88 L270,160Z",
        "mohawk": "M384,150 L392,60 L350,96 L330,36 L300,84 L262,40 L248,100 L206,80 L212,150Z",
        "messy": "M392,190 L410,140 L380,130 L384,92 L340,96 L320,64 L290,92 L250,72 L240,110 L196,110 L220,180Z",
    }
    extra = f'<path d="{top[look.style]}" fill="{look.hair}"/>' if look.style in top else ""
    return f'<path d="{path}" fill="{look.hair}"/>{extra}{light}'


_BACKS = {
    "bob": "M300,100 C180,80 140,200 150,300 C152,360 160,400 170,416 H286 C270,360 262,320 270,260Z",
    "long": "M300,100 C180,80 130,200 136,330 C136,430 110,520 96,600 C170,640 260,620 290,560 C270,440 262,340 270,260Z",
    "mullet": "M260,200 C170,240 150,330 140,460 C170,500 230,500 262,470 C250,400 250,320 270,280Z",
}
_LIKE = {"fringe": "bob", "lob": "long", "waves": "long", "plaits": "bob", "crown-braid": "bob", "locs": "bob"}


def side_back(look: Look, *, shade: str) -> str:
    """Behind the head: what hangs down or is tied up."""
    deep = mix(look.hair, shade, 0.38)
    inks = {"hair": look.hair, "deep": deep, "trim": look.trim, "shine": mix(look.hair, "#ffffff", 0.26)}
    style = _LIKE.get(look.style, look.style)
    drawn = f'<path d="{_BACKS[style]}" fill="{deep}"/>' if style in _BACKS else ""
    if look.style == "afro":
        drawn = f'<g fill="{deep}">{coils([(234, 190, 140)], seed=3, grain=20)}</g>'
    if look.style in ("curls", "puffs"):
        drawn = f'<g fill="{deep}">{coils([(240, 200, 124), (190, 300, 76), (196, 400, 60)], seed=5, grain=11)}</g>'
    if look.style == "bun":
        drawn = f'<circle cx="150" cy="160" r="56" fill="{deep}"/>'
    if look.style == "topknot":
        drawn = f'<circle cx="232" cy="74" r="50" fill="{look.hair}"/>'
    if look.style == "ponytail":
        drawn = f'<path d="M200,130 C100,90 70,220 96,330 C104,400 86,450 110,510 C150,470 170,390 158,310 C150,240 170,190 220,170Z" fill="{deep}"/>'
    if look.style in ("braid", "plaits"):
        drawn += braid(190, 340, down=230, lean=-20, width=28).format(**inks)
    if look.style == "locs":
        drawn += locks([(170, 220), (190, 240), (210, 260), (232, 280)], down=280, seed=12).format(**inks)
    return drawn
