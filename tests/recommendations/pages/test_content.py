"""A page that was stored comes back as it was."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from recommendations.contracts import ArtworkDecision, DecidedPage, PageTile, Reason
from recommendations.pages.content import as_content, as_page
from recommendations.ranking.context import RankingContext
from tests.factories.rankings import decided, rankings, some_ranking


def read_back(page: DecidedPage, content: Any = None) -> DecidedPage:
    stored = json.loads(json.dumps(as_content(page))) if content is None else content
    return as_page(
        content=stored, page_id=page.id, profile_id=page.profile_id, served_at=page.served_at,
        model_version=page.model_version or "", policy=page.policy, arm=page.arm,
    )  # fmt: skip


def rounded(page: DecidedPage) -> DecidedPage:
    """Shares and progress are kept to four places, seconds whole, and lists come back as tuples."""

    def shares(reason: Reason) -> tuple[tuple[int, float], ...]:
        return tuple((title, round(share, 4)) for title, share in reason.evidence)

    def one(tile: PageTile) -> PageTile:
        progress = None if tile.progress is None else round(tile.progress, 4)
        left = None if tile.left_seconds is None else round(tile.left_seconds)
        reason = replace(tile.reason, evidence=shares(tile.reason))
        return replace(tile, reason=reason, progress=progress, left_seconds=left)

    rows = [
        replace(
            row,
            tiles=[one(tile) for tile in row.tiles],
            reason=replace(
                row.reason, evidence=tuple((title, round(share, 4)) for title, share in row.reason.evidence)
            ),
        )
        for row in page.rows
    ]
    return replace(page, rows=rows, billboard=one(page.billboard) if page.billboard else None)


@settings(max_examples=25, deadline=None)
@given(rankings())
def test_comes_back_as_it_was(context: RankingContext) -> None:
    page = decided(context)

    assert read_back(page) == rounded(page)


def test_artwork_decisions_come_back_to_the_last_bit() -> None:
    page = decided(some_ranking())
    choice = ArtworkDecision(
        title_id=page.rows[0].tiles[0].title_id, artwork_id=3, propensity=0.95 + 0.05 / 3, candidates=(3, 4, 9),
        policy="affinity-1@7", explored=False,
    )  # fmt: skip
    tiles = [replace(page.rows[0].tiles[0], artwork=choice), *page.rows[0].tiles[1:]]
    page = replace(page, rows=[replace(page.rows[0], tiles=tiles), *page.rows[1:]])

    assert read_back(page).rows[0].tiles[0].artwork == choice


@pytest.mark.parametrize(
    "content", [{}, {"billboard": None}, {"billboard": 3, "rows": []}, {"billboard": None, "rows": 5}]
)
def test_anything_else_is_refused(content: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_back(decided(some_ranking(size=0)), content)
