"""The facts of a period in two temporary tables, which every figure is counted from.

`watched` has a row for each run of the player, with what led to it: hours of a title that was gone on with, and of the
next episode, belong to where this profile last came upon the title; the place that it was gone on from counts as taken
all the same. `shown` has a row for each place of a page that was looked at, and what became of it: it was *taken* when
something was played from there, *qualified* when what followed came to the end, to seven tenths or to a quarter of an
hour (a click alone is no success), and *given up* when it ended within two minutes. What was played from a place was
seen there, even if the click came before the tile had been in view for a second.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

PAGE_LIVES = timedelta(days=2)
"""A page that was left open over night is still looked at; later than that it is not."""

OWN_KINDS = ("continue", "my_list", "watch_again", "kids_favourites")
"""Rows of what the viewer chose before: they bring back, and recommend nothing."""

UNDER_WAY = timedelta(minutes=30)
"""What began so late in the period may still go on: it is not given up yet."""

QUALIFIED = """
    bool_or(completed) OR sum(credited_seconds) >= 900
    OR (max(duration_seconds) > 0 AND sum(credited_seconds) >= 0.7 * max(duration_seconds))
"""
GIVEN_UP = """
    NOT bool_or(completed) AND max(last_at) < %(until)s - %(under_way)s
    AND max(duration_seconds) > 0 AND sum(credited_seconds) < least(120.0, max(duration_seconds) / 4)
"""

OF_BEFORE = "DROP TABLE IF EXISTS pg_temp.watched, pg_temp.seen, pg_temp.page_row, pg_temp.shown"
"""Of other viewers, counted in the same transaction."""

WATCHED = """
    CREATE TEMPORARY TABLE watched ON COMMIT DROP AS
    WITH played AS (
        SELECT DISTINCT session.profile_id, session.title_id
        FROM recommendations_playsession session
        JOIN accounts_profile profile ON profile.id = session.profile_id AND profile.origin = %(origin)s
        WHERE session.first_at >= %(since)s AND session.first_at < %(until)s AND session.origin <> 'import'
    ), run AS (
        SELECT session.*, session.origin NOT IN ('continue', 'next') AS begins,
               session.origin <> 'next' AS is_from_a_place
        FROM recommendations_playsession session JOIN played USING (profile_id, title_id)
        WHERE session.origin <> 'import' AND session.first_at < %(until)s
    ), numbered AS (
        SELECT run.*, count(*) FILTER (WHERE begins) OVER so_far AS beginning,
               count(*) FILTER (WHERE is_from_a_place) OVER so_far AS going_on
        FROM run WINDOW so_far AS (PARTITION BY profile_id, title_id ORDER BY first_at, id)
    ), led AS (
        SELECT numbered.*, first_value(origin) OVER way AS led_by, first_value(page_id) OVER way AS led_page,
               first_value("row") OVER way AS led_row
        FROM numbered WINDOW way AS (PARTITION BY profile_id, title_id, beginning ORDER BY first_at, id)
    ), placed AS (
        SELECT led.*, first_value(page_id) OVER way AS from_page, first_value("row") OVER way AS from_row,
               first_value("column") OVER way AS from_column, first_value(artwork_id) OVER way AS from_artwork,
               first_value(first_at) OVER way AS from_at
        FROM led WINDOW way AS (PARTITION BY profile_id, title_id, going_on ORDER BY first_at, id)
    )
    SELECT profile_id, title_id, device, first_at, last_at, credited_seconds, duration_seconds, completed,
           CASE WHEN beginning > 0 THEN led_by ELSE 'before' END AS led_by,
           CASE WHEN beginning > 0 THEN led_page END AS led_page, CASE WHEN beginning > 0 THEN led_row END AS led_row,
           from_page, from_row, from_column, from_artwork, from_at
    FROM placed WHERE first_at >= %(since)s
"""

SEEN = f"""
    CREATE TEMPORARY TABLE seen ON COMMIT DROP AS
    WITH taken AS (
        SELECT from_page AS page_id, from_row AS "row", from_column AS "column", title_id,
               max(profile_id) AS profile_id, max(from_artwork) AS artwork_id,
               sum(credited_seconds) AS seconds, ({QUALIFIED}) AS is_qualified, ({GIVEN_UP}) AS is_given_up
        FROM watched
        WHERE from_page IS NOT NULL AND from_row IS NOT NULL AND from_column IS NOT NULL AND from_at >= %(since)s
        GROUP BY from_page, from_row, from_column, title_id
    ), looked_at AS (
        SELECT page_id, "row", "column", title_id, profile_id, artwork_id
        FROM recommendations_impression impression
        JOIN accounts_profile profile ON profile.id = profile_id AND profile.origin = %(origin)s
        WHERE served_at >= %(since)s - %(page_lives)s AND served_at < %(until)s
          AND seen_at >= %(since)s AND seen_at < %(until)s
    )
    SELECT page_id, "row", "column", title_id, coalesce(looked_at.profile_id, taken.profile_id) AS profile_id,
           coalesce(looked_at.artwork_id, taken.artwork_id) AS artwork_id, taken.seconds IS NOT NULL AS is_taken,
           coalesce(taken.seconds, 0) AS seconds, coalesce(is_qualified, false) AS is_qualified,
           coalesce(is_given_up, false) AS is_given_up
    FROM looked_at FULL JOIN taken USING (page_id, "row", "column", title_id)
"""  # noqa: S608  # Only this module's constants.

PAGES = """
    CREATE TEMPORARY TABLE page_row ON COMMIT DROP AS
    SELECT page.id AS page_id, (line.number - 1)::smallint AS "row", line.content ->> 'kind' AS kind
    FROM recommendations_servedpage page
    CROSS JOIN LATERAL jsonb_array_elements(page.content -> 'rows') WITH ORDINALITY line(content, number)
    WHERE page.id IN (SELECT page_id FROM seen UNION SELECT led_page FROM watched) AND page.served_at < %(until)s
"""

SHOWN = """
    CREATE TEMPORARY TABLE shown ON COMMIT DROP AS
    SELECT seen.*, page.surface, page.device, page.policy, page.arm, page.model_version,
           CASE WHEN seen."row" < 0 THEN 'billboard' ELSE coalesce(page_row.kind, page.surface) END AS kind,
           coalesce(page_row.kind = ANY(%(own)s), false) AS is_own
    FROM seen JOIN recommendations_servedpage page ON page.id = seen.page_id AND page.served_at < %(until)s
    LEFT JOIN page_row ON page_row.page_id = seen.page_id AND page_row."row" = seen."row"
"""


def lay_out(cursor: CursorWrapper, *, origin: str, since: datetime, until: datetime) -> None:
    """Make `watched` and `shown` of viewers of one `origin`; they go with the transaction, which must be open."""
    if not connection.in_atomic_block:
        raise RuntimeError("The facts of a period are temporary tables: open a transaction first.")
    told: dict[str, Any] = {
        "origin": origin, "since": since, "until": until, "page_lives": PAGE_LIVES, "under_way": UNDER_WAY,
        "own": list(OWN_KINDS),
    }  # fmt: skip
    for statement in (OF_BEFORE, WATCHED, SEEN, "ANALYZE seen", PAGES, "ANALYZE page_row", SHOWN, "ANALYZE shown"):
        cursor.execute(statement, told if "%(" in statement else None)
