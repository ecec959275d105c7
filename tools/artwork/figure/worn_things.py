"""What is worn besides clothes and hats; what sits on the eyes is placed by the figure's own eyes."""

from tools.artwork.figure.features import LEFT, RIGHT
from tools.artwork.figure.head import Head
from tools.artwork.look import Look

THINGS = {
    "tiara": '<path d="M216,170 C260,140 342,140 386,170 L380,150 L360,128 L342,142 L322,112 L302,138 L282,112 L262,142 L244,128 L224,150Z" fill="{trim}"/><circle cx="302" cy="132" r="8" fill="#fff"/>',
    "laurel": '<g fill="{trim}">' + "".join(f'<ellipse cx="{206 + 24 * i}" cy="{186 - 36 * (1 - ((i - 4) / 4) ** 2):.0f}" rx="19" ry="9" transform="rotate({-50 + 25 * (i % 3)} {206 + 24 * i} 170)"/>' for i in range(9)) + "</g>",
    "headphones": '<path d="M184,272 C156,44 444,44 418,272" fill="none" stroke="{trim}" stroke-width="24"/><rect x="160" y="226" width="56" height="112" rx="26" fill="{deep}"/><rect x="388" y="226" width="56" height="112" rx="26" fill="{trim}"/><path d="M206,120 Q240,76 290,68" stroke="#fff" stroke-opacity=".5" stroke-width="7" fill="none" stroke-linecap="round"/>',
    "earmuffs": '<path d="M190,270 C170,70 430,70 412,270" fill="none" stroke="{deep}" stroke-width="13"/><circle cx="192" cy="280" r="46" fill="{trim}"/><circle cx="412" cy="280" r="42" fill="{trim}"/>',
    "helmet": '<circle cx="300" cy="262" r="222" fill="#dff2ff" opacity=".15"/><circle cx="300" cy="262" r="222" fill="none" stroke="{trim}" stroke-width="22"/><path d="M146,180 C172,108 236,76 290,70" fill="none" stroke="#fff" stroke-width="15" stroke-linecap="round" opacity=".85"/><path d="M440,360 Q462,330 466,290" fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".5"/>',
    "flower": '<g transform="translate(392 168)"><g fill="{trim}"><circle r="23" cx="-22"/><circle r="23" cx="22"/><circle r="23" cy="-22"/><circle r="23" cy="22"/><circle r="19" cx="-16" cy="-16"/><circle r="19" cx="16" cy="16"/></g><circle r="15" fill="#ffe08a"/></g>',
    "feather": '<path d="M392,180 C420,120 420,60 396,4 C366,60 366,120 384,182Z" fill="{trim}"/><path d="M392,184 C398,120 400,70 396,20 M392,120 l16,-14 M394,90 l14,-14 M390,130 l-14,-14" stroke="#000" stroke-opacity=".35" stroke-width="4" fill="none"/>',
    "scarf": '<path d="M196,440 C230,500 372,500 406,440 C436,470 446,520 420,550 C360,590 240,590 180,550 C156,520 166,470 196,440Z" fill="{trim}"/><path d="M206,560 L186,740 H270 L272,574Z" fill="{trim}"/><path d="M188,500 C240,552 362,552 414,500 M200,470 C250,520 352,520 402,470 M196,690 h76 M200,660 h72" fill="none" stroke="#000" stroke-opacity=".2" stroke-width="8"/>',
    "shawl": '<path d="M-6,740 C10,620 70,540 190,492 C230,520 250,600 302,660 C354,600 372,520 412,492 C532,540 592,620 606,740 H410 L302,690 L194,740Z" fill="{trim}"/><path d="M60,740 C80,660 120,600 180,560 M542,740 C522,660 482,600 422,560 M190,500 C230,560 260,620 302,672 C344,620 372,560 412,500" fill="none" stroke="#000" stroke-opacity=".2" stroke-width="7"/>',
    "pearls": '<g fill="#fbf6ee" stroke="#b9ab98" stroke-width="2">' + "".join(f'<circle cx="{236 + i * 13}" cy="{478 + 46 * (1 - ((i - 5) / 5) ** 2):.0f}" r="9"/>' for i in range(11)) + "</g>",
    "medal": '<path d="M250,470 L292,640 H312 L354,470 L334,474 L302,600 L270,474Z" fill="{deep}"/><circle cx="302" cy="664" r="38" fill="#f2c14e"/><circle cx="302" cy="664" r="26" fill="none" stroke="#b98520" stroke-width="5"/>',
    "stethoscope": '<path d="M236,470 C240,600 270,640 300,650 C330,640 362,600 366,470 M300,650 V700" fill="none" stroke="#2a2f36" stroke-width="11" stroke-linecap="round"/><circle cx="300" cy="712" r="20" fill="#cfd6da"/>',
    "tape": '<path d="M232,474 C224,560 222,650 230,740 H252 C244,650 246,560 250,474Z M352,474 C358,560 360,650 352,740 H374 C382,650 378,560 370,474Z" fill="#f4d35e"/><path d="M228,520h14m-16,30h20m-20,30h14m-14,30h20m-20,30h14 M358,520h14m-14,30h20m-18,30h14m-14,30h20m-20,30h14" stroke="#7a5a10" stroke-width="4"/>',
}  # fmt: skip


def on_the_eyes(look: Look, head: Head, *, trim: str, worn: tuple[str, ...]) -> str:
    """Glasses, dark glasses, goggles, a diving mask, an eye patch."""
    drawn = [] if set(worn) & {"shades", "goggles", "mask"} else [_glasses(look, head)]
    drawn += [_ON_EYES[thing](head, trim) for thing in worn if thing in _ON_EYES]
    return "".join(drawn)


