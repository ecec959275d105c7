"""Styles change how a drawing looks, never its size; the same drawing always comes out the same."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tools.artwork.rendering import RENDERINGS, duotone

INKS = ("#101820", "#c4182b", "#f6f2ea")


@pytest.fixture
def drawing() -> Image.Image:
    picture = Image.new("RGB", (320, 180), "#2f6f8f")
    ImageDraw.Draw(picture).ellipse((180, 30, 300, 150), fill="#ffe3b0")
    ImageDraw.Draw(picture).rectangle((20, 110, 150, 180), fill="#1a0d2e")
    return picture


@pytest.mark.parametrize("style", RENDERINGS)
def test_a_style_makes_another_picture_of_the_same_size_and_always_the_same(style: str, drawing: Image.Image) -> None:
    first, second = (RENDERINGS[style](drawing, INKS) for _time in range(2))

    assert first.size == drawing.size
    assert np.array_equal(np.asarray(first), np.asarray(second))
    assert np.abs(np.asarray(first, dtype=float) - np.asarray(drawing, dtype=float)).mean() > 4


def test_styles_are_told_apart(drawing: Image.Image) -> None:
    styles = [style for name, style in RENDERINGS.items() if name != "wash"]  # Watercolour, but for its frame.
    rendered = [np.asarray(style(drawing, INKS), dtype=float) for style in styles]

    for i, first in enumerate(rendered):
        assert all(np.abs(first - other).mean() > 4 for other in rendered[:i])


def test_a_duotone_is_made_of_its_inks(drawing: Image.Image) -> None:
    pixels = np.asarray(duotone(drawing, INKS))

    assert tuple(pixels[170, 40]) == (0x10, 0x18, 0x20)
    assert tuple(pixels[90, 240]) == (0xF6, 0xF2, 0xEA)


def test_a_wash_is_a_watercolour_without_its_white_frame(drawing: Image.Image) -> None:
    framed, whole = (np.asarray(RENDERINGS[name](drawing, INKS), dtype=float) for name in ("watercolour", "wash"))

    assert framed[2, 2].min() > 230
    assert whole[2, 2].min() < 150
    assert np.array_equal(framed[80:100, 150:170], whole[80:100, 150:170])
