"""Videos of an import, with their captions, chapters and storyboards."""

from django.core.files.base import File

from catalog.importers.drafts import CaptionDraft, ChapterDraft, StoryboardDraft, VideoDraft
from catalog.importers.keep import CHANGED, UNCHANGED, keep_row, stored
from catalog.importers.merge import Merged
from catalog.models import Caption, Chapter, Episode, Storyboard, VideoSource
from catalog.webvtt import check_map, sheet_type_of

CAPTIONS_AT_MOST_BYTES = 2 * 1024 * 1024


def write_video(draft: VideoDraft, title: int, stores_files: bool) -> Merged:
    """Add or change a title's video with all that belongs to it; raises ValueError for what cannot be used."""
    episode = _episode(title, draft.episode)
    row = VideoSource.objects.filter(title_id=title, episode=episode, kind=draft.kind).first()
    row = row or VideoSource(title_id=title, episode=episode, kind=draft.kind)
    starts, ends = draft.intro or (None, None)
    values = {
        "file": stored(draft.file, "video", stores_files),
        "mime_type": draft.mime_type,
        "duration_seconds": draft.duration_seconds,
        "is_demo_clip": draft.is_demo_clip,
        "intro_starts_seconds": starts,
        "intro_ends_seconds": ends,
    }
    merged = keep_row(row, values)
    parts = [_caption(caption, row, stores_files) for caption in draft.captions]
    parts.append(_chapters(draft.chapters, row))
    if draft.storyboard is not None:
        parts.append(_storyboard(draft.storyboard, row, stores_files))
    return CHANGED if merged == UNCHANGED and any(part != UNCHANGED for part in parts) else merged


def _episode(title: int, numbers: tuple[int, int] | None) -> Episode | None:
    if numbers is None:
        return None
    found = Episode.objects.filter(season__title_id=title, season__number=numbers[0], number=numbers[1]).first()
    if found is None:
        raise ValueError(f"There is no episode {numbers[1]} of season {numbers[0]}.")
    return found


def _caption(draft: CaptionDraft, video: VideoSource, stores_files: bool) -> Merged:
    with draft.file.open("rb") as file:
        if not file.read(16).lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
            raise ValueError(f"{draft.file.name} is not a WebVTT file.")
    if draft.file.stat().st_size > CAPTIONS_AT_MOST_BYTES:
        raise ValueError(f"{draft.file.name} is larger than {CAPTIONS_AT_MOST_BYTES // 1024 // 1024} MB.")
    kind = {"language": draft.language, "is_for_deaf_and_hard_of_hearing": draft.is_for_deaf_and_hard_of_hearing}
    row = Caption.objects.filter(video=video, **kind).first() or Caption(video=video, **kind)
    return keep_row(row, {"label": draft.label, "file": stored(draft.file, "captions", stores_files)})


def _chapters(drafts: tuple[ChapterDraft, ...], video: VideoSource) -> Merged:
    """A video's chapters are replaced as a set, like a title's credits."""
    wanted = [(draft.starts_seconds, draft.name) for draft in drafts]
    if list(video.chapters.values_list("starts_seconds", "name")) == wanted:
        return UNCHANGED
    video.chapters.all().delete()
    Chapter.objects.bulk_create(Chapter(video=video, starts_seconds=at, name=name) for at, name in wanted)
    return CHANGED


def _storyboard(draft: StoryboardDraft, video: VideoSource, stores_files: bool) -> Merged:
    with draft.picture.open("rb") as picture, draft.map.open("rb") as map_file:
        sheet_type_of(File(picture))
        check_map(File(map_file))
    row = Storyboard.objects.filter(video=video).first() or Storyboard(video=video)
    values = {
        "picture": stored(draft.picture, "storyboards", stores_files),
        "map": stored(draft.map, "storyboards", stores_files),
    }
    return keep_row(row, values)
