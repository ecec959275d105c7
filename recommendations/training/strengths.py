"""What ratings and behaviour are worth to a ranker, for everybody at once: the arrays' side of `events/signals.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from recommendations.events.packed import Records, records_of_table, seconds_of, small, whole
from recommendations.events.rewards import SIGNALS
from recommendations.events.signals import (
    DISLIKED,
    LIKED,
    LOVED,
    ONLY_LOOKED,
    SIGNAL_CODE,
    UNSEEN_THUMB,
    signal_records,
)
from recommendations.training.voters import Codes, Voters
from recommendations.training.votes import Entries, Numbers

Pairs = npt.NDArray[np.int64]
BoolVector = npt.NDArray[np.bool_]
ROWS_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """Pairs of profiles and titles that the player knows, sorted; and those finished, and those kept out."""

    begun: Pairs
    finished: Pairs
    excluded: Pairs


def read_played(voters: Voters) -> Played:
    columns = {
        "profile": whole("profile_id"), "title": whole("title_id"),
        "flags": small("completed::int + 2 * excluded::int"),
    }  # fmt: skip
    pairs, flags = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for block in records_of_table(table="recommendations_watchprogress", columns=columns):
        known, who, title = known_entries(block, voters)
        pairs.append(voters.pairs(who, title))
        flags.append(known["flags"].astype(np.int64))
    pair, flag = np.concatenate(pairs), np.concatenate(flags)
    return Played(
        begun=distinct(pair), finished=distinct(pair[(flag & 1) > 0]), excluded=distinct(pair[(flag & 2) > 0])
    )


def known_entries(block: Records, voters: Voters) -> tuple[Records, Codes, Codes]:
    """The records whose profile and title are known (others are erased by now, or not to be kept), and their codes.

    Without what a profile did before it started afresh, where records say when they were.
    """
    who = voters.profiles.codes(block["profile"].astype(np.int64))
    title = voters.titles.codes(block["title"].astype(np.int64))
    known = (who >= 0) & (title >= 0)
    if voters.restarted is not None and "at" in (block.dtype.names or ()):
        known &= block["at"].astype(np.int64) > voters.restarted[who]
    return (block, who, title) if known.all() else (block[known], who[known], title[known])


def distinct(pairs: Pairs) -> Pairs:
    """Each once, sorted: NumPy's `unique` hashes numbers first, which takes sixty times as long as sorting them."""
    ordered = np.sort(pairs)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def among(these: Pairs, sorted_pairs: Pairs) -> npt.NDArray[np.bool_]:
    if not len(sorted_pairs):
        return np.zeros(len(these), dtype=np.bool_)
    place = np.minimum(np.searchsorted(sorted_pairs, these), len(sorted_pairs) - 1)
    return np.asarray(sorted_pairs[place] == these, dtype=np.bool_)


def worth_of_ratings(
    *, pairs: Pairs, values: Numbers, is_import: BoolVector, played: Played, rewards: Mapping[str, float]
) -> Numbers:
    """What each rating is worth by itself; NaN where it gives no signal. Without plays, `pairs` may be empty."""
    worth = np.full(len(values), np.nan, dtype=np.float64)
    for name, chosen in (
        ("thumb_down", values <= DISLIKED),
        ("thumb_up", values >= LIKED),
        ("two_thumbs_up", values >= LOVED),
    ):
        worth[chosen] = rewards[name]
    if not is_import.all():
        seen = among(pairs, played.begun) if len(pairs) else False
        worth *= np.where(is_import | seen, 1.0, UNSEEN_THUMB)
    counts = is_import & ~among(pairs, played.finished) if len(pairs) else is_import
    worth[counts] = np.nan_to_num(worth[counts]) + rewards["completed"]
    return worth.astype(np.float32)


def with_behaviour(
    said: Entries, *, voters: Voters, played: Played, rewards: Mapping[str, float], now: datetime
) -> Entries:
    """Entries whose worth is all that profiles did: what their ratings are worth and every other signal besides."""
    pairs, worth, at, chosen = _behaviour(voters=voters, played=played, rewards=rewards, now=now)
    speaks = ~np.isnan(said.worth)
    if not len(pairs):
        return said if speaks.all() else said.where(speaks)
    place = _places(said, pairs, voters)
    met = (place >= 0) & speaks
    total, last = said.worth.copy(), said.at.copy()
    total[met] = said.worth[met] + worth[place[met]]
    last[met] = np.maximum(said.at[met], at[place[met]])
    chosen[place[met]] = False  # They are in `said`.
    who, title = np.divmod(pairs[chosen], max(1, len(voters.titles)))
    return Entries(
        who=np.concatenate([said.who[speaks], who.astype(np.int32)]),
        title=np.concatenate([said.title[speaks], title.astype(np.int32)]),
        value=np.concatenate([said.value[speaks], np.zeros(len(who), dtype=np.float32)]),
        worth=np.concatenate([total[speaks], worth[chosen].astype(np.float32)]),
        at=np.concatenate([last[speaks], at[chosen]]),
    )


def _places(said: Entries, pairs: Pairs, voters: Voters) -> npt.NDArray[np.int32]:
    """Where each entry's pair is in the sorted `pairs`, or -1; part by part, to need little memory."""
    places = np.empty(len(said), dtype=np.int32)
    for begin in range(0, len(said), ROWS_AT_ONCE):
        part = slice(begin, begin + ROWS_AT_ONCE)
        own = voters.pairs(said.who[part], said.title[part])
        place = np.minimum(np.searchsorted(pairs, own), len(pairs) - 1)
        places[part] = np.where(pairs[place] == own, place, -1)
    return places


def _behaviour(
    *, voters: Voters, played: Played, rewards: Mapping[str, float], now: datetime
) -> tuple[Pairs, npt.NDArray[np.float64], npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """(sorted pairs, worth, last instant, whether more was done than looked at) of all signals but of ratings."""
    weights = np.array([rewards[name] for name in SIGNALS], dtype=np.float64)
    looks = np.isin(np.arange(len(SIGNALS)), [SIGNAL_CODE[name] for name in ONLY_LOOKED])
    pairs, worth = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    instants, chosen = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.bool_)]
    for block in signal_records(now=now, with_ratings=False):
        known, who, title = known_entries(block, voters)
        kinds = known["kind"].astype(np.int64)
        pairs.append(voters.pairs(who, title))
        worth.append(weights[kinds] * np.nan_to_num(known["quantity"], posinf=0.0, neginf=0.0))
        instants.append(seconds_of(known["at"]))
        chosen.append(~looks[kinds])
    unique, group = np.unique(np.concatenate(pairs), return_inverse=True)
    last = np.full(len(unique), np.iinfo(np.int64).min)
    np.maximum.at(last, group, np.concatenate(instants))
    return (
        unique,
        np.asarray(np.bincount(group, weights=np.concatenate(worth), minlength=len(unique)), dtype=np.float64),
        last,
        np.bincount(group, weights=np.concatenate(chosen), minlength=len(unique)) > 0,
    )
