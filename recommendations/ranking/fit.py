"""Which titles suit the viewer: those of which the site does not itself say that they will more likely not be liked."""

import numpy as np
from django.utils import timezone

from recommendations.candidates.catalogue import BoolVector, Catalogue
from recommendations.contracts import FloatVector, IntVector, Moment, Taste, Viewer, moment_of
from recommendations.ranking.policy import PagePolicy

EVEN = 40
"""Percent, as far below a half as what is called likely is above it; a title of a lower match will more likely not be
liked, and its page says so. At 45 the rows that keep to it would find a hundredth less on MovieLens-100K."""
INFORMED = 5
"""Titles that the viewer chose, as many as ratings that the match half believes: of fewer it says more of the crowd
than of the viewer, and keeps nothing out.
"""
MADE_FOR_CHILDREN = frozenset({"Family", "Children"})
"""Genres; a title that a child may see is often of none of them."""


def fitting(*, recommendable: BoolVector, match: IntVector, taste: Taste) -> BoolVector:
    """What may be recommended as to the viewer's taste: everything whose match is even or better, or not known yet."""
    if len(taste.chosen) < INFORMED:
        return recommendable
    return np.asarray(recommendable & ((match < 0) | (match >= EVEN)))


def fitting_children(
    fits: BoolVector, *, viewer: Viewer, taste: Taste, catalogue: Catalogue, genre_affinity: FloatVector
) -> BoolVector:
    """For a child, of what fits only what is made for children or of genres that this one chooses. For anybody else,
    and a child of whom too little is known, the same.

    A match is learned from everybody: by it, a child who has seen the family films would get love stories next.
    """
    if not viewer.is_kids or len(taste.chosen) < INFORMED:
        return fits
    chosen = catalogue.genres.member @ genre_affinity > 0
    return np.asarray(fits & (_made_for_children(catalogue) | chosen))


def for_children(scores: FloatVector, *, viewer: Viewer, catalogue: Catalogue, policy: PagePolicy) -> FloatVector:
    """For a child, scores in which what is made for children leads, by so many of their deviations; nothing is left
    out. For anybody else the same scores.
    """
    made = _made_for_children(catalogue)
    if not viewer.is_kids or not made.any():
        return scores
    return np.asarray(scores + made * np.float32(policy.for_children * float(scores.std())), dtype=np.float32)


def _made_for_children(catalogue: Catalogue) -> BoolVector:
    columns = [number for number, name in enumerate(catalogue.genres.names) if name in MADE_FOR_CHILDREN]
    return np.asarray((catalogue.genres.member[:, columns] > 0).any(axis=1))


def watches_at(*, taste: Taste, moment: Moment | None) -> bool:
    """Something was watched at these hours of the day, as far as the last play of each title tells; by the site's
    hours, as moments are. Only then may words speak of the viewer's taste at this hour.
    """
    if moment is None:
        return False
    return any(
        moment_of(timezone.localtime(item.updated_at), moment.device).daypart == moment.daypart
        for item in taste.progress
        if taste.restarted_at is None or item.updated_at > taste.restarted_at
    )
