"""Imported history: people become profiles, their ratings, plays and lists arrive with their own times, by COPY.

Everything is staged in temporary tables first, so that a file that breaks in the middle leaves nothing behind, and
memory stays small however long the file is. What a viewer has done here is never overwritten.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from catalog.importers.collect import RowErrors
from catalog.importers.drafts import (
    HistoryDraft,
    HouseholdDraft,
    InFile,
    ListDraft,
    PlayDraft,
    RatingDraft,
    RowError,
    ViewerDraft,
)
from catalog.importers.merge import copy_rows, staged

ROWS_AT_ONCE = 100_000

RATINGS = {"viewer": "text", "title": "text", "value": "float8", "at": "bigint", "line": "bigint", "file": "text"}
PLAYS = {
    "viewer": "text", "title": "text", "season": "int", "episode": "int", "position": "float8", "duration": "float8",
    "watched": "float8", "completed": "bool", "started_at": "timestamptz", "at": "timestamptz", "device": "text",
    "line": "bigint", "file": "text",
}  # fmt: skip
LISTED = {"viewer": "text", "title": "text", "at": "timestamptz", "is_hidden": "bool", "line": "bigint", "file": "text"}


@dataclass(slots=True)
class StagedHistory:
    """What was read, and where it waits."""

    households: dict[str, HouseholdDraft] = field(default_factory=dict)
    viewers: dict[str, ViewerDraft] = field(default_factory=dict)
    lines: int = 0


class _Staging:
    """One temporary table, filled a hundred thousand rows at a time."""

    def __init__(self, name: str, columns: dict[str, str]) -> None:
        self.name, self.columns = name, tuple(columns)
        self.rows: list[Sequence[Any]] = []

    def add(self, row: Sequence[Any]) -> None:
        self.rows.append(row)
        if len(self.rows) >= ROWS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        if self.rows:
            copy_rows(self.name, self.columns, self.rows)
            self.rows.clear()


class _Reading:
    """Sorts drafts into their tables, and counts what cannot be used."""

    def __init__(self, *, titles: set[str], errors: RowErrors, tables: dict[str, _Staging]) -> None:
        self.titles, self.errors, self.tables = titles, errors, tables
        self.history = StagedHistory()
        self.file = ""

    def take(self, draft: HistoryDraft | RowError) -> None:
        # Tested first, because of tens of millions of drafts nearly all are ratings.
        if isinstance(draft, RatingDraft):
            if self._knows(draft):
                self.tables["ratings"].add((*draft, self.file))
        elif isinstance(draft, RowError):
            self.errors.add(draft)
        elif isinstance(draft, InFile):
            self.file = draft.name
        elif isinstance(draft, ViewerDraft):
            self.history.viewers[draft.id] = draft
        elif isinstance(draft, HouseholdDraft):
            self.history.households[draft.id] = draft
        elif self._knows(draft):
            self._take_other(draft)

    def _knows(self, draft: RatingDraft | PlayDraft | ListDraft) -> bool:
        self.history.lines += 1
        if draft.title in self.titles:
            return True
        self.errors.add(RowError(self.file, draft.line, f"There is no title {draft.title[:80]!r}."))
        return False

    def _take_other(self, draft: PlayDraft | ListDraft) -> None:
        if isinstance(draft, ListDraft):
            row = (draft.viewer, draft.title, draft.at, draft.is_hidden, draft.line, self.file)
            self.tables["listed"].add(row)
            return
        season, episode = draft.episode or (None, None)
        self.tables["plays"].add(
            (draft.viewer, draft.title, season, episode, draft.position_seconds, draft.duration_seconds,
             draft.watched_seconds, draft.completed, draft.started_at, draft.at, draft.device, draft.line,
             self.file)
        )  # fmt: skip


@contextmanager
def staged_history(
    *,
    drafts: Iterable[HistoryDraft | RowError],
    titles: set[str],
    errors: RowErrors,
    limit: int | None,
    tell: Callable[[str], None],
) -> Iterator[StagedHistory]:
    """Read all of the history into temporary tables, which last as long as the block."""
    with ExitStack() as stack:
        tables = {
            name: _Staging(stack.enter_context(staged(f"staged_{name}", columns)), columns)
            for name, columns in (("ratings", RATINGS), ("plays", PLAYS), ("listed", LISTED))
        }
        reading = _Reading(titles=titles, errors=errors, tables=tables)
        for number, draft in enumerate(drafts, 1):
            reading.take(draft)
            if number % ROWS_AT_ONCE == 0:
                tell(f"Reading history: {number:,} lines")
            if limit is not None and reading.history.lines >= limit:
                break
        for table in tables.values():
            table.flush()
        with connection.cursor() as cursor:
            for table in tables.values():
                cursor.execute(f"ANALYZE {table.name}")
        yield reading.history
