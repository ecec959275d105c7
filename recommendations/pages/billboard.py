"""The large first title: a row of one."""

from collections.abc import Sequence

from recommendations.contracts import RowDraft, Scored

BEST = 6
"""The billboard is among the best so many of Top Picks."""


def pick_billboard(*, drafts: Sequence[RowDraft], has_large_picture: Sequence[int]) -> Scored | None:
    """The best of Top Picks that has a picture made for the place, else the best of them; None on an empty page.

    What stands in the viewer's own rows (begun, saved) stays there.
    """
    own = {item.title_id for draft in drafts if draft.is_own for item in draft.titles}
    picks = next((draft.titles for draft in drafts if draft.kind == "top_picks"), ())
    fresh = [item for item in picks if item.title_id not in own]
    large = set(has_large_picture)
    return next((item for item in fresh[:BEST] if item.title_id in large), fresh[0] if fresh else None)
