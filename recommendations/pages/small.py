"""Small pages beside the home page: decided, recorded and served like it, so that what follows is credited to them."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from recommendations.artwork.visit import visit_of
from recommendations.candidates.catalogue import current_catalogue
from recommendations.contracts import DecidedPage, Page, PageRow, Reason, Scored, Viewer
from recommendations.models import ServedPage
from recommendations.pages.content import as_content, as_page
from recommendations.pages.decide import Makings, TileMaker
from recommendations.pages.decorate import decorated
from recommendations.pages.gather import Gathered
from recommendations.pages.state import PageState

KEPT = timedelta(hours=12)
"""How long the same titles are served as the same page."""


def small_page(
    *, viewer: Viewer, state: PageState, gathered: Gathered, surface: str, policy: str, heading: str, reason: Reason,
    titles: Sequence[Scored],
) -> Page:  # fmt: skip
    """A page of one row with these titles in this order.

    `state` was read for `surface`. Recorded, unless the last page of the surface stands and holds the same titles for
    the same reason: then that one is served again, and asking twice leaves one trace. A title's own reason goes before
    the one made for it.
    """
    page = _standing(viewer, state, [item.title_id for item in titles], reason)
    if page is None:
        page = _decided(viewer, gathered, policy, surface, heading, reason, titles)
        _record(page, viewer=viewer, state=state, surface=surface)
    return decorated(
        page=page, viewer=viewer, catalogue=current_catalogue(version=state.catalogue_version), cards=gathered.cards,
        library=gathered.library, first=0, count=None,
    )  # fmt: skip


def _standing(viewer: Viewer, state: PageState, title_ids: Sequence[int], reason: Reason) -> DecidedPage | None:
    last = state.last
    if last is None or not state.stands:
        return None
    try:
        page = as_page(
            content=last.content, page_id=last.id, profile_id=viewer.profile_id, served_at=last.served_at,
            model_version=last.model_version, policy=last.policy, arm=last.arm,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        return None
    held = [tile.title_id for row in page.rows for tile in row.tiles]
    is_same = held == list(title_ids) and all(row.reason.text == reason.text for row in page.rows)
    return page if is_same else None


def _decided(
    viewer: Viewer, gathered: Gathered, policy: str, surface: str, heading: str, reason: Reason,
    titles: Sequence[Scored],
) -> DecidedPage:  # fmt: skip
    context = gathered.context
    visit = visit_of(profile_id=viewer.profile_id, now=viewer.now)
    makings = Makings(library=gathered.library, names=gathered.cards.names, before={}, seen=visit.pictures)
    maker = TileMaker(context=context, makings=makings)
    maker.prepare([item.title_id for item in titles])
    row = PageRow(
        key=surface, kind=surface, heading=heading, reason=reason, tiles=[maker.tile(item) for item in titles]
    )
    visit.keep(maker.choices)
    return DecidedPage(
        id=uuid4(), profile_id=viewer.profile_id, served_at=viewer.now, billboard=None, rows=[row] if titles else [],
        model_version=context.bundle.version if context.bundle else None, policy=policy,
    )  # fmt: skip


def _record(page: DecidedPage, *, viewer: Viewer, state: PageState, surface: str) -> None:
    if not page.rows:
        return
    ServedPage(
        id=page.id, served_at=page.served_at, expires_at=page.served_at + KEPT, profile_id=viewer.profile_id,
        surface=surface, device=viewer.device, taste_epoch=state.taste_epoch, catalogue_version=state.catalogue_version,
        model_version=state.model_digest, policy=page.policy, arm=page.arm, fingerprint=state.fingerprint,
        content=as_content(page),
    ).save(force_insert=True)  # fmt: skip
