"""MovieLens as GroupLens publishes it: 100k (tabs and bars), 1m and 10m (double colons), 20m to latest (CSV)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catalog.importers.base import Importer
from catalog.importers.drafts import (
    CatalogueDraft,
    HistoryDraft,
    InFile,
    RowError,
    TitleDraft,
    UnreadableFile,
    ViewerDraft,
)
from catalog.importers.movielens_words import GENRES_OF_100K, movielens_title
from catalog.importers.source import source_of
from catalog.importers.text import lines_of, rating_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Names, separator and encoding of one family of MovieLens files."""

    ratings: str
    movies: str
    separator: str
    movie_separator: str
    encoding: str
    columns_of_movie: int
    has_header: bool = False


EDITIONS = (
    Edition(ratings="u.data", movies="u.item", separator="\t", movie_separator="|", encoding="latin-1",
            columns_of_movie=24),
    Edition(ratings="ratings.dat", movies="movies.dat", separator="::", movie_separator="::", encoding="latin-1",
            columns_of_movie=3),
    Edition(ratings="ratings.csv", movies="movies.csv", separator=",", movie_separator=",", encoding="utf-8",
            columns_of_movie=3, has_header=True),
)  # fmt: skip


class MovieLens(Importer):
    key = "movielens"
    name = "MovieLens (100k, 1m, 10m, 20m, 25m, 32m, latest)"

    def recognises(self, path: Path) -> bool:
        return any((path / edition.ratings).is_file() for edition in EDITIONS)

    def source(self, path: Path) -> str:
        return source_of(path)

    def catalogue(self, path: Path) -> Iterator[CatalogueDraft | RowError]:
        edition = _edition(path)
        for line, fields in _rows(path / edition.movies, edition, edition.movie_separator):
            try:
                yield _movie(fields, edition)
            except ValueError as error:
                yield RowError(edition.movies, line, str(error))

    def history(self, path: Path) -> Iterator[HistoryDraft | RowError]:
        edition = _edition(path)
        yield InFile(edition.ratings)
        seen: set[str] = set()
        for line, fields in _rows(path / edition.ratings, edition, edition.separator):
            try:
                if len(fields) != 4:
                    raise ValueError(f"4 columns are expected, {len(fields)} were found.")
                rating = rating_of(viewer=fields[0], title=fields[1], stars=fields[2], at=fields[3], line=line)
            except ValueError as error:
                yield RowError(edition.ratings, line, str(error))
                continue
            if rating.viewer not in seen:
                seen.add(rating.viewer)
                yield ViewerDraft(id=rating.viewer, name=f"Viewer {rating.viewer}"[:40])
            yield rating


def _edition(path: Path) -> Edition:
    for edition in EDITIONS:
        if (path / edition.ratings).is_file():
            if not (path / edition.movies).is_file():
                raise UnreadableFile(f"{path.name} has {edition.ratings} and no {edition.movies}.")
            return edition
    raise UnreadableFile(f"{path} has none of {', '.join(edition.ratings for edition in EDITIONS)}.")


def _rows(path: Path, edition: Edition, separator: str) -> Iterator[tuple[int, list[str]]]:
    lines = lines_of(path, encoding=edition.encoding)
    if edition.has_header and next(lines, (0, ""))[1].lstrip("\ufeff").split(",")[0] not in ("userId", "movieId"):
        raise UnreadableFile(f"{path.name} does not begin with the heading of a MovieLens file.")
    quoted = separator == ","
    for number, text in lines:
        if not text:
            continue
        try:
            yield number, next(csv.reader([text])) if quoted and '"' in text else text.split(separator)
        except csv.Error:
            yield number, []


def _movie(fields: list[str], edition: Edition) -> TitleDraft:
    if len(fields) != edition.columns_of_movie:
        raise ValueError(f"{edition.columns_of_movie} columns are expected, {len(fields)} were found.")
    if not fields[0].isdigit():
        raise ValueError(f"{fields[0][:40]!r} is not a movie id.")
    if edition.columns_of_movie == 3:
        genres = fields[2].split("|")
    else:
        genres = [genre for genre, flag in zip(GENRES_OF_100K, fields[5:], strict=True) if flag == "1"]
    return movielens_title(source_id=fields[0][:80], written=fields[1], genres=genres)
