"""What a video line may say of chapters and storyboards, and how it refuses the rest."""

from pathlib import Path
from typing import Any

import pytest

from catalog.importers.drafts import ChapterDraft, RowError, VideoDraft
from tests.catalog.importers.test_json_lines import of, written

VIDEO = {"type": "video", "title": "a", "file": "clip.mp4", "duration_seconds": 18}
STORYBOARD = {"picture": "sheet.avif", "map": "sheet.vtt"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("clip.mp4", "sheet.avif", "sheet.vtt"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def test_video_says_its_chapters_and_its_storyboard(folder: Path) -> None:
    row = {
        **VIDEO,
        "chapters": [{"at": 0, "name": "Opening"}, {"at": 6.5, "name": "The end"}],
        "storyboard": STORYBOARD,
    }

    (video,) = of(written(folder, row), VideoDraft)

    assert video.chapters == (
        ChapterDraft(starts_seconds=0.0, name="Opening"),
        ChapterDraft(starts_seconds=6.5, name="The end"),
    )
    assert video.storyboard is not None
    assert (video.storyboard.picture.name, video.storyboard.map.name) == ("sheet.avif", "sheet.vtt")


def test_video_without_them_has_none(folder: Path) -> None:
    (video,) = of(written(folder, VIDEO), VideoDraft)

    assert (video.chapters, video.storyboard) == ((), None)


@pytest.mark.parametrize(
    "changed",
    [
        {"chapters": [{"at": 0}]}, {"chapters": [{"name": "Opening"}]}, {"chapters": [{"at": -1, "name": "Opening"}]},
        {"chapters": [{"at": 5, "name": "B"}, {"at": 0, "name": "A"}]}, {"chapters": "Opening"},
        {"chapters": [{"at": 5, "name": "B"}, {"at": 5, "name": "A"}]}, {"chapters": [{"at": 0, "name": "x" * 81}]},
        {"chapters": [{"at": 0, "name": "A", "ends": 3}]}, {"storyboard": "sheet.avif"},
        {"storyboard": {"picture": "sheet.avif"}}, {"storyboard": {**STORYBOARD, "map": "../sheet.vtt"}},
        {"storyboard": {**STORYBOARD, "columns": 10}},
    ],
)  # fmt: skip
def test_nonsense_is_refused_with_its_line(changed: dict[str, Any], folder: Path) -> None:
    path = written(folder, {**VIDEO, **changed})

    assert of(path, VideoDraft) == []
    (error,) = of(path, RowError)
    assert (error.file, error.line) == ("data.jsonl", 1)
