"""What stands in one profile's digest: a small page, decided and recorded like any other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from recommendations.candidates.catalogue import current_catalogue
from recommendations.contracts import DecidedPage, Page, PageRow, Viewer
from recommendations.experiments.assign import HOME, arm_of
from recommendations.models import ServedPage
from recommendations.pages.content import as_content
from recommendations.pages.decide import Makings, decide
from recommendations.pages.decorate import decorated
from recommendations.pages.gather import gather
from recommendations.pages.state import PageState, read_state
from recommendations.pages.viewer import viewer_of
from recommendations.rows import ROW_TYPES

SURFACE = "digest"
POLICY = "digest-1"
KEPT = timedelta(days=31)
"""How long a link in a digest is credited to it."""
SECTIONS = {"continue": 1, "top_picks": 4, "because": 3, "new": 3, "leaving_soon": 2}
"""Row type -> how many of its titles a digest shows; of each type one row."""
FEWEST = 3
"""A digest of fewer titles than this is not worth a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One profile's digest, with pictures and reasons, ready to be put into words."""

    profile: Profile
    page: Page

    @property
    def size(self) -> int:
        return sum(len(row.tiles) for row in self.page.rows) + (self.page.billboard is not None)


def choose_digest(*, profile: Profile, now: datetime, record: bool) -> Digest | None:
    """Choose the digest of this profile as of now; None when there is too little to write about.

    With `record` it is kept as a served page, so that what is watched from it is credited to it.
    """
    viewer = viewer_of(profile=profile, device_kind=DeviceKind.LAPTOP, now=now)
    arm, _experiment = arm_of(key=HOME, profile_id=viewer.profile_id)
    state = read_state(viewer=viewer, surface=SURFACE, arm=arm)
    gathered = gather(viewer=viewer, state=state, arm=arm)
    wanted = [row_type for row_type in ROW_TYPES if row_type.key in SECTIONS]
    makings = Makings(library=gathered.library, names=gathered.cards.names, before={})
    # The letter says that we would put these on for the viewer: so of everything in it only what fits.
    context = replace(gathered.context, recommendable=gathered.context.fitting)
    decided = decide(context=context, makings=makings, page_id=uuid4(), policy=POLICY, arm=arm, row_types=wanted)
    cut = replace(decided, rows=_sections(decided.rows))
    page = decorated(
        page=cut, viewer=viewer, catalogue=current_catalogue(version=state.catalogue_version), cards=gathered.cards,
        library=gathered.library, first=0, count=None,
    )  # fmt: skip
    digest = Digest(profile=profile, page=page)
    if digest.size < FEWEST:
        return None
    if record:
        _record(cut, viewer=viewer, state=state)
    return digest


def _sections(rows: Sequence[PageRow]) -> list[PageRow]:
    """The first row of each kind, cut to what a letter holds."""
    first: dict[str, PageRow] = {}
    for row in rows:
        first.setdefault(row.kind, replace(row, tiles=row.tiles[: SECTIONS[row.kind]]))
    return list(first.values())


def _record(page: DecidedPage, *, viewer: Viewer, state: PageState) -> None:
    ServedPage.objects.create(
        id=page.id, served_at=page.served_at, expires_at=page.served_at + KEPT, profile_id=viewer.profile_id,
        surface=SURFACE, device=viewer.device, taste_epoch=state.taste_epoch, catalogue_version=state.catalogue_version,
        model_version=state.model_digest, policy=page.policy, arm=page.arm, fingerprint=state.fingerprint,
        content=as_content(page),
    )  # fmt: skip
