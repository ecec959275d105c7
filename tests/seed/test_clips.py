"""The clips are what their lines say: length, size and codecs, captions, chapters and small pictures."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.seed.mp4 import Mp4, read

SEED = Path(__file__).parents[2] / "seed"
LIMIT_OF_CLIP, LIMIT_OF_ALL = 380_000, 6_000_000
CUE = re.compile(r"(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d\.\d{3})\n([^\n]+)")

Line = dict[str, Any]


def lines_of(kind: str) -> list[Line]:
    texts = [text for file in sorted(SEED.glob("*.jsonl")) for text in file.read_text(encoding="utf-8").splitlines()]
    return [line for line in map(json.loads, texts) if line["type"] == kind]


VIDEOS = lines_of("video")
BY_FILE = {line["file"]: line for line in VIDEOS}


@pytest.fixture(scope="module", params=sorted(BY_FILE))
def clip(request: pytest.FixtureRequest) -> tuple[Line, Mp4]:
    line = BY_FILE[request.param]
    return line, read(SEED / line["file"])


def cues(text: str) -> list[tuple[float, float, str]]:
    return [(int(a) * 60 + float(b), int(c) * 60 + float(d), words) for a, b, c, d, words in CUE.findall(text)]


def test_clip_is_what_its_line_says(clip: tuple[Line, Mp4]) -> None:
    line, file = clip
    assert line["demo_clip"]
    assert file.seconds == pytest.approx(line["duration_seconds"], abs=0.25)
    assert file.codecs == ("avc1", "mp4a")
    assert (file.size, file.profile) == ((960, 540), 100)


def test_clip_plays_while_it_loads_and_is_small(clip: tuple[Line, Mp4]) -> None:
    line, file = clip
    assert file.order.index("moov") < file.order.index("mdat")
    assert (SEED / line["file"]).stat().st_size <= LIMIT_OF_CLIP


def test_captions_are_in_order_within_the_clip_and_differ_by_language(clip: tuple[Line, Mp4]) -> None:
    line, _file = clip
    spoken = {}
    for caption in line["captions"]:
        found = cues((SEED / caption["file"]).read_text(encoding="utf-8"))
        assert len(found) >= 3, caption["file"]
        assert all(start < end <= line["duration_seconds"] for start, end, _ in found), caption["file"]
        assert [start for start, _, _ in found] == sorted(start for start, _, _ in found), caption["file"]
        spoken[caption["language"]] = [words for _, _, words in found]
    assert spoken.keys() >= {"en", "de"}
    assert spoken["en"] != spoken["de"]


def test_chapters_begin_at_the_beginning_and_the_intro_ends_where_the_second_does(clip: tuple[Line, Mp4]) -> None:
    line, _file = clip
    if line["title"] == "big-buck-bunny":
        assert "chapters" not in line  # Five seconds of a film have neither.
        assert "intro" not in line
        return
    starts = [chapter["at"] for chapter in line["chapters"]]
    assert len(starts) >= 3
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert starts[-1] < line["duration_seconds"]
    assert line["intro"] == [0, starts[1]]


def test_every_second_has_its_small_picture_on_the_sheet(clip: tuple[Line, Mp4]) -> None:
    line, _file = clip
    board = line["storyboard"]
    found = cues((SEED / board["map"]).read_text(encoding="utf-8"))
    with Image.open(SEED / board["picture"]) as sheet:
        width, height = sheet.size
    assert found[0][0] == 0
    assert found[-1][1] == pytest.approx(line["duration_seconds"], abs=0.01)
    assert all(end == following for (_, end, _), (following, _, _) in pairwise(found))
    for _, _, place in found:
        name, _, part = place.partition("#xywh=")
        x, y, wide, high = map(int, part.split(","))
        assert name == Path(board["picture"]).name
        assert (wide, high) == (160, 90)
        assert x + wide <= width
        assert y + high <= height


def test_every_film_and_episode_has_a_clip_of_its_own_line() -> None:
    wanted: set[tuple[str, tuple[int, ...]]] = set()
    for title in lines_of("title"):
        parts: list[tuple[int, ...]] = [
            (s["number"], e["number"]) for s in title.get("seasons", []) for e in s["episodes"]
        ]
        wanted |= {(title["id"], part) for part in parts or [()]}
    assert {(line["title"], tuple(line.get("episode", ()))) for line in VIDEOS} == wanted
    assert len(VIDEOS) == len(wanted)


def test_clips_are_many_small_and_none_lies_unused() -> None:
    files = set((SEED / "video").iterdir())
    assert sum(file.stat().st_size for file in files if file.suffix == ".mp4") <= LIMIT_OF_ALL
    named = {line["file"] for line in VIDEOS}
    boards = {name for line in VIDEOS for name in line["storyboard"].values()}
    assert {f"video/{file.name}" for file in files} == named | boards
    assert len(named) >= 15


def test_titles_of_different_genres_show_different_clips() -> None:
    genres: dict[str, set[str]] = {}
    first = {title["id"]: title["genres"][0] for title in lines_of("title")}
    for line in VIDEOS:
        genres.setdefault(line["file"], set()).add(first[line["title"]])
    assert max(len(found) for found in genres.values()) <= 6
    shared = {name: sum(line["file"] == name and "episode" not in line for line in VIDEOS) for name in BY_FILE}
    assert max(shared.values()) <= 20


def test_the_one_real_film_says_whose_it_is() -> None:
    (film,) = [title for title in lines_of("title") if title["id"] == "big-buck-bunny"]
    assert film["attribution"].startswith("(c) copyright Blender Foundation | www.bigbuckbunny.org")
    assert "CC BY 3.0" in film["attribution"]
    assert "Big Buck Bunny" in (SEED / "CREDITS.md").read_text(encoding="utf-8")
