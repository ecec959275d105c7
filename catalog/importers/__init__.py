"""Importers, one file per format; the tuple is the table of contents."""

from pathlib import Path

from catalog.importers.base import Importer
from catalog.importers.drafts import UnreadableFile
from catalog.importers.json_lines import JsonLines
from catalog.importers.movielens import MovieLens
from catalog.importers.recbole import RecBole

IMPORTERS: tuple[Importer, ...] = (MovieLens(), RecBole(), JsonLines())


def importer_for(*, key: str, path: Path) -> Importer:
    """The importer of that key, or for `auto` the one that recognises the path; raises UnreadableFile."""
    if not path.exists():
        raise UnreadableFile(f"{path} does not exist.")
    for importer in IMPORTERS:
        if importer.key == key or (key == "auto" and importer.recognises(path)):
            return importer
    raise UnreadableFile(f"{path} looks like none of: {', '.join(importer.name for importer in IMPORTERS)}.")
