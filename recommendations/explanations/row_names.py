"""Rows as a viewer calls them when none of them is on the screen: in the list of rows that were stopped."""

from collections.abc import Mapping

from recommendations.candidates.catalogue import BoolVector, Catalogue
from recommendations.candidates.micro_genres import micro_genres_of

KINDS = {
    "continue": "Continue watching",
    "kids_favourites": "Favourite characters",
    "my_list": "My List",
    "top_picks": "Top picks",
    "because": "Rows that begin with one title you watched or liked",
    "households": "Popular with households like yours",
    "tonight": "For this hour and day",
    "trending": "Trending now",
    "top_ten": "Most watched",
    "new": "New on Marquee",
    "leaving_soon": "Leaving soon",
    "micro_genre": "Rows of small corners, such as “Witty romances by the sea”",
    "genre": "Rows of genres",
    "mood": "Rows of moods",
    "person": "Rows of one person",
    "critics": "Critics' favourites",
    "short": "Short and sweet",
    "hidden_gems": "Hidden gems",
    "different": "Something quite different",
    "watch_again": "Watch it again",
}


def row_name(*, key: str, catalogue: Catalogue, seen: BoolVector, names: Mapping[int, str]) -> str | None:
    """The name of a row, or of a kind of rows (`genre`); None for one that is not, or that the viewer may not know.

    `seen` marks what the viewer may see, and `names` are the titles' by id.
    """
    kind, mark, name = key.partition(":")
    if not mark:
        return KINDS.get(kind)
    if kind in ("genre", "mood"):
        subjects = catalogue.genres if kind == "genre" else catalogue.moods
        number = subjects.slugs.index(name) if name in subjects.slugs else -1
        known = number >= 0 and bool((seen & (subjects.member[:, number] > 0)).any())
        return subjects.names[number] if known else None
    if kind == "micro_genre":
        corners = micro_genres_of(catalogue)
        number = corners.keys.index(name) if name in corners.keys else -1
        known = number >= 0 and bool((seen & (corners.member[:, number] > 0)).any())
        return corners.headings[number] if known else None
    if kind == "short" and name in ("35", "95"):
        return f"Nothing longer than {name} minutes"
    return _numbered(kind, name, catalogue=catalogue, seen=seen, names=names)


def _numbered(kind: str, name: str, *, catalogue: Catalogue, seen: BoolVector, names: Mapping[int, str]) -> str | None:
    if not (name.isascii() and name.isdecimal() and len(name) < 19):
        return None
    number = int(name)
    if str(number) != name:  # Rows are stopped by their key, and no row has this one.
        return None
    if kind == "because":
        code = int(catalogue.code_of([number])[0])
        return f"Because of {names[number]}" if code >= 0 and seen[code] and number in names else None
    if kind == "person" and number in catalogue.titles_of_person:
        known = bool(seen[catalogue.titles_of_person[number]].any())
        return f"More with {catalogue.person_names[number]}" if known else None
    return None
