"""A street canyon in the rain, neon mirrored on the wet road, someone with an umbrella."""

import numpy as np

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.props import figure
from tools.stills.shapes import Shape, box, cylinder, join, lathe, tube
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still

NEON = ("#ff2e6a", "#19e3ff", "#ffb02e", "#7a5cff", "#2effa0", "#ff5a2e")


def sign(stage: Stage, *, x: float, y: float, z: float, size: tuple[float, float], shade: str, face: int) -> None:
    """An abstract sign that juts out over the street: a frame of tube and bars of light."""
    wide, tall = size
    frame = tube([(0, 0, 0), (wide, 0, 0), (wide, 0, tall), (0, 0, tall), (0, 0, 0)], 0.05)
    bars = [
        box(wide * stage.chance.uniform(0.3, 0.75), 0.08, 0.16).moved(wide / 2, -0.1, level)
        for level in np.arange(0.5, tall - 0.3, 0.55)
    ]
    left = x if face > 0 else x - wide
    stage.add(frame.moved(left, y, z), Paint(shade, glow=7))
    stage.add(join(bars).moved(left, y, z), Paint(str(stage.chance.choice(NEON)), glow=5))
    stage.add(box(wide, 0.1, tall).moved(left + wide / 2, y + 0.08, z), Paint("#0b0b10", roughness=0.4))
    stage.lamp((left + wide / 2, y - 1.2, z + tall / 2), shade=shade, watts=260, size=0.8)


def tower_block(
    stage: Stage, *, x: float, y: float, width: float, depth: float, tall: float, share: float, face: int
) -> tuple[list[Shape], list[Shape]]:
    """Panes, warm and cold, on the faces that look at the street (`face` is the side of x) and at the camera."""
    warm: list[Shape] = []
    cold: list[Shape] = []
    for z in np.arange(4.5, tall - 2, 3.1):
        busy = stage.chance.random() * 2 * share
        for along in np.arange(1.0, depth - 1.4, 2.3):
            if stage.chance.random() < busy:
                pane = box(0.08, 1.5, 1.7).moved(x + face * (width / 2 + 0.03), y - depth / 2 + along + 0.7, z)
                (warm if stage.chance.random() < 0.68 else cold).append(pane)
        for along in np.arange(1.0, width - 1.4, 2.3):
            if stage.chance.random() < busy:
                pane = box(1.5, 0.08, 1.7).moved(x - width / 2 + along + 0.7, y - depth / 2 - 0.03, z)
                (warm if stage.chance.random() < 0.68 else cold).append(pane)
    return warm, cold


@still(
    "city-rain",
    shows="a street canyon in the rain, neon mirrored on the wet road, someone with an umbrella",
    mood="noir, electric",
)
def city_rain(stage: Stage) -> Look:
    stage.air(
        sky=Sky(stops=[(0.0, colour("#4a3a5e")), (0.3, colour("#20223f")), (1, colour("#0b0e1e"))], lights=0.7),
        haze=Haze(0.0085, colour("#3b3557"), height=60, most=0.96),
    )
    stage.camera((-1.5, 0, 1.55), (-0.5, 40, 5.6), lens=27, shift=(-0.06, 0.0))
    road = Paint("#15161b", second="#1c1d24", grain=2, roughness=0.32, bump=0.2, bump_size=0.15, puddles=0.45)
    stage.add(box(120, 600, 0.1).moved(0, 280, -0.1), road)
    for side in (-1, 1):
        stage.add(
            box(5, 600, 0.18).moved(side * 8.5, 280, 0),
            Paint("#1d1e24", second="#26272e", grain=1, roughness=0.28, bump=0.2, bump_size=0.2),
        )
    _canyon(stage)
    _street_life(stage)
    _walker(stage)
    return Look(
        exposure=0.85, bloom=0.3, shadows="#66688c", highlights="#868078", rain=1.0, vignette=0.45, saturation=1.12
    )


def _canyon(stage: Stage) -> None:
    """Two rows of blocks with their windows."""
    dark = Paint("#14151d", second="#1a1b26", grain=9, roughness=0.5)
    warm, cold = [], []
    for side in (-1, 1):
        y = 4.0
        while y < 330:
            depth, width = stage.chance.uniform(12, 22), stage.chance.uniform(12, 20)
            tall = stage.chance.uniform(18, 40) + min(y, 200) * 0.24
            x = side * (11 + width / 2 + stage.chance.uniform(0, 0.8))
            stage.add(box(width, depth, tall).moved(x, y + depth / 2, 0), dark)
            w, c = tower_block(
                stage,
                x=x,
                y=y + depth / 2,
                width=width,
                depth=depth,
                tall=tall,
                share=0.33 if side > 0 else 0.2,
                face=-side,
            )
            warm += w
            cold += c
            y += depth + (stage.chance.uniform(5, 8) if stage.chance.random() < 0.2 else 0.0)
    stage.add(join(warm), Paint("#ffb566", glow=1.5))
    stage.add(join(cold), Paint("#9fd0ff", glow=1.2))


def _street_life(stage: Stage) -> None:
    """Signs, shops and cars."""
    for k, y in enumerate((13, 19, 26, 34, 45, 58, 74, 95, 120)):
        side = 1 if k % 3 != 1 else -1
        sign(
            stage,
            x=side * 11,
            y=y,
            z=stage.chance.uniform(3.6, 7.5),
            size=(stage.chance.uniform(1.4, 2.2), stage.chance.uniform(2.4, 5.0)),
            shade=NEON[k % len(NEON)],
            face=-side,
        )
    shops = [
        (-10.9, 9, "#ff9a4a"),
        (10.9, 16, "#ff4f7a"),
        (10.9, 24, "#4ad9ff"),
        (-10.9, 30, "#ffc06a"),
        (10.9, 40, "#ffb066"),
        (-10.9, 52, "#66e0c0"),
    ]
    for x, y, shade in shops:
        stage.add(box(0.2, 5.5, 2.3).moved(x, y, 0.5), Paint(shade, glow=2.2))
        stage.lamp((x * 0.86, y, 2.2), shade=shade, watts=240, size=1.0)
    for x, y, ahead in ((-2.6, 46, True), (-2.4, 74, True), (2.8, 60, False), (2.5, 100, False)):
        pair = join([cylinder(0.16, 0.1, segments=16).turned(90, "x").moved(x + dx, y, 0.75) for dx in (-0.7, 0.7)])
        stage.add(box(1.9, 4.4, 0.9).moved(x, y + 2.4, 0.4), Paint("#0d0e12", roughness=0.2))
        stage.add(box(1.6, 2.4, 0.6).moved(x, y + 2.6, 1.25), Paint("#0d0e12", roughness=0.15))
        stage.add(pair, Paint("#fff3d8" if ahead else "#ff2418", glow=40 if ahead else 18))


def _walker(stage: Stage) -> None:
    """Someone with an umbrella."""
    who = figure(height=1.78).turned(8).moved(2.3, 15.5, 0)
    stage.add(who, Paint("#0c0c11", roughness=0.7))
    shade = lathe([(0.95, 0), (0.9, 0.1), (0.62, 0.3), (0.02, 0.42)], segments=8)
    stage.add(shade.moved(2.45, 15.5, 1.85), Paint("#7a1020", roughness=0.3, translucent=0.3))
    stage.add(cylinder(0.015, 1.1).moved(2.5, 15.4, 1.1), Paint("#050505"))
