"""What the people of one batch have done so far, per title, while their days are simulated."""

import numpy as np

from recommendations.simulation.world import Bools, Floats, Ints, World

WINDOW_SECONDS = 14 * 86_400.0
"""A picture stays for so long, then the lot is drawn anew."""
_STEP = np.uint64(0x9E3779B97F4A7C15)


class State:
    """(B, T) tables that the simulated days change in place."""

    def __init__(self, *, people: int, world: World) -> None:
        shape = (people, len(world))
        self.part = np.zeros(shape, dtype=np.int16)
        """Which part comes next."""
        self.position = np.zeros(shape)
        """Seconds into that part."""
        self.begun = np.zeros(shape, dtype=np.bool_)
        self.done = np.zeros(shape, dtype=np.bool_)
        self.given_up = np.zeros(shape, dtype=np.bool_)
        self.joy = np.zeros(shape)
        self.last_at = np.zeros(shape)
        self.listed = np.zeros(shape, dtype=np.bool_)
        self.hidden = np.zeros(shape, dtype=np.bool_)
        self.rated = np.zeros(shape, dtype=np.bool_)
        self.busy_until = np.zeros(people)

    def unfinished(self, who: Ints) -> Bools:
        """(A, T): what Continue Watching would offer."""
        over = self.done[who] | self.given_up[who] | self.hidden[who]
        return np.asarray(self.begun[who] & ~over, dtype=np.bool_)

    def settled(self, who: Ints, *, children: Bools) -> Bools:
        """(A, T): what no row but Continue Watching shows any more; children see again what they have seen."""
        return np.asarray(self.begun[who] & ~(self.done[who] & children[:, None]) | self.hidden[who], dtype=np.bool_)


class Sight:
    """Who may see what when: maturity, publication, arrival and the windows of each country."""

    def __init__(self, *, world: World, ceiling: Ints, country: tuple[str, ...]) -> None:
        self._allowed = world.maturity[None, :] <= ceiling[:, None]
        codes = sorted(set(country))
        self._country = np.array([codes.index(code) for code in country], dtype=np.int64)
        self._windows = [_windows_of(world, code) for code in codes]

    def of(self, *, who: Ints, at: Floats) -> Bools:
        """(A, T): the same answer as `Title.objects.visible_to` for each of them at each instant."""
        seen = np.zeros((len(who), self._allowed.shape[1]), dtype=np.bool_)
        country = self._country[who]
        for code, (starts, ends) in enumerate(self._windows):
            mine = np.flatnonzero(country == code)
            now = at[mine, None]
            for start, end in zip(starts, ends, strict=True):
                seen[mine] |= (start[None, :] <= now) & (end[None, :] > now)
        return np.asarray(seen & self._allowed[who], dtype=np.bool_)


def _windows_of(world: World, country: str) -> tuple[Floats, Floats]:
    """(starts, ends), each (W, T): the windows that hold in this country, the n-th of every title in row n."""
    windows = world.windows
    here = np.array([code in ("", country) for code in windows.country], dtype=np.bool_)
    title, start, end = windows.title[here], windows.starts_at[here], windows.ends_at[here]
    order = np.argsort(title, kind="stable")
    title = title[order]
    rank = np.arange(len(title)) - np.searchsorted(title, title)
    starts = np.full((int(rank.max(initial=-1)) + 1, len(world)), np.inf)
    ends = np.full_like(starts, -np.inf)
    starts[rank, title], ends[rank, title] = start[order], end[order]
    return starts, ends


def lots(*, seed: int, household: Ints, place: Ints, thing: Ints, window: Ints) -> Floats:
    """Numbers in [0, 1) that are always the same for the same four, which may broadcast: a hash (SplitMix64)."""
    mixed = np.full(np.broadcast(household, place, thing, window).shape, seed, dtype=np.uint64) * _STEP
    for part in (household, place, thing, window):
        mixed = mixed ^ (part.astype(np.uint64) + _STEP + (mixed << np.uint64(6)))
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed = mixed ^ (mixed >> np.uint64(31))
    return np.asarray((mixed >> np.uint64(11)).astype(np.float64) / 2.0**53, dtype=np.float64)
