"""Pictures of an import, through storage, and then its videos."""

import errno
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from django.core.files.base import ContentFile

from catalog.artwork import MAXIMUM_BYTES, Picture, prepare_picture
from catalog.importers.collect import Collected, RowErrors
from catalog.importers.drafts import ArtworkDraft, RowError, UnreadableFile
from catalog.importers.keep import CHANGED, UNCHANGED, keep_row, store
from catalog.importers.merge import Merged
from catalog.importers.slugs import slug_of
from catalog.importers.write import Written
from catalog.importers.write_labels import Said, labels_of, write_labels
from catalog.importers.write_videos import write_video
from catalog.models import Artwork, Person

AHEAD = 16
"""Pictures that are being prepared while earlier ones are written; decoding takes as long as writing."""

Key = tuple[int, str, str]
"""Title id, kind and key: what there is one artwork of."""


def write_media(
    *, found: Collected, written: Written, stores_files: bool, errors: RowErrors, tell: Callable[[str], None]
) -> None:
    """Add the counts to `written`; without `stores_files` (a dry run) rows are written and no file is."""
    written.counts["artworks"] = _write_artworks(found.artworks, written, stores_files, errors, tell)
    written.counts["videos"] = UNCHANGED
    for video in found.videos:
        try:
            written.counts["videos"] += write_video(video, _title(written, video.title), stores_files)
        except (ValueError, OSError) as error:
            _stop_when_full(error)
            errors.add(RowError(*video.at, str(error)))


def _write_artworks(
    drafts: Sequence[ArtworkDraft], written: Written, stores_files: bool, errors: RowErrors, tell: Callable[[str], None]
) -> Merged:
    slugs = dict(Person.objects.filter(pk__in=written.people.values()).values_list("pk", "slug"))
    titles = {written.titles[draft.title] for draft in drafts if draft.title in written.titles}
    before: dict[Key, Artwork] = {
        (row.title_id, row.kind, row.key): row for row in Artwork.objects.filter(title_id__in=titles)
    }
    merged: dict[int, Merged] = {}
    said: dict[int, Said] = {}
    for number, (draft, picture) in enumerate(_prepared(drafts), 1):
        tell(f"Pictures: {number} of {len(drafts)}")
        try:
            row, how = _artwork(draft, _title(written, draft.title), picture.result(), before, stores_files)
            said[row.pk] = labels_of(draft, written=written, slugs=slugs)
            merged.setdefault(row.pk, how)
        except (ValueError, OSError) as error:
            _stop_when_full(error)
            errors.add(RowError(*draft.at, str(error)))
    news = write_labels(said)
    counts = UNCHANGED
    for artwork_id, how in merged.items():
        counts += CHANGED if how == UNCHANGED and artwork_id in news else how
    return counts


def _prepared(drafts: Sequence[ArtworkDraft]) -> Iterator[tuple[ArtworkDraft, "Future[Picture]"]]:
    """Each draft with its picture, in order; a few are prepared ahead."""
    # One thread: what turns warnings about huge pictures into errors holds for a whole process.
    with ThreadPoolExecutor(1) as pool:
        later = iter(drafts)
        coming = deque(pool.submit(_read, draft) for draft in islice(later, AHEAD))
        for draft in drafts:
            picture = coming.popleft()
            coming.extend(pool.submit(_read, next_one) for next_one in islice(later, 1))
            yield draft, picture


def _read(draft: ArtworkDraft) -> Picture:
    with draft.file.open("rb") as file:
        return prepare_picture(file.read(MAXIMUM_BYTES + 1))


def _stop_when_full(error: Exception) -> None:
    """A full disk is nothing that is wrong with a row."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        raise UnreadableFile("The disk is full: free some space and import again. Nothing was kept.") from error


def _title(written: Written, source_id: str) -> int:
    if source_id not in written.titles:
        raise ValueError(f"There is no title {source_id[:80]!r}.")
    return written.titles[source_id]


def _artwork(
    draft: ArtworkDraft, title: int, picture: Picture, before: dict[Key, Artwork], stores_files: bool
) -> tuple[Artwork, Merged]:
    key = (title, draft.kind, draft.key)
    row = before.setdefault(key, Artwork(title_id=title, kind=draft.kind, key=draft.key))
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
