"""A person looks the same in every part; a part changes only what it says."""

import pytest

from tools.artwork.figure.portrait import CLOTHES as WARDROBE
from tools.artwork.figure.portrait import STYLES as HAIR
from tools.artwork.figure.portrait import portrait
from tools.artwork.look import CLOTHES, POSES, STYLES, Look

PERSON = {"skin": "#b9774a", "hair": "#2a1710", "face": "long", "glasses": "round", "worn": ["pearls"]}


def test_what_a_person_always_wears_is_worn_in_every_part() -> None:
    look = Look.of(PERSON, {"clothes": "suit", "worn": ["fedora"]}, gaze="left")

    assert (look.skin, look.face, look.glasses, look.clothes) == ("#b9774a", "long", "round", "suit")
    assert look.worn == ("pearls", "fedora")
    assert look.gaze == "left"


def test_a_part_may_change_a_beard() -> None:
    assert Look.of(PERSON | {"beard": "full"}, {"beard": "none"}, gaze="right").beard == "none"


@pytest.mark.parametrize(
    "part", [{"clothes": "tabard"}, {"worn": ["fedorra"]}, {"mood": "happy"}, {"colour": "#ffffff"}, {"pose": "back"}]
)
def test_a_typing_error_does_not_draw_somebody_else(part: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"no|No|Nothing"):
        Look.of(PERSON, part, gaze="right")


def test_every_word_of_hair_and_clothes_is_drawn() -> None:
    assert set(STYLES) == set(HAIR)
    assert set(CLOTHES) == set(WARDROBE)


def test_every_style_of_hair_and_pose_draws_another_head() -> None:
    heads = {
        portrait(Look(skin="#b9774a", hair="#2a1710", style=style, pose=pose), shade="#20103a", name="n").svg
        for style in STYLES
        for pose in ("front", "turned")
    }
    assert len(heads) == 2 * len(STYLES)
    assert len(
        {portrait(Look(skin="#b9774a", hair="#2a1710", pose=pose), shade="#20103a", name="n").svg for pose in POSES}
    ) == len(POSES)


def test_the_face_is_where_the_figure_says_and_mirrors_with_it() -> None:
    right = portrait(Look(skin="#b9774a", hair="#2a1710"), shade="#20103a", name="n")
    left = portrait(Look(skin="#b9774a", hair="#2a1710", gaze="left"), shade="#20103a", name="n")
    x, y, width, height = right.face

    assert right.face == left.face
    assert x + width / 2 == pytest.approx(300)
    assert 0 < y < 256 < y + height < 500
