"""What each process holds of one version of the catalogue, and spares the garbage collector.

Cards, pictures and their labels are some forty objects for each title, and none of them is garbage before the next
version. Python's collector would look through all of them every few dozen pages: a tenth of a second for five thousand
titles, in the middle of somebody's page.
"""

import gc
from typing import TypedDict

from recommendations.artwork.library import Library, current_library
from recommendations.candidates.catalogue import Catalogue, current_catalogue
from recommendations.pages.cards import Cards, current_cards

MANY_TITLES = 1_000
"""Fewer are looked through in no time."""

_spared: int | None = None


class Held(TypedDict):
    catalogue: Catalogue
    cards: Cards
    library: Library


def held(*, version: int) -> Held:
    """The snapshots of this version; read anew, and set apart, only when the version moved."""
    global _spared  # noqa: PLW0603  # One heap per process.
    found = Held(
        catalogue=current_catalogue(version=version), cards=current_cards(version=version),
        library=current_library(version=version),
    )  # fmt: skip
    if _spared != version and len(found["catalogue"].title_ids) >= MANY_TITLES:
        _spared = version
        # What was set apart before comes back first: of an older version something may be garbage by now.
        gc.unfreeze()
        gc.collect()
        gc.freeze()
    return found
