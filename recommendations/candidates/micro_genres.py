"""Every micro-genre that the catalogue has enough titles for, found once per catalogue version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt

from catalog.maturity import Maturity
from recommendations.candidates.catalogue import BoolVector, Catalogue
from recommendations.candidates.grammar import (
    FOR_ALL_AGES,
    NOUNS,
    SUBJECTS,
    TAILS,
    noun_of,
    phrase,
    tail_of_country,
    tail_of_decade,
)
from recommendations.contracts import IntVector

FEWEST = 7
"""Titles that a micro-genre must have: a row of five is left when the viewer knows two."""
LARGEST_SHARE = 0.4
"""What holds more of the catalogue than this is no corner of it."""
MOST = 600
Codes = npt.NDArray[np.int32]
"""Of titles, rising."""


@dataclass(frozen=True, kw_only=True)
class MicroGenres:
    headings: tuple[str, ...]
    keys: tuple[str, ...]
    """Slug-like names that stay the same from one catalogue version to the next."""
    member: npt.NDArray[np.uint8]
    """Titles x micro-genres."""
    counts: npt.NDArray[np.int64]

    @cached_property
    def titles(self) -> tuple[IntVector, ...]:
        """The codes of the titles of each."""
        return tuple(np.flatnonzero(column) for column in self.member.T)


_held: dict[int, tuple[Catalogue, MicroGenres]] = {}


def micro_genres_of(catalogue: Catalogue) -> MicroGenres:
    """The micro-genres of this catalogue; the last one asked for is remembered."""
    held = _held.get(0)
    if held is not None and held[0] is catalogue:
        return held[1]
    found = find_micro_genres(catalogue)
    _held[0] = (catalogue, found)
    return found


def find_micro_genres(catalogue: Catalogue) -> MicroGenres:
    """All that the grammar can say of at least FEWEST titles, the largest first among MOST."""
    size, kept = len(catalogue.title_ids), dict[str, Codes]()
    for heading, codes in _options(catalogue):
        if FEWEST <= len(codes) <= LARGEST_SHARE * size and heading not in kept:
            kept[heading] = codes
    headings = sorted(kept, key=lambda heading: (-len(kept[heading]), heading))[:MOST]
    member = np.zeros((size, len(headings)), dtype=np.uint8)
    for number, heading in enumerate(headings):
        member[kept[heading], number] = 1
    return MicroGenres(
        headings=tuple(headings), keys=tuple(heading.lower().replace(" ", "-") for heading in headings),
        member=member, counts=member.sum(axis=0, dtype=np.int64),
    )  # fmt: skip


def _options(catalogue: Catalogue) -> Iterator[tuple[str, Codes]]:
    """(heading, codes of its titles) of every combination that reads well, whatever its size.

    A large catalogue has tens of thousands, each with few of its titles: to mark those among all takes gigabytes.
    """
    nouns = _nouns(catalogue)
    subjects = {SUBJECTS[slug]: _marked(catalogue, slug) for slug in catalogue.titles_of_keyword if slug in SUBJECTS}
    tails = _tails(catalogue)
    moods = {name: catalogue.moods.member[:, number] > 0 for number, name in enumerate(catalogue.moods.names)}
    everything = np.ones(len(catalogue.title_ids), dtype=bool)
    extras: list[tuple[Mapping[str, str], BoolVector]] = [({}, everything)]
    extras += [({"subject": word}, members) for word, members in subjects.items()]
    extras += [({"tail": word}, members) for word, members in tails.items()]
    for genres, with_genres in nouns.items():
        inside = np.flatnonzero(with_genres).astype(np.int32)
        for extra, members in extras if len(inside) >= FEWEST else []:
            both = inside[members[inside]]
            for mood, with_mood in [("", everything), *moods.items()] if len(both) >= FEWEST else []:
                heading = phrase(genres=genres, mood=mood, **extra)
                if heading:
                    yield heading, both[with_mood[both]]


def _nouns(catalogue: Catalogue) -> dict[tuple[str, ...], BoolVector]:
    """Genres and pairs of them that have a noun."""
    known = [number for number, name in enumerate(catalogue.genres.names) if name in NOUNS]
    member = catalogue.genres.member > 0
    found: dict[tuple[str, ...], BoolVector] = {}
    for number in known:
        found[(catalogue.genres.names[number],)] = member[:, number]
    for one, other in combinations(known, 2):
        names = (catalogue.genres.names[one], catalogue.genres.names[other])
        if noun_of(names):
            found[names] = member[:, one] & member[:, other]
    return found


def _tails(catalogue: Catalogue) -> dict[str, BoolVector]:
    found = {TAILS[slug]: _marked(catalogue, slug) for slug in catalogue.titles_of_keyword if slug in TAILS}
    for name, codes in catalogue.titles_of_country.items():
        marked = np.zeros(len(catalogue.title_ids), dtype=bool)
        marked[codes] = True
        found[tail_of_country(name)] = marked
    newest = int(catalogue.year.max(initial=0))
    for decade in np.unique(catalogue.year[catalogue.year > 0] // 10 * 10).tolist():
        # What is of today is no decade yet: almost everything would be of it.
        if decade + 10 <= newest:
            found[tail_of_decade(decade)] = catalogue.year // 10 * 10 == decade
    found[FOR_ALL_AGES] = catalogue.maturity <= int(Maturity.SEVEN)
    return found


def _marked(catalogue: Catalogue, slug: str) -> BoolVector:
    marked = np.zeros(len(catalogue.title_ids), dtype=bool)
    marked[catalogue.titles_of_keyword[slug]] = True
    return marked
