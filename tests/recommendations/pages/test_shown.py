"""A page shown again is the page that was decided, without what its reasons rest on."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.models import Title
from recommendations.artwork.library import Library
from recommendations.contracts import ArtworkDecision, Card, DecidedPage, Page, Picture, Row, Tile, Viewer
from recommendations.models import ServedPage
from recommendations.pages.cards import Cards
from recommendations.pages.content import as_page
from recommendations.pages.decorate import decorated
from recommendations.pages.shown import as_shown, shown_again
from recommendations.ranking.context import RankingContext
from tests.factories.accounts import a_profile
from tests.factories.pages import LATER, id_of, page_of, say
from tests.factories.rankings import decided, rankings, some_ranking


def a_card(title: int) -> Card:
    return Card(
        title_id=title, slug=f"t{title}", url=f"/title/t{title}/", watch_url=f"/watch/t{title}/", name=f"Title {title}",
        kind="film", year=2020, runtime_minutes=90, maturity=0, maturity_label="All", tagline="", short_synopsis="",
        genres=(), moods=(), has_video=True,
    )  # fmt: skip


def a_picture(artwork: int) -> Picture:
    return Picture(
        artwork_id=artwork, url=f"/media/{artwork}.webp", width=640, height=360, focal_x=0.5, focal_y=0.5,
        colour="#102030", alternative_text="", has_lettering=True,
    )  # fmt: skip


def with_pictures(page: DecidedPage) -> DecidedPage:
    """Every third tile has a picture of its own."""

    def choice(title: int) -> ArtworkDecision:
        return ArtworkDecision(
            title_id=title, artwork_id=title + 1000, propensity=0.5, candidates=(title + 1000, 7), policy="p",
            explored=True,
        )  # fmt: skip

    rows = [
        replace(
            row,
            tiles=[
                replace(tile, artwork=choice(tile.title_id)) if tile.title_id % 3 == 0 else tile for tile in row.tiles
            ],
        )
        for row in page.rows
    ]
    return replace(page, rows=rows)


def without_evidence(page: Page) -> Page:
    def bare(tile: Tile) -> Tile:
        progress = None if tile.progress is None else round(tile.progress, 4)
        left = None if tile.left_seconds is None else round(tile.left_seconds)
        return replace(tile, reason=replace(tile.reason, evidence=()), progress=progress, left_seconds=left)

    def one(row: Row) -> Row:
        return replace(row, reason=replace(row.reason, evidence=()), tiles=[bare(tile) for tile in row.tiles])

    return replace(
        page, billboard=bare(page.billboard) if page.billboard else None, rows=[one(row) for row in page.rows]
    )


def both(
    page: DecidedPage, context: RankingContext, viewer: Viewer, first: int, count: int | None
) -> tuple[Page, Page]:
    """As it is made of the decision, and as it is made of the text."""
    ids = context.catalogue.title_ids.tolist()
    cards = Cards(version=1, cards={pk: a_card(pk) for pk in ids}, names={}, episodes={})
    pictures = {pk + 1000: a_picture(pk + 1000) for pk in ids if pk % 6 == 0}
    held: dict[str, Any] = {
        "viewer": viewer, "catalogue": context.catalogue, "cards": cards, "first": first, "count": count,
        "library": Library(version=1, candidates={}, pictures=pictures, billboards={}, posters={}),
    }  # fmt: skip
    again = shown_again(
        text=as_shown(page), page_id=page.id, served_at=page.served_at, model_version=page.model_version or "", **held
    )
    return without_evidence(decorated(page=page, **held)), again


@settings(max_examples=25, deadline=None)
@given(rankings(), st.integers(0, 6), st.none() | st.integers(1, 5))
def test_it_is_the_page_that_was_decided(context: RankingContext, first: int, count: int | None) -> None:
    viewer = replace(context.viewer, profile_id=7)
    expected, again = both(with_pictures(decided(context)), context, viewer, first, count)

    assert again == expected


def test_what_may_not_be_seen_any_more_is_gone_and_the_others_keep_their_columns() -> None:
    context = some_ranking(seed=3)
    page = with_pictures(decided(context))
    later = replace(context.viewer, now=context.viewer.now + timedelta(days=400))

    expected, again = both(page, context, later, 0, None)

    assert again == expected
    assert sum(len(row.tiles) for row in again.rows) < sum(len(row.tiles) for row in page.rows)


@pytest.mark.parametrize(
    "text", ["", "7", "{}", '{"billboard": null, "rows": [[1]], "reasons": []}', '{"rows": 5, "billboard": 1}']
)
def test_any_other_text_is_refused(text: str) -> None:
    context = some_ranking(size=0)
    with pytest.raises((ValueError, KeyError, TypeError, IndexError)):
        shown_again(
            text=text, page_id=decided(context).id, served_at=context.viewer.now, model_version="",
            viewer=context.viewer, catalogue=context.catalogue, first=0, count=None,
            cards=Cards(version=1, cards={}, names={}, episodes={}),
            library=Library(version=1, candidates={}, pictures={}, billboards={}, posters={}),
        )  # fmt: skip


@pytest.mark.django_db
def test_whatever_changes_the_content_empties_what_is_shown(board: list[Title]) -> None:
    profile = a_profile()
    say(profile, board[0])
    page = page_of(profile)
    stored = ServedPage.objects.get(pk=id_of(page, profile))
    assert stored.shown == as_shown_of(stored)

    ServedPage.objects.update(expires_at=LATER + timedelta(hours=9))
    assert ServedPage.objects.get(pk=stored.pk).shown == stored.shown
    stored.content["rows"][0]["heading"] = "Another heading"
    ServedPage.objects.update(content=stored.content)

    assert ServedPage.objects.get(pk=stored.pk).shown == ""
    again = page_of(profile)
    assert (again.token, again.rows[0].heading) == (page.token, "Another heading")


def as_shown_of(stored: ServedPage) -> str:
    return as_shown(
        as_page(
            content=stored.content,
            page_id=stored.pk,
            profile_id=stored.profile_id,
            served_at=stored.served_at,
            model_version=stored.model_version,
            policy=stored.policy,
            arm=stored.arm,
        )
    )
