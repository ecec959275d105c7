"""The large first title: a row of one."""

from collections.abc import Sequence

from recommendations.contracts import RowDraft, Scored

BEST = 6
"""The billboard is among the best so many of Top Picks."""


def pick_billboard(*, drafts: Sequence[RowDraft], has_large_picture: Sequence[int]) -> Scored | None:
    """The best of Top Picks that has a picture made for the place, else the best of them; None on an empty page."""
    picks = next((draft.titles for draft in drafts if draft.kind == "top_picks"), ())
    large = set(has_large_picture)
    return next((item for item in picks[:BEST] if item.title_id in large), picks[0] if picks else None)
