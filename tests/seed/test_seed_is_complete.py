"""The seed in seed/ is complete, consistent and small; read straight from its files."""

import re
from collections import Counter
from typing import Any

from tests.seed.conftest import SEED, Line

LIMIT_OF_SEED = 20 * 1024 * 1024


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


def test_every_silhouette_is_credited(drawn: dict[str, Any]) -> None:
    credits_page = (SEED / "CREDITS.md").read_text(encoding="utf-8")
    used = {icon for entry in drawn.values() for icon in entry["icons"]}
    assert {icon for icon in used if not re.search(rf"[ ,]{icon}[, ]", credits_page)} == set()
