"""Chapters, storyboards and attributions come in with their videos, change with them, and stay the same otherwise."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from catalog.models import Chapter, Storyboard, Title
from tests.factories.catalog import a_picture
from tests.factories.imports import bring

pytestmark = pytest.mark.django_db

TITLE = {"type": "title", "id": "salt-road", "name": "The Salt Road", "attribution": "(c) Somebody, CC BY 3.0"}
VIDEO = {
    "type": "video", "title": "salt-road", "file": "clip.mp4", "duration_seconds": 18,
    "chapters": [{"at": 0, "name": "Opening"}, {"at": 6, "name": "The caravan"}],
    "storyboard": {"picture": "sheet.png", "map": "sheet.vtt"},
}  # fmt: skip
MAP = "WEBVTT\n\n00:00.000 --> 00:09.000\nsheet.png#xywh=0,0,160,90\n"


@pytest.fixture
def folder(tmp_path: Path, settings: LazySettings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    found = tmp_path / "data"
    found.mkdir()
    (found / "clip.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42")
    (found / "sheet.png").write_bytes(a_picture(width=320, height=90))
    (found / "sheet.vtt").write_text(MAP, encoding="utf-8")
    return found


def say(folder: Path, *lines: dict[str, Any]) -> None:
    (folder / "data.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


def chapters() -> list[tuple[float, str]]:
    return list(Chapter.objects.values_list("starts_seconds", "name"))


def test_they_come_in_and_a_second_time_changes_nothing(folder: Path) -> None:
    say(folder, TITLE, VIDEO)

    bring(folder)
    kept = list(Chapter.objects.values_list("pk", flat=True))
    bring(folder)

    assert chapters() == [(0, "Opening"), (6, "The caravan")]
    assert list(Chapter.objects.values_list("pk", flat=True)) == kept
    board = Storyboard.objects.get()
    assert str(board.picture.name).endswith(".png")
    with board.map.open("rb") as file:
        assert file.read().decode() == MAP
    assert Title.objects.get().attribution == "(c) Somebody, CC BY 3.0"


def test_chapters_are_replaced_as_a_set(folder: Path) -> None:
    say(folder, TITLE, VIDEO)
    bring(folder)

    say(folder, TITLE, {**VIDEO, "chapters": [{"at": 1, "name": "All of it"}]})
    bring(folder)

    assert chapters() == [(1, "All of it")]


@pytest.mark.parametrize(("name", "content"), [("sheet.vtt", b"no map"), ("sheet.png", b"<svg/>")])
def test_storyboard_that_cannot_be_used_is_an_error_of_its_row(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    say(folder, TITLE, VIDEO)

    said = bring(folder, "--dry-run")

    assert "data.jsonl, line 2" in said
