"""Where watching comes from: the hours of a period by what led to them."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.backends.utils import CursorWrapper

from recommendations.metrics.catalogue import effective_catalogue_size
from recommendations.outcomes.facts import OWN_KINDS


class Source(StrEnum):
    """In the order in which they are drawn."""

    RECOMMENDED = "recommended"
    OWN = "own"
    SEARCH = "search"
    DIRECT = "direct"
    BEFORE = "before"


LABELS = {
    Source.RECOMMENDED: "Recommendations",
    Source.OWN: "Own rows: My List, Watch again",
    Source.SEARCH: "Search",
    Source.DIRECT: "Links and title pages",
    Source.BEFORE: "Begun before anything was recorded",
}

OF_SOURCE = """
    CASE WHEN led_by IN ('search', 'direct', 'before') THEN led_by
         WHEN led_by = 'row' AND EXISTS (SELECT FROM page_row WHERE page_row.page_id = watched.led_page
                                         AND page_row."row" = watched.led_row AND page_row.kind = ANY(%(own)s))
         THEN 'own' ELSE 'recommended' END
"""
BY_DAY = f"""
    SELECT (first_at AT TIME ZONE %(zone)s)::date AS day, {OF_SOURCE} AS source, sum(credited_seconds) / 3600.0
    FROM watched GROUP BY day, source ORDER BY day, source
"""  # noqa: S608  # Only this module's constants.
BY_TITLE = "SELECT sum(credited_seconds) FROM watched GROUP BY title_id"
IN_ALL = "SELECT count(*), count(DISTINCT profile_id), count(DISTINCT title_id) FROM watched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """Hours, in all and by day; `days` are ISO dates, each with hours by source."""

    hours: float
    by_source: dict[str, float]
    days: list[tuple[str, dict[str, float]]]
    plays: int
    viewers: int
    titles: int
    effective_titles: float


def count_watching(cursor: CursorWrapper, *, zone: str) -> Watching:
    """What was watched in the period; a day is one of the time zone `zone`, which the site keeps."""
    cursor.execute(BY_DAY, {"zone": zone, "own": list(OWN_KINDS)})
    by_source, days = dict.fromkeys(map(str, Source), 0.0), dict[str, dict[str, float]]()
    for day, source, hours in cursor.fetchall():
        days.setdefault(day.isoformat(), {})[source] = round(hours, 3)
        by_source[source] += hours
    cursor.execute(IN_ALL)
    plays, viewers, titles = cursor.fetchone()
    cursor.execute(BY_TITLE)
    effective = effective_catalogue_size([seconds for (seconds,) in cursor.fetchall()])
    return Watching(
        hours=sum(by_source.values()), by_source=by_source, days=list(days.items()), plays=plays, viewers=viewers,
        titles=titles, effective_titles=effective,
    )  # fmt: skip
