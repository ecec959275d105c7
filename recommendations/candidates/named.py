"""What belongs to names: titles to keywords and countries, characters to titles."""

from collections.abc import Iterable

import numpy as np

from recommendations.contracts import IntVector
from recommendations.modelstore.scorers.base import codes_of

MOST_CHARACTERS = 3


def titles_by_name(title_ids: IntVector, pairs: Iterable[tuple[str, int]]) -> dict[str, IntVector]:
    """Name -> sorted codes of its titles, of (name, title id); unknown titles are left out."""
    listed = list(pairs)
    codes = codes_of(title_ids, [title for _name, title in listed])
    found: dict[str, set[int]] = {}
    for (name, _title), code in zip(listed, codes.tolist(), strict=True):
        if code >= 0:
            found.setdefault(name, set()).add(code)
    return {name: np.array(sorted(members), dtype=np.int64) for name, members in sorted(found.items())}


def characters_in(title_ids: IntVector, pairs: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """Code -> its first characters as they are called, of (title id, character) in the order of billing.

    `Odessa, the driver` is called Odessa; who has no name of one word (`The night nurse`) is nobody's favourite.
    """
    listed = list(pairs)
    codes = codes_of(title_ids, [title for title, _name in listed])
    found: dict[int, list[str]] = {}
    for (_title, name), code in zip(listed, codes.tolist(), strict=True):
        called = name.partition(",")[0].strip()
        if code >= 0 and called and " " not in called and called[0].isupper():
            known = found.setdefault(code, [])
            if called not in known and len(known) < MOST_CHARACTERS:
                known.append(called)
    return {code: tuple(names) for code, names in found.items()}
