"""Who votes, and for what: the ids of profiles and titles as small codes, and one vote per account."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommendations.contracts import IntVector
from recommendations.events.packed import instant, records_of_table, whole
from recommendations.modelstore.scorers.base import codes_of

Codes = npt.NDArray[np.int32]
MOST_ID = 1 << 31
"""Pairs of a profile and a title are held as one number of 64 bits."""
SPARSE = 8
"""Ids may be so many times as great as their number for a table of codes to be held instead of searched in."""


class UnableToRead(Exception):
    """The tables cannot be read into arrays; the message says why."""


class Coded:
    """Sorted ids and the way from an id to its place; -1 for an id that is not among them."""

    def __init__(self, ids: IntVector) -> None:
        self.ids = ids
        highest = int(ids[-1]) if len(ids) else 0
        if highest >= MOST_ID:
            raise UnableToRead(f"An id of {highest} is beyond the {MOST_ID - 1} that training can hold.")
        self._table: Codes | None = None
        if highest < SPARSE * len(ids) + 1_000_000:
            self._table = np.full(highest + 2, -1, dtype=np.int32)
            self._table[ids] = np.arange(len(ids), dtype=np.int32)

    def __len__(self) -> int:
        return len(self.ids)

    def codes(self, ids: npt.NDArray[np.int64]) -> Codes:
        if self._table is None:
            return codes_of(self.ids, ids).astype(np.int32)
        return self._table[np.clip(ids, -1, len(self._table) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voters:
    """Profiles that record what they do, the titles there are, and for whom each profile votes."""

    profiles: Coded
    titles: Coded
    voter: Codes
    """Per profile, the code of the account's first recording profile; an imported person votes alone."""
    shares_its_vote: npt.NDArray[np.bool_]
    """Per profile: does another profile of the account record, too?"""
    restarted: IntVector | None = None
    """Per profile, until when what it did teaches nothing any more (microseconds since 2000, as PostgreSQL counts);
    None where nobody started afresh.
    """

    def pairs(self, profile: npt.NDArray[np.integer], title: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
        """Codes of profiles (or voters) and titles as one number each."""
        return profile.astype(np.int64) * len(self.titles) + title


def read_voters() -> Voters:
    """Three small scans; whoever does not record is left out."""
    columns = {"id": whole("id"), "user": whole("coalesce(user_id, -id)")}
    found = _all(records_of_table(table="accounts_profile", columns=columns, where="records_history"), list(columns))
    order = np.argsort(found["id"])
    profiles, user = found["id"][order], found["user"][order]
    _users, first, account, size = np.unique(user, return_index=True, return_inverse=True, return_counts=True)
    titles = _all(records_of_table(table="catalog_title", columns={"id": whole("id")}), ["id"])["id"]
    return Voters(
        profiles=Coded(profiles),
        titles=Coded(np.sort(titles)),
        voter=first[account].astype(np.int32),
        shares_its_vote=size[account] > 1,
        restarted=_read_restarts(profiles),
    )


def _read_restarts(profiles: IntVector) -> IntVector | None:
    columns = {"profile": whole("profile_id"), "at": instant("restarted_at")}
    found = _all(
        records_of_table(table="recommendations_tastestate", columns=columns, where="restarted_at IS NOT NULL"),
        list(columns),
    )
    place = codes_of(profiles, found["profile"])
    if not (place >= 0).any():
        return None
    restarted = np.full(len(profiles), np.iinfo(np.int64).min, dtype=np.int64)
    restarted[place[place >= 0]] = found["at"][place >= 0]
    return restarted


def _all(blocks: object, names: list[str]) -> dict[str, IntVector]:
    read = list(blocks)  # type: ignore[call-overload]  # An iterator of records.
    return {
        name: np.concatenate([np.empty(0, dtype=np.int64), *(block[name] for block in read)]).astype(np.int64)
        for name in names
    }
