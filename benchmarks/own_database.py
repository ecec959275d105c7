"""A database of its own for measurements: an embedded PostgreSQL in a temporary folder, with synthetic ratings in it.

`start` must run before anything of Django is imported. Ratings are synthetic: lognormal activity, shifted-Zipf
popularity, biases and sixteen tastes plus noise, distinct pairs, in the random order in which events arrive. Tastes say
what is watched as well as how it is liked: whoever draws a title by its popularity takes it the likelier, the more to
their taste it is.
"""

import atexit
import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

SHAPES = {1_000_000: (6_040, 3_706), 5_000_000: (40_000, 20_000), 25_000_000: (162_541, 59_047)}
SIGNATURE = b"PGCOPY\n\xff\r\n\0" + b"\0" * 8
ROW = np.dtype(
    [
        ("fields", ">i2"), ("l0", ">i4"), ("profile", ">i8"), ("l1", ">i4"), ("title", ">i8"), ("l2", ">i4"),
        ("value", ">f8"), ("l3", ">i4"), ("source", "S6"), ("l4", ">i4"), ("at", ">i8"),
    ]
)  # fmt: skip
FIRST_DAY = 800_000_000
"""Seconds after 2000-01-01, which PostgreSQL counts from."""
DAYS = 700
DRAWN_AT_ONCE = 2_000_000
LEAST_PAIRS = 10
"""At least so many pairs of viewer and title for every rating."""
EAGERNESS = 1.5
"""Log-odds of taking a title that was drawn, for each deviation of its taste; for an indifferent one they are -1.5."""
ADDED = datetime(2020, 1, 1, tzinfo=UTC)


