"""What a drawn tile shows beside its lettering: one small drawing for each family of genres.

Each takes a seeded generator and answers SVG for the right part of a 640 x 360 canvas. `a`, `b` and `c` are the
palette's classes: sky light, motif, deep motif.
"""

import math
from collections.abc import Callable
from random import Random

Motif = Callable[[Random], str]


def orbits(random: Random) -> str:
    x, y, size = 500 + random.randint(-20, 30), 150 + random.randint(-20, 20), 74 + random.randint(-12, 16)
    tilt = random.randint(-30, 30)
    rings = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="{size * k:.0f}" ry="{size * k * 0.3:.0f}" transform="rotate({tilt} {x} {y})" class="l"/>'
        for k in (1.5, 1.85)
    )
    return f'<circle cx="{x}" cy="{y}" r="{size}" class="a"/>{rings}<circle cx="{x - size // 3}" cy="{y + size // 4}" r="{size}" class="s"/>'


def hills(random: Random) -> str:
    sun = f'<circle cx="{460 + random.randint(0, 110)}" cy="{110 + random.randint(-20, 30)}" r="{44 + random.randint(0, 26)}" class="a"/>'
    lines = []
    for number, name in enumerate("bc"):
        base, points = 210 + number * 60, []
        for step in range(9):
            points.append(f"{step * 80},{base + random.randint(-46, 34)}")
        lines.append(f'<polygon points="0,360 {" ".join(points)} 640,360" class="{name}"/>')
    return sun + "".join(lines)


def skyline(random: Random) -> str:
    parts, x = [f'<circle cx="{520 + random.randint(-40, 40)}" cy="120" r="56" class="a"/>'], 250
    while x < 640:
        width, height = random.randint(34, 66), random.randint(90, 240)
        parts.append(
            f'<rect x="{x}" y="{360 - height}" width="{width}" height="{height}" class="{random.choice("bc")}"/>'
        )
        for row in range(1, height // 34):
            if random.random() < 0.5:
                parts.append(f'<rect x="{x + 9}" y="{360 - height + row * 30}" width="7" height="11" class="a"/>')
        x += width
    return "".join(parts)


def blinds(random: Random) -> str:
    lean, gap = random.randint(70, 150), random.randint(30, 40)
    bars = "".join(
        f'<polygon points="{300 + lean},{y} 640,{y - 40} 640,{y - 40 + gap // 2} {300 + lean},{y + gap // 2}" class="b"/>'
        for y in range(20, 420, gap)
    )
    return f'<circle cx="540" cy="150" r="{80 + random.randint(0, 30)}" class="a"/>{bars}'


def waves(random: Random) -> str:
    moon = f'<circle cx="{480 + random.randint(0, 80)}" cy="{110 + random.randint(-20, 30)}" r="{50 + random.randint(0, 20)}" class="a"/>'
    lines = []
    for number in range(5):
        y, phase, points = 190 + number * 36, random.random() * 6, []
        for x in range(0, 661, 20):
            points.append(f"{x},{y + 11 * math.sin(x / 52 + phase):.0f}")
        lines.append(f'<polygon points="0,360 {" ".join(points)} 640,360" class="{"bc"[number % 2]}" opacity=".55"/>')
    return moon + "".join(lines)


def circles(random: Random) -> str:
    x, y, size = 470 + random.randint(-10, 20), 160 + random.randint(-20, 20), 84 + random.randint(-8, 14)
    return (
        f'<circle cx="{x}" cy="{y}" r="{size}" class="a" opacity=".9"/>'
        f'<circle cx="{x + size * 0.95:.0f}" cy="{y + 18}" r="{size * 0.82:.0f}" class="b" opacity=".85"/>'
    )


def confetti(random: Random) -> str:
    parts = []
    for _number in range(26):
        x, y, size = random.randint(250, 630), random.randint(10, 330), random.randint(9, 30)
        turn, name = random.randint(0, 90), random.choice("abbc")
        shape = (
            f'<circle cx="{x}" cy="{y}" r="{size * 0.6:.0f}" class="{name}"/>'
            if random.random() < 0.5
            else f'<rect x="{x}" y="{y}" width="{size}" height="{size}" transform="rotate({turn} {x} {y})" class="{name}"/>'
        )
        parts.append(shape)
    return "".join(parts)


def trees(random: Random) -> str:
    parts = [f'<circle cx="{470 + random.randint(0, 90)}" cy="{120 + random.randint(-10, 30)}" r="70" class="a"/>']
    for _number in range(11):
        x, height = random.randint(270, 640), random.randint(150, 330)
        parts.append(f'<path d="M{x} 360 l-5 {-height} l5 -34 l5 34 l7 {height} z" class="c"/>')
        for branch in range(3):
            y, side = 360 - height + 46 + branch * 42, random.choice((-1, 1))
            parts.append(f'<path d="M{x} {y} l{side * 38} -30 l{-side * 34} 40 z" class="c"/>')
    return "".join(parts)


def rays(random: Random) -> str:
    x, y, count = 520 + random.randint(-30, 30), 170 + random.randint(-30, 40), random.randint(9, 13)
    parts = []
    for number in range(count):
        first, second = 2 * math.pi * number / count, 2 * math.pi * (number + 0.5) / count
        reach = [f"{x + 520 * math.cos(angle):.0f},{y + 520 * math.sin(angle):.0f}" for angle in (first, second)]
        parts.append(f'<polygon points="{x},{y} {reach[0]} {reach[1]}" class="b" opacity=".7"/>')
    return "".join(parts) + f'<circle cx="{x}" cy="{y}" r="62" class="a"/>'


def arches(random: Random) -> str:
    x = 500 + random.randint(-20, 40)
    return "".join(
        f'<path d="M{x - size} 360 V{200 - size // 2} A{size} {size} 0 0 1 {x + size} {200 - size // 2} V360 Z" class="{name}"/>'
        for size, name in ((150, "c"), (110, "b"), (68, "a"))
    )


def bars(random: Random) -> str:
    return "".join(
        f'<rect x="{290 + number * 27}" y="{180 - height // 2}" width="15" height="{height}" rx="7" class="{random.choice("abb")}"/>'
        for number, height in enumerate(random.randint(30, 290) for _bar in range(13))
    )


FAMILIES: dict[str, tuple[Motif, ...]] = {
    "science-fiction": (orbits,),
    "sci-fi": (orbits,),
    "fantasy": (arches, orbits),
    "adventure": (hills, rays),
    "western": (hills,),
    "war": (rays, blinds),
    "action": (rays, skyline),
    "crime": (skyline, blinds),
    "film-noir": (blinds,),
    "thriller": (blinds, trees),
    "mystery": (arches, trees),
    "horror": (trees,),
    "romance": (circles,),
    "drama": (waves, circles),
    "comedy": (confetti,),
    "family": (confetti, hills),
    "children": (confetti,),
    "animation": (confetti,),
    "documentary": (hills, waves),
    "music": (bars,),
    "musical": (bars,),
}
OTHERS: tuple[Motif, ...] = (circles, waves, arches)
