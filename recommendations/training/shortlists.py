"""The best titles of every profile by the model that serves, for web nodes that cannot read its arrays."""

import time
from collections.abc import Iterator
from datetime import datetime

import numpy as np
from django.db import connection, transaction
from threadpoolctl import threadpool_limits

from recommendations.contracts import IntVector
from recommendations.events.packed import records_of_table, whole
from recommendations.events.rewards import active_rewards
from recommendations.models import ModelVersion, Shortlist
from recommendations.modelstore.active import SLOT, active_bundle, active_digest
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.in_blocks import FloatMatrix, best_of_each, rank_many
from recommendations.modelstore.scorers.base import codes_of
from recommendations.training.shortlist_rows import STILL_SERVES, write_rows
from recommendations.training.told import Block, read_block

LENGTH = 100
PROFILES_AT_ONCE = 1024
LARGEST_BLOCK = 8_000_000
"""Scores held at once, four bytes each and a few copies: with many titles, fewer profiles are ranked at once."""

DROP_OLDER = f"DELETE FROM recommendations_shortlist WHERE digest <> %(digest)s AND {STILL_SERVES}"  # noqa: S608
DONE = """
    UPDATE recommendations_modelversion SET metrics = jsonb_set(metrics, '{shortlists}', %(written)s::text::jsonb)
    WHERE digest = %(digest)s
"""
SLOW_STATEMENTS = "SET LOCAL statement_timeout = '10min'; SET LOCAL jit = off"


def shortlists_are_due(*, slot: str = SLOT) -> bool:
    """Has the version that serves not written its shortlists, or not all of them?"""
    version = ModelVersion.objects.filter(digest=active_digest(slot=slot)).first()
    if version is None:
        return False
    return "shortlists" not in version.metrics or Shortlist.objects.exclude(digest=version.digest).exists()


def write_shortlists(*, now: datetime, slot: str = SLOT) -> int:
    """Write a shortlist for every profile of whom anything is known; answers how many.

    A newer version that is promoted meanwhile ends it: nothing of an older one is written any more. Doing it again, or
    twice at once, does no harm.
    """
    digest, started = active_digest(slot=slot), time.monotonic()
    bundle = active_bundle(digest=digest) if digest else None
    if bundle is None or bundle.version != digest:
        return 0  # This node cannot read the arrays either, and something older stands in for them.
    written = 0
    for profile_ids in _blocks(_profiles_that_record(), size=_block_size(bundle)):
        written += _write_block(bundle, profile_ids, digest, slot, now)
        if active_digest(slot=slot) != digest:
            return written
    with connection.cursor() as cursor:
        cursor.execute(DROP_OLDER, {"digest": digest, "slot": slot})
        seconds = round(time.monotonic() - started, 2)
        cursor.execute(DONE, {"digest": digest, "written": f'{{"profiles": {written}, "seconds": {seconds}}}'})
    return written


def _write_block(bundle: Bundle, profile_ids: IntVector, digest: str, slot: str, now: datetime) -> int:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SLOW_STATEMENTS)
        block = read_block(profile_ids=profile_ids, rewards=active_rewards(), now=now)
    known = np.diff(block.strengths.starts) > 0
    if not known.any():
        return 0
    # Thousands of small systems are solved, one per viewer; threads that wait for one another would take longer.
    with threadpool_limits(1, "blas"):
        scores = rank_many(bundle, strengths=block.strengths, ratings=block.ratings)
    _leave_out_what_is_taken(scores, bundle, block)
    codes, values = best_of_each(scores[known], LENGTH)
    return write_rows(
        profile_ids=profile_ids[known],
        title_ids=np.asarray(bundle.title_ids)[codes],
        scores=values,
        digest=digest,
        slot=slot,
        now=now,
    )


def _leave_out_what_is_taken(scores: FloatMatrix, bundle: Bundle, block: Block) -> None:
    codes = codes_of(bundle.title_ids, block.taken.title_ids)
    scores[block.taken.rows[codes >= 0], codes[codes >= 0]] = -np.inf


def _block_size(bundle: Bundle) -> int:
    return max(1, min(PROFILES_AT_ONCE, LARGEST_BLOCK // max(1, len(bundle.title_ids))))


def _blocks(profile_ids: IntVector, *, size: int) -> Iterator[IntVector]:
    for begin in range(0, len(profile_ids), size):
        yield profile_ids[begin : begin + size]


def _profiles_that_record() -> IntVector:
    records = records_of_table(table="accounts_profile", columns={"id": whole("id")}, where="records_history")
    found = [block["id"].astype(np.int64) for block in records]
    return np.sort(np.concatenate([np.empty(0, dtype=np.int64), *found]))
