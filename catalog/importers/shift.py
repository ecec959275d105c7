"""Data written for one day, moved to another: a demo whose history is always of the last weeks."""

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from catalog.importers.drafts import ListDraft, PlayDraft, RatingDraft, TitleDraft

Anything = TypeVar("Anything")


def shifted(draft: Anything, *, by: timedelta) -> Anything:
    """The draft with its instants moved; release years, birthdays and air dates stay."""
    moved: object = draft
    if isinstance(draft, RatingDraft):
        moved = draft._replace(at=draft.at + int(by.total_seconds()))
    elif isinstance(draft, PlayDraft):
        moved = replace(draft, at=draft.at + by, started_at=draft.started_at + by)
    elif isinstance(draft, ListDraft):
        moved = replace(draft, at=draft.at + by)
    elif isinstance(draft, TitleDraft):
        windows = draft.windows and tuple(
            replace(window, starts_at=window.starts_at + by, ends_at=window.ends_at and window.ends_at + by)
            for window in draft.windows
        )
        moved = replace(draft, added_at=draft.added_at and draft.added_at + by, windows=windows)
    return moved  # type: ignore[return-value]  # Of the same type, which `replace` knows and mypy does not.
