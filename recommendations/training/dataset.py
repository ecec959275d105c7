"""Ratings and strengths, straight from PostgreSQL into arrays."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from django.db import connection, transaction

from recommendations.conf import tunables
from recommendations.contracts import Interactions
from recommendations.events.packed import Records, instant, records_of_table, seconds_of, single, small, whole
from recommendations.events.rewards import active_rewards
from recommendations.training.plays import NO_PLAYS, Plays, read_plays
from recommendations.training.strengths import (
    Played,
    among,
    known_entries,
    read_played,
    with_behaviour,
    worth_of_ratings,
)
from recommendations.training.voters import Voters, read_voters
from recommendations.training.votes import Entries, as_interactions, one_vote

ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;"
SLOW_STATEMENTS = """
    SET LOCAL statement_timeout = '10min'; SET LOCAL idle_in_transaction_session_timeout = '10min'; SET LOCAL jit = off
"""
RATING = {
    "profile": whole("profile_id"),
    "title": whole("title_id"),
    "value": single("value"),
    "at": instant("rated_at"),
    "is_import": small("(source = 'import')::int"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """All that a run learns from; `strengths` are not decayed: age counts when a viewer's own are added up."""

    ratings: Interactions
    strengths: Interactions
    cutoff: datetime
    plays: Plays = NO_PLAYS
    """The moment of the first play of some of the pairs of `strengths`, and of no others."""

    @property
    def is_of_ratings_alone(self) -> bool:
        """Whether nothing but ratings spoke, so that both parts share all arrays but the last."""
        return self.ratings.profile_code is self.strengths.profile_code and not len(self.plays)


def read_dataset(*, cutoff: datetime, rewards: Mapping[str, float] | None = None) -> Dataset:
    """Everything up to `cutoff`, at one vote per account and title; without what viewers excluded or do not record.

    Without what was only looked at, too: it would be voted popular by hovering, and crowd the latest fifth that models
    are judged by with titles that nobody chose. Both parts are of one snapshot, unless a transaction is open already.
    """
    rewards = active_rewards() if rewards is None else rewards
    snapshot = "" if connection.in_atomic_block else ONE_SNAPSHOT
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"{snapshot}{SLOW_STATEMENTS}")
        voters = read_voters()
        played = read_played(voters)
        said = _read_ratings(voters=voters, played=played, rewards=rewards, now=cutoff)
        done = with_behaviour(said, voters=voters, played=played, rewards=rewards, now=cutoff)
        plays = read_plays(voters=voters, played=played, now=cutoff) if tunables().context_weight_scale else NO_PLAYS
    dataset = _dataset(said, done, voters, cutoff)
    return replace(dataset, plays=plays.of(dataset.strengths)) if len(plays) else dataset


def _dataset(said: Entries, done: Entries, voters: Voters, cutoff: datetime) -> Dataset:
    """Both parts in order; where nothing but ratings spoke, they share all arrays but the last. Uses both up."""
    ratings, worth = as_interactions(one_vote(said, voters), voters)
    if done is said:
        return Dataset(ratings=ratings, strengths=replace(ratings, value=worth), cutoff=cutoff)
    del worth
    done.value = done.worth
    strengths, _worth = as_interactions(one_vote(done, voters), voters)
    return Dataset(ratings=ratings, strengths=strengths, cutoff=cutoff)


class _Column:
    """An array that grows in place: joining parts at the end would need room for everything twice."""

    STEP = 200_000

    def __init__(self, kind: type[np.generic]) -> None:
        self._array: np.ndarray[Any, Any] = np.empty(0, dtype=kind)
        self._length = 0

    def append(self, values: np.ndarray[Any, Any]) -> None:
        end = self._length + len(values)
        if end > len(self._array):
            self._array.resize(end + self.STEP, refcheck=False)
        self._array[self._length : end] = values
        self._length = end

    def whole(self) -> Any:
        self._array.resize(self._length, refcheck=False)
        return self._array


def _read_ratings(*, voters: Voters, played: Played, rewards: Mapping[str, float], now: datetime) -> Entries:
    """What profiles said, one entry per profile and title."""
    kinds: dict[str, type[np.generic]] = {
        "who": np.int32,
        "title": np.int32,
        "value": np.float32,
        "worth": np.float32,
        "at": np.int64,
    }
    columns = {name: _Column(kind) for name, kind in kinds.items()}
    blocks = records_of_table(
        table="recommendations_rating", columns=RATING, where="rated_at <= %(now)s", parameters={"now": now}
    )
    for block in blocks:
        for name, values in _columns_of(block, voters, played, rewards).items():
            columns[name].append(values)
    return Entries(**{name: column.whole() for name, column in columns.items()})


def _columns_of(
    block: Records, voters: Voters, played: Played, rewards: Mapping[str, float]
) -> dict[str, np.ndarray[Any, Any]]:
    block, who, title = known_entries(block, voters)
    pairs = voters.pairs(who, title) if len(played.begun) else np.empty(0, dtype=np.int64)
    if len(played.excluded):
        kept = ~among(pairs, played.excluded)
        block, who, title, pairs = block[kept], who[kept], title[kept], pairs[kept]
    value = block["value"].astype(np.float32)
    is_import = block["is_import"] == 1
    worth = worth_of_ratings(pairs=pairs, values=value, is_import=is_import, played=played, rewards=rewards)
    return {"who": who, "title": title, "value": value, "worth": worth, "at": seconds_of(block["at"])}


def interactions_of(voters: Any, titles: Any, values: Any, at: Any) -> Interactions:
    """Parallel columns of ids, values and Unix seconds as Interactions."""
    profile_ids, profile_code = np.unique(np.asarray(voters, dtype=np.int64), return_inverse=True)
    title_ids, title_code = np.unique(np.asarray(titles, dtype=np.int64), return_inverse=True)
    return Interactions(
        profile_ids=profile_ids,
        title_ids=title_ids,
        profile_code=profile_code.astype(np.int32),
        title_code=title_code.astype(np.int32),
        value=np.asarray(values, dtype=np.float32),
        at=np.asarray(at, dtype=np.int64),
    )
