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

from django.db import connection

from recommendations.contracts import Viewer
from recommendations.modelstore.active import SLOT

CODE_VERSION = "pages-4"
"""Part of every fingerprint: raise it when the same inputs should make another page."""

STATE = """
    SELECT stamp.version, coalesce(taste.epoch, 0), coalesce(version.digest, ''),
           page.id, page.served_at, page.expires_at, page.taste_epoch, page.catalogue_version, page.model_version,
           page.policy, page.arm, page.fingerprint, page.content::text,
           (SELECT max(moment) FROM (SELECT unnest(ARRAY[starts_at, ends_at]) AS moment FROM recommendations_pagerule)
            AS moments WHERE moment <= %(now)s)
    FROM catalog_cataloguestamp AS stamp
    LEFT JOIN recommendations_tastestate AS taste ON taste.profile_id = %(profile)s
    LEFT JOIN recommendations_modelslot AS slot ON slot.name = %(slot)s
    LEFT JOIN recommendations_modelversion AS version ON version.id = slot.version_id
    LEFT JOIN LATERAL (
        SELECT * FROM recommendations_servedpage
        WHERE profile_id = %(profile)s AND surface = %(surface)s AND device = %(device)s
          AND served_at > %(now)s - interval '62 days'
        ORDER BY served_at DESC LIMIT 1
    ) AS page ON TRUE
    WHERE stamp.id = 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """A row of ServedPage."""

    id: UUID
    served_at: datetime
    expires_at: datetime
    taste_epoch: int
    catalogue_version: int
    model_version: str
    policy: str
    arm: str
    fingerprint: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    catalogue_version: int
    taste_epoch: int
    model_digest: str
    fingerprint: str
    last: StoredPage | None
    ruled_since: datetime | None = None
    """When an editor's rule last began or ended by its date."""

    def stands(self, *, now: datetime) -> bool:
        """May the last page be served again? Not once anything that it depends on has changed."""
        last = self.last
        return (
            last is not None
            and last.served_at <= now < last.expires_at
            and (self.ruled_since is None or self.ruled_since <= last.served_at)
            and last.taste_epoch == self.taste_epoch
            and last.catalogue_version == self.catalogue_version
            and last.model_version == self.model_digest
            and last.fingerprint == self.fingerprint
        )


def read_state(*, viewer: Viewer, surface: str, arm: str) -> PageState:
    """One query; a database without a stamp row counts as version 0."""
    with connection.cursor() as cursor:
        cursor.execute(
            STATE,
            {
                "profile": viewer.profile_id,
                "slot": SLOT,
                "surface": surface,
                "device": viewer.device.value,
                "now": viewer.now,
            },
        )
        row = cursor.fetchone()
    fingerprint = fingerprint_of(viewer=viewer, arm=arm)
    if row is None:
        return PageState(catalogue_version=0, taste_epoch=0, model_digest="", fingerprint=fingerprint, last=None)
    last = None if row[3] is None else StoredPage(
        id=row[3], served_at=row[4], expires_at=row[5], taste_epoch=row[6], catalogue_version=row[7],
        model_version=row[8], policy=row[9], arm=row[10], fingerprint=row[11], content=json.loads(row[12]),
    )  # fmt: skip
    return PageState(
        catalogue_version=row[0], taste_epoch=row[1], model_digest=row[2], fingerprint=fingerprint, last=last,
        ruled_since=row[13],
    )  # fmt: skip


def fingerprint_of(*, viewer: Viewer, arm: str) -> str:
    """A hash of what else a page depends on: who may see what, under which policy and code."""
    parts = (CODE_VERSION, int(viewer.ceiling), viewer.country, viewer.is_kids, viewer.profile_name, arm)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
