"""The home page: served again while it stands, else decided and recorded."""

from dataclasses import replace
from uuid import uuid4

import structlog
from django.db import DatabaseError

from recommendations.artwork.visit import Visit, visit_of
from recommendations.contracts import DecidedPage, Page, Viewer
from recommendations.events.page_token import PageRef, read_token
from recommendations.experiments.assign import HOME, POPULARITY_ARM, arm_of, log_exposure
from recommendations.models import ServedPage
from recommendations.pages.content import as_page
from recommendations.pages.decide import Makings, decide
from recommendations.pages.decorate import decorated
from recommendations.pages.gather import gather
from recommendations.pages.held import held
from recommendations.pages.record import record_page
from recommendations.pages.remembered import Remembered, remembered, remembered_of_text
from recommendations.pages.shown import shown_again
from recommendations.pages.state import PageState, StoredPage, read_state

log = structlog.get_logger(__name__)

SURFACE = "home"
POLICY = "blend-2"
PLAIN = "plain-1"
"""The policy of a page that could not be decided as it should be: the popular, for nobody in particular."""


def home_page(
    *, viewer: Viewer, first: int = 0, count: int | None = None, page_token: str | None = None, record: bool = True,
    anew: bool = False, with_evidence: bool = False,
) -> Page:  # fmt: skip
    """Rows `first` .. `first + count` of this viewer's home page (`count` None: all the rest).

    With a `page_token` the rows are those of the page that the token names, so that rows which arrive later belong to
    what is on the screen; ValueError when it was not signed for this profile. `record=False` decides without leaving a
    trace, and `anew` though the last page still stands: both for previews. Reasons come without their evidence unless
    asked `with_evidence`: a page that is served again need not be read whole then.
    """
    arm, experiment_id = arm_of(key=HOME, profile_id=viewer.profile_id)
    named = read_token(page_token, viewer.profile_id) if page_token else None
    state = read_state(viewer=viewer, surface=SURFACE, arm=arm, with_content=with_evidence)
    page = None if anew and not named else _again(viewer, state, named, first, count, with_evidence)
    if page is not None:
        return page
    visit = visit_of(profile_id=viewer.profile_id, now=viewer.now)
    decided = _decide(viewer, state, visit, arm)
    if record:
        # A plain page does not stand: the next visit tries again.
        record_page(decided, viewer=viewer, state=state, surface=SURFACE, stands=decided.policy != PLAIN)
        visit.keep({tile.title_id: tile.artwork for row in decided.rows for tile in row.tiles})
        if experiment_id is not None:
            log_exposure(experiment_id=experiment_id, profile_id=viewer.profile_id, arm=arm, now=viewer.now)
    return decorated(page=decided, viewer=viewer, first=first, count=count, **held(version=state.catalogue_version))


def _again(
    viewer: Viewer, state: PageState, named: PageRef | None, first: int, count: int | None, with_evidence: bool
) -> Page | None:
    """The page that is on the screen, or else the one that stands; None where there is no such page to be read."""
    last = _named(viewer, state, named) if named else None
    if last is None and state.stands:
        last = state.last
    if last is None:
        return None
    if with_evidence or not last.shown:
        page = _stored(viewer, last)
        if page is None:
            return None
        return decorated(page=page, viewer=viewer, first=first, count=count, **held(version=state.catalogue_version))
    try:
        return shown_again(
            text=last.shown, page_id=last.id, served_at=last.served_at, model_version=last.model_version,
            viewer=viewer, first=first, count=count, **held(version=state.catalogue_version),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, IndexError):
        log.exception("stored_page_unreadable", page=str(last.id))
        return None


def _named(viewer: Viewer, state: PageState, reference: PageRef) -> StoredPage | ServedPage | None:
    """The page that a token names, or None when it is no longer kept, or was decided under other rules.

    Its headings and reasons are words by now: after the ceiling came down they may name what is above it.
    """
    if state.last and state.last.id == reference.id:
        return state.last if state.last.fingerprint == state.fingerprint else None
    kept = ServedPage.objects.filter(
        pk=reference.id, served_at=reference.served_at, profile_id=viewer.profile_id, fingerprint=state.fingerprint
    )
    return kept.defer("content").first()


def _stored(viewer: Viewer, last: StoredPage | ServedPage) -> DecidedPage | None:
    try:
        return as_page(
            content=last.content, page_id=last.id, profile_id=viewer.profile_id, served_at=last.served_at,
            model_version=last.model_version, policy=last.policy, arm=last.arm,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        log.exception("stored_page_unreadable", page=str(last.id))
        return None


def _decide(viewer: Viewer, state: PageState, visit: Visit, arm: str) -> DecidedPage:
    """Whatever is wrong with what makes a page personal costs what is personal, not the page."""
    before = last_remembered(state.last) if state.last else Remembered()
    try:
        return _decided(viewer, state, before, visit, arm, POLICY)
    except DatabaseError:
        raise
    except Exception:
        log.exception("page_failed", profile=viewer.profile_id, model=state.model_digest[:12])
        without_model = replace(state, model_digest="")
        return replace(_decided(viewer, without_model, before, visit, POPULARITY_ARM, PLAIN), arm=arm)


def last_remembered(last: StoredPage) -> Remembered:
    """What the last page leaves to the next; nothing where it cannot be read."""
    try:
        if last.shown:
            return remembered_of_text(text=last.shown, served_at=last.served_at)
        return remembered(content=last.content, served_at=last.served_at)
    except (KeyError, TypeError, ValueError, IndexError):
        log.exception("stored_page_unreadable", page=str(last.id))
        return Remembered()


def _decided(viewer: Viewer, state: PageState, before: Remembered, visit: Visit, arm: str, policy: str) -> DecidedPage:
    gathered = gather(viewer=viewer, state=state, arm=arm)
    makings = Makings(
        library=gathered.library, names=gathered.cards.names, before=before.pictures, seen=visit.pictures,
        last=before.last,
    )  # fmt: skip
    return decide(context=gathered.context, makings=makings, page_id=uuid4(), policy=policy, arm=arm)
