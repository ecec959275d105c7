"""What the next page keeps of the last one is what the last one was."""

import json

import pytest
from hypothesis import given, settings

from recommendations.contracts import ArtworkDecision
from recommendations.pages.content import as_content, as_page
from recommendations.pages.remembered import remembered, remembered_of_text
from recommendations.pages.shown import as_shown
from recommendations.ranking.context import RankingContext
from tests.factories.rankings import decided, rankings, some_ranking
from tests.factories.recommendations import NOON


@settings(max_examples=25, deadline=None)
@given(rankings())
def test_it_is_what_reading_the_whole_page_tells(context: RankingContext) -> None:
    page = decided(context)
    content = json.loads(json.dumps(as_content(page)))
    whole = as_page(
        content=content, page_id=page.id, profile_id=page.profile_id, served_at=page.served_at, model_version="",
        policy=page.policy, arm=page.arm,
    )  # fmt: skip

    kept = remembered(content=content, served_at=page.served_at)

    tiles = [tile for row in whole.rows for tile in row.tiles] + ([whole.billboard] if whole.billboard else [])
    assert kept.pictures == {tile.title_id: tile.artwork for tile in tiles if tile.artwork}
    assert kept.last is not None
    assert kept.last.served_at == page.served_at
    assert kept.last.row_keys == tuple(row.key for row in whole.rows)
    assert kept.last.billboard == (whole.billboard.title_id if whole.billboard else None)
    assert remembered_of_text(text=as_shown(whole), served_at=page.served_at) == kept


def test_pictures_come_back_to_the_last_bit() -> None:
    page = decided(some_ranking())
    content = as_content(page)
    content["rows"][0]["tiles"][0]["artwork"] = {
        "id": 3, "propensity": 0.95 + 0.05 / 3, "candidates": [3, 4, 9], "policy": "affinity-1@7", "explored": False,
    }  # fmt: skip
    title = page.rows[0].tiles[0].title_id

    kept = remembered(content=json.loads(json.dumps(content)), served_at=NOON)

    assert kept.pictures[title] == ArtworkDecision(
        title_id=title, artwork_id=3, propensity=0.95 + 0.05 / 3, candidates=(3, 4, 9), policy="affinity-1@7",
        explored=False,
    )  # fmt: skip
    whole = as_page(
        content=content, page_id=page.id, profile_id=1, served_at=NOON, model_version="", policy="", arm=""
    )  # fmt: skip
    assert remembered_of_text(text=as_shown(whole), served_at=NOON) == kept


@pytest.mark.parametrize("text", ["", "7", "{}", '{"billboard": null, "rows": []}', '{"billboard": 1, "rows": []}\n{}',
    '{"billboard": null, "rows": [[]]}\n{}', '{"billboard": null, "rows": []}\n{"p": [[1]]}',
    '{"billboard": null, "rows": []}\n7'])  # fmt: skip
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, IndexError)):
        remembered_of_text(text=text, served_at=NOON)


@pytest.mark.parametrize(
    "content", [{}, {"billboard": None, "rows": 3}, {"billboard": {"match": 3}, "rows": []}, {"rows": []}]
)
def test_anything_else_is_refused(content: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        remembered(content=content, served_at=NOON)
