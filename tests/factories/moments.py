"""A small world with an obvious effect of the moment: comedies in the morning, thrillers at night."""

import numpy as np

from accounts.device_kinds import DeviceKind
from recommendations.contracts import Moment
from recommendations.training.content import Content
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.plays import Plays
from recommendations.training.read_content import table_of
from tests.factories.interactions import CUTOFF

MORNING = Moment(daypart=2, is_weekend=False, device=DeviceKind.PHONE)
NIGHT = Moment(daypart=5, is_weekend=False, device=DeviceKind.PHONE)
TITLES = 40
"""Odd ids are comedies, even ones thrillers."""


def plays_of(rows: list[tuple[int, int, Moment]]) -> Plays:
    """Of (profile, title, moment)."""
    return Plays(
        profile_ids=np.array([row[0] for row in rows], dtype=np.int64),
        title_ids=np.array([row[1] for row in rows], dtype=np.int64),
        moment=np.array([row[2].code for row in rows], dtype=np.int8),
    )


def mornings_and_nights(
    seed: int = 0, *, viewers: int = 60, effect: bool = True, device: DeviceKind | None = None
) -> tuple[Dataset, Content]:
    """Every viewer plays 16 titles, by turns in the morning and at night; with `effect` comedies are for mornings.

    With a `device`, evenings take their places: comedies are played on it, thrillers on a television.
    """
    random = np.random.default_rng(seed)
    moments: tuple[Moment, ...] = (MORNING, NIGHT)
    if device is not None:
        moments = tuple(Moment(daypart=4, is_weekend=False, device=kind) for kind in (device, DeviceKind.TV))
    rows, at = [], []
    for viewer in range(1, viewers + 1):
        kinds = [random.permutation(np.arange(start, TITLES, 2))[:8].tolist() for start in (0, 1)]
        mixed = random.permutation([title for kind in kinds for title in kind]).tolist()
        for turn in range(16):
            title = kinds[turn % 2][turn // 2] if effect else mixed[turn]
            rows.append((viewer, title + 1, moments[turn % 2]))
            at.append(int(CUTOFF.timestamp()) - 86_400 * (40 - turn))
    plays = plays_of(rows)
    ids = np.arange(1, TITLES + 1, dtype=np.int64)
    kinds_of = [(title, "Comedy" if title % 2 else "Thriller") for title in ids.tolist()]
    dataset = Dataset(
        ratings=interactions_of([], [], [], []),
        strengths=interactions_of(plays.profile_ids, plays.title_ids, np.full(len(plays), 1.5), at),
        cutoff=CUTOFF,
        plays=plays,
    )
    return dataset, Content(title_ids=ids, groups={"kind": table_of(ids, kinds_of)})