def _glasses(look: Look, head: Head) -> str:
    if look.glasses == "none":
        return ""
    y, ink, drawn = head.eye_line + 2, "#17130f", []
    for at in (LEFT, RIGHT):
        x, w, out = head.across(at), 39 * head.squeeze(at), (1 if at > 0 else -1)
        drawn.append(
            {
                "round": f'<ellipse cx="{x:.1f}" cy="{y}" rx="{w:.1f}" ry="38"/>',
                "square": f'<rect x="{x - w:.1f}" y="{y - 30}" width="{2 * w:.1f}" height="60" rx="10"/>',
                "cat": f'<path d="M{x - out * w:.1f},{y - 16} Q{x:.1f},{y - 30} {x + out * w * 1.2:.1f},{y - 36} Q{x + out * w * 1.1:.1f},{y + 28} {x:.1f},{y + 28} Q{x - out * w:.1f},{y + 28} {x - out * w:.1f},{y - 16}Z"/>',
                "half": f'<path d="M{x - w:.1f},{y + 10} H{x + w:.1f} Q{x + w * 0.8:.1f},{y + 40} {x:.1f},{y + 40} Q{x - w * 0.8:.1f},{y + 40} {x - w:.1f},{y + 10}Z"/>',
                "tinted": f'<ellipse cx="{x:.1f}" cy="{y}" rx="{w:.1f}" ry="34" fill="#3a2a10" fill-opacity=".55"/>',
            }[look.glasses]
        )
    inner = head.across(LEFT) + 37 * head.squeeze(LEFT), head.across(RIGHT) - 37 * head.squeeze(RIGHT)
    far, near = head.across(LEFT) - 38 * head.squeeze(LEFT), head.across(RIGHT) + 38 * head.squeeze(RIGHT)
    arms = f'<path d="M{inner[0]:.1f},{y - 4} Q{(inner[0] + inner[1]) / 2:.1f},{y - 12} {inner[1]:.1f},{y - 4} M{far:.1f},{y - 6} L{300 - head.shape.temple:.1f},{y - 12} M{near:.1f},{y - 6} L{300 + head.shape.temple:.1f},{y - 12}"/>'
    return f'<g fill="#fff" fill-opacity=".13" stroke="{ink}" stroke-width="7">{"".join(drawn)}{arms}</g>'


def _shades(head: Head, trim: str) -> str:
    y, left, right = head.eye_line, head.across(LEFT), head.across(RIGHT)
    a, b = 42 * head.squeeze(LEFT), 42 * head.squeeze(RIGHT)
    return (
        f'<g fill="#0c0b10"><path d="M{left - a:.1f},{y - 24} H{left + a:.1f} C{left + a:.1f},{y + 36} {left - a + 6:.1f},{y + 42} {left - a:.1f},{y - 24}Z '
        f'M{right - b:.1f},{y - 24} H{right + b:.1f} C{right + b - 6:.1f},{y + 42} {right - b:.1f},{y + 36} {right - b:.1f},{y - 24}Z"/>'
        f'<path d="M{300 - head.shape.temple:.1f},{y - 28} H{300 + head.shape.temple:.1f} V{y - 18} H{300 - head.shape.temple:.1f}Z"/></g>'
        f'<path d="M{left - a * 0.5:.1f},{y - 12} l{a * 0.5:.1f},26 M{right - b * 0.5:.1f},{y - 12} l{b * 0.5:.1f},26" stroke="#fff" stroke-opacity=".4" stroke-width="7" stroke-linecap="round"/>'
    )


def _goggles(head: Head, trim: str) -> str:
    y = head.eye_line
    rims = "".join(
        f'<circle cx="{head.across(at):.1f}" cy="{y}" r="44" fill="#9fe0d8" fill-opacity=".4" stroke="{trim}" stroke-width="15"/>'
        for at in (LEFT, RIGHT)
    )
    return f'<path d="M196,{y - 12} H404 V{y + 14} H196Z" fill="#2a2018"/>{rims}'


def _mask(head: Head, trim: str) -> str:
    y, left, right = head.eye_line, head.across(LEFT) - 52, head.across(RIGHT) + 50
    box = f'x="{left:.1f}" y="{y - 52}" width="{right - left:.1f}" height="108" rx="42"'
    return (
        f'<path d="M190,{y - 8} H412 V{y + 10} H190Z" fill="{trim}"/><rect {box} fill="#9fe0ff" fill-opacity=".3" stroke="{trim}" stroke-width="17"/>'
        f'<path d="M{left + 30:.1f},{y - 30} l30,0" stroke="#fff" stroke-opacity=".8" stroke-width="9" stroke-linecap="round"/>'
    )


def _eyepatch(head: Head, trim: str) -> str:
    x, y = head.across(LEFT), head.eye_line
    return f'<path d="M{x - 30:.1f},{y - 20} H{x + 34:.1f} Q{x + 30:.1f},{y + 32} {x:.1f},{y + 34} Q{x - 28:.1f},{y + 30} {x - 30:.1f},{y - 20}Z M196,{y - 44} L{x:.1f},{y - 18} L404,{y - 74} L404,{y - 64} L{x:.1f},{y - 8} L196,{y - 32}Z" fill="#14100f"/>'


_ON_EYES = {"shades": _shades, "goggles": _goggles, "mask": _mask, "eyepatch": _eyepatch}
