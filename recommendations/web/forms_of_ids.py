"""Ids of titles in forms and query strings, where people may write anything."""

from collections.abc import Iterable

from recommendations.events.bounds import LARGEST_ID

MOST = 500


def ids_in(texts: Iterable[str]) -> list[int]:
    """The ids among the texts, in order, each once; what is no id is left out."""
    found: dict[int, None] = {}
    for text in texts:
        if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID)) and int(text) <= LARGEST_ID:
            found[int(text)] = None
    return list(found)[:MOST]
