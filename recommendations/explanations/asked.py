"""What of a title the viewer asked for outright, in words."""

import numpy as np

from recommendations.contracts import Group, ReasonKind, Wanted
from recommendations.ranking.context import RankingContext

KIND_OF = {Group.GENRE: ReasonKind.GENRE, Group.MOOD: ReasonKind.MOOD, Group.PERSON: ReasonKind.PERSON}
AMOUNTS = {Wanted.MORE: "more", Wanted.LESS: "less", Wanted.NEVER: "nothing"}
WORDS = {Group.GENRE: "{}", Group.MOOD: "that is {}", Group.PERSON: "with {}"}


def asked_for(*, context: RankingContext, code: int) -> list[tuple[Group, str]]:
    """The genres, moods and people of this title (its code) that the viewer asked more of, by name."""
    found = []
    for group, subjects, asked in (
        (Group.GENRE, context.catalogue.genres, context.asked.genres),
        (Group.MOOD, context.catalogue.moods, context.asked.moods),
    ):
        here = np.flatnonzero((subjects.member[code] > 0) & (asked > 0)).tolist()
        found += [(group, subjects.names[number]) for number in here]
    # Children are told of no people: who plays is nothing that they choose by.
    for person, direction in () if context.viewer.is_kids else context.asked.people.items():
        if direction > 0 and code in context.catalogue.titles_of_person.get(person, ()):
            found.append((Group.PERSON, context.catalogue.person_names[person]))
    return found


def asked_words(group: Group, name: str, wanted: Wanted = Wanted.MORE) -> str:
    """`You asked for more comedy`, `You asked for no comedy`, `You asked for nothing that is grim`."""
    amount = "no" if group == Group.GENRE and wanted == Wanted.NEVER else AMOUNTS[wanted]
    return f"You asked for {amount} {WORDS[group].format(name if group == Group.PERSON else name.lower())}"
