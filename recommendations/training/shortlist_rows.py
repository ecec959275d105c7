"""Shortlists into PostgreSQL, a row of two arrays per profile: binary COPY into a temporary table, and one upsert."""

from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection, transaction

from recommendations.contracts import IntVector

SIGNATURE = b"PGCOPY\n\xff\r\n\0" + b"\0" * 8
LAST = b"\xff\xff"
INT8, FLOAT4 = 20, 700
"""PostgreSQL's numbers for the types of the elements."""

STAGE = """
    CREATE TEMPORARY TABLE IF NOT EXISTS staged_shortlist (profile_id bigint, title_ids bigint[], scores real[])
    ON COMMIT DROP;
    TRUNCATE staged_shortlist
"""
COPY = "COPY staged_shortlist FROM STDIN (FORMAT binary)"
STILL_SERVES = """
    %(digest)s IN (SELECT version.digest FROM recommendations_modelslot slot
                   JOIN recommendations_modelversion version ON version.id = slot.version_id WHERE slot.name = %(slot)s)
"""
UPSERT = f"""
    INSERT INTO recommendations_shortlist (profile_id, digest, title_ids, scores, made_at)
    SELECT alive.id, %(digest)s, title_ids, scores, %(now)s
    FROM staged_shortlist JOIN accounts_profile alive ON alive.id = profile_id
    WHERE {STILL_SERVES}
    FOR KEY SHARE OF alive
    ON CONFLICT (profile_id) DO UPDATE
    SET digest = excluded.digest, title_ids = excluded.title_ids, scores = excluded.scores, made_at = excluded.made_at
"""  # noqa: S608  # Only this module's constants.


def write_rows(
    *,
    profile_ids: IntVector,
    title_ids: npt.NDArray[np.int64],
    scores: npt.NDArray[np.float32],
    digest: str,
    slot: str,
    now: datetime,
) -> int:
    """Write a row for each profile that still exists, while `slot` serves the version `digest`; answers how many.

    `title_ids` and `scores` have a row per profile; scores that are not finite end a shortlist early.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STAGE)
        with cursor.copy(COPY) as copy:
            copy.write(SIGNATURE)
            lengths = np.isfinite(scores).sum(axis=1)
            for length in np.unique(lengths).tolist():
                own = lengths == length
                copy.write(_records(profile_ids[own], title_ids[own, :length], scores[own, :length]).tobytes())
            copy.write(LAST)
        cursor.execute(UPSERT, {"digest": digest, "slot": slot, "now": now})
        return int(cursor.rowcount)


def _records(profile_ids: IntVector, title_ids: npt.NDArray[Any], scores: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Rows in COPY's binary format; every list has the same length."""
    length = title_ids.shape[1]
    fields: list[tuple[Any, ...]] = [("fields", ">i2"), ("profile_bytes", ">i4"), ("profile", ">i8")]
    for name, kind in (("titles", ">i8"), ("scores", ">f4")):
        fields += [(f"{name}_bytes", ">i4"), (f"{name}_head", ">i4", (5,))]
        fields.append((name, [("bytes", ">i4"), ("value", kind)], (length,)))
    rows = np.zeros(len(profile_ids), dtype=np.dtype(fields))
    rows["fields"], rows["profile_bytes"], rows["profile"] = 3, 8, profile_ids
    for name, values, element, size in (("titles", title_ids, INT8, 8), ("scores", scores, FLOAT4, 4)):
        rows[f"{name}_bytes"] = 20 + (4 + size) * length
        rows[f"{name}_head"] = (1, 0, element, length, 1)  # Dimensions, no nulls, type, length, first index.
        rows[name]["bytes"], rows[name]["value"] = size, values
    return rows
