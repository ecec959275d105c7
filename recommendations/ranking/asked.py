"""What a viewer asked for outright, as numbers beside what the model and the history say.

**More** lifts the titles of a genre, mood or person by so many deviations of the scores and **less** lowers them
(`asked_up`, `asked_down` of the policy); both move the rows of that kind and the proportions of the first screen.
**Never** takes them out of all that is recommended; what the viewer began or saved stays in its row, and whoever looks
for them still finds them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from recommendations.candidates.catalogue import BoolVector, Catalogue, Subjects
from recommendations.contracts import Adjustments, FloatVector, Wanted
from recommendations.ranking.calibration import Vector
from recommendations.ranking.policy import PagePolicy

DIRECTIONS = {Wanted.MORE: 1.0, Wanted.LESS: -1.0, Wanted.NEVER: -1.0}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """1 for more, -1 for less and never, 0 for what nothing was said of."""

    genres: FloatVector
    """Per genre of the catalogue."""
    moods: FloatVector
    people: Mapping[int, float]
    """By person id; nobody of whom nothing was said."""
    titles: FloatVector
    """Per title, the sum over what it has."""
    refused: BoolVector
    """Per title: it has something that is never to be recommended."""

    @cached_property
    def is_for_more(self) -> bool:
        """More of anything was asked for."""
        people = any(direction > 0 for direction in self.people.values())
        return people or bool((self.genres > 0).any() or (self.moods > 0).any())


def asked_of(adjustments: Adjustments, catalogue: Catalogue) -> Asked:
    """The adjustments along the arrays of the catalogue; what the catalogue no longer has is left out."""
    genres, moods = _directions(catalogue.genres, adjustments.genres), _directions(catalogue.moods, adjustments.moods)
    titles = np.zeros(len(catalogue.title_ids), dtype=np.float32)
    refused = np.zeros(len(catalogue.title_ids), dtype=bool)
    for subjects, directions, said in (
        (catalogue.genres, genres, adjustments.genres), (catalogue.moods, moods, adjustments.moods),
    ):  # fmt: skip
        if said:
            titles += subjects.member @ directions
            never = np.isin(subjects.ids, [subject for subject, word in said.items() if word == Wanted.NEVER])
            refused |= (subjects.member[:, never] > 0).any(axis=1)
    for person, word in adjustments.people.items():
        theirs = catalogue.titles_of_person.get(person)
        if theirs is not None:
            titles[theirs] += DIRECTIONS[word]
            refused[theirs] |= word == Wanted.NEVER
    people = {person: DIRECTIONS[word] for person, word in adjustments.people.items()}
    return Asked(genres=genres, moods=moods, people=people, titles=titles, refused=refused)


def lifted(scores: FloatVector, asked: Asked, policy: PagePolicy) -> FloatVector:
    """Scores with what was asked for added, in deviations of the scores."""
    if not asked.titles.any():
        return scores
    steps = np.where(asked.titles > 0, policy.asked_up, policy.asked_down) * asked.titles
    return np.asarray(scores + steps * float(scores.std()), dtype=np.float32)


def asked_shares(
    wanted: Vector | None, adjustments: Adjustments, genres: Subjects, policy: PagePolicy
) -> Vector | None:
    """The proportions of genres that the first screen keeps (summing to 1), as the viewer wants to have them."""
    if wanted is None or not adjustments.genres:
        return wanted
    shares = wanted.copy()
    for number, genre in enumerate(genres.ids.tolist()):
        word = adjustments.genres.get(genre)
        if word == Wanted.MORE:
            shares[number] = max(shares[number] * policy.asked_more, policy.asked_at_least)
        elif word is not None:
            shares[number] *= 0.0 if word == Wanted.NEVER else policy.asked_less
    total = float(shares.sum())
    return shares / total if total > 0 else None


def _directions(subjects: Subjects, said: Mapping[int, Wanted]) -> FloatVector:
    if not said:
        return np.zeros(len(subjects.ids), dtype=np.float32)
    words = [said.get(key) for key in subjects.ids.tolist()]
    return np.array([DIRECTIONS[word] if word else 0.0 for word in words], dtype=np.float32)
