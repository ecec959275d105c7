"""What a page depends on, read in one statement: stamps, taste epoch, serving model, and the last page served.

Session, account and profile are three queries and this is the fourth: a page that is served again may take no more.
Whatever else decides if a page still stands is one more column here, not one more query.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from recommendations.contracts import Viewer
from recommendations.events.prepared import rows_of
from recommendations.modelstore.active import SLOT

CODE_VERSION = "pages-8"
"""Part of every fingerprint: raise it when the same inputs should make another page."""

STATE = """
    SELECT stamp.version, coalesce(taste.epoch, 0), coalesce(version.digest, ''), coalesce(page.stands, FALSE),
           page.id, page.served_at, page.model_version, page.policy, page.arm, page.fingerprint,
           CASE WHEN page.is_shown THEN page.shown ELSE '' END,
           CASE WHEN page.is_shown THEN NULL ELSE page.content END::text
    FROM catalog_cataloguestamp AS stamp
    LEFT JOIN recommendations_tastestate AS taste ON taste.profile_id = %(profile)s
    LEFT JOIN recommendations_modelslot AS slot ON slot.name = %(slot)s
    LEFT JOIN recommendations_modelversion AS version ON version.id = slot.version_id
    LEFT JOIN LATERAL (
        -- What other code wrote down of a page, this code may not be able to read.
        SELECT last.*, fits.stands,
               last.shown <> '' AND last.fingerprint = %(fingerprint)s AND NOT %(with_content)s AS is_shown
        FROM (
            SELECT * FROM recommendations_servedpage
            WHERE profile_id = %(profile)s AND surface = %(surface)s AND device = %(device)s
              -- Both bounds: PostgreSQL plans for no partition beyond them.
              AND served_at > %(now)s - interval '62 days' AND served_at <= %(now)s
            ORDER BY served_at DESC LIMIT 1
        ) AS last CROSS JOIN LATERAL (
            SELECT %(now)s < last.expires_at
               AND last.taste_epoch = coalesce(taste.epoch, 0) AND last.catalogue_version = stamp.version
               AND last.model_version = coalesce(version.digest, '') AND last.fingerprint = %(fingerprint)s
               -- No editor's rule has begun or ended by its date since.
               AND NOT EXISTS (SELECT FROM recommendations_pagerule AS rule
                               WHERE (rule.starts_at > last.served_at AND rule.starts_at <= %(now)s)
                                  OR (rule.ends_at > last.served_at AND rule.ends_at <= %(now)s)) AS stands
        ) AS fits
    ) AS page ON TRUE
    WHERE stamp.id = 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """A row of ServedPage: `shown` where that was kept apart and is enough, `content` else."""

    id: UUID
    served_at: datetime
    model_version: str
    policy: str
    arm: str
    fingerprint: str
    content: dict[str, Any]
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    catalogue_version: int
    taste_epoch: int
    model_digest: str
    fingerprint: str
    last: StoredPage | None
    stands: bool = False
    """May the last page be served again? Not once anything that it depends on has changed."""


def read_state(*, viewer: Viewer, surface: str, arm: str, with_content: bool = False) -> PageState:
    """One query; a database without a stamp row counts as version 0.

    The last page comes without its content where what is shown of it was kept apart, unless asked `with_content`: to
    show it again, and to remember what it showed, the one is enough, and it is a fifth as long.
    """
    fingerprint = fingerprint_of(viewer=viewer, arm=arm)
    rows = rows_of(
        STATE,
        {
            "profile": viewer.profile_id,
            "slot": SLOT,
            "surface": surface,
            "device": viewer.device.value,
            "now": viewer.now,
            "fingerprint": fingerprint,
            "with_content": with_content,
        },
    )
    if not rows:
        return PageState(catalogue_version=0, taste_epoch=0, model_digest="", fingerprint=fingerprint, last=None)
    (version, epoch, digest, stands, page_id, served_at, model_version, policy, arm, its_own, shown, content), *_ = rows
    last = None if page_id is None else StoredPage(
        id=page_id, served_at=served_at, model_version=model_version, policy=policy, arm=arm, fingerprint=its_own,
        shown=shown, content=json.loads(content) if content else {},
    )  # fmt: skip
    return PageState(
        catalogue_version=version, taste_epoch=epoch, model_digest=digest, fingerprint=fingerprint, last=last,
        stands=stands,
    )  # fmt: skip


def fingerprint_of(*, viewer: Viewer, arm: str) -> str:
    """A hash of what else a page depends on: who may see what, under which policy and code."""
    parts = (CODE_VERSION, int(viewer.ceiling), viewer.country, viewer.is_kids, viewer.profile_name, arm)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
