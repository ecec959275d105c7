"""How MovieLens writes names and genres, and what Marquee makes of them; used by every importer of its data."""

import re

from catalog.importers.drafts import TitleDraft
from catalog.importers.text import storable
from catalog.maturity import Maturity

GENRES = {
    "Children's": "Children",
    "Sci-Fi": "Science fiction",
    "Film-Noir": "Film noir",
    "Musical": "Musicals",
}
NO_GENRE = frozenset({"", "unknown", "(no genres listed)"})
GENRES_OF_100K = (
    "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy",
    "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
)  # fmt: skip
GROWN_UP = frozenset({"Horror", "Crime", "Thriller", "War", "Film-Noir"})
FOR_CHILDREN = frozenset({"Children's", "Children"})

_YEAR = re.compile(r"\s*\((\d{4})(?:-\d{0,4})?\)\s*$")
_OTHER_NAME = re.compile(r"\s*\(([^()]*)\)\s*$")
_ARTICLE = re.compile(
    r"^(?P<rest>.+), (?P<article>The|A|An|Le|La|Les|L'|Il|Lo|Gli|El|Los|Las|Un|Une|Una|Der|Die|Das|Ein|De|Det|Den)$",
    re.IGNORECASE,
)
EARLIEST_YEAR, LATEST_YEAR = 1870, 2200


def movielens_title(*, source_id: str, written: str, genres: list[str], year: int | None = None) -> TitleDraft:
    """Turn `Matrix, The (1999)` and its genres into a draft; raises ValueError when no name is left."""
    name, original_name = storable(written).strip(), ""
    genres = [storable(genre) for genre in genres]
    if found := _YEAR.search(name):
        name, year = name[: found.start()], year or int(found[1])
    if (found := _OTHER_NAME.search(name)) and found.start() > 0:
        name, original_name = name[: found.start()], _article_first(found[1].removeprefix("a.k.a. "))
    name = _article_first(name)
    if not name:
        raise ValueError("The title has no name.")
    return TitleDraft(
        id=source_id,
        name=name[:200],
        original_name=original_name[:200],
        year=year if year and EARLIEST_YEAR <= year <= LATEST_YEAR else None,
        maturity=_maturity(genres),
        genres=tuple(dict.fromkeys(GENRES.get(genre, genre)[:80] for genre in genres if genre not in NO_GENRE)),
    )


def _article_first(name: str) -> str:
    if found := _ARTICLE.match(name.strip()):
        space = "" if found["article"].endswith("'") else " "
        return f"{found['article']}{space}{found['rest']}"
    return name.strip()


def _maturity(genres: list[str]) -> Maturity:
    """A guess from the genres, since the data says nothing: careful enough for kids, open for everybody else."""
    named = set(genres)
    if named & GROWN_UP:
        return Maturity.SIXTEEN
    if named & FOR_CHILDREN:
        return Maturity.SEVEN
    return Maturity.THIRTEEN