def start() -> None:
    """Start PostgreSQL, set Django up on it and make the tables; everything goes when the process ends."""
    from django.conf import settings

    from config.embedded_postgres import EmbeddedPostgres

    if settings.configured:
        raise RuntimeError("Django is set up already, and would ask another database: start this one before.")
    folder = Path(tempfile.mkdtemp(prefix="marquee-bench-"))
    postgres = EmbeddedPostgres(folder / "servers", durable=False)
    owner = os.getpid()

    def stop() -> None:
        if os.getpid() == owner:
            postgres.stop()
            if postgres.home != postgres.data_dir:
                shutil.rmtree(postgres.home, ignore_errors=True)
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    os.environ |= {
        "DATABASE_URL": postgres.start(), "SECRET_KEY": "benchmark-" + "0123456789" * 5, "HASHED_STATIC": "0",
        "MARQUEE_DATA_DIR": str(folder / "data"), "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    (folder / "data" / "static").mkdir(parents=True)
    set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def set_up() -> None:
    import django

    django.setup()
    from django.db import connection

    # The textbook's ways are slow, and sit idle in transactions; the site's patience is not what is measured.
    patience = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0"
    connection.settings_dict["OPTIONS"]["options"] = patience


def shape_of(count: int) -> tuple[int, int]:
    """Viewers and titles for so many ratings; with few of them there must be pairs enough that are distinct."""
    viewers = max(50, count // 160)
    return viewers, max(50, count // 300, LEAST_PAIRS * count // viewers)


def synthetic(count: int, *, seed: int = 7) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Viewer numbers, title numbers (both from 0) and ratings of `count` distinct pairs in random order."""
    viewers, titles = SHAPES.get(count) or shape_of(count)
    random = np.random.default_rng(seed)
    activity = random.lognormal(0.0, 1.1, viewers)
    activity = np.clip(activity, activity.mean() * 0.12, titles * 0.4 / (count / activity.sum()))
    popularity = 1.0 / (np.arange(titles) + 20.0)
    popularity = np.cumsum(random.permutation(popularity) / popularity.sum())
    of_viewer = random.normal(0, 1, (viewers, 16)).astype(np.float32)
    of_title = random.normal(0, 1, (titles, 16)).astype(np.float32)
    keys = np.empty(0, dtype=np.int64)
    while len(keys) < count:
        drawn, missing = [keys], 4 * (count - len(keys)) + 1_000
        for begin in range(0, missing, DRAWN_AT_ONCE):
            who = random.choice(viewers, min(DRAWN_AT_ONCE, missing - begin), p=activity / activity.sum())
            what = np.minimum(np.searchsorted(popularity, random.random(len(who))), titles - 1)
            taste = np.einsum("ij,ij->i", of_viewer[who], of_title[what]) / 4.0
            taken = random.random(len(who)) < 1.0 / (1.0 + np.exp(EAGERNESS * (1.0 - taste)))
            drawn.append((who.astype(np.int64) * titles + what)[taken])
        keys = np.sort(np.concatenate(drawn))
        keys = keys[np.diff(keys, prepend=-1) > 0]
    keys = random.permutation(keys)[:count]
    who, what = (keys // titles).astype(np.int32), (keys % titles).astype(np.int32)
    viewer_bias, title_bias = random.normal(0, 0.40, viewers), random.normal(0, 0.45, titles)
    ratings = np.empty(count, dtype=np.float32)
    for begin in range(0, count, 2_000_000):
        part = slice(begin, begin + 2_000_000)
        taste = 0.45 * np.einsum("ij,ij->i", of_viewer[who[part]], of_title[what[part]]) / 4.0
        noise = random.normal(0, 0.80, len(taste))
        ratings[part] = 3.4 + viewer_bias[who[part]] + title_bias[what[part]] + taste + noise
    return who, what, np.clip(np.rint(ratings), 1, 5).astype(np.float32)


def load(count: int, *, seed: int = 7) -> None:
    """Fill accounts_profile, catalog_title and recommendations_rating by COPY, as an import leaves them."""
    from django.db import connection

    from accounts.models import Profile, ProfileOrigin
    from catalog.models import Title

    who, what, ratings = synthetic(count, seed=seed)
    people = Profile.objects.bulk_create(
        (Profile(user=None, name=f"Viewer {n}", origin=ProfileOrigin.IMPORTED) for n in range(int(who.max()) + 1)),
        batch_size=5_000,
    )
    things = Title.objects.bulk_create(
        (Title(name=f"Title {n}", slug=f"title-{n}", added_at=ADDED) for n in range(int(what.max()) + 1)),
        batch_size=5_000,
    )
    profile_ids, title_ids = (np.array([row.pk for row in rows], dtype=np.int64) for rows in (people, things))
    at = np.random.default_rng(seed + 1).integers(0, DAYS * 86_400, count) + FIRST_DAY - DAYS * 86_400
    with connection.cursor() as cursor:
        # What an import checks row by row is known here; indexes are made once, at the end.
        cursor.execute("SET statement_timeout = 0; SET session_replication_role = replica")
        indexes = _drop_indexes(cursor)
        with cursor.copy(
            "COPY recommendations_rating (profile_id, title_id, value, source, rated_at) FROM STDIN (FORMAT binary)"
        ) as copy:
            copy.write(SIGNATURE)
            for begin in range(0, count, 500_000):
                part = slice(begin, begin + 500_000)
                copy.write(
                    binary_rows(profile_ids[who[part]], title_ids[what[part]], ratings[part], at[part]).tobytes()
                )
            copy.write(b"\xff\xff")
        for definition in indexes:
            cursor.execute(definition)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")


def binary_rows(profiles: np.ndarray, titles: np.ndarray, values: np.ndarray, at: np.ndarray) -> np.ndarray:
    rows = np.empty(len(profiles), dtype=ROW)
    rows["fields"], rows["source"] = 5, b"import"
    rows["l0"] = rows["l1"] = rows["l2"] = rows["l4"] = 8
    rows["l3"] = 6
    rows["profile"], rows["title"], rows["value"], rows["at"] = profiles, titles, values, at * 1_000_000
    return rows


def _drop_indexes(cursor) -> list[str]:
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), conname, pg_get_constraintdef(c.oid)"
        " FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid"
        " WHERE indrelid = 'recommendations_rating'::regclass AND NOT indisprimary"
    )
    again = []
    for name, definition, constraint, text in cursor.fetchall():
        if constraint:
            cursor.execute(f"ALTER TABLE recommendations_rating DROP CONSTRAINT {constraint}")
            again.append(f"ALTER TABLE recommendations_rating ADD CONSTRAINT {constraint} {text}")
        else:
            cursor.execute(f"DROP INDEX {name}")
            again.append(definition)
    return again


def server_seconds() -> float:
    """Processors' seconds that PostgreSQL's process of this connection has taken so far; it runs on this machine."""
    from django.db import connection

    connection.ensure_connection()
    fields = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def forget_peak() -> None:
    """Let `VmHWM` begin anew, so that a peak is of what comes next."""
    Path("/proc/self/clear_refs").write_text("5")


def high_water_mb() -> float:
    """The greatest resident size since `forget_peak`; `getrusage` would tell the parent's, if greater."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6
