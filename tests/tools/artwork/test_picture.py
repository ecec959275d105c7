"""Pictures become small files, and are measured."""

import io

import numpy as np
import pytest
from PIL import Image, features

from tools.artwork.picture import KEEP_BELOW, SIZES, dominant_colours, encode, grained, is_warm


@pytest.mark.parametrize("kind", SIZES)
def test_not_even_noise_costs_twice_the_limit_of_its_kind(kind: str) -> None:
    assert features.check("avif")
    noise = np.random.default_rng(3).integers(0, 255, (180, 320, 3), dtype=np.uint8)
    data = encode(Image.fromarray(noise), kind=kind)

    assert len(data) < 2 * KEEP_BELOW[kind]
    assert Image.open(io.BytesIO(data)).size == SIZES[kind]


def test_a_quiet_picture_takes_far_less_than_its_limit() -> None:
    assert len(encode(Image.new("RGB", (1280, 720), "#2f6f8f"), kind="tile")) < KEEP_BELOW["tile"] / 5


def test_the_most_frequent_colour_is_first() -> None:
    picture = Image.new("RGB", (100, 100), "#c4182b")
    picture.paste("#101820", (0, 0, 30, 100))

    assert dominant_colours(picture)[0] == "#c4182b"
    assert is_warm(picture)
    assert not is_warm(Image.new("RGB", (32, 18), "#2f6f8f"))


def test_grain_is_the_same_every_time_and_changes_no_mean() -> None:
    plain = Image.new("RGB", (200, 100), "#808080")
    first, second = grained(plain), grained(plain)

    assert np.array_equal(np.asarray(first), np.asarray(second))
    assert np.asarray(first).mean() == pytest.approx(128, abs=0.6)
    assert np.asarray(first).std() > 1
