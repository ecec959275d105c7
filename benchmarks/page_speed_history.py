"""What viewers of the measured site did; and the rows of a million others, for whom nobody asks."""

import numpy as np

VIEWERS = 200
"""Whose pages are asked for; each has an account and a history."""
CROWD, RATINGS = 6_000, 600_000
"""Who else rated something, and how much there is to learn from."""


def make_history(title_ids: np.ndarray, random, seed: int) -> None:
    """Ratings of everybody; and what the viewers began, finished, saved and saw of late."""
    from django.db import connection

    from accounts.models import Profile, ProfileOrigin, User
    from benchmarks.own_database import SHAPES, SIGNATURE, binary_rows, synthetic

    SHAPES[RATINGS] = (CROWD + VIEWERS, len(title_ids))
    who, what, ratings = synthetic(RATINGS, seed=seed)
    users = User.objects.bulk_create(User(email=f"viewer{n}@benchmark.example") for n in range(VIEWERS))
    people = Profile.objects.bulk_create(
        [Profile(user=user, name="Ada", maturity_ceiling=18) for user in users]
        + [Profile(user=None, name="Crowd", origin=ProfileOrigin.IMPORTED) for _n in range(CROWD)]
    )
    profile_ids = np.array([one.pk for one in people], dtype=np.int64)
    at = random.integers(0, 700 * 86_400, RATINGS) + 800_000_000 - 700 * 86_400
    with connection.cursor() as cursor:
        with cursor.copy(
            "COPY recommendations_rating (profile_id, title_id, value, source, rated_at) FROM STDIN (FORMAT binary)"
        ) as copy:
            copy.write(SIGNATURE)
            copy.write(binary_rows(profile_ids[who], title_ids[what], ratings, at).tobytes())
            copy.write(b"\xff\xff")
        cursor.execute("DELETE FROM recommendations_rating WHERE profile_id = ANY(%s) AND id %% 2 = 0", [
            profile_ids[:VIEWERS].tolist()
        ])  # fmt: skip
        cursor.execute(OF_VIEWERS, drawn(profile_ids[:VIEWERS], title_ids))


def drawn(profile_ids: np.ndarray, title_ids: np.ndarray) -> dict:
    return {
        "viewers": profile_ids.tolist(), "lowest": int(title_ids.min()),
        "count": int(title_ids.max() - title_ids.min() + 1),
    }  # fmt: skip


OF_VIEWERS = """
    WITH viewer AS (SELECT id FROM accounts_profile WHERE id = ANY(%(viewers)s)),
         begun AS (SELECT profile_id, title_id, row_number() OVER (PARTITION BY profile_id) AS n
                   FROM (SELECT DISTINCT viewer.id AS profile_id,
                                %(lowest)s + abs(hashint8(viewer.id * 1000 + n)::bigint) %% %(count)s AS title_id
                         FROM viewer CROSS JOIN generate_series(1, 60) AS n) AS pairs),
         watched AS (INSERT INTO recommendations_watchprogress (profile_id, title_id, position_seconds,
                       duration_seconds, watched_seconds, completed, dismissed, excluded, started_at, updated_at)
                     SELECT profile_id, title_id, 1200 + n, 5400, 1200 + n, n %% 2 = 0, FALSE, FALSE,
                            now() - n * interval '1 day', now() - n * interval '1 day' FROM begun WHERE n %% 3 > 0),
         saved AS (INSERT INTO recommendations_listentry (profile_id, title_id, added_at)
                   SELECT profile_id, title_id, now() - n * interval '1 day' FROM begun WHERE n %% 3 = 0),
         moved AS (INSERT INTO recommendations_tastestate (profile_id, epoch, moved_at) SELECT id, 1, now() FROM viewer)
    INSERT INTO recommendations_impression (served_at, page_id, "row", "column", profile_id, title_id, seen_at,
        visible_seconds)
    SELECT now() - day * interval '1 day', gen_random_uuid(), place / 6, place %% 6, viewer.id,
           %(lowest)s + abs(hashint8(viewer.id * 7919 + day * 100 + place)::bigint) %% %(count)s,
           now() - day * interval '1 day', 2
    FROM viewer CROSS JOIN generate_series(0, 9) AS day CROSS JOIN generate_series(0, 17) AS place
"""


