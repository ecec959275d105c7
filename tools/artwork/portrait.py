"""A lead's portrait: head, shoulders, hair and clothes as flat shapes with one hard light, like a screen print.

Local space is 600 x 720 with the face around (300, 300); `Look` says who it is.
"""

from tools.artwork.elements.brush import mix
from tools.artwork.look import Look
from tools.artwork.wardrobe import CLOTHES, HAIR_BACK, HAIR_FRONT, WORN

FACE = "M204,238 C200,112 398,108 398,240 C400,300 388,352 352,388 C326,412 278,412 252,388 C216,352 206,300 204,238Z"


OLDER = {
    "crop": "short", "buzz": "short", "parted": "short", "messy": "swept", "quiff": "swept", "fringed-bald": "receding",
    "pixie": "short", "fringe": "bob", "lob": "bob", "waves": "long", "puffs": "curls", "topknot": "bun",
    "ponytail": "bun", "crown-braid": "plaits", "locs": "long", "cornrows": "short",
}  # fmt: skip


def portrait(look: Look, *, x: float, y: float, scale: float, shade: str, name: str) -> str:
    """The whole figure, placed so that (x, y) is the top left of its space; `shade` colours the shadows."""
    dark = mix(look.skin, shade, 0.55)
    style = OLDER.get(look.style, look.style)
    clothes = look.clothes if look.clothes in CLOTHES else "coat"
    worn = [thing for thing in look.worn if thing in WORN]
    worn += ["glasses"] * (look.glasses != "none") + ["moustache"] * (
        look.beard in ("moustache", "handlebar", "goatee")
    )
    worn += ["beard"] * (look.beard in ("short", "full", "long"))
    turn = 1 if look.gaze == "right" else -1
    shadow_side = "M300,60 H120 V460 H300 C268,420 292,356 268,318 C296,288 276,210 300,60Z"
    clip = f"face-{name}"
    parts = [
        HAIR_BACK.get(style, "").format(hair=look.hair, deep=mix(look.hair, shade, 0.4)),
        f'<path d="M246,340 V470 C246,530 356,530 356,470 V340Z" fill="{dark}"/>',
        CLOTHES[clothes].format(cloth=look.cloth, trim=look.trim, deep=mix(look.cloth, shade, 0.5), skin=look.skin),
        f'<ellipse cx="398" cy="272" rx="17" ry="32" fill="{look.skin}"/><ellipse cx="205" cy="272" rx="17" ry="32" fill="{dark}"/>',
        f'<clipPath id="{clip}"><path d="{FACE}"/></clipPath><path d="{FACE}" fill="{look.skin}"/>',
        (
            f'<g clip-path="url(#{clip})"><path d="{shadow_side}" fill="{dark}"/>'
            f'<path d="M210,372 C260,400 340,400 396,360 V460 H200Z" fill="{dark}" opacity=".55"/></g>'
        ),
        _features(look, dark=dark, shade=shade),
        HAIR_FRONT.get(style, "").format(
            hair=look.hair, deep=mix(look.hair, shade, 0.4), shine=mix(look.hair, "#ffffff", 0.22)
        ),
        *(
            WORN[thing].format(cloth=look.cloth, trim=look.trim, hair=look.hair, deep=mix(look.cloth, shade, 0.5))
            for thing in worn
        ),
    ]
    flip = "" if turn == 1 else "translate(600 0) scale(-1 1)"
    return f'<g transform="translate({x} {y}) scale({scale}) {flip}">{"".join(parts)}</g>'


def _features(look: Look, *, dark: str, shade: str) -> str:
    """Brows, eyes, nose and mouth; moved aside a little, so that nobody stares out like a passport."""
    ink = mix(look.skin, shade, 0.88)
    brow = {"calm": (0, 0), "stern": (7, -7), "sad": (-8, 6), "joy": (-4, -4)}.get(look.mood, (0, 0))
    mouth = {
        "calm": "M282,362 C298,367 326,367 342,360",
        "stern": "M284,366 C300,360 324,360 340,366",
        "sad": "M286,368 C300,359 322,359 338,370",
        "joy": "M276,352 C292,384 334,384 348,350 C330,358 296,358 276,352Z",
    }.get(look.mood, "M282,362 C298,367 326,367 342,360")
    fill = "#fff3ea" if look.mood == "joy" else "none"
    inner, outer = brow
    return (
        f'<g fill="none" stroke="{ink}" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="M240,{226 - outer} Q262,{214} 288,{226 + inner}" stroke-width="9"/>'
        f'<path d="M328,{226 + inner} Q352,{214} 376,{226 - outer}" stroke-width="9"/>'
        f'<path d="M312,256 C318,284 332,304 328,314 C324,322 310,322 302,320" stroke-width="5" stroke="{dark}"/>'
        f'<path d="{mouth}" stroke-width="6" fill="{fill}"/></g>'
        + "".join(
            f'<path d="M{cx - 22},256 Q{cx},{240} {cx + 23},256 Q{cx},268 {cx - 22},256Z" fill="#fbf4ec"/>'
            f'<circle cx="{cx + 6}" cy="254" r="9.5" fill="{ink}"/><circle cx="{cx + 9}" cy="250" r="3" fill="#fff"/>'
            f'<path d="M{cx - 24},255 Q{cx},236 {cx + 25},255" fill="none" stroke="{ink}" stroke-width="5" stroke-linecap="round"/>'
            for cx in (264, 352)
        )
    )
