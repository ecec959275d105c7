"""From what profiles said and did to what accounts vote: one vote per account and title, in a fixed order."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommendations.contracts import Interactions
from recommendations.estimators.numbering import counted, looked_up
from recommendations.training.voters import Codes, Voters

ROWS_AT_ONCE = 200_000
"""Numbers to sort by are made of so many rows at a time: what they are made of is not needed twice as whole columns."""

Numbers = npt.NDArray[np.float32]
Seconds = npt.NDArray[np.int64]


@dataclass(slots=True, kw_only=True)
class Entries:
    """Parallel columns, one entry per pair; `who` are codes of profiles until `one_vote` made voters of them.

    `value` and `worth` are two numbers about the same pair, such as a rating and what it is worth to a ranker. Columns
    are replaced one by one, because there is no room for all of them twice.
    """

    who: Codes
    title: Codes
    value: Numbers
    worth: Numbers
    at: Seconds

    def __len__(self) -> int:
        return len(self.who)

    def where(self, chosen: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> "Entries":
        return Entries(
            who=self.who[chosen],
            title=self.title[chosen],
            value=self.value[chosen],
            worth=self.worth[chosen],
            at=self.at[chosen],
        )


def one_vote(entries: Entries, voters: Voters) -> Entries:
    """The mean of what an account's profiles say of a title, at the last of their instants."""
    if not voters.shares_its_vote.any():
        return entries
    shared = voters.shares_its_vote[entries.who]
    alone, together = entries.where(~shared), entries.where(shared)
    pairs = voters.pairs(voters.voter[together.who], together.title)
    _pairs, first, group, size = np.unique(pairs, return_index=True, return_inverse=True, return_counts=True)
    last = np.full(len(first), np.iinfo(np.int64).min)
    np.maximum.at(last, group, together.at)
    return Entries(
        who=np.concatenate([voters.voter[alone.who], voters.voter[together.who[first]]]),
        title=np.concatenate([alone.title, together.title[first]]),
        value=np.concatenate([alone.value, _means(together.value, group, size)]),
        worth=np.concatenate([alone.worth, _means(together.worth, group, size)]),
        at=np.concatenate([alone.at, last]),
    )


def _means(values: Numbers, group: npt.NDArray[np.int64], size: npt.NDArray[np.int64]) -> Numbers:
    return np.asarray(np.bincount(group, weights=values, minlength=len(size)) / size, dtype=np.float32)


def put_in_order(entries: Entries) -> None:
    """By voter, then instant, then title: the order in which descents read, whatever lay where in the table."""
    if not len(entries):
        return
    first = int(entries.at.min())
    bits = [int(highest).bit_length() for highest in (entries.who.max(), entries.at.max() - first, entries.title.max())]
    if sum(bits) > 64:
        _arrange(entries, np.lexsort((entries.title, entries.at, entries.who)), ("who", "title", "at"))
        return
    # One number holds all three, and no two are equal: one sort, which need not be stable, and only the rest of an
    # entry must follow. While the numbers are there, the columns that they are made of would be there twice.
    keys = _keys(entries, first, at_bits=bits[1], title_bits=bits[2])
    entries.who = entries.title = np.empty(0, dtype=np.int32)
    entries.at = np.empty(0, dtype=np.int64)
    _arrange(entries, np.argsort(keys), ())
    keys.sort()
    _take_apart(entries, keys, first, at_bits=bits[1], title_bits=bits[2])


def _arrange(entries: Entries, order: npt.NDArray[np.int64], more: tuple[str, ...]) -> None:
    for name in ("value", "worth", *more):
        setattr(entries, name, getattr(entries, name)[order])


def _keys(entries: Entries, first: int, *, at_bits: int, title_bits: int) -> npt.NDArray[np.uint64]:
    keys = np.empty(len(entries), dtype=np.uint64)
    for begin in range(0, len(keys), ROWS_AT_ONCE):
        rows = slice(begin, begin + ROWS_AT_ONCE)
        part = keys[rows]
        part[:] = entries.who[rows]
        part <<= np.uint64(at_bits)
        part |= (entries.at[rows] - first).view(np.uint64)
        part <<= np.uint64(title_bits)
        part |= entries.title[rows].astype(np.uint64)
    return keys


def _take_apart(entries: Entries, keys: npt.NDArray[np.uint64], first: int, *, at_bits: int, title_bits: int) -> None:
    """What `_keys` put together; the instants take the place of the keys in memory."""
    entries.who, entries.title = np.empty(len(keys), dtype=np.int32), np.empty(len(keys), dtype=np.int32)
    for begin in range(0, len(keys), ROWS_AT_ONCE):
        rows = slice(begin, begin + ROWS_AT_ONCE)
        part = keys[rows]
        entries.title[rows] = part & np.uint64((1 << title_bits) - 1)
        part >>= np.uint64(title_bits)
        entries.who[rows] = part >> np.uint64(at_bits)
        part &= np.uint64((1 << at_bits) - 1)
    entries.at = keys.view(np.int64)
    entries.at += first


def as_interactions(entries: Entries, voters: Voters) -> tuple[Interactions, Numbers]:
    """(the values as interactions over the ids that occur, the worths in the same order). Uses `entries` up."""
    put_in_order(entries)
    profile_ids, entries.who = _compact(entries.who, voters.profiles.ids)
    title_ids, entries.title = _compact(entries.title, voters.titles.ids)
    found = Interactions(
        profile_ids=profile_ids,
        title_ids=title_ids,
        profile_code=entries.who,
        title_code=entries.title,
        value=entries.value,
        at=entries.at,
    )
    return found, entries.worth


def _compact(codes: Codes, ids: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], Codes]:
    """The ids that occur, and the codes among them."""
    occurs = counted(codes, len(ids)) > 0
    if occurs.all():
        return ids, codes
    return ids[occurs], looked_up((np.cumsum(occurs, dtype=np.int32) - 1).astype(np.int32), codes)
