"""The second half of an import of history: from the staged tables into profiles, ratings, progress and lists."""
# ruff: noqa: S608  # Names of tables and columns come from this code, never from data.

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.db import connection

from accounts.models import ProfileOrigin
from catalog.importers.collect import PRINTED_ERRORS, RowErrors
from catalog.importers.drafts import RowError
from catalog.importers.merge import Merged, staged, upsert
from recommendations.events.bulk import StagedHistory

PROFILE = {
    "uid": "uuid", "user_id": "bigint", "name": "text", "avatar": "text", "is_kids": "bool", "maturity_ceiling": "int",
    "pin_hash": "text", "pin_failures": "int", "epoch": "int", "country": "text", "language": "text",
    "autoplay_next": "bool", "autoplay_previews": "bool", "records_history": "bool", "origin": "text",
    "source": "text", "source_id": "text", "created_at": "timestamptz",
}  # fmt: skip
BY_SOURCE = "(source, source_id) WHERE NOT source = ''"
PEOPLE = "JOIN accounts_profile p ON p.source = %(source)s AND p.source_id = s.viewer"
TITLES = "JOIN catalog_title t ON t.source = %(source)s AND t.source_id = s.title"
EPISODES = """LEFT JOIN catalog_season season ON season.title_id = t.id AND season.number = s.season
LEFT JOIN catalog_episode e ON e.season_id = season.id AND e.number = s.episode"""

RATE = f"""
INSERT INTO recommendations_rating AS kept (profile_id, title_id, value, source, rated_at)
SELECT DISTINCT ON (p.id, t.id) p.id, t.id, s.value, 'import', to_timestamp(s.at)
FROM staged_ratings s {PEOPLE} {TITLES} ORDER BY p.id, t.id, s.at DESC, s.line DESC
ON CONFLICT (profile_id, title_id) DO UPDATE SET value = excluded.value, rated_at = excluded.rated_at
WHERE kept.source = 'import' AND (kept.value, kept.rated_at) IS DISTINCT FROM (excluded.value, excluded.rated_at)
"""
PLAY = f"""
INSERT INTO recommendations_watchprogress AS kept (profile_id, title_id, episode_id, position_seconds,
    duration_seconds, watched_seconds, completed, dismissed, excluded, started_at, updated_at)
SELECT DISTINCT ON (p.id, t.id, e.id) p.id, t.id, e.id, s.position, s.duration, s.watched, s.completed, false, false,
    s.started_at, s.at
FROM staged_plays s {PEOPLE} {TITLES}
{EPISODES}
WHERE s.season IS NULL OR e.id IS NOT NULL
ORDER BY p.id, t.id, e.id, s.at DESC, s.line DESC
ON CONFLICT (profile_id, title_id, episode_id) DO UPDATE SET position_seconds = excluded.position_seconds,
    duration_seconds = excluded.duration_seconds, watched_seconds = excluded.watched_seconds,
    completed = excluded.completed, started_at = excluded.started_at, updated_at = excluded.updated_at
WHERE kept.session_id IS NULL AND kept.updated_at < excluded.updated_at
"""
RUN = f"""
INSERT INTO recommendations_playsession (profile_id, client_id, title_id, episode_id, sequence, position_seconds,
    duration_seconds, reported_seconds, credited_seconds, fastest_rate, first_at, last_at, completed, device, origin)
SELECT p.id, md5(concat_ws(' ', s.viewer, s.title, s.season, s.episode, extract(epoch FROM s.started_at)))::uuid, t.id,
    e.id, 0, s.position, s.duration, s.watched, s.watched, 1, s.started_at, s.at, s.completed, s.device, 'import'
FROM staged_plays s {PEOPLE} {TITLES} {EPISODES}
WHERE s.device <> '' AND (s.season IS NULL OR e.id IS NOT NULL) ORDER BY s.started_at, s.line
ON CONFLICT (profile_id, client_id) DO NOTHING
"""
LISTING = f"""
INSERT INTO {{table}} AS kept (profile_id, title_id, {{instant}})
SELECT DISTINCT ON (p.id, t.id) p.id, t.id, s.at FROM staged_listed s {PEOPLE} {TITLES}
WHERE s.is_hidden = {{is_hidden}} ORDER BY p.id, t.id, s.at DESC
ON CONFLICT (profile_id, title_id) DO NOTHING
"""
MOVE_EPOCHS = """
INSERT INTO recommendations_tastestate AS kept (profile_id, epoch, moved_at)
SELECT DISTINCT profile_id, 1, %(now)s::timestamptz FROM moved_profiles
ON CONFLICT (profile_id) DO UPDATE SET epoch = kept.epoch + 1, moved_at = excluded.moved_at
"""


