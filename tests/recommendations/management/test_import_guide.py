"""The guide's own samples come in as they stand."""

import json
import re
from pathlib import Path

import pytest
from django.conf import LazySettings

from accounts.models import Profile
from catalog.models import Artwork, Chapter, Credit, Episode, Title
from recommendations.models import ListEntry, Rating, WatchProgress
from tests.architecture.test_sizes import ROOT
from tests.factories.catalog import a_picture
from tests.factories.imports import bring

pytestmark = pytest.mark.django_db

GUIDE = (ROOT / "docs" / "how-to" / "import-a-catalogue.md").read_text()
NOT_IMPORTED = {"household"}
"""Made by the demo only; the guide says so."""


def samples() -> list[dict[str, object]]:
    """Every object in the guide's JSON blocks, in order."""
    decoder, found = json.JSONDecoder(), []
    for block in re.findall(r"^```json\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL):
        rest = block.strip()
        while rest:
            item, end = decoder.raw_decode(rest)
            found.append(item)
            rest = rest[end:].strip()
    return found


def test_every_sample_of_the_guide_comes_in(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "data"
    for name in ("artwork", "video", "captions"):
        (folder / name).mkdir(parents=True)
    (folder / "artwork" / "salt-road-mara.avif").write_bytes(a_picture(form="AVIF"))
    (folder / "video" / "clip.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42")
    (folder / "video" / "clip-sheet.avif").write_bytes(a_picture(width=320, height=90, form="AVIF"))
    cue = "WEBVTT\n\n00:00.000 --> 01:00.000\n"
    (folder / "video" / "clip-sheet.vtt").write_text(f"{cue}clip-sheet.avif#xywh=0,0,160,90\n")
    (folder / "captions" / "clip.en.vtt").write_text(f"{cue}Hello.\n")
    lines = [item for item in samples() if item["type"] not in NOT_IMPORTED]
    (folder / "all.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    said = bring(folder)

    assert "line" not in said, said
    assert not re.search(r"title [\w-]+:", said), said
    assert set(Title.objects.values_list("name", flat=True)) == {"The Salt Road", "Tide House"}
    assert set(Credit.objects.values_list("person__name", flat=True)) == {"Mara Oyelaran", "Jon Hale"}
    counts = [model.objects.count() for model in (Episode, Artwork, Chapter, Profile, Rating, WatchProgress, ListEntry)]
    assert counts == [2, 1, 2, 1, 1, 1, 1]


def test_credit_of_nobody_is_named_without_a_line(tmp_path: Path) -> None:
    line = {"type": "title", "id": "salt-road", "name": "Salt", "credits": [{"person": "jon-hale", "role": "director"}]}
    (tmp_path / "all.jsonl").write_text(json.dumps(line), encoding="utf-8")

    said = bring(tmp_path)

    assert "title salt-road: It credits 'jon-hale', and there is no person line with that id." in said
    assert "line 0" not in said
