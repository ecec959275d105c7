"""What an import says is in pictures: all labels compared in one query and written in bulk."""

from collections.abc import Mapping

from catalog.importers.drafts import ArtworkDraft
from catalog.importers.slugs import slug_of
from catalog.importers.write import Written
from catalog.models import ArtworkLabel

EDITOR = "editor"
BATCH = 2_000

Said = Mapping[tuple[str, str], tuple[int | None, float]]
"""Kind and value -> the person who it is, if any, and how sure."""


def labels_of(draft: ArtworkDraft, *, written: Written, slugs: Mapping[int, str]) -> Said:
    """What the draft says is in the picture; raises ValueError for a person that is not there."""
    said: dict[tuple[str, str], tuple[int | None, float]] = {}
    for kind, named in draft.labels.items():
        for name, confidence in named:
            person = written.people.get(name) if kind == "person" else None
            if kind == "person" and person is None:
                raise ValueError(f"There is no person {name!r}.")
            filed = written.subjects.slug(kind, name) if kind in ("genre", "mood") else slug_of(name)
            value = slugs[person] if person else filed
            said[kind, value[:80]] = (person, confidence)
    return said


def write_labels(wanted: Mapping[int, Said]) -> set[int]:
    """Add and change the labels of these artworks, by their ids; returns the ids of those for which one was news."""
    before = {
        (label.artwork_id, label.kind, label.value): label
        for label in ArtworkLabel.objects.filter(artwork_id__in=wanted, recogniser=EDITOR)
    }
    added, changed = [], []
    every = ((artwork_id, *key, *about) for artwork_id, said in wanted.items() for key, about in said.items())
    for artwork_id, kind, value, person, confidence in every:
        label = before.get((artwork_id, kind, value))
        if label is None:
            added.append(
                ArtworkLabel(
                    artwork_id=artwork_id, kind=kind, value=value, recogniser=EDITOR, person_id=person,
                    confidence=confidence,
                )
            )  # fmt: skip
        elif label.confidence != confidence:
            label.confidence = confidence
            changed.append(label)
    ArtworkLabel.objects.bulk_create(added, batch_size=BATCH)
    ArtworkLabel.objects.bulk_update(changed, ["confidence"], batch_size=BATCH)
    return {label.artwork_id for label in (*added, *changed)}
