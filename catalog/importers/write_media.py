"""Pictures, videos and captions of an import, through storage; a file is stored once, however often it is named."""

import errno
from collections.abc import Callable
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from catalog.artwork import MAXIMUM_BYTES, prepare_picture
from catalog.importers.collect import Collected, RowErrors
from catalog.importers.drafts import ArtworkDraft, CaptionDraft, RowError, UnreadableFile, VideoDraft
from catalog.importers.merge import Merged
from catalog.importers.slugs import slug_of
from catalog.importers.write import Written
from catalog.models import Artwork, ArtworkLabel, Caption, Episode, Person, VideoSource

UNCHANGED, ADDED, CHANGED = Merged(), Merged(1, 0), Merged(0, 1)
EDITOR = "editor"
CAPTIONS_AT_MOST_BYTES = 2 * 1024 * 1024


def write_media(
    *, found: Collected, written: Written, stores_files: bool, errors: RowErrors, tell: Callable[[str], None]
) -> None:
    """Add the counts to `written`; without `stores_files` (a dry run) rows are written and no file is."""
    written.counts["artworks"] = written.counts["videos"] = UNCHANGED
    slugs = dict(Person.objects.filter(pk__in=written.people.values()).values_list("pk", "slug"))
    for number, artwork in enumerate(found.artworks, 1):
        tell(f"Pictures: {number} of {len(found.artworks)}")
        try:
            title = _title(written, artwork.title)
            row, merged = _artwork(artwork, title, stores_files)
            labels = _labels(artwork, row, written, slugs)
        except (ValueError, OSError) as error:
            _stop_when_full(error)
            errors.add(RowError(*artwork.at, str(error)))
        else:
            written.counts["artworks"] += CHANGED if merged == UNCHANGED and labels else merged
    for video in found.videos:
        try:
            written.counts["videos"] += _video(video, _title(written, video.title), stores_files)
        except (ValueError, OSError) as error:
            _stop_when_full(error)
            errors.add(RowError(*video.at, str(error)))


def _stop_when_full(error: Exception) -> None:
    """A full disk is nothing that is wrong with a row."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        raise UnreadableFile("The disk is full: free some space and import again. Nothing was kept.") from error


def _title(written: Written, source_id: str) -> int:
    if source_id not in written.titles:
        raise ValueError(f"There is no title {source_id[:80]!r}.")
    return written.titles[source_id]


def _kept(row: Any, values: dict[str, Any]) -> Merged:
    """Save the row where it is new or differs."""
    is_new = row.pk is None
    if not is_new and all(getattr(row, name) == value for name, value in values.items()):
        return UNCHANGED
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return ADDED if is_new else CHANGED


def _artwork(draft: ArtworkDraft, title: int, stores_files: bool) -> tuple[Artwork, Merged]:
    with draft.file.open("rb") as file:
        picture = prepare_picture(file.read(MAXIMUM_BYTES + 1))
    row = Artwork.objects.filter(title_id=title, kind=draft.kind, key=draft.key).first()
    row = row or Artwork(title_id=title, kind=draft.kind, key=draft.key)
    values = {
        "focal_x": draft.focal_x,
        "focal_y": draft.focal_y,
        "dominant_colour": draft.dominant_colour or picture.dominant_colour,
        "alternative_text": draft.alternative_text,
        "has_lettering": draft.has_lettering,
        "is_active": draft.is_active,
        "checksum": picture.checksum,
    }
    if row.checksum != picture.checksum or not row.image:
        name = f"artwork/{picture.checksum[:2]}/{slug_of(draft.file.stem)}-{picture.checksum[:12]}.avif"
        _store(name, ContentFile(picture.content), stores_files)
        # The dimensions are known: naming the file without opening it spares a read through storage.
        row.image.name = name
        row.width, row.height = picture.width, picture.height
    return row, _kept(row, values)


def _labels(draft: ArtworkDraft, row: Artwork, written: Written, slugs: dict[int, str]) -> bool:
    """Say what is in the picture; returns whether that is news."""
    news = False
    for kind, named in draft.labels.items():
        for name, confidence in named:
            person = written.people.get(name) if kind == "person" else None
            if kind == "person" and person is None:
                raise ValueError(f"There is no person {name!r}.")
            filed = written.subjects.slug(kind, name) if kind in ("genre", "mood") else slug_of(name)
            value = slugs[person] if person else filed
            label, is_new = ArtworkLabel.objects.get_or_create(
                artwork=row,
                kind=kind,
                value=value[:80],
                recogniser=EDITOR,
                defaults={"person_id": person, "confidence": confidence},
            )
            if not is_new and label.confidence != confidence:
                label.confidence = confidence
                label.save(update_fields=["confidence"])
                is_new = True
            news = news or is_new
    return news


def _video(draft: VideoDraft, title: int, stores_files: bool) -> Merged:
    episode = _episode(title, draft.episode)
    row = VideoSource.objects.filter(title_id=title, episode=episode, kind=draft.kind).first()
    row = row or VideoSource(title_id=title, episode=episode, kind=draft.kind)
    starts, ends = draft.intro or (None, None)
    values = {
        "file": _stored(draft.file, "video", stores_files),
        "mime_type": draft.mime_type,
        "duration_seconds": draft.duration_seconds,
        "is_demo_clip": draft.is_demo_clip,
        "intro_starts_seconds": starts,
        "intro_ends_seconds": ends,
    }
    merged = _kept(row, values)
    captions = [_caption(caption, row, stores_files) for caption in draft.captions]
    return CHANGED if merged == UNCHANGED and any(one != UNCHANGED for one in captions) else merged


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
    return _kept(row, {"label": draft.label, "file": _stored(draft.file, "captions", stores_files)})


def _stored(path: Path, folder: str, stores_files: bool) -> str:
    with path.open("rb") as file:
        checksum = file_digest(file, "sha256").hexdigest()
        name = f"{folder}/{checksum[:2]}/{slug_of(path.name.split('.')[0])}-{checksum[:12]}{path.suffix.lower()}"
        file.seek(0)
        _store(name, File(file), stores_files)
    return name


def _store(name: str, content: File, stores_files: bool) -> None:  # type: ignore[type-arg]  # Of bytes, always.
    """The name says what is in the file, so one that is there is right."""
    if stores_files and not default_storage.exists(name):
        default_storage.save(name, content)
