"""The seed's pictures: complete, small, described, true to what the generator wrote down, and unlike each other."""

import hashlib
import re
from collections import defaultdict
from typing import Any

import pytest
from PIL import Image

from tests.seed.conftest import SEED, Line
from tools.artwork.alike import ALIKE_BELOW, Glance, glance, nearest

KINDS_OF_PICTURE = {
    ("tile", "scene"), ("tile", "object"), ("tile", "lead"), ("tile", "second"), ("billboard", "billboard"),
    ("poster", "poster"),
}  # fmt: skip
SIZES = {"tile": (640, 360), "billboard": (1280, 720), "poster": (480, 720)}
LIMITS = {"tile": 14 * 1024, "billboard": 42 * 1024, "poster": 16 * 1024}
LIMIT_OF_PICTURE = 60 * 1024
FACE_MAY_BE_COVERED, MOTIF_MAY_BE_COVERED = 0.02, 0.2
PORTRAITS_ALIKE_BELOW = 6.0
"""Portraits share the place of the head, so that less of them can differ than of scenes."""

Box = list[float]


def test_every_title_has_its_pictures(lines: dict[str, list[Line]], titles: dict[str, Line]) -> None:
    pictures: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in lines["artwork"]:
        pictures[line["title"]].add((line["kind"], line["key"]))
    assert {title: KINDS_OF_PICTURE - pictures[title] for title in titles if KINDS_OF_PICTURE - pictures[title]} == {}
    assert set(pictures) == set(titles)


def test_every_picture_has_its_size_and_is_small(lines: dict[str, list[Line]]) -> None:
    for line in lines["artwork"]:
        size = (SEED / line["file"]).stat().st_size
        assert size <= min(LIMITS[line["kind"]], LIMIT_OF_PICTURE), line["file"]
        with Image.open(SEED / line["file"]) as picture:
            assert picture.size == SIZES[line["kind"]], line["file"]


def test_pictures_are_those_that_the_generator_drew(
    lines: dict[str, list[Line]], titles: dict[str, Line], drawn: dict[str, Any]
) -> None:
    """All but those of a film that is somebody else's, which says whose."""
    known = {entry["line"]["file"]: entry for entry in drawn.values()}
    ours = [line for line in lines["artwork"] if not titles[line["title"]].get("attribution")]
    assert set(known) == {line["file"] for line in ours}
    for line in ours:
        data, entry = (SEED / line["file"]).read_bytes(), known[line["file"]]
        assert hashlib.sha256(data).hexdigest() == entry["line"]["checksum"], line["file"]
        assert entry["size"] == [*SIZES[line["kind"]], len(data)], line["file"]
        assert line == {name: value for name, value in entry["line"].items() if name != "checksum"}, line["file"]


def test_no_picture_lies_about_without_a_line(lines: dict[str, list[Line]]) -> None:
    files = {f"artwork/{file.name}" for file in (SEED / "artwork").iterdir()}
    assert files == {line["file"] for line in lines["artwork"]}


def test_labels_refer_to_what_exists(lines: dict[str, list[Line]], titles: dict[str, Line]) -> None:
    moods, genres = ({line["name"] for line in lines[kind]} for kind in ("mood", "genre"))
    for line in lines["artwork"]:
        labels, title = line["labels"], titles[line["title"]]
        assert labels["objects"], line["file"]
        assert set() < set(labels["moods"]) <= moods, line["file"]
        assert set() < set(labels["genres"]) <= genres, line["file"]
        assert set(labels["genres"]) <= set(title["genres"]), line["file"]
        assert set(labels["people"]) <= {credit["person"] for credit in title["credits"]}, line["file"]


def test_pictures_are_described(lines: dict[str, list[Line]]) -> None:
    for line in lines["artwork"]:
        assert 15 <= len(line["alternative_text"]) <= 300, line["file"]
        assert re.fullmatch("#[0-9a-f]{6}", line["dominant_colour"]), line["file"]
        assert all(0 <= share <= 1 for share in line["focal_point"]), line["file"]


def test_who_is_in_a_picture_is_who_was_drawn(drawn: dict[str, Any]) -> None:
    for name, entry in drawn.items():
        people = {figure["person"] for figure in entry["figures"] if figure["person"]}
        assert people == set(entry["line"]["labels"]["people"]), name
        assert all(_area(figure["face"]) > 0 for figure in entry["figures"]), name


def test_lettering_covers_no_face(drawn: dict[str, Any]) -> None:
    covered = {
        name: round(_shared(figure["face"], entry["lettering"]) / _area(figure["face"]), 2)
        for name, entry in drawn.items()
        for figure in entry["figures"]
        if entry["lettering"]
    }
    assert {name: share for name, share in covered.items() if share > FACE_MAY_BE_COVERED} == {}


def test_lettering_covers_little_of_any_motif(drawn: dict[str, Any]) -> None:
    """A duo and a lead stand before the motifs, which are only ground there."""
    covered = {
        f"{name} {motif['what']}": round(_shared(motif["box"], entry["lettering"]) / _area(motif["box"]), 2)
        for name, entry in drawn.items()
        for motif in entry["motifs"]
        if entry["lettering"] and entry["line"]["key"] in ("scene", "object", "poster") and _area(motif["box"])
    }
    assert {name: share for name, share in covered.items() if share > MOTIF_MAY_BE_COVERED} == {}


def _area(box: Box) -> float:
    return box[2] * box[3]


def _shared(first: Box, second: Box) -> float:
    """The area that both boxes cover, as a share of the picture."""
    wide = min(first[0] + first[2], second[0] + second[2]) - max(first[0], second[0])
    high = min(first[1] + first[3], second[1] + second[3]) - max(first[1], second[1])
    return max(0.0, wide) * max(0.0, high)


@pytest.fixture(scope="module")
def glances(drawn: dict[str, Any]) -> dict[str, Glance]:
    return {
        name: glance(Image.open(SEED / entry["line"]["file"]), lettering=entry["lettering"])
        for name, entry in drawn.items()
    }


def test_no_two_scenes_or_objects_look_alike(glances: dict[str, Glance]) -> None:
    shown = {name: seen for name, seen in glances.items() if name.endswith(("-scene", "-object"))}
    assert [pair for pair in nearest(shown) if pair[0] < ALIKE_BELOW] == []


def test_no_two_posters_look_alike(glances: dict[str, Glance]) -> None:
    shown = {name: seen for name, seen in glances.items() if name.endswith("-poster")}
    assert [pair for pair in nearest(shown) if pair[0] < ALIKE_BELOW] == []


def test_no_two_portraits_look_alike(glances: dict[str, Glance]) -> None:
    shown = {name: seen for name, seen in glances.items() if name.endswith(("-lead", "-second"))}
    assert [pair for pair in nearest(shown) if pair[0] < PORTRAITS_ALIKE_BELOW] == []
