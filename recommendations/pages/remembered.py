"""What the next page keeps of the last one: the order of its rows, its billboard and its pictures.

Most of a stored page are reasons, and the next one finds its own. So what it keeps stands in the text of what is shown
(`shown.py`), where it takes a tenth of the time to read; where that text was emptied, it is read from the content.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from recommendations.contracts import ArtworkDecision, DecidedPage
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


def as_pictures(page: DecidedPage) -> str:
    """The choices of pictures as JSON: by policy [title, artwork, propensity, candidates, 1 if it was explored]."""
    found: dict[str, list[Any]] = {}
    for tile in [*(tile for row in page.rows for tile in row.tiles), *([page.billboard] if page.billboard else [])]:
        if choice := tile.artwork:
            cells = [choice.title_id, choice.artwork_id, choice.propensity, choice.candidates, int(choice.explored)]
            found.setdefault(choice.policy, []).append(cells)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def remembered_of_text(*, text: str, served_at: datetime) -> Remembered:
    """Read it from what `as_shown` wrote; raises KeyError, TypeError, ValueError or IndexError for anything else."""
    shown, _, chosen = text.partition("\n")
    page = json.loads(shown)
    billboard = page["billboard"]
    pictures = {
        title: ArtworkDecision(
            title_id=title, artwork_id=artwork, propensity=propensity, candidates=tuple(candidates), policy=policy,
            explored=bool(explored),
        )
        for policy, choices in dict(json.loads(chosen)).items()
        for title, artwork, propensity, candidates, explored in choices
    }  # fmt: skip
    keys = tuple(row[0] for row in page["rows"])
    last = LastPage(served_at=served_at, row_keys=keys, billboard=billboard[0] if billboard else None)
    return Remembered(last=last, pictures=pictures)
