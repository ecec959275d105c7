"""What a viewer may adjust: genres, moods and people of whom they may see a title, and rows that there are for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from catalog.models import CatalogueStamp, Person
from recommendations.candidates.catalogue import BoolVector, Catalogue, current_catalogue
from recommendations.contracts import Adjustments, Group, Viewer, Wanted
from recommendations.explanations.row_names import row_name
from recommendations.pages.browse import SubjectNotFound
from recommendations.pages.cards import current_cards


class RowNotFound(LookupError):
    """There is no such row for this viewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """One genre, mood or person that can be turned up and down."""

    group: Group
    subject_id: int
    name: str
    slug: str
    wanted: Wanted | None
    """None is as it is."""


def find_subject(*, viewer: Viewer, group: Group, slug: str) -> tuple[int, str]:
    """(id, name) of a genre, mood or person; SubjectNotFound unless the viewer may see a title of it.

    For children there are no people.
    """
    catalogue = current_catalogue(version=CatalogueStamp.current())
    seen = catalogue.visible_to(viewer)
    if group == Group.PERSON:
        person = None if viewer.is_kids else Person.objects.filter(slug=slug).first()
        codes = catalogue.titles_of_person.get(person.pk) if person else None
        if person is None or codes is None or not seen[codes].any():
            raise SubjectNotFound
        return person.pk, person.name
    subjects = catalogue.genres if group == Group.GENRE else catalogue.moods
    number = subjects.slugs.index(slug) if slug in subjects.slugs else -1
    if number < 0 or not (seen & (subjects.member[:, number] > 0)).any():
        raise SubjectNotFound
    return int(subjects.ids[number]), subjects.names[number]


def find_row(*, viewer: Viewer, key: str) -> str:
    """The name of a row (`genre:drama`) or of a kind of rows (`genre`); raises RowNotFound."""
    version = CatalogueStamp.current()
    catalogue, names = current_catalogue(version=version), current_cards(version=version).names
    found = row_name(key=key, catalogue=catalogue, seen=catalogue.visible_to(viewer), names=names)
    if found is None:
        raise RowNotFound
    return found


def dials_of(*, code: int, catalogue: Catalogue, adjustments: Adjustments, people: Iterable[int] = ()) -> list[Dial]:
    """The genres and moods of a title, by its code, and of its people those that are named."""
    found: list[tuple[Group, int, str, str]] = []
    for group, subjects in ((Group.GENRE, catalogue.genres), (Group.MOOD, catalogue.moods)):
        here = np.flatnonzero(subjects.member[code] > 0).tolist()
        found += [(group, int(subjects.ids[number]), subjects.names[number], subjects.slugs[number]) for number in here]
    inside = [person for person in people if code in catalogue.titles_of_person.get(person, ())]
    slugs = slugs_of_people(inside)
    found += [
        (Group.PERSON, person, catalogue.person_names[person], slugs[person]) for person in inside if person in slugs
    ]
    return [
        Dial(group=group, subject_id=subject, name=name, slug=slug, wanted=adjustments.of(group).get(subject))
        for group, subject, name, slug in found
    ]


def slugs_of_people(people: Iterable[int]) -> Mapping[int, str]:
    """Id -> slug; no query for nobody."""
    wanted = list(people)
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "slug")) if wanted else {}


def may_see(catalogue: Catalogue, seen: BoolVector, title_id: int) -> bool:
    """Whether the title is there, and among those that the viewer may see."""
    code = int(catalogue.code_of([title_id])[0])
    return code >= 0 and bool(seen[code])
