"""An old library at night, a green lamp on a desk, an open book, a ladder."""

from tools.stills.grade import Look
from tools.stills.graph import colour
from tools.stills.shapes import Shape, box, join, lathe, quad, tube
from tools.stills.sky import Haze, Sky
from tools.stills.stage import Paint, Stage
from tools.stills.still import still

DARK_WOOD = Paint("#2a1710", second="#20110c", grain=0.3, roughness=0.4)
WOOD = Paint("#4a2c1a", second="#3a2114", grain=0.25, roughness=0.45)
BINDINGS = ("#7a2f26", "#2f4a3a", "#24365a", "#8a6a32", "#4a2440", "#6a4a34", "#1f3f46", "#9a8460")


def _desk(stage: Stage) -> None:
    """A desk with a banker's lamp, papers, and a chair pushed back."""
    legs = [box(0.09, 0.09, 0.74).moved(x, y) for x in (-0.95, 0.95) for y in (-0.4, 0.4)]
    stage.add(
        join([box(2.2, 1.0, 0.06).moved(0, 0, 0.74), *legs, box(2.0, 0.85, 0.16).moved(0, 0, 0.58)]).moved(1.35, 1.2),
        WOOD,
    )
    lamp = lathe([(0.11, 0), (0.11, 0.02), (0.02, 0.05), (0.014, 0.34), (0.0, 0.34)], segments=24)
    stage.add(lamp.moved(1.75, 1.35, 0.8), Paint("#b08a3a", roughness=0.25, metal=1.0), smooth=True)
    hood = lathe([(0.1, 0), (0.085, 0.07), (0.03, 0.1), (0.0, 0.1)], segments=32).scaled(1.9, 1.1, 1.1)
    stage.add(hood.moved(1.75, 1.32, 1.1), Paint("#1f8a52", glow=1.1), smooth=True)
    stage.lamp((1.75, 1.25, 1.08), shade="#ffdf9a", watts=26, size=0.06)
    pages = [
        quad((0, -0.13, 0), (0.19, -0.13, 0.03), (0.19, 0.13, 0.03), (0, 0.13, 0)),
        quad((-0.19, -0.13, 0.03), (0, -0.13, 0), (0, 0.13, 0), (-0.19, 0.13, 0.03)),
    ]
    stage.add(join(pages).turned(12).moved(1.2, 1.05, 0.81), Paint("#efe4cc", roughness=0.9))
    stack = [
        box(0.3, 0.22, 0.05).turned(turn).moved(0.62, 1.4, 0.8 + 0.05 * k) for k, turn in enumerate((4, -8, 14, 2))
    ]
    stage.add(join(stack[:2]), Paint("#7a2f26", roughness=0.6))
    stage.add(join(stack[2:]), Paint("#24365a", roughness=0.6))
    cup = lathe([(0.03, 0), (0.04, 0.01), (0.042, 0.08), (0.036, 0.08), (0.034, 0.02), (0, 0.02)], segments=24)
    stage.add(cup.moved(2.15, 1.1, 0.8), Paint("#d8d0c0", roughness=0.3), smooth=True)
    chair = [box(0.46, 0.46, 0.05).moved(0, 0, 0.45), box(0.46, 0.04, 0.55).moved(0, -0.24, 0.48)] + [
        box(0.05, 0.05, 0.45).moved(x, y) for x in (-0.2, 0.2) for y in (-0.2, 0.2)
    ]
    stage.add(join(chair).turned(24).moved(1.0, 0.15), DARK_WOOD)


def _ladder(stage: Stage) -> None:
    rails = [tube([(s * 0.24, 0, 0), (s * 0.2, 0.95, 3.5)], 0.028) for s in (-1, 1)]
    steps = [box(0.46, 0.09, 0.03).moved(0, 0.95 * k / 11, 3.5 * k / 11) for k in range(1, 11)]
    stage.add(join([*rails, *steps]).moved(-0.9, 4.3), WOOD)


def bookcase(stage: Stage, *, x: float, y: float, turn: float, width: float, shelves: int) -> None:
    frame = [box(width + 0.1, 0.3, 0.05).moved(width / 2, 0.05, 0.38 * k) for k in range(shelves + 1)]
    frame += [box(0.06, 0.32, 0.38 * shelves + 0.1).moved(side, 0.05, 0) for side in (-0.02, width + 0.02)]
    stage.add(
        join([*frame, box(width, 0.03, 0.38 * shelves).moved(width / 2, 0.2, 0)]).turned(turn).moved(x, y), DARK_WOOD
    )
    books: dict[str, list[Shape]] = {shade: [] for shade in BINDINGS}
    for k in range(shelves):
        for shade, shapes in row_of_books(stage, width=width, height=0.34).items():
            books[shade] += [shape.moved(0, 0, 0.38 * k + 0.05) for shape in shapes]
    for shade, shapes in books.items():
        stage.add(join(shapes).turned(turn).moved(x, y), Paint(shade, roughness=0.6))


def row_of_books(stage: Stage, *, width: float, height: float) -> dict[str, list[Shape]]:
    """Books of a shelf by the colour of their binding, from x = 0, their backs at y = 0."""
    found: dict[str, list[Shape]] = {shade: [] for shade in BINDINGS}
    x = 0.0
    while x < width - 0.06:
        thick, tall = stage.chance.uniform(0.025, 0.065), height * stage.chance.uniform(0.68, 0.93)
        if stage.chance.random() < 0.9:
            lean = stage.chance.uniform(-3, 3) if stage.chance.random() < 0.12 else 0.0
            book = box(thick * 0.94, stage.chance.uniform(0.16, 0.22), tall).turned(lean, "y").moved(x + thick / 2)
            found[str(stage.chance.choice(BINDINGS))].append(book)
        x += thick
    return found


@still(
    "library",
    shows="an old library at night, a green lamp on a desk, an open book, a ladder",
    mood="secret, scholarly",
    indoors=True,
    samples=14,
)
def library(stage: Stage) -> Look:
    stage.air(
        sky=Sky(stops=[(0.0, colour("#0c1220")), (1, colour("#0c1220"))], lights=0.6),
        haze=Haze(0.02, colour("#2a2018"), most=0.7),
    )
    stage.camera((-0.2, -3.4, 1.5), (0.1, 4, 1.62), lens=28, shift=(-0.08, 0.0), focus=4.6, stop=1.6)
    stage.add(box(14, 16, 0.1).moved(0, 4, -0.1), Paint("#3a2417", second="#2d1b11", grain=0.5, roughness=0.35))
    for x in (-3.9, -1.95, 0.0, 1.95, 3.9):
        bookcase(stage, x=x - 0.95, y=5.6, turn=0, width=1.86, shelves=10)
    for k in range(4):
        bookcase(stage, x=4.1, y=4.9 - 1.95 * k, turn=-90, width=1.86, shelves=10)
        bookcase(stage, x=-4.6, y=3.0 - 1.95 * k, turn=90, width=1.86, shelves=10)
    _ladder(stage)
    _desk(stage)
    stage.panel((0.5, 1.0, 4.6), (0.8, 4.5, 1.4), shade="#ffb56a", watts=42, size=(2.5, 2.5))
    stage.panel((-4.0, -2.5, 3.4), (-2, 3.5, 1), shade="#6f8ad0", watts=60, size=(1.2, 2.4))
    return Look(exposure=1.0, bloom=0.16, shadows="#6f7090", highlights="#8c8068", vignette=0.5, contrast=1.05)
