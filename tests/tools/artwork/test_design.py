"""Every design can be drawn: all its layers, people and words exist, for every picture of its title."""

from collections import defaultdict
from pathlib import Path

import pytest

from tools.artwork.compose import brush_of, drawing_of
from tools.artwork.design import Design, load
from tools.artwork.elements import draw_layers
from tools.artwork.lettering import EFFECTS, FACES
from tools.artwork.record import words_of
from tools.artwork.rendering import STYLES

DESIGNS = load()
ANY_ICON: dict[str, str] = defaultdict(lambda: '<path fill="currentColor" d="M0,0H512V512H0Z"/>')


@pytest.mark.parametrize("design", DESIGNS.values(), ids=list(DESIGNS))
def test_a_design_can_be_drawn(design: Design) -> None:
    for variant in design.variants():
        brush = brush_of(design, variant=variant, icons=ANY_ICON)
        assert drawing_of(design, variant=variant, brush=brush).startswith("<")
        assert str(design.of(variant, "style", "print")).split()[0] in STYLES
        assert design.of(variant, "face") in FACES
        assert design.of(variant, "effect", "plain") in EFFECTS
        for words in ("objects", "moods", "genres", "alt"):
            assert words_of(design, variant=variant, key=words)


def test_the_same_seed_draws_the_same() -> None:
    drawings = [
        drawing_of(d, variant="scene", brush=brush_of(d, variant="scene", icons=ANY_ICON))
        for d in [DESIGNS["thunder-fox"]] * 2
    ]

    assert drawings[0] == drawings[1]


def test_a_layer_that_nothing_can_draw_is_named() -> None:
    brush = brush_of(DESIGNS["thunder-fox"], variant="scene", icons=ANY_ICON)

    with pytest.raises(ValueError, match="moonn 1 2 3"):
        draw_layers(["moonn 1 2 3"], brush=brush)


def test_a_person_has_one_look_in_one_file() -> None:
    seen: dict[str, str] = {}
    for file in sorted((Path(__file__).parents[3] / "tools/artwork/people").glob("*.toml")):
        for text in file.read_text(encoding="utf-8").splitlines():
            if text.startswith("["):
                assert seen.setdefault(text, file.name) == file.name, text
