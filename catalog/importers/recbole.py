"""RecBole's atomic files: tab-separated, with headings that carry a type (`item_id:token`)."""

from collections.abc import Iterator
from pathlib import Path

from catalog.importers.base import Importer
from catalog.importers.drafts import CatalogueDraft, HistoryDraft, InFile, RowError, UnreadableFile, ViewerDraft
from catalog.importers.movielens_words import movielens_title
from catalog.importers.source import source_of
from catalog.importers.text import first_line, lines_of, rating_of, storable

USER, ITEM, RATING, TIME = ("user_id",), ("item_id",), ("rating", "stars", "star"), ("timestamp", "time", "date")
NAME, YEAR, GENRES = ("movie_title", "title", "name"), ("release_year", "year"), ("class", "genre", "genres")


class RecBole(Importer):
    key = "recbole"
    name = "RecBole atomic files (.inter, .item)"

    def recognises(self, path: Path) -> bool:
        if not path.is_dir():
            return False
        return any(":token" in first_line(found) for found in path.glob("*.inter"))

    def source(self, path: Path) -> str:
        return source_of(path)

    def catalogue(self, path: Path) -> Iterator[CatalogueDraft | RowError]:
        file = _one(path, ".item")
        for line, row in _rows(file):
            try:
                name = storable(_value(row, NAME))
                year, genres = _value(row, YEAR, default=""), _value(row, GENRES, default="")
                yield movielens_title(
                    source_id=storable(_value(row, ITEM))[:80],
                    written=name,
                    genres=genres.replace("|", " ").replace(",", " ").split(),
                    year=int(year[:4]) if year[:4].isdecimal() else None,
                )
            except ValueError as error:
                yield RowError(file.name, line, str(error))

    def history(self, path: Path) -> Iterator[HistoryDraft | RowError]:
        file = _one(path, ".inter")
        yield InFile(file.name)
        seen: set[str] = set()
        for line, row in _rows(file):
            try:
                rating = rating_of(
                    viewer=_value(row, USER), title=_value(row, ITEM), stars=_value(row, RATING), at=_value(row, TIME),
                    line=line,
                )  # fmt: skip
            except ValueError as error:
                yield RowError(file.name, line, str(error))
                continue
            if rating.viewer not in seen:
                seen.add(rating.viewer)
                yield ViewerDraft(id=rating.viewer, name=f"Viewer {rating.viewer}"[:40])
            yield rating


def _one(path: Path, suffix: str) -> Path:
    found = sorted(path.glob(f"*{suffix}"))
    if len(found) != 1:
        raise UnreadableFile(f"{path.name} should have one file that ends in {suffix}; it has {len(found)}.")
    return found[0]


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows by column name; a row with too few or too many columns comes back empty, so that its reader refuses it."""
    lines = lines_of(file)
    heading = next(lines, (0, ""))[1].lstrip("\ufeff")
    columns = [column.partition(":")[0] for column in heading.split("\t")]
    if ":" not in heading or not set(columns) & {*USER, *ITEM}:
        raise UnreadableFile(f"{file.name} does not begin with typed headings such as item_id:token.")
    for number, text in lines:
        fields = text.split("\t")
        if text:
            yield number, dict(zip(columns, fields, strict=True)) if len(fields) == len(columns) else {}


def _value(row: dict[str, str], names: tuple[str, ...], default: str | None = None) -> str:
    for name in names:
        if name in row:
            return row[name]
    if default is not None and row:
        return default
    raise ValueError(f"The row has no {names[0]}, or another number of columns than the heading.")
