"""Small data sets of our own, in two formats, in a folder that media may be written beside."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test.utils import override_settings

from tests.factories.catalog import a_picture


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Any:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield tmp_path / "media"


@pytest.fixture
def small_ml(tmp_path: Path) -> Path:
    folder = tmp_path / "ml-small"
    folder.mkdir()
    movies = ["1,Alien (1979),Horror|Sci-Fi", '2,"Matrix, The (1999)",Action|Sci-Fi', "3,Babe (1995),Children"]
    (folder / "movies.csv").write_text("movieId,title,genres\n" + "\n".join(movies), encoding="utf-8")
    ratings = ["7,1,4.0,978300760", "7,2,5.0,978300761", "8,2,0.5,978300700", "8,3,3.5,978300800"]
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n" + "\n".join(ratings), encoding="utf-8")
    return folder


@pytest.fixture
def originals(tmp_path: Path) -> Callable[..., Path]:
    """A folder of the exchange format with pictures, series and every kind of history, and the lines given."""

    def make(*lines: dict[str, Any]) -> Path:
        folder = tmp_path / "originals"
        folder.mkdir(exist_ok=True)
        (folder / "scene.png").write_bytes(a_picture())
        (folder / "clip.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42")
        episodes = [{"number": 1, "name": "The Lamp"}, {"number": 2, "name": "The Tide"}]
        at = {"viewer": "noor", "at": "2026-05-02T20:11:00Z"}
        every = [
            {"type": "about", "source": "originals"},
            {"type": "person", "id": "mara", "name": "Mara Oyelaran"},
            {"type": "title", "id": "salt", "name": "Salt", "year": 2024, "maturity": 7, "moods": ["Warm"],
             "credits": [{"person": "mara", "role": "actor"}], "genres": ["Drama"]},
            {"type": "title", "id": "tide", "name": "Tide", "kind": "series",
             "seasons": [{"number": 1, "episodes": episodes}]},
            {"type": "artwork", "title": "salt", "key": "scene", "file": "scene.png", "labels": {"people": ["mara"]}},
            {"type": "video", "title": "salt", "file": "clip.mp4", "duration_seconds": 6},
            {"type": "viewer", "id": "noor", "name": "Noor", "simulated": True},
            {"type": "rating", "title": "salt", "thumb": "up", **at},
            {"type": "play", "title": "tide", "episode": [1, 2], "position_seconds": 5, "duration_seconds": 9, **at},
            {"type": "list", "title": "tide", **at},
            {"type": "hidden", "title": "salt", **at},
            *lines,
        ]  # fmt: skip
        (folder / "data.jsonl").write_text("\n".join(map(json.dumps, every)), encoding="utf-8")
        return folder

    return make
