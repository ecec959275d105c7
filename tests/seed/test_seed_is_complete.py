"""The seed in seed/ is complete, consistent and small; read straight from its files."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seed"
KINDS_OF_PICTURE = {("tile", "scene"), ("tile", "object"), ("tile", "lead"), ("billboard", "billboard")}
SIZES = {"tile": (640, 360), "billboard": (1280, 720), "poster": (480, 720)}
LIMIT_OF_PICTURE, LIMIT_OF_SEED = 60 * 1024, 20 * 1024 * 1024

Line = dict[str, Any]


@pytest.fixture(scope="module")
def lines() -> dict[str, list[Line]]:
    by_type: dict[str, list[Line]] = defaultdict(list)
    for file in sorted(SEED.glob("*.jsonl")):
        for text in file.read_text(encoding="utf-8").splitlines():
            line = json.loads(text)
            by_type[line["type"]].append(line)
    return by_type


def _drawn() -> dict[str, Any]:
    """What the generator wrote down about every picture, all groups together."""
    drawn: dict[str, Any] = {}
    for file in sorted((ROOT / "tools/artwork/manifest").glob("*.json")):
        drawn |= json.loads(file.read_text(encoding="utf-8"))
    return drawn


@pytest.fixture(scope="module")
def titles(lines: dict[str, list[Line]]) -> dict[str, Line]:
    return {line["id"]: line for line in lines["title"]}


def test_there_are_thirty_titles_of_both_kinds(lines: dict[str, list[Line]], titles: dict[str, Line]) -> None:
    assert len(titles) == len(lines["title"]) >= 30
    assert min(Counter(title["kind"] for title in titles.values()).values()) >= 10


def test_every_title_has_words_worth_reading(titles: dict[str, Line]) -> None:
    for title in titles.values():
        assert 0 < len(title["tagline"]) <= 200, title["id"]
        assert 60 <= len(title["short_synopsis"]) <= 300, title["id"]
        assert len(title["synopsis"]) >= 200, title["id"]
        assert title["maturity_advice"], title["id"]
        assert len(title["genres"]) in (2, 3), title["id"]
        assert len(title["moods"]) == 3, title["id"]


def test_every_credit_names_a_person_and_every_title_has_a_maker(
    lines: dict[str, list[Line]], titles: dict[str, Line]
) -> None:
    people = {person["id"] for person in lines["person"]}
    for title in titles.values():
        assert {credit["person"] for credit in title["credits"]} <= people, title["id"]
        assert {credit["role"] for credit in title["credits"]} & {"director", "creator"}, title["id"]


def test_every_series_has_episodes_with_synopses(titles: dict[str, Line]) -> None:
    for title in titles.values():
        episodes = [episode for season in title.get("seasons", []) for episode in season["episodes"]]
        assert bool(episodes) == (title["kind"] == "series"), title["id"]
        assert all(episode["name"] and episode["synopsis"] for episode in episodes), title["id"]


def test_every_genre_has_enough_titles_for_a_row_and_is_declared(
    lines: dict[str, list[Line]], titles: dict[str, Line]
) -> None:
    used = Counter(genre for title in titles.values() for genre in title["genres"])
    assert set(used) == {genre["name"] for genre in lines["genre"]}
    assert min(used.values()) >= 3
    assert {mood for title in titles.values() for mood in title["moods"]} == {mood["name"] for mood in lines["mood"]}


def test_there_is_enough_for_children_and_something_for_adults_only(titles: dict[str, Line]) -> None:
    assert sum(title["maturity"] <= 10 for title in titles.values()) >= 7
    assert any(title["maturity"] == 18 for title in titles.values())


def test_every_title_has_its_pictures(lines: dict[str, list[Line]], titles: dict[str, Line]) -> None:
    pictures: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in lines["artwork"]:
        pictures[line["title"]].add((line["kind"], line["key"]))
    assert set(pictures) == set(titles)
    for title, found in pictures.items():
        assert found >= KINDS_OF_PICTURE, title


def test_every_picture_has_its_size_and_is_small(lines: dict[str, list[Line]]) -> None:
    for line in lines["artwork"]:
        file = SEED / line["file"]
        assert file.stat().st_size <= LIMIT_OF_PICTURE, line["file"]
        with Image.open(file) as picture:
            assert picture.size == SIZES[line["kind"]], line["file"]


def test_pictures_are_those_that_the_generator_drew(lines: dict[str, list[Line]]) -> None:
    drawn = _drawn()
    checksums = {entry["line"]["file"]: entry["line"]["checksum"] for entry in drawn.values()}
    for line in lines["artwork"]:
        assert hashlib.sha256((SEED / line["file"]).read_bytes()).hexdigest() == checksums[line["file"]], line["file"]


def test_no_two_pictures_are_the_same(lines: dict[str, list[Line]]) -> None:
    assert len({(SEED / line["file"]).read_bytes() for line in lines["artwork"]}) == len(lines["artwork"])


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


def test_everything_that_plays_has_a_labelled_demo_clip_with_captions(
    lines: dict[str, list[Line]], titles: dict[str, Line]
) -> None:
    clips = {(line["title"], tuple(line.get("episode", ()))) for line in lines["video"] if line["kind"] == "main"}
    for title in titles.values():
        parts: list[tuple[int, ...]] = [
            (s["number"], e["number"]) for s in title.get("seasons", []) for e in s["episodes"]
        ]
        assert {(title["id"], part) for part in parts or [()]} <= clips, title["id"]
    for line in lines["video"]:
        assert line["demo_clip"]
        assert (SEED / line["file"]).stat().st_size < 900 * 1024
        assert {caption["language"] for caption in line["captions"]} >= {"en", "de"}
        assert all(
            (SEED / caption["file"]).read_text(encoding="utf-8").startswith("WEBVTT") for caption in line["captions"]
        )


def test_everything_that_was_done_was_done_by_somebody_to_something(
    lines: dict[str, list[Line]], titles: dict[str, Line]
) -> None:
    viewers = {viewer["id"]: viewer for viewer in lines["viewer"]}
    assert all(viewer["simulated"] for viewer in viewers.values())
    as_of = lines["about"][0]["as_of"]
    for line in [*lines["rating"], *lines["play"], *lines["list"], *lines["hidden"]]:
        assert line["title"] in titles, line
        assert line["at"] < as_of, line
        allowed = viewers[line["viewer"]]["maturity"] >= titles[line["title"]]["maturity"]
        assert allowed or line["type"] == "hidden", line


def test_the_seed_is_small(lines: dict[str, list[Line]]) -> None:
    assert sum(file.stat().st_size for file in SEED.rglob("*") if file.is_file()) < LIMIT_OF_SEED


def test_every_silhouette_is_credited() -> None:
    drawn = _drawn()
    credits_page = (SEED / "CREDITS.md").read_text(encoding="utf-8")
    used = {icon for entry in drawn.values() for icon in entry["icons"]}
    assert {icon for icon in used if not re.search(rf"[ ,]{icon}[, ]", credits_page)} == set()
