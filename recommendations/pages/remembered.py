"""What the next page keeps of the last one: the order of its rows, its billboard and its pictures.

Most of a stored page are reasons, and the next one finds its own: to read but what it keeps takes a third of the time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from recommendations.contracts import ArtworkDecision
from recommendations.pages.content import read_choice
from recommendations.pages.last_page import LastPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    last: LastPage | None = None
    pictures: Mapping[int, ArtworkDecision] = field(default_factory=dict)
    """Title id -> the picture chosen for it, so that it stays while its window lasts."""


def remembered(*, content: Mapping[str, Any], served_at: datetime) -> Remembered:
    """Read it from what `as_content` wrote; raises KeyError, TypeError or ValueError for anything else."""
    rows, billboard = content["rows"], content["billboard"]
    tiles = [tile for row in rows for tile in row["tiles"]] + ([billboard] if billboard else [])
    return Remembered(
        last=LastPage(
            served_at=served_at,
            row_keys=tuple(row["key"] for row in rows),
            billboard=billboard["title"] if billboard else None,
        ),
        pictures={tile["title"]: read_choice(tile) for tile in tiles if "artwork" in tile},
    )
