"""Pictures of an import, through storage, and then its videos."""

import errno
from collections.abc import Callable

from django.core.files.base import ContentFile

from catalog.artwork import MAXIMUM_BYTES, prepare_picture
from catalog.importers.collect import Collected, RowErrors
from catalog.importers.drafts import ArtworkDraft, RowError, UnreadableFile
from catalog.importers.keep import CHANGED, UNCHANGED, keep_row, store
from catalog.importers.merge import Merged
from catalog.importers.slugs import slug_of
from catalog.importers.write import Written
from catalog.importers.write_videos import write_video
from catalog.models import Artwork, ArtworkLabel, Person

EDITOR = "editor"


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
            written.counts["videos"] += write_video(video, _title(written, video.title), stores_files)
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
        store(name, ContentFile(picture.content), stores_files)
        # The dimensions are known: naming the file without opening it spares a read through storage.
        row.image.name = name
        row.width, row.height = picture.width, picture.height
    return row, keep_row(row, values)


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
