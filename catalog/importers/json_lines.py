"""Marquee's own exchange format, one JSON object a line: docs/how-to/import-a-catalogue.md."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from catalog.importers import json_history, json_titles, json_videos
from catalog.importers.base import Importer
from catalog.importers.drafts import CatalogueDraft, Draft, HistoryDraft, InFile, RowError, UnreadableFile
from catalog.importers.json_fields import Fields
from catalog.importers.source import source_of
from catalog.importers.text import first_line, lines_of

SUBJECTS = ("genre", "mood", "keyword", "collection", "country", "language")
_SOURCE = re.compile(r"[A-Za-z0-9_-]{1,40}")


class Place(NamedTuple):
    """Where a line stands, and of which type it is."""

    file: Path
    line: int
    kind: str

    @property
    def at(self) -> tuple[str, int]:
        return self.file.name, self.line


Reader = Callable[[Fields, Place], Draft]


def _subject(fields: Fields, place: Place) -> Draft:
    return json_titles.subject(place.kind, fields)


CATALOGUE: dict[str, Reader] = {
    **dict.fromkeys(SUBJECTS, _subject),
    "title": lambda fields, _place: json_titles.title(fields),
    "person": lambda fields, _place: json_titles.person(fields),
    "artwork": lambda fields, place: json_titles.artwork(fields, place.file.parent, place.at),
    "video": lambda fields, place: json_videos.video(fields, place.file.parent, place.at),
}
HISTORY: dict[str, Reader] = {
    "household": lambda fields, place: json_history.household(fields, place.at),
    "viewer": lambda fields, place: json_history.viewer(fields, place.at),
    "rating": lambda fields, place: json_history.rating(fields, place.line),
    "play": lambda fields, place: json_history.play(fields, place.line),
    "list": lambda fields, place: json_history.listed(fields, place.line, is_hidden=False),
    "hidden": lambda fields, place: json_history.listed(fields, place.line, is_hidden=True),
}


class JsonLines(Importer):
    key = "json_lines"
    name = "Marquee's exchange format (*.jsonl)"

    def recognises(self, path: Path) -> bool:
        return any(first_line(file).lstrip("\ufeff").startswith("{") for file in _files(path))

    def source(self, path: Path) -> str:
        return self.about(path)[0]

    def about(self, path: Path) -> tuple[str, datetime | None]:
        """The name space of the ids, and the day the data was written for, where it says so."""
        for file in _files(path):
            for _line, row in _objects(file):
                if isinstance(row, dict) and row.get("type") == "about":
                    return _about(row, file)
                break
        return source_of(path), None

    def catalogue(self, path: Path) -> Iterator[CatalogueDraft | RowError]:
        yield from self._drafts(path, CATALOGUE, reports=True)

    def history(self, path: Path) -> Iterator[HistoryDraft | RowError]:
        yield from self._drafts(path, HISTORY, reports=False)

    def households(self, path: Path) -> Iterator[HistoryDraft | RowError]:
        """Of the history the households and their viewers alone, without what they did."""
        yield from self._drafts(path, {kind: HISTORY[kind] for kind in ("household", "viewer")}, reports=False)

    def _drafts(self, path: Path, readers: dict[str, Reader], *, reports: bool) -> Iterator[Any]:
        """The drafts that `readers` know; lines of no type at all are reported by one of the two readings only."""
        files = _files(path)
        if not files:
            raise UnreadableFile(f"{path} has no file that ends in .jsonl.")
        for file in files:
            yield InFile(file.name)
            for line, row in _objects(file):
                kind = row.get("type") if isinstance(row, dict) else None
                known = isinstance(kind, str) and (kind in CATALOGUE or kind in HISTORY or kind == "about")
                if isinstance(row, dict) and isinstance(kind, str) and kind in readers:
                    yield _draft(readers[kind], row, Place(file, line, kind))
                elif not known and reports:
                    sentence = row if isinstance(row, str) else "The line has no known type."
                    yield RowError(file.name, line, sentence)


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.jsonl")) if path.is_dir() else [path]


def _about(row: dict[str, Any], file: Path) -> tuple[str, datetime | None]:
    try:
        fields = Fields({key: value for key, value in row.items() if key != "type"}, what="An about line")
        source, as_of = fields.text("source", default=source_of(file)), fields.instant("as_of")
        fields.finish()
    except ValueError as error:
        raise UnreadableFile(f"{file.name}: {error}") from None
    if not _SOURCE.fullmatch(source):
        raise UnreadableFile(f"{file.name}: source should be 1 to 40 letters, digits, - or _.")
    return source, as_of


def _draft(reader: Reader, row: dict[str, Any], place: Place) -> Draft | RowError:
    fields = Fields({key: value for key, value in row.items() if key != "type"}, what=f"A {place.kind} line")
    try:
        draft = reader(fields, place)
        fields.finish()
    except ValueError as error:
        return RowError(place.file.name, place.line, str(error))
    return draft


def _objects(file: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """The object of every line, or a sentence saying why there is none."""
    for number, text in lines_of(file):
        if number == 1:
            text = text.lstrip("\ufeff")
        if not text.strip():
            continue
        try:
            row = json.loads(text, parse_constant=_refuse)
        except RecursionError:
            yield number, "The line is nested too deeply."
        except ValueError as error:
            yield number, f"The line is not JSON: {getattr(error, 'msg', error)}."
        else:
            yield number, row if isinstance(row, dict) else "The line is not a JSON object."


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not a number in JSON")
