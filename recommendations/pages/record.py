"""Write down a page that was decided, before it is sent.

Whoever asks next sees the row, but the answer does not wait for the disk: should the database server itself crash, it
may lose the pages of the last half second, whole. Then they were never served again, and nothing is learned from them.
What viewers did is committed the usual way.
"""

from datetime import timedelta

from recommendations.conf import tunables
from recommendations.contracts import DecidedPage, Viewer
from recommendations.events.prepared import rows_of
from recommendations.pages.content import as_text
from recommendations.pages.shown import as_shown
from recommendations.pages.state import PageState

RECORD = """
    INSERT INTO recommendations_servedpage (id, served_at, expires_at, profile_id, surface, device, taste_epoch,
        catalogue_version, model_version, policy, arm, fingerprint, content, shown)
    SELECT %(id)s, %(served_at)s, %(expires_at)s, %(profile)s, %(surface)s, %(device)s, %(taste_epoch)s,
        %(catalogue_version)s, %(model_version)s, %(policy)s, %(arm)s, %(fingerprint)s, %(content)s, %(shown)s
    FROM set_config('synchronous_commit', 'off', TRUE)
    RETURNING 1
"""


def record_page(page: DecidedPage, *, viewer: Viewer, state: PageState, surface: str, stands: bool) -> None:
    """One statement. A page that does not stand is decided again at the next visit."""
    rows_of(RECORD, {
        "id": page.id, "served_at": page.served_at,
        "expires_at": page.served_at + timedelta(minutes=tunables().stability_minutes),
        "profile": viewer.profile_id, "surface": surface, "device": viewer.device.value,
        "taste_epoch": state.taste_epoch, "catalogue_version": state.catalogue_version,
        "model_version": state.model_digest if stands else "", "policy": page.policy, "arm": page.arm,
        "fingerprint": state.fingerprint, "shown": as_shown(page),
        "content": as_text(page),
    })  # fmt: skip
