"""Simulated pages as the JSON of ServedPage, from pieces that are made once."""

import json
from collections.abc import Iterator

from recommendations.simulation.page import CONTINUE, GENRE, NEW, POPULAR, Pages
from recommendations.simulation.world import Ints, World

POLICY = "simulated-1"
EVEN = "simulated-even"
"""The policy of pictures: every one of a title's has the same chance."""
ONE_PICTURE = "one-picture"
ROWS = {
    CONTINUE: ("continue", "Continue watching", "unfinished", "You began these and have not finished them"),
    POPULAR: ("popular", "Popular", "popular", "What others watch most"),
    NEW: ("new", "New", "new", "Added last"),
}
"""Kind of row to its key, heading, and the kind and text of its reason."""


class Contents:
    """Writes pages down; the piece for a title with a picture and a reason is made at its first use."""

    def __init__(self, *, world: World) -> None:
        self._world = world
        self._genres = [slug for kind, slug in world.feature_names if kind == "genre"]
        self._tiles: dict[tuple[int, int, int], str] = {}
        self._heads: dict[int, str] = {}

    def of(self, pages: Pages, places: Ints) -> Iterator[str]:
        """The content of each of these pages, in order."""
        rows, columns = pages.kinds.shape[1], pages.columns
        for place in places.tolist():
            titles, pictures = pages.titles[place].tolist(), pages.pictures[place].tolist()
            kinds = pages.kinds[place].tolist()
            written = []
            for row in range(rows):
                if kinds[row] >= 0:
                    first = 1 + row * columns
                    tiles = ", ".join(
                        self._tile(titles[slot], pictures[slot], kinds[row])
                        for slot in range(first, first + columns)
                        if titles[slot] >= 0
                    )
                    written.append(f'{self._head(kinds[row])}, "tiles": [{tiles}]}}')
            billboard = self._tile(titles[0], pictures[0], POPULAR, is_large=True) if titles[0] >= 0 else "null"
            yield f'{{"billboard": {billboard}, "rows": [{", ".join(written)}]}}'

    def _row(self, kind: int) -> tuple[str, str, str, str]:
        """(key, heading, kind of reason, text of reason)."""
        if kind < GENRE:
            return ROWS[kind]
        slug = self._genres[kind - GENRE]
        name = slug.replace("-", " ")
        return f"genre:{slug}", name.capitalize(), "genre", f"The best of {name}"

    def _head(self, kind: int) -> str:
        """A row up to its tiles."""
        if kind not in self._heads:
            key, heading, reason, text = self._row(kind)
            row = {"key": key, "kind": key.partition(":")[0], "heading": heading,
                   "reason": {"kind": reason, "text": text}}  # fmt: skip
            self._heads[kind] = json.dumps(row, ensure_ascii=False)[:-1]
        return self._heads[kind]

    def _tile(self, title: int, picture: int, kind: int, *, is_large: bool = False) -> str:
        known = title, picture, -1 if is_large else kind
        if known not in self._tiles:
            _key, _heading, reason, text = self._row(kind)
            tile = {"title": int(self._world.title_ids[title]), "reason": {"kind": reason, "text": text}, "match": None}
            choice = self._choice(title, picture, is_large=is_large)
            self._tiles[known] = json.dumps(tile | ({"artwork": choice} if choice else {}), ensure_ascii=False)
        return self._tiles[known]

    def _choice(self, title: int, picture: int, *, is_large: bool) -> dict[str, object] | None:
        """The decision about the picture with the chance that it really had."""
        world = self._world
        if picture < 0:
            made = int(world.billboard[title]) if is_large else 0
            if not made:
                return None
            return {"id": made, "propensity": 1.0, "candidates": [made], "policy": ONE_PICTURE, "explored": False}
        first, last = world.first_picture[title : title + 2].tolist()
        ids = world.picture_ids[first:last].tolist()
        return {
            "id": int(world.picture_ids[picture]), "propensity": 1.0 / len(ids), "candidates": ids, "policy": EVEN,
            "explored": len(ids) > 1,
        }  # fmt: skip
