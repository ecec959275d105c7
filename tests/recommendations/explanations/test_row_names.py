"""Every kind of row has a name for the list of stopped rows, and no name gives away what may not be seen."""

import pytest

from recommendations.explanations.row_names import KINDS, row_name
from recommendations.rows import ROW_TYPES
from tests.factories.rankings import some_catalogue, some_viewer, various_rankings

CATALOGUE = some_catalogue(size=120)
NAMES = {title: f"Title {title}" for title in CATALOGUE.title_ids.tolist()}
SEEN = CATALOGUE.visible_to(some_viewer())


def name(key: str, *, nothing_is_seen: bool = False) -> str | None:
    return row_name(key=key, catalogue=CATALOGUE, seen=SEEN & (not nothing_is_seen), names=NAMES)


@pytest.mark.parametrize("row_type", ROW_TYPES, ids=lambda row_type: row_type.key)
def test_every_kind_of_row_has_a_name(row_type: object) -> None:
    assert KINDS[row_type.key]  # type: ignore[attr-defined]


def test_every_row_that_is_offered_has_a_name() -> None:
    for context in various_rankings():
        names = {title: f"Title {title}" for title in context.catalogue.title_ids.tolist()}
        for row_type in ROW_TYPES:
            for draft in row_type.offer(context):
                found = row_name(key=draft.key, catalogue=context.catalogue, seen=context.visible, names=names)
                assert found or not draft.titles, draft.key


@pytest.mark.parametrize("key", ["genre:comedy", "mood:haunting", "person:2", f"because:{CATALOGUE.title_ids[3]}"])
def test_row_of_which_nothing_may_be_seen_is_not_named(key: str) -> None:
    assert name(key) or key.startswith("because")
    assert name(key, nothing_is_seen=True) is None


@pytest.mark.parametrize(
    "key",
    ["", ":", "nothing", "nothing:1", "genre:", "genre:nothing", "because:x", "because:-1", f"because:{'9' * 30}",
     "person:99", "person:02", "person:²", "short:10", "micro_genre:nothing", "trending:1", "because:99999"],
)  # fmt: skip
def test_what_is_no_row_has_no_name(key: str) -> None:
    assert name(key) is None
