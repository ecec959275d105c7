"""The measure of likeness says alike of what a viewer would confuse, and unlike of what nobody would."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from tools.artwork.alike import ALIKE_BELOW, distance, glance

ARTWORK = Path(__file__).parents[3] / "seed" / "artwork"
WORDS = (0.05, 0.2, 0.4, 0.3)


@pytest.fixture
def picture() -> Image.Image:
    return Image.open(ARTWORK / "thunder-fox-object.avif").convert("RGB")


def lettered(picture: Image.Image, *, box: tuple[float, float, float, float], colour: str) -> Image.Image:
    copy = picture.copy()
    left, top = box[0] * picture.width, box[1] * picture.height
    ImageDraw.Draw(copy).rectangle(
        (left, top, left + box[2] * picture.width, top + box[3] * picture.height), fill=colour
    )
    return copy


def test_a_picture_is_like_itself(picture: Image.Image) -> None:
    assert distance(glance(picture), glance(picture)) == 0


def test_other_words_on_the_same_ground_are_alike(picture: Image.Image) -> None:
    plain = lettered(picture, box=(0.0, 0.0, 0.55, 1.0), colour="#ffb52e")
    words = lettered(plain, box=WORDS, colour="#000000")

    assert distance(glance(plain), glance(words)) > ALIKE_BELOW / 2
    assert distance(glance(plain), glance(words, lettering=WORDS)) < 1


def test_the_same_drawing_in_slightly_other_colours_is_alike(picture: Image.Image) -> None:
    warmer = ImageEnhance.Color(ImageEnhance.Brightness(picture).enhance(1.06)).enhance(0.85)

    assert distance(glance(picture), glance(warmer)) < ALIKE_BELOW


def test_another_drawing_in_the_same_colours_is_not(picture: Image.Image) -> None:
    turned = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)

    assert distance(glance(picture), glance(turned)) > ALIKE_BELOW


def test_another_title_is_not(picture: Image.Image) -> None:
    other = Image.open(ARTWORK / "salt-cartographer-object.avif")

    assert distance(glance(picture), glance(other)) > 3 * ALIKE_BELOW
