"""Keep a title out of what is learned from, whatever was done with it: watched, rated or only saved."""

from datetime import datetime

from django.db.models import QuerySet

from recommendations.models import Rating, WatchProgress

ONLY_SET_ASIDE = """
    (excluded AND dismissed AND NOT completed AND session_id IS NULL AND position_seconds = 0 AND duration_seconds = 0)
"""
"""A row of WatchProgress that says nothing but this, of a title that was never played here; SQL."""
SHAPE = {
    "excluded": True, "dismissed": True, "completed": False, "session": None, "position_seconds": 0,
    "duration_seconds": 0,
}  # fmt: skip


def played(*, profile_id: int, title_id: int) -> QuerySet[WatchProgress]:
    """How far the profile is in the title and its episodes, without a row that only sets it aside."""
    return WatchProgress.objects.filter(profile_id=profile_id, title_id=title_id).exclude(**SHAPE)


def exclude_title(*, profile_id: int, title_id: int, excluded: bool, at: datetime) -> None:
    """Set the title aside, or count it again exactly as it was before."""
    rows = WatchProgress.objects.filter(profile_id=profile_id, title_id=title_id)
    if not excluded:
        rows.filter(**SHAPE).delete()
        rows.update(excluded=False)
    elif not rows.update(excluded=True):
        said = Rating.objects.filter(profile_id=profile_id, title_id=title_id).values_list("rated_at", flat=True)
        since = said.first() or at
        WatchProgress.objects.create(
            profile_id=profile_id, title_id=title_id, started_at=since, updated_at=since, **SHAPE
        )
