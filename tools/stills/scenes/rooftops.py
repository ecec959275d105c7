"""Roofs of an old town by moonlight, chimneys, a church tower, a cat on a ridge."""

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.props import house, street_lamp
from tools.stills.shapes import Shape, box, cylinder, join, lathe, prism, sphere, tube
from tools.stills.sky import Clouds, Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still


def _church(stage: Stage) -> None:
    stone = Paint("#8c8a8a", second="#70707a", grain=3, roughness=1)
    stage.add(
        join([box(6, 6, 25), box(7, 7, 0.6).moved(0, 0, 25), box(5, 5, 4).moved(0, 0, 25.6)]).moved(19, 66), stone
    )
    dome = lathe(
        [(3.4, 0), (3.6, 1.0), (3.0, 2.6), (1.6, 3.8), (1.2, 4.4), (1.4, 5.6), (0.9, 6.6), (0.12, 9.0), (0.05, 12)],
        segments=28,
    )
    stage.add(dome.moved(19, 66, 29.6), Paint("#3f6f68", roughness=0.7), smooth=True)
    stage.add(cylinder(1.7, 0.2, segments=40).turned(90, "x").moved(19, 62.95, 20), Paint("#ffe2a0", glow=2.2))
    hands = join([box(0.16, 0.1, 1.3).moved(19, 62.7, 20), box(0.14, 0.1, 0.9).turned(70, "y").moved(19, 62.7, 20)])
    stage.add(hands, Paint("#14120f", roughness=1))


def _near_roof(stage: Stage) -> None:
    """The ridge below the camera, with a cat on it that looks at the moon."""
    slope = prism([(-9, -5), (9, -5), (0, 0), (0, 0.2)], 9).turned(90).moved(8.5, 9.5, 11.2)
    stage.add(slope, Paint("#3a2628", second="#2a1c20", grain=0.35, roughness=0.8, bump=1, bump_size=0.18))
    stage.add(
        join([cylinder(0.16, 9, segments=14).turned(90, "y").moved(4.0, 9.5, 11.3)]), Paint("#46302e", roughness=0.8)
    )
    body = sphere(0.3, segments=24).scaled(0.75, 0.9, 1.25).moved(0, 0, 0.34)
    head = sphere(0.17, segments=20).moved(0.02, 0.02, 0.82)
    ears = [lathe([(0.07, 0), (0.0, 0.15)], segments=6).moved(dx, 0, 0.93) for dx in (-0.09, 0.11)]
    tail = tube([(-0.2, 0, 0.1), (-0.5, 0, 0.05), (-0.72, 0, 0.22), (-0.7, 0, 0.45)], [0.07, 0.06, 0.05, 0.03])
    stage.add(join([body, head, *ears, tail]).moved(6.9, 9.5, 11.42), Paint("#07070b", roughness=1), smooth=True)


def _old_house(stage: Stage, k: int) -> list[Shape]:
    """One of many, turned as it likes; answers its lit windows."""
    x, y = stage.chance.uniform(-60, 66), 17 + 95 * stage.chance.uniform(0, 1) ** 1.4
    wide, deep, wall = stage.chance.uniform(4, 7), stage.chance.uniform(5, 9), stage.chance.uniform(4.5, 9.5)
    turn = float(stage.chance.choice([0, 90, 20, -25, 70])) + stage.chance.normal(0, 5)
    walls, roof = house(width=wide, depth=deep, wall=wall, roof=wide * 0.55)
    stage.add(
        walls.turned(turn).moved(x, y),
        Paint(("#8a7f7a", "#7a6a62", "#9a8a78", "#6f7480")[k % 4], second="#5c5654", grain=3, roughness=1),
    )
    stage.add(
        roof.turned(turn).moved(x, y),
        Paint(
            ("#4a2f2c", "#3c2a30", "#54382e", "#303640")[k % 4],
            second="#2a2024",
            grain=0.5,
            roughness=0.9,
            bump=0.8,
            bump_size=0.3,
        ),
    )
    chimney = join(
        [
            box(0.7, 0.7, 2.0),
            box(0.85, 0.85, 0.2).moved(0, 0, 1.9),
            cylinder(0.13, 0.5).moved(0.15, 0, 2.1),
            cylinder(0.13, 0.5).moved(-0.17, 0, 2.1),
        ]
    )
    stage.add(
        chimney.moved(wide * 0.24, deep * 0.2, wall + wide * 0.3).turned(turn).moved(x, y),
        Paint("#5a3f38", roughness=1),
    )
    spots = [(dx, z) for dx in (-wide * 0.25, wide * 0.25) for z in (1.6, 4.0, 6.4) if z < wall - 1]
    return [
        box(0.7, 0.1, 1.0).moved(dx, -deep / 2 - 0.03, z).turned(turn).moved(x, y)
        for dx, z in spots
        if stage.chance.random() < 0.38
    ]


@still(
    "rooftops",
    shows="roofs of an old town by moonlight, chimneys, a church tower, a cat on a ridge",
    mood="clandestine, romantic, nocturnal",
)
def rooftops(stage: Stage) -> Look:
    sun = (20.0, 24.0)
    stage.air(
        sky=Sky(
            stops=[
                (0.0, colour("#5f86b4")),
                (0.2, colour("#2f5590")),
                (0.6, colour("#142a5e")),
                (1, colour("#0a1536")),
            ],
            sun=sun,
            glow=colour("#e8f0ff", 0.5),
            disc=3.6,
            disc_size=2.6,
            stars=0.7,
            lights=0.9,
            clouds=Clouds(colour("#8fb0dc"), colour("#1d3262"), cover=0.4, scale=0.9, stretch=2.6, seed=7.7),
        ),
        haze=Haze(0.011, colour("#3a5e94"), colour("#86aad8", 1.0), height=18, most=0.95, sun=sun, focus=4),
    )
    stage.camera((0, 0, 13.5), (0, 40, 13.2), lens=30, shift=(-0.04, 0.02))
    stage.sun(azimuth=sun[0] + 40, elevation=34, shade="#bcd4ff", strength=2.4)
    lit: list[Shape] = []
    for k in range(170):
        lit += _old_house(stage, k)
    stage.add(join(lit), Paint("#ffb452", glow=5))
    _church(stage)
    _near_roof(stage)
    for x, y in ((-7, 20), (9, 26), (2, 34), (16, 33), (-12, 32)):
        post, light = street_lamp(height=4.4)
        stage.add(light.moved(x, y, 0), Paint("#ffc06a", glow=18))
        stage.lamp((x, y, 4.4), shade="#ffa64a", watts=700, size=0.3)
        stage.add(post.moved(x, y, 0), Paint("#101014", roughness=1))
    return Look(exposure=0.75, bloom=0.2, shadows="#667a9c", highlights="#86827c", vignette=0.4)
