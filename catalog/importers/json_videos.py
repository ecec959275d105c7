"""Lines of the exchange format that describe videos: captions, chapters and storyboards."""

import re
from pathlib import Path
from typing import Any

from catalog.importers.drafts import CaptionDraft, ChapterDraft, StoryboardDraft, VideoDraft
from catalog.importers.json_fields import Fields

LONGEST_SECONDS = 1_000_000
_VIDEO = re.compile(r"video/[a-z0-9.+-]+")


def episode_of(fields: Fields) -> tuple[int, int] | None:
    pair = fields.pair("episode", least=0, most=10_000)
    return None if pair is None else (int(pair[0]), int(pair[1]))


def video(fields: Fields, beside: Path, at: tuple[str, int]) -> VideoDraft:
    mime_type = fields.text("mime_type", most=40, default="video/mp4")
    if not _VIDEO.fullmatch(mime_type):
        raise ValueError("mime_type should look like video/mp4.")
    duration = fields.number("duration_seconds", least=0.1, most=LONGEST_SECONDS)
    if duration is None:
        raise ValueError("duration_seconds is missing.")
    return VideoDraft(
        title=fields.text("title", most=80, required=True),
        kind=fields.choice("kind", ("main", "trailer"), default="main"),
        file=fields.file("file", beside=beside),
        duration_seconds=duration,
        episode=episode_of(fields),
        mime_type=mime_type,
        is_demo_clip=fields.flag("demo_clip", default=False),
        intro=fields.pair("intro", least=0, most=LONGEST_SECONDS),
        captions=fields.list_of("captions", lambda row: _caption(row, beside), most=100),
        chapters=_in_order(fields.list_of("chapters", _chapter, most=500)),
        storyboard=_storyboard(fields.whole_object("storyboard"), beside) if fields.has("storyboard") else None,
        at=at,
    )


def _caption(row: Any, beside: Path) -> CaptionDraft:
    fields = Fields(row, what="captions")
    draft = CaptionDraft(
        language=fields.text("language", most=12, required=True),
        label=fields.text("label", most=60, required=True),
        file=fields.file("file", beside=beside),
        is_for_deaf_and_hard_of_hearing=fields.flag("for_deaf_and_hard_of_hearing", default=False),
    )
    fields.finish()
    return draft


def _chapter(row: Any) -> ChapterDraft:
    fields = Fields(row, what="chapters")
    starts = fields.number("at", least=0, most=LONGEST_SECONDS)
    if starts is None:
        raise ValueError("at is missing.")
    draft = ChapterDraft(starts_seconds=starts, name=fields.text("name", most=80, required=True))
    fields.finish()
    return draft


def _in_order(chapters: tuple[ChapterDraft, ...]) -> tuple[ChapterDraft, ...]:
    starts = [chapter.starts_seconds for chapter in chapters]
    if starts != sorted(set(starts)):
        raise ValueError("chapters should begin one after another.")
    return chapters


def _storyboard(fields: Fields, beside: Path) -> StoryboardDraft:
    draft = StoryboardDraft(picture=fields.file("picture", beside=beside), map=fields.file("map", beside=beside))
    fields.finish()
    return draft