def write_profiles(
    *, history: StagedHistory, source: str, accounts: dict[str, int], pins: dict[str, str], now: datetime
) -> Merged:
    """Make the profiles that are missing; `accounts` and `pins` are by viewer. A profile that exists stays as it is."""
    return upsert(
        table="accounts_profile",
        columns=PROFILE,
        key=BY_SOURCE,
        update=[],
        rows=(
            (
                uuid4(), accounts.get(key), one.name, one.avatar, one.is_kids, one.ceiling, pins.get(key, ""), 0, 0,
                one.country, one.language, True, True, True, _origin(one.is_simulated, bool(one.household)),
                source, key, now,
            )
            for key, one in history.viewers.items()
        ),
    )  # fmt: skip


def _origin(is_simulated: bool, has_household: bool) -> str:
    if is_simulated:
        return ProfileOrigin.SIMULATED
    return ProfileOrigin.HOUSEHOLD if has_household else ProfileOrigin.IMPORTED


def write_history(*, source: str, now: datetime, errors: RowErrors) -> dict[str, Merged]:
    """Write what is staged, and move the taste epoch of everybody for whom that changed anything."""
    with connection.cursor() as cursor:
        # Just filled, these look empty to the planner, and it would join them row by row.
        for table in ("catalog_title", "accounts_profile", "catalog_season", "catalog_episode"):
            cursor.execute(f"ANALYZE {table}")
    _report_strangers(source, errors)
    parameters: dict[str, Any] = {"source": source, "now": now}
    statements = {
        "ratings": RATE,
        "plays": PLAY,
        "plays with a screen": RUN,
        "list entries": LISTING.format(table="recommendations_listentry", instant="added_at", is_hidden="false"),
        "hidden titles": LISTING.format(table="recommendations_hiddentitle", instant="hidden_at", is_hidden="true"),
    }
    with staged("moved_profiles", {"profile_id": "bigint"}), connection.cursor() as cursor:
        counts = {}
        for name, statement in statements.items():
            cursor.execute(
                f"WITH done AS ({statement} RETURNING profile_id, (xmax = 0) AS is_new), kept_ids AS ("
                " INSERT INTO moved_profiles SELECT DISTINCT profile_id FROM done)"
                " SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM done",
                parameters,
            )
            counts[name] = Merged(*cursor.fetchone())
        cursor.execute(MOVE_EPOCHS, parameters)
    return counts


def _report_strangers(source: str, errors: RowErrors) -> None:
    """Lines of viewers whom nobody introduced, and of episodes that are not there."""
    with connection.cursor() as cursor:
        for table in ("staged_ratings", "staged_plays", "staged_listed"):
            cursor.execute(
                f"SELECT s.file, s.line, s.viewer, count(*) OVER () FROM {table} s WHERE NOT EXISTS (SELECT 1 FROM"
                " accounts_profile p WHERE p.source = %s AND p.source_id = s.viewer) ORDER BY s.file, s.line LIMIT %s",
                [source, PRINTED_ERRORS],
            )
            _add(cursor.fetchall(), errors, "There is no viewer {!r}.")
        cursor.execute(
            f"SELECT s.file, s.line, s.season || ', ' || s.episode, count(*) OVER () FROM staged_plays s {TITLES}"
            " WHERE s.season IS NOT NULL AND NOT EXISTS (SELECT 1 FROM catalog_episode e JOIN catalog_season c"
            " ON c.id = e.season_id WHERE c.title_id = t.id AND c.number = s.season AND e.number = s.episode)"
            " ORDER BY s.file, s.line LIMIT %(most)s",
            {"source": source, "most": PRINTED_ERRORS},
        )
        _add(cursor.fetchall(), errors, "There is no episode {} of that series.")


def _add(rows: list[tuple[str, int, str, int]], errors: RowErrors, sentence: str) -> None:
    for file, line, named, _count in rows:
        errors.add(RowError(file, line, sentence.format(named)))
    if rows:
        errors.count += rows[0][3] - len(rows)


def first_rated(*, source: str, among: set[int]) -> dict[int, datetime]:
    """When each of these titles was first rated in what is staged."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.id, min(s.at) FROM staged_ratings s {TITLES} WHERE t.id = ANY(%(among)s) GROUP BY t.id",
            {"source": source, "among": list(among)},
        )
        return {title: datetime.fromtimestamp(at, tz=UTC) for title, at in cursor.fetchall()}
