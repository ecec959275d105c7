"""Why this? The recorded reason of one place of a page, with the titles that caused it."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommendations.candidates.catalogue import current_catalogue
from recommendations.contracts import Card, PageTile, Viewer
from recommendations.events.page_token import read_token
from recommendations.models import ServedPage
from recommendations.pages.cards import current_cards
from recommendations.pages.content import as_page
from recommendations.pages.decorate import BILLBOARD_ROW
from recommendations.pages.home import SURFACE
from recommendations.pages.state import fingerprint_of, read_state


class PlaceNotFound(LookupError):
    """No such place on a page of this profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    card: Card
    percent: int
    """Its share of what spoke for the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyThis:
    card: Card
    row_heading: str
    row_reason: str
    reason: str
    causes: Sequence[Cause]
    match: int | None
    explored_artwork: bool
    model_version: str | None


def why(*, viewer: Viewer, token: str, row: int, column: int) -> WhyThis:
    """Read it from the recorded page; raises PlaceNotFound for a place, or a page, that is not this profile's, or
    is one of before its rules changed.
    """
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
    page = as_page(
        content=stored.content, page_id=stored.pk, profile_id=viewer.profile_id, served_at=stored.served_at,
        model_version=stored.model_version, policy=stored.policy, arm=stored.arm,
    )  # fmt: skip
    tile: PageTile | None
    if row == BILLBOARD_ROW:
        tile, heading, row_reason = page.billboard, "", ""
    else:
        try:
            place = page.rows[row] if row >= 0 else None
            tile = place.tiles[column] if place and column >= 0 else None
        except IndexError:
            raise PlaceNotFound from None
        heading, row_reason = (place.heading, place.reason.text) if place else ("", "")
    return _told(tile, heading, row_reason, page.model_version, viewer)


def _told(tile: PageTile | None, heading: str, row_reason: str, model_version: str | None, viewer: Viewer) -> WhyThis:
    version = read_state(viewer=viewer, surface=SURFACE, arm="").catalogue_version
    cards = current_cards(version=version).cards
    catalogue = current_catalogue(version=version)
    seen = catalogue.visible_to(viewer)

    def visible(title_id: int) -> bool:
        code = int(catalogue.code_of([title_id])[0])
        return code >= 0 and bool(seen[code]) and title_id in cards

    if tile is None or not visible(tile.title_id):
        raise PlaceNotFound
    return WhyThis(
        card=cards[tile.title_id],
        row_heading=heading,
        row_reason=row_reason,
        reason=tile.reason.text,
        causes=[
            Cause(card=cards[title], percent=round(share * 100))
            for title, share in tile.reason.evidence
            if visible(title)
        ],
        match=tile.match,
        explored_artwork=bool(tile.artwork and tile.artwork.explored),
        model_version=model_version,
    )
