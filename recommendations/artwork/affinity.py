"""What a viewer responds to, per label, from the titles that the viewer valued."""

import math
from collections.abc import Mapping

import numpy as np

from recommendations.artwork.library import Label, Library
from recommendations.candidates.catalogue import Catalogue
from recommendations.contracts import Taste

_counted: tuple[Library | None, Mapping[Label, int]] = (None, {})


def label_affinity(*, taste: Taste, catalogue: Catalogue, library: Library) -> dict[Label, float]:
    """Label -> affinity, scaled so that the strongest is 1 in size.

    Genres and moods come from the titles' own, people and objects from the pictures of what was valued; a label that
    every picture has says nothing, so each is damped by how common it is.
    """
    raw: dict[Label, float] = {}
    codes, worths = catalogue.code_of(list(taste.strengths)), np.array(list(taste.strengths.values()), dtype=np.float64)
    told = (codes >= 0) & (worths != 0)
    for kind, subjects in (("genre", catalogue.genres), ("mood", catalogue.moods)):
        theirs = subjects.member[codes[told]]
        sums = (worths[told] @ theirs).tolist()
        raw |= {(kind, subjects.slugs[number]): sums[number] for number in np.flatnonzero(theirs.any(axis=0)).tolist()}
    for title, worth in taste.strengths.items():
        for candidate in library.candidates.get(title, ()):
            for label, sure in candidate.labels.items():
                if label[0] in ("person", "object"):
                    raw[label] = raw.get(label, 0.0) + worth * sure
    return _scaled(raw, _commonness(library))


def _commonness(library: Library) -> Mapping[Label, int]:
    """How many pictures have each label; counted once per library, because it takes every picture of the house."""
    global _counted  # noqa: PLW0603  # One count per process is the point.
    known, counts = _counted
    if known is not library:
        counts = _count(library)
        _counted = (library, counts)
    return counts


def _count(library: Library) -> dict[Label, int]:
    count: dict[Label, int] = {}
    for candidates in library.candidates.values():
        for candidate in candidates:
            for label in candidate.labels:
                count[label] = count.get(label, 0) + 1
    return count


def _scaled(raw: Mapping[Label, float], common: Mapping[Label, int]) -> dict[Label, float]:
    damped = {label: worth / math.log2(4.0 + common.get(label, 0)) for label, worth in raw.items()}
    largest = max((abs(worth) for worth in damped.values()), default=0.0)
    return {label: worth / largest for label, worth in damped.items()} if largest > 0 else {}
