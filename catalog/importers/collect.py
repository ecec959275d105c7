"""The catalogue half of an import, read whole before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog.importers.drafts import (
    ArtworkDraft,
    CatalogueDraft,
    InFile,
    PersonDraft,
    RowError,
    SubjectDraft,
    TitleDraft,
    VideoDraft,
)

PRINTED_ERRORS = 20


@dataclass(slots=True)
class RowErrors:
    """All are counted, the first ones kept: a file of nonsense must not fill the memory."""

    count: int = 0
    first: list[RowError] = field(default_factory=list)

    def add(self, error: RowError) -> None:
        self.count += 1
        if len(self.first) < PRINTED_ERRORS:
            self.first.append(error)


@dataclass(slots=True)
class Collected:
    """Drafts by kind; of several with one id the last holds."""

    subjects: dict[tuple[str, str], SubjectDraft] = field(default_factory=dict)
    titles: dict[str, TitleDraft] = field(default_factory=dict)
    people: dict[str, PersonDraft] = field(default_factory=dict)
    artworks: list[ArtworkDraft] = field(default_factory=list)
    videos: list[VideoDraft] = field(default_factory=list)


def collect(drafts: Iterable[CatalogueDraft | RowError], *, errors: RowErrors) -> Collected:
    found = Collected()
    for draft in drafts:
        match draft:
            case RowError():
                errors.add(draft)
            case TitleDraft():
                found.titles[draft.id] = draft
            case PersonDraft():
                found.people[draft.id] = draft
            case SubjectDraft():
                found.subjects[draft.kind, draft.key] = draft
            case ArtworkDraft():
                found.artworks.append(draft)
            case VideoDraft():
                found.videos.append(draft)
            case InFile():
                pass
    return found
