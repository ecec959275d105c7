"""What the site believes of a viewer's taste: computed from the same titles and worths that pages are ranked by."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recommendations.candidates.catalogue import BoolVector, Subjects
from recommendations.contracts import FloatVector, Group, IntVector, Wanted
from recommendations.ranking.context import RankingContext
from recommendations.ranking.own import own_titles

EXAMPLES = 3
PEOPLE = 8
PERCENT = 100
"""Shares are told in whole percents; what reads the same counts as the same."""
TWICE = 2
"""A person is believed in after so many titles that were valued, as in the rows of one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """Of one genre, mood or person."""

    group: Group
    subject_id: int
    name: str
    share: float
    """Of everything that the viewer chose and values, weighted by worth; 0..1."""
    usual: float
    """The subject's share of the titles that the viewer may see; 0..1."""
    count: int
    """Titles of the viewer's own that this rests on."""
    examples: Sequence[int]
    """Ids of some of them, those worth most first."""
    wanted: Wanted | None
    """What was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beliefs:
    """What was chosen most comes first, as the shares say; of equal ones what is above its share of the catalogue."""

    genres: Sequence[Belief]
    moods: Sequence[Belief]
    people: Sequence[Belief]
    rests_on: int
    """Titles of the viewer's own."""


def beliefs_about(context: RankingContext) -> Beliefs:
    """Genres and moods of which the viewer may see a title, and people who were chosen twice or adjusted."""
    believer = _Believer(context)
    catalogue = context.catalogue
    return Beliefs(
        genres=believer.of_subjects(Group.GENRE, catalogue.genres, context.genre_affinity),
        moods=believer.of_subjects(Group.MOOD, catalogue.moods, context.mood_affinity),
        # Children choose by characters, not by who plays them.
        people=[] if context.viewer.is_kids else believer.of_people(),
        rests_on=len(believer.codes),
    )


class _Believer:
    def __init__(self, context: RankingContext) -> None:
        self.context = context
        self.codes, self.worth = own_titles(context)
        self.total = max(float(self.worth.sum()), 1e-9)
        self.seen = max(1, int(context.visible.sum()))

    def of_subjects(self, group: Group, subjects: Subjects, affinity: FloatVector) -> list[Belief]:
        said = self.context.taste.adjustments.of(group)
        found = []
        for number in np.argsort(-affinity, kind="stable").tolist():
            among = subjects.member[:, number] > 0
            if (among & self.context.visible).any():
                subject = int(subjects.ids[number])
                found.append(self._belief(group, subject, subjects.names[number], among, said.get(subject)))
        return sorted(found, key=lambda belief: -round(belief.share * PERCENT))

    def of_people(self) -> list[Belief]:
        catalogue, said = self.context.catalogue, self.context.taste.adjustments.people
        often = catalogue.people_in(self.codes)
        believed = sorted((person for person in often if often[person] >= TWICE), key=lambda p: (-often[p], p))
        shown = list(dict.fromkeys([*believed[:PEOPLE], *sorted(said)]))
        found = []
        for person in shown:
            among = self._with(catalogue.titles_of_person.get(person))
            if (among & self.context.visible).any():
                found.append(
                    self._belief(Group.PERSON, person, catalogue.person_names[person], among, said.get(person))
                )
        return found

    def _with(self, codes: IntVector | None) -> BoolVector:
        marked = np.zeros(len(self.context.catalogue.title_ids), dtype=bool)
        marked[codes if codes is not None else []] = True
        return marked

    def _belief(self, group: Group, subject: int, name: str, among: BoolVector, wanted: Wanted | None) -> Belief:
        inside = np.flatnonzero(among[self.codes])
        order = inside[np.argsort(-self.worth[inside], kind="stable")]
        return Belief(
            group=group,
            subject_id=subject,
            name=name,
            share=float(self.worth[inside].sum()) / self.total,
            usual=int((among & self.context.visible).sum()) / self.seen,
            count=len(inside),
            examples=self.context.catalogue.title_ids[self.codes[order[:EXAMPLES]]].tolist(),
            wanted=wanted,
        )
