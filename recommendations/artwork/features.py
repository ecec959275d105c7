"""What about a picture may persuade a viewer: one small function each, listed by name.

Each takes the viewer's affinity per label and a candidate, and answers a finite number, about -1..1.
"""

import math
from collections.abc import Callable, Mapping

from recommendations.artwork.library import Candidate, Label

Feature = Callable[[Mapping[Label, float], Candidate], float]


def _affinity(kind: str, affinity: Mapping[Label, float], candidate: Candidate) -> float:
    """Affinity for what of this kind is in the picture, by confidence; more labels do not mean more liking."""
    seen = [(label, sure) for label, sure in candidate.labels.items() if label[0] == kind]
    if not seen:
        return 0.0
    return sum(affinity.get(label, 0.0) * sure for label, sure in seen) / math.sqrt(len(seen))


def genre(affinity: Mapping[Label, float], candidate: Candidate) -> float:
    """Does the picture show the genre that this viewer comes for?"""
    return _affinity("genre", affinity, candidate)


def mood(affinity: Mapping[Label, float], candidate: Candidate) -> float:
    """Does it feel the way this viewer likes?"""
    return _affinity("mood", affinity, candidate)


def person(affinity: Mapping[Label, float], candidate: Candidate) -> float:
    """Is somebody in it whom this viewer keeps choosing?"""
    return _affinity("person", affinity, candidate)


def object_(affinity: Mapping[Label, float], candidate: Candidate) -> float:
    """Are things in it that were in the pictures of what this viewer liked?"""
    return _affinity("object", affinity, candidate)


FEATURES: dict[str, tuple[Feature, float]] = {
    "genre": (genre, 1.0),
    "mood": (mood, 1.0),
    "person": (person, 1.2),
    "object": (object_, 0.6),
}
"""Name -> function and weight."""