OTHERS = (
    """INSERT INTO accounts_profile (uid, user_id, name, avatar, is_kids, maturity_ceiling, pin_hash, pin_failures,
           epoch, country, language, autoplay_next, autoplay_previews, records_history, origin, source, source_id,
           created_at)
       SELECT gen_random_uuid(), NULL, 'Other', avatar, FALSE, 18, '', 0, 1, '', language, TRUE, TRUE, TRUE, origin, '',
              '', now() FROM generate_series(1, %(others)s), LATERAL (
           SELECT avatar, language, origin FROM accounts_profile WHERE user_id IS NULL ORDER BY id LIMIT 1) AS one""",
    """CREATE TEMP TABLE other AS SELECT id FROM accounts_profile WHERE name = 'Other'""",
    """INSERT INTO recommendations_rating (profile_id, title_id, value, source, rated_at)
       SELECT other.id, %(lowest)s + (abs(hashint8(other.id)::bigint) + n * 31) %% %(count)s, 1 + n %% 5, 'import',
              now() - n * interval '9 days' FROM other CROSS JOIN generate_series(1, 10) AS n""",
    """INSERT INTO recommendations_watchprogress (profile_id, title_id, position_seconds, duration_seconds,
           watched_seconds, completed, dismissed, excluded, started_at, updated_at)
       SELECT other.id, %(lowest)s + (abs(hashint8(other.id)::bigint) + n * 31) %% %(count)s, 1200, 5400, 1200,
              n %% 2 = 0, FALSE, FALSE, now() - n * interval '9 days', now() - n * interval '9 days'
       FROM other CROSS JOIN generate_series(1, 5) AS n""",
    """INSERT INTO recommendations_listentry (profile_id, title_id, added_at)
       SELECT other.id, %(lowest)s + abs(hashint8(other.id)::bigint) %% %(count)s, now() FROM other""",
    """INSERT INTO recommendations_tastestate (profile_id, epoch, moved_at) SELECT id, 1, now() FROM other""",
    """INSERT INTO recommendations_impression (served_at, page_id, "row", "column", profile_id, title_id, seen_at,
           visible_seconds)
       SELECT now() - n * interval '1 day', gen_random_uuid(), 0, n, other.id,
              %(lowest)s + (abs(hashint8(other.id)::bigint) + n * 31) %% %(count)s, now() - n * interval '1 day', 2
       FROM other CROSS JOIN generate_series(1, 10) AS n""",
    """INSERT INTO recommendations_event (profile_id, client_id, kind, title_id, at, client_at, sent_at, received_at,
           device, value, details)
       SELECT other.id, gen_random_uuid(), CASE WHEN n %% 2 = 0 THEN 'dwell' ELSE 'play' END,
              %(lowest)s + (abs(hashint8(other.id)::bigint) + n * 31) %% %(count)s, now() - n * interval '1 day', now(),
              now(), now(), 'laptop', 4, '{}' FROM other CROSS JOIN generate_series(1, 5) AS n""",
    """INSERT INTO recommendations_playsession (profile_id, client_id, title_id, sequence, position_seconds,
           duration_seconds, reported_seconds, credited_seconds, fastest_rate, first_at, last_at, completed, device,
           origin)
       SELECT other.id, gen_random_uuid(), %(lowest)s + (abs(hashint8(other.id)::bigint) + n * 31) %% %(count)s, 1,
              1200, 5400, 1200, 1200, 1, now() - n * interval '9 days', now() - n * interval '9 days', FALSE, 'phone',
              'row' FROM other CROSS JOIN generate_series(1, 3) AS n""",
    """INSERT INTO recommendations_servedpage (id, served_at, expires_at, profile_id, surface, device, taste_epoch,
           catalogue_version, model_version, policy, arm, fingerprint, content)
       SELECT gen_random_uuid(), now() - interval '3 days', now() - interval '3 days' + interval '2 hours', other.id,
              'home', 'phone', 1, 1, '', 'blend-1', '', '', '{"billboard": null, "rows": []}' FROM other""",
)
"""Statements that give `others` profiles a history each: thirty-six rows in eight tables."""


def make_others(others: int) -> dict[str, int]:
    """Write them; answers how many rows each table holds then."""
    from django.db import connection

    from catalog.models import Title

    ids = np.array(list(Title.objects.order_by("pk").values_list("pk", flat=True)), dtype=np.int64)
    tables = ("rating", "watchprogress", "playsession", "impression", "event", "tastestate", "servedpage")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT count(*) FROM accounts_profile")
        if cursor.fetchone()[0] < others:
            for statement in OTHERS:
                cursor.execute(statement, {"others": others, **drawn(np.empty(0), ids)})
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")
        counts = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM recommendations_{table}")
            counts[table] = cursor.fetchone()[0]
    return counts
