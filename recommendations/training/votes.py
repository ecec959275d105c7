"""From what profiles said and did to what accounts vote: one vote per account and title, in a fixed order."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommendations.contracts import Interactions
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


def in_order(entries: Entries) -> npt.NDArray[np.int64]:
    """By voter, then instant, then title: the order in which descents read, whatever lay where in the table."""
    if not len(entries):
        return np.empty(0, dtype=np.int64)
    first = int(entries.at.min())
    title_bits, at_bits, who_bits = (
        int(highest).bit_length() for highest in (entries.title.max(), entries.at.max() - first, entries.who.max())
    )
    if title_bits + at_bits + who_bits > 64:
        return np.lexsort((entries.title, entries.at, entries.who))
    # One number holds all three, and no two are equal: one sort, and it need not be stable.
    key = np.empty(len(entries), dtype=np.uint64)
    for begin in range(0, len(key), ROWS_AT_ONCE):
        rows = slice(begin, begin + ROWS_AT_ONCE)
        part = key[rows]
        part[:] = entries.who[rows]
        part <<= np.uint64(at_bits)
        part |= (entries.at[rows] - first).view(np.uint64)
        part <<= np.uint64(title_bits)
        part |= entries.title[rows].astype(np.uint64)
    return np.argsort(key)


def as_interactions(entries: Entries, voters: Voters) -> tuple[Interactions, Numbers]:
    """(the values as interactions over the ids that occur, the worths in the same order). Uses `entries` up."""
    order = in_order(entries)
    for name in ("who", "title", "value", "worth", "at"):
        setattr(entries, name, getattr(entries, name)[order])
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
    occurs = np.bincount(codes, minlength=len(ids)) > 0
    if occurs.all():
        return ids, codes
    return ids[occurs], (np.cumsum(occurs, dtype=np.int32) - 1).astype(np.int32)[codes]
