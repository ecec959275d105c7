"""Why this? The reason of one place of a page as it was recorded, or of a title as it stands, and what corrects it."""

from dataclasses import dataclass

from catalog.models import Title
from recommendations.contracts import DecidedPage, PageRow, PageTile, Scored, Viewer
from recommendations.events.page_token import read_token
from recommendations.events.visibility import TitleNotFound
from recommendations.models import ServedPage
from recommendations.pages.content import as_page
from recommendations.pages.decorate import BILLBOARD_ROW
from recommendations.pages.loose import gathered_for, loose_tiles
from recommendations.pages.state import fingerprint_of
from recommendations.pages.told import RowTold, Teller, TitleTold


class PlaceNotFound(LookupError):
    """No such place on a page of this profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyThis:
    """What put a title where it is; `row` is None for the billboard and for a title by itself."""

    title: TitleTold
    row: RowTold | None
    model_version: str | None


def why(*, viewer: Viewer, token: str, row: int, column: int) -> WhyThis:
    """Read it from the recorded page; raises PlaceNotFound for a place, or a page, that is not this profile's, or
    is one of before its rules changed.
    """
    page = _recorded(viewer, token)
    place, tile = _at(page, row, column)
    teller = Teller(viewer)
    if tile is None or not teller.may_see(tile.title_id):
        raise PlaceNotFound
    return WhyThis(
        title=teller.title(
            title_id=tile.title_id, reason=tile.reason, match=tile.match, at=page.served_at,
            people=_people_of(place), explored=bool(tile.artwork and tile.artwork.explored),
        ),
        row=teller.row(key=place.key, kind=place.kind, heading=place.heading, reason=place.reason) if place else None,
        model_version=page.model_version,
    )  # fmt: skip


def why_title(*, viewer: Viewer, slug: str) -> WhyThis:
    """The reason that a page would give for the title now, wherever it stood; raises TitleNotFound."""
    visible = Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=viewer.now)
    title_id = visible.filter(slug=slug).values_list("pk", flat=True).first()
    if title_id is None:
        raise TitleNotFound
    gathered = gathered_for(viewer)
    tiles = loose_tiles(gathered=gathered, titles=[Scored(title_id=title_id, score=0.0)])
    if not tiles:
        raise TitleNotFound
    teller, tile = Teller(viewer, taste=gathered.context.taste), tiles[0]
    return WhyThis(
        title=teller.title(title_id=title_id, reason=tile.reason, match=tile.match, at=viewer.now),
        row=None,
        model_version=gathered.context.bundle.version if gathered.context.bundle else None,
    )


def _recorded(viewer: Viewer, token: str) -> DecidedPage:
    try:
        reference = read_token(token, viewer.profile_id)
    except ValueError:
        raise PlaceNotFound from None
    stored = ServedPage.objects.filter(
        pk=reference.id, served_at=reference.served_at, profile_id=viewer.profile_id
    ).first()
    # A page of before the ceiling came down says in its reasons what is above it.
    if stored is None or stored.fingerprint != fingerprint_of(viewer=viewer, arm=stored.arm):
        raise PlaceNotFound
    return as_page(
        content=stored.content, page_id=stored.pk, profile_id=viewer.profile_id, served_at=stored.served_at,
        model_version=stored.model_version, policy=stored.policy, arm=stored.arm,
    )  # fmt: skip


def _at(page: DecidedPage, row: int, column: int) -> tuple[PageRow | None, PageTile | None]:
    """(row, tile) of a place; no row for the billboard."""
    if row == BILLBOARD_ROW:
        return None, page.billboard
    if not (0 <= row < len(page.rows) and 0 <= column < len(page.rows[row].tiles)):
        raise PlaceNotFound
    return page.rows[row], page.rows[row].tiles[column]


def _people_of(place: PageRow | None) -> list[int]:
    """Whom the row is about."""
    kind, _, name = place.key.partition(":") if place else ("", "", "")
    return [int(name)] if kind == "person" and name.isdecimal() else []
