"""The best titles of every profile by the model that serves, for web nodes that cannot read its arrays."""

import os
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
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
PROFILES_AT_ONCE = 512
LARGEST_BLOCK = 4_000_000
"""Scores held at once, four bytes each and a few copies: with many titles, fewer profiles are ranked at once."""
THREADS = min(4, len(os.sched_getaffinity(0)))
"""Blocks that are ranked at the same time; NumPy lets the other threads run."""

DROP_OLDER = f"DELETE FROM recommendations_shortlist WHERE digest <> %(digest)s AND {STILL_SERVES}"  # noqa: S608
DONE = """
    UPDATE recommendations_modelversion SET metrics = jsonb_set(metrics, '{shortlists}', %(written)s::text::jsonb)
    WHERE digest = %(digest)s
"""
SLOW_STATEMENTS = "SET LOCAL statement_timeout = '10min'; SET LOCAL jit = off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A row per profile: its best titles, best first, and their scores, minus infinity where there are no more."""

    profile_ids: IntVector
    title_ids: npt.NDArray[np.int64]
    scores: FloatMatrix


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
    for ranked in _ranked(bundle, now):
        written += _write_block(ranked, digest, slot, now)
        if active_digest(slot=slot) != digest:
            return written
    with connection.cursor() as cursor:
        cursor.execute(DROP_OLDER, {"digest": digest, "slot": slot})
        seconds = round(time.monotonic() - started, 2)
        cursor.execute(DONE, {"digest": digest, "written": f'{{"profiles": {written}, "seconds": {seconds}}}'})
    return written


def _ranked(bundle: Bundle, now: datetime) -> Iterator[Ranked]:
    """What to write, block by block; threads rank a few blocks while the next is read and the last is written."""
    waiting: deque[Future[Ranked]] = deque()
    # A thread has a block of its own; if within one, too, threads waited for one another, it would take longer.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(THREADS) as threads:
        for profile_ids in _blocks(_profiles_that_record(), size=_block_size(bundle)):
            waiting.append(threads.submit(_rank, bundle, _read(profile_ids, now)))
            if len(waiting) > THREADS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read(profile_ids: IntVector, now: datetime) -> Block:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SLOW_STATEMENTS)
        return read_block(profile_ids=profile_ids, rewards=active_rewards(), now=now)


def _rank(bundle: Bundle, block: Block) -> Ranked:
    known = np.diff(block.strengths.starts) > 0
    scores = rank_many(bundle, strengths=block.strengths, ratings=block.ratings)
    _leave_out_what_is_taken(scores, bundle, block)
    codes, values = best_of_each(scores if known.all() else scores[known], LENGTH)
    return Ranked(profile_ids=block.profile_ids[known], title_ids=bundle.title_ids[codes], scores=values)


def _write_block(ranked: Ranked, digest: str, slot: str, now: datetime) -> int:
    if not len(ranked.profile_ids):
        return 0
    return write_rows(
        profile_ids=ranked.profile_ids,
        title_ids=ranked.title_ids,
        scores=ranked.scores,
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
