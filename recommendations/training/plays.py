"""In which moment each account first played each title, straight from PostgreSQL into arrays."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
from django.utils import timezone

from recommendations.contracts import Interactions, IntVector
from recommendations.contracts.moment import DAYPARTS, DEVICES, HOURS_OF_DAYPART
from recommendations.events.packed import instant, records_of_table, small, whole
from recommendations.training.strengths import Played, among, known_entries
from recommendations.training.voters import Voters

LOCAL = "first_at AT TIME ZONE %(zone)s::text"
MOMENT = f"""
    extract(hour FROM {LOCAL})::int / {HOURS_OF_DAYPART} + {DAYPARTS} * (extract(isodow FROM {LOCAL}) >= 6)::int
    + {2 * DAYPARTS} * (array_position(%(devices)s::text[], device::text) - 1)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plays:
    """Parallel arrays, one entry per voter and title: `moment` is the code of a `Moment`."""

    profile_ids: IntVector
    title_ids: IntVector
    moment: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.moment)

    @property
    def pairs(self) -> npt.NDArray[np.int64]:
        """One number per entry, the same as `split.pairs_of` has for the same profile and title."""
        return (self.profile_ids << np.int64(32)) + self.title_ids

    def of(self, interactions: Interactions) -> "Plays":
        """Those of pairs that are among the interactions."""
        profiles = interactions.profile_ids[interactions.profile_code]
        pairs = (profiles << np.int64(32)) + interactions.title_ids[interactions.title_code]
        return self.where(np.isin(self.pairs, pairs))

    def where(self, chosen: npt.NDArray[np.bool_]) -> "Plays":
        return Plays(profile_ids=self.profile_ids[chosen], title_ids=self.title_ids[chosen], moment=self.moment[chosen])


NO_PLAYS = Plays(
    profile_ids=np.empty(0, dtype=np.int64), title_ids=np.empty(0, dtype=np.int64), moment=np.empty(0, dtype=np.int8)
)


def read_plays(*, voters: Voters, played: Played, now: datetime) -> Plays:
    """The first play of every title by anybody of an account, without what was excluded, up to `now`.

    Profiles have no time zone of their own: local time is that of the site (Django's current zone). Imported plays
    are among them where their screen is known; of the others nobody knows the hour either.
    """
    blocks = records_of_table(
        table="recommendations_playsession",
        columns={
            "profile": whole("profile_id"), "title": whole("title_id"), "at": instant("first_at"),
            "moment": small(MOMENT),
        },
        where="first_at <= %(now)s AND device = ANY(%(devices)s::text[])",
        parameters={
            "now": now, "zone": timezone.get_current_timezone_name(), "devices": [kind.value for kind in DEVICES],
        },
    )  # fmt: skip
    pairs, at, moment = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int8)]
    for block in blocks:
        known, who, title = known_entries(block, voters)
        kept = ~among(voters.pairs(who, title), played.excluded)
        pairs.append(voters.pairs(voters.voter[who[kept]], title[kept]))
        at.append(known["at"][kept].astype(np.int64))
        moment.append(known["moment"][kept].astype(np.int8))
    every, codes = np.concatenate(pairs), np.concatenate(moment)
    order = np.lexsort((codes, np.concatenate(at), every))
    first = order[np.flatnonzero(np.diff(every[order], prepend=-1))]
    who_code, title_code = np.divmod(every[first], max(1, len(voters.titles)))
    return Plays(
        profile_ids=voters.profiles.ids[who_code], title_ids=voters.titles.ids[title_code], moment=codes[first]
    )
