"""The exchange format: what it may say, and how it refuses the rest."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from accounts.device_kinds import DeviceKind
from catalog.importers.drafts import (
    SCREENS,
    ArtworkDraft,
    PlayDraft,
    RatingDraft,
    RowError,
    SubjectDraft,
    TitleDraft,
    UnreadableFile,
    ViewerDraft,
)
from catalog.importers.json_lines import JsonLines
from tests.factories.catalog import a_picture

AT = "2026-05-02T20:11:00Z"


def written(path: Path, *lines: Any) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    (path / "data.jsonl").write_text("\n".join(texts), encoding="utf-8", errors="surrogatepass")
    return path


def drafts(path: Path) -> list[Any]:
    return [*JsonLines().catalogue(path), *JsonLines().history(path)]


def of(path: Path, kind: type[Any]) -> list[Any]:
    return [draft for draft in drafts(path) if isinstance(draft, kind)]


def test_a_title_says_all_it_knows(tmp_path: Path) -> None:
    row = {
        "type": "title", "id": "salt-road", "name": " The Salt Road ", "kind": "series", "year": 2024, "maturity": 13,
        "genres": ["Drama", "Drama"], "availability": [{"country": "gb", "from": AT, "until": None}],
        "credits": [{"person": "mara", "role": "actor", "character": "Idris"}], "added_at": "2026-05-02T22:11:00+02:00",
        "seasons": [{"number": 1, "episodes": [{"number": 1, "name": "The Lamp", "aired_on": "2025-09-01"}]}],
    }  # fmt: skip

    (title,) = of(written(tmp_path, row), TitleDraft)

    assert (title.name, title.kind, title.year, title.maturity, title.genres) == (
        "The Salt Road", "series", 2024, 13, ("Drama",),
    )  # fmt: skip
    assert title.added_at == datetime(2026, 5, 2, 20, 11, tzinfo=UTC)
    assert title.windows[0].country == "GB"
    assert title.credits[0].billing == -1
    assert title.seasons[0].episodes[0].name == "The Lamp"


def test_a_title_that_says_little_suits_adults_everywhere(tmp_path: Path) -> None:
    (title,) = of(written(tmp_path, {"type": "title", "id": "a", "name": "A"}), TitleDraft)

    assert (title.maturity, title.windows, title.is_published, title.kind) == (18, None, True, "film")


def test_history_is_read_with_its_own_times(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {"type": "viewer", "id": "noor", "name": "Noor", "kids": True},
        {"type": "rating", "viewer": "noor", "title": "a", "thumb": "two_up", "at": AT},
        {"type": "rating", "viewer": "noor", "title": "b", "value": 0.5, "at": AT},
        {"type": "play", "viewer": "noor", "title": "a", "position_seconds": 96, "duration_seconds": 100, "at": AT},
        {**PLAY, "device": "tv"},
    )

    assert [(viewer.ceiling, viewer.is_kids) for viewer in of(path, ViewerDraft)] == [(10, True)]
    assert [(rating.value, rating.at) for rating in of(path, RatingDraft)] == [(5.0, 1777752660), (0.5, 1777752660)]
    play, on_tv = of(path, PlayDraft)
    assert (play.completed, play.watched_seconds, play.started_at, play.device) == (True, 96.0, play.at, "")
    assert on_tv.device == "tv"


def test_every_screen_that_is_told_apart_can_be_brought_in() -> None:
    assert sorted(SCREENS) == sorted(DeviceKind.values)


def test_a_subject_fixes_its_slug(tmp_path: Path) -> None:
    (genre,) = of(written(tmp_path, {"type": "genre", "slug": "sci-fi", "name": "Science fiction"}), SubjectDraft)

    assert (genre.key, genre.name) == ("sci-fi", "Science fiction")


def test_byte_order_mark_empty_lines_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    line = json.dumps({"type": "title", "id": "a", "name": "A"})
    (tmp_path / "data.jsonl").write_bytes(f"\ufeff{line}\r\n\r\n   \r\n".encode())

    assert [title.id for title in of(tmp_path, TitleDraft)] == ["a"]
    assert of(tmp_path, RowError) == []


def test_the_source_is_said_or_taken_from_the_name(tmp_path: Path) -> None:
    assert JsonLines().source(written(tmp_path, {"type": "about", "source": "mine_1"})) == "mine_1"
    (tmp_path / "data.jsonl").unlink()
    (tmp_path / "My Films!.jsonl").write_text('{"type": "title", "id": "a", "name": "A"}', encoding="utf-8")
    assert JsonLines().source(tmp_path / "My Films!.jsonl") == "my-films"


@pytest.mark.parametrize("about", [{"source": ""}, {"source": "a b"}, {"source": "x" * 41}, {"source": 7}, {"x": 1}])
def test_an_about_line_that_says_nonsense_is_refused_whole(about: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"^data\.jsonl: "):
        JsonLines().source(written(tmp_path, {"type": "about", **about}))


TITLE = {"type": "title", "id": "a", "name": "A"}
RATING = {"type": "rating", "viewer": "v", "title": "a", "value": 3, "at": AT}
PLAY = {"type": "play", "viewer": "v", "title": "a", "position_seconds": 1, "duration_seconds": 2, "at": AT}
ARTWORK = {"type": "artwork", "title": "a", "key": "k", "file": "ok.png"}
VIDEO = {"type": "video", "title": "a", "file": "ok.png", "duration_seconds": 6}


@pytest.mark.parametrize(
    "line",
    [
        "{", "null", "[]", "42", '"text"', "{}", '{"type": 7}', '{"type": ["title"]}', '{"type": "titel"}',
        "[" * 100_000, '{"a":' * 5000 + "1" + "}" * 5000, '{"type": "title", "year": NaN}', "\x00",
        {**TITLE, "name": 7}, {**TITLE, "name": ""}, {**TITLE, "name": "x" * 201}, {**TITLE, "id": "x" * 81},
        {**TITLE, "id": None}, {**TITLE, "name": "a\x00b"}, '{"type": "title", "id": "a", "name": "\\ud800"}',
        {**TITLE, "year": "1999"}, {**TITLE, "year": 1999.5}, {**TITLE, "year": -1}, {**TITLE, "year": True},
        {**TITLE, "year": 10**400}, '{"type": "title", "id": "a", "name": "A", "year": 1e999}',
        {**TITLE, "maturity": 12}, {**TITLE, "kind": "opera"}, {**TITLE, "genres": "Drama"},
        {**TITLE, "genres": [7]}, {**TITLE, "genres": ["x" * 81]}, {**TITLE, "genres": ["\x00"]},
        {**TITLE, "genres": ["g"] * 201}, {**TITLE, "availability": [{"from": AT, "until": AT}]},
        {**TITLE, "availability": [7]}, {**TITLE, "availability": [{}]}, {**TITLE, "added_at": "2026-05-02"},
        {**TITLE, "added_at": "2026-13-45T99:99:99Z"}, {**TITLE, "added_at": "0001-01-01T00:00:00+14:00"},
        {**TITLE, "added_at": "9999-12-31T23:59:59-14:00"}, {**TITLE, "credits": [{"person": "p", "role": "x"}]},
        {**TITLE, "seasons": [{"episodes": []}]}, {**TITLE, "misspelt": 1}, {**TITLE, "published": "yes"},
        '{"type": "title", "id": "a", "name": "A", "\\ud800": 1}',
        {"type": "genre", "name": "!!!"}, {"type": "genre", "slug": "a b/c", "name": "A"},
        {"type": "person", "id": "p", "name": "P", "born_on": "yesterday"},
        {**RATING, "value": 0}, {**RATING, "value": 6}, {**RATING, "value": None}, {**RATING, "thumb": "up"},
        {**RATING, "value": None, "thumb": "sideways"}, {**RATING, "at": 1777752660}, {**RATING, "viewer": ""},
        {**PLAY, "position_seconds": 3}, {**PLAY, "started_at": "2027-01-01T00:00:00Z"}, {**PLAY, "episode": [1]},
        {**PLAY, "duration_seconds": None}, {**PLAY, "episode": ["a", "b"]}, {**PLAY, "device": "fridge"},
        {"type": "viewer", "id": "v", "name": "V", "kids": True, "maturity": 18},
        {"type": "viewer", "id": "v", "name": "x" * 41},
        {**ARTWORK, "file": "../outside.png"}, {**ARTWORK, "file": "/etc/hostname"}, {**ARTWORK, "file": "link.png"},
        {**ARTWORK, "file": "loop.png"}, {**ARTWORK, "file": "missing.png"}, {**ARTWORK, "file": "."},
        {**ARTWORK, "file": "x" * 290}, {**ARTWORK, "file": "a\x00.png"}, {**ARTWORK, "key": "///"},
        {**ARTWORK, "dominant_colour": "red"}, {**ARTWORK, "focal_point": [2, 0]}, {**ARTWORK, "focal_point": [0.5]},
        {**ARTWORK, "labels": {"smells": ["x"]}}, {**ARTWORK, "labels": []}, {**ARTWORK, "labels": {"moods": [[]]}},
        {**VIDEO, "duration_seconds": 0}, {**VIDEO, "mime_type": "text/html"}, {**VIDEO, "kind": "opera"},
        {**VIDEO, "captions": [{"language": "en"}]},
    ],
)  # fmt: skip
def test_a_broken_line_is_told_with_file_and_line(line: Any, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "outside.png").write_bytes(a_picture())
    (inside / "ok.png").write_bytes(a_picture())
    (inside / "link.png").symlink_to(tmp_path / "outside.png")
    (inside / "loop.png").symlink_to(inside / "loop.png")
    written(inside, {"type": "title", "id": "good", "name": "Good"}, line, {**ARTWORK, "title": "good"})

    errors = of(inside, RowError)

    assert [(error.file, error.line) for error in errors] == [("data.jsonl", 2)]
    assert errors[0].sentence.endswith(".")
    errors[0].sentence.encode()
    assert [title.id for title in of(inside, TitleDraft)] == ["good"]
    assert len(of(inside, ArtworkDraft)) == 1


@pytest.mark.parametrize("content", [b"\xff\xfe{\x00", b"\x1f\x8b\x08gz", '{"name": "é"}'.encode("latin-1")])
def test_a_file_that_is_not_utf_8_is_refused_whole(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "data.jsonl").write_bytes(content)

    with pytest.raises(UnreadableFile, match="line 1 is not UTF-8 text"):
        drafts(tmp_path)


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"has no file that ends in \.jsonl"):
        drafts(tmp_path)
