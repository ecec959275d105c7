"""What every importer offers; each only reads its own format, and stores nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from catalog.importers.drafts import CatalogueDraft, HistoryDraft, RowError


class Importer:
    """`key` names it on the command line; both readings stream, so that a file may be larger than memory."""

    key: ClassVar[str]
    name: ClassVar[str]

    def recognises(self, path: Path) -> bool:
        raise NotImplementedError

    def source(self, path: Path) -> str:
        """The name space of the ids: two imports with the same source are about the same titles and people."""
        raise NotImplementedError

    def catalogue(self, path: Path) -> Iterator[CatalogueDraft | RowError]:
        """Titles and what belongs to them; raises UnreadableFile when a file as a whole cannot be used."""
        raise NotImplementedError

    def history(self, path: Path) -> Iterator[HistoryDraft | RowError]:
        """Viewers and what they did."""
        raise NotImplementedError
