"""What a block of profiles did until now, as pages would read it for each of them, in arrays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.events.packed import Records, instant, records_of_query, seconds_of, single, small, whole
from recommendations.events.rewards import SIGNALS, decay
from recommendations.events.signals import SIGNAL_COLUMNS, signal_parameters, signals_sql
from recommendations.modelstore.scorers.told import Told
from recommendations.training.strengths import Played, among, distinct, worth_of_ratings

IN_BLOCK = "profile_id BETWEEN %(first)s AND %(last)s"
RATED = f"""
    SELECT said.profile_id, title_id, value, source, rated_at, coalesce(rated_at <= restarted_at, FALSE) AS is_behind
    FROM recommendations_rating said LEFT JOIN recommendations_tastestate begun ON begun.profile_id = said.profile_id
    WHERE said.{IN_BLOCK}
"""  # noqa: S608
PLAYED = f"SELECT profile_id, title_id, completed, excluded FROM recommendations_watchprogress WHERE {IN_BLOCK}"  # noqa: S608
HIDDEN = f"SELECT profile_id, title_id FROM recommendations_hiddentitle WHERE {IN_BLOCK}"  # noqa: S608

PAIR = {"profile": whole("profile_id"), "title": whole("title_id")}
RATING = {
    **PAIR, "value": single("value"), "at": instant("rated_at"), "is_import": small("(source = 'import')::int"),
    "is_behind": small("is_behind::int"),
}  # fmt: skip
FLAGS = {**PAIR, "flags": small("completed::int + 2 * excluded::int")}
TITLES = 1 << 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A row for each of `profile_ids`."""

    profile_ids: IntVector
    strengths: Told
    """Decayed to now."""
    ratings: Told
    taken: Told
    """What is not to be recommended: rated, watched to the end or hidden."""


def read_block(*, profile_ids: IntVector, rewards: Mapping[str, float], now: datetime) -> Block:
    """The block of these profiles, which are sorted; a few queries by index, whatever their number."""
    bounds = {"first": int(profile_ids[0]), "last": int(profile_ids[-1])}
    played, hidden = _read(PLAYED, FLAGS, bounds), _read(HIDDEN, PAIR, bounds)
    pairs = _pairs(played)
    known = Played(
        begun=distinct(pairs),
        finished=distinct(pairs[(played["flags"] & 1) > 0]),
        excluded=distinct(pairs[(played["flags"] & 2) > 0]),
    )
    rated = _read(RATED, RATING, bounds)
    said = _pairs(rated)
    taken = distinct(np.concatenate([said, known.finished, _pairs(hidden)]))
    heard = ~among(said, known.excluded) & (rated["is_behind"] == 0)
    rated, said = rated[heard], said[heard]
    values = rated["value"].astype(np.float32)
    worth = worth_of_ratings(
        pairs=said, values=values, is_import=rated["is_import"] == 1, played=known, rewards=rewards
    )
    speaks = ~np.isnan(worth)
    aged = worth[speaks] * decay(seconds_of(rated["at"][speaks]), now=now)
    return Block(
        profile_ids=profile_ids,
        strengths=_told(profile_ids, *_with_behaviour(said[speaks], aged, bounds, rewards, now)),
        ratings=_told(profile_ids, *_summed(said, values)),
        taken=_told(profile_ids, taken, np.ones(len(taken))),
    )


def _with_behaviour(
    said: IntVector, aged: FloatVector, bounds: Mapping[str, int], rewards: Mapping[str, float], now: datetime
) -> tuple[IntVector, npt.NDArray[np.float64]]:
    weights = np.array([rewards[name] for name in SIGNALS], dtype=np.float64)
    signals = _read(
        signals_sql(of_profile=IN_BLOCK, with_ratings=False),
        SIGNAL_COLUMNS,
        {**signal_parameters(now=now), "signals": list(SIGNALS), **bounds},
    )
    worth = weights[signals["kind"].astype(np.int64)] * signals["quantity"] * decay(seconds_of(signals["at"]), now=now)
    return _summed(np.concatenate([said, _pairs(signals)]), np.concatenate([aged, worth]))


def _read(query: str, columns: Mapping[str, Any], parameters: Mapping[str, Any]) -> Records:
    blocks = list(records_of_query(query=query, columns=columns, parameters=parameters))
    kind = np.dtype([(name, column.kind) for name, column in columns.items()])
    return np.concatenate([np.empty(0, dtype=kind), *blocks])


def _pairs(records: Records) -> IntVector:
    return np.asarray(records["profile"].astype(np.int64) * TITLES + records["title"].astype(np.int64))


def _summed(pairs: IntVector, values: npt.NDArray[Any]) -> tuple[IntVector, npt.NDArray[np.float64]]:
    unique, group = np.unique(pairs, return_inverse=True)
    return unique, np.asarray(np.bincount(group, weights=values, minlength=len(unique)), dtype=np.float64)


def _told(profile_ids: IntVector, pairs: IntVector, values: npt.NDArray[Any]) -> Told:
    """Sorted pairs as rows of the profiles; what others within the bounds did is left out."""
    row = np.searchsorted(profile_ids, pairs // TITLES)
    mine = profile_ids[np.minimum(row, len(profile_ids) - 1)] == pairs // TITLES
    starts = np.zeros(len(profile_ids) + 1, dtype=np.int64)
    np.cumsum(np.bincount(row[mine], minlength=len(profile_ids)), out=starts[1:])
    return Told(starts=starts, title_ids=pairs[mine] % TITLES, values=values[mine].astype(np.float32))
