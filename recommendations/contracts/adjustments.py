"""What a viewer said of kinds of titles and of rows, whatever their history says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Wanted(StrEnum):
    """How much of a genre, a mood or a person somebody asked for; nothing is stored of what is to stay as it is."""

    MORE = "more"
    LESS = "less"
    NEVER = "never"


class Group(StrEnum):
    """What can be adjusted."""

    GENRE = "genre"
    MOOD = "mood"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustments:
    """The standing wishes of one profile; ids are primary keys of genres, moods and people."""

    genres: Mapping[int, Wanted] = field(default_factory=dict)
    moods: Mapping[int, Wanted] = field(default_factory=dict)
    people: Mapping[int, Wanted] = field(default_factory=dict)
    stopped_rows: frozenset[str] = frozenset()
    """Keys of rows, such as `genre:drama`, and kinds of rows, such as `trending`, that are shown no longer."""

    def of(self, group: Group) -> Mapping[int, Wanted]:
        return {Group.GENRE: self.genres, Group.MOOD: self.moods, Group.PERSON: self.people}[group]

    def stops(self, *, key: str, kind: str) -> bool:
        """Is this row, or its whole kind, not to be shown?"""
        return key in self.stopped_rows or kind in self.stopped_rows


NO_ADJUSTMENTS = Adjustments()
