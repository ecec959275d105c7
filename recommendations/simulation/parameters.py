"""Every number that the simulated households live by, with its unit; frozen before anything was tuned on them.

Where a number comes from is written in docs/decisions/0003-simulated-households.md, with the digest of all of them: a
test refuses a change of either alone.
"""

import hashlib
from dataclasses import dataclass

from accounts.device_kinds import DeviceKind

BY_DEVICE = tuple(DeviceKind)
"""The order of every tuple below that has one number for each kind of screen: phone, tablet, laptop, television."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Effects are in log-odds unless a name or a comment says otherwise."""

    household_sizes: tuple[float, ...] = (0.68, 0.22, 0.07, 0.03)
    """Shares of households with one, two ... profiles."""
    kids_share: float = 0.45
    """Of the profiles after the second of a household; the first two are adults."""
    teen_share: float = 0.25
    countries: tuple[tuple[str, float], ...] = (
        ("GB", 0.22), ("US", 0.22), ("DE", 0.12), ("FR", 0.10), ("IN", 0.12), ("BR", 0.10), ("NG", 0.06), ("JP", 0.06),
    )  # fmt: skip
    joined_late: float = 0.25
    """Share of households that came while the simulated days went by; the others were there before."""

    temperaments: int = 8
    taste: float = 1.60
    """Deviation, over titles, of what genres and moods do to a viewer's liking."""
    second_temperament: float = 0.45
    """Of the household's shared temperament, beside the first, which is one's own."""
    own_taste: float = 0.30
    """Deviation of what is nobody else's, per genre and mood."""
    keyword_taste: float = 0.12
    person_fans: float = 0.12
    """Share of people of the screen whom a viewer follows, or avoids."""
    person_taste: float = 0.45
    object_taste: float = 0.50
    """Per thing in a picture: it moves no liking of the title, only of the picture."""
    hidden: int = 4
    """Dimensions of taste that no label of the catalogue says."""
    hidden_taste: float = 0.40
    quality: float = 0.35
    """Deviation of how good a title is to everybody, half of it what critics say."""
    popularity: float = 0.45
    """Deviation of how well known it is, whatever it is worth."""
    mean_liking: float = -1.60

    context: float = 0.30
    """Deviation, over titles, of what each of daypart, part of the week and screen does to the appeal."""
    freshness: float = 0.9
    freshness_days: float = 9.0
    """What being new adds to how well known a title is, falling by a factor of e in so many days."""
    fads: float = 0.06
    """Share of titles that everybody talks about for some days."""
    fad_height: float = 1.6
    fad_days: float = 5.0

    adult_hours: tuple[float, ...] = (2, 1, 1, 1, 1, 1, 2, 3, 3, 3, 3, 4, 5, 5, 4, 4, 5, 7, 10, 14, 17, 16, 11, 5)
    kids_hours: tuple[float, ...] = (0, 0, 0, 0, 0, 0, 3, 6, 6, 6, 6, 5, 5, 5, 7, 11, 14, 13, 9, 4, 0, 0, 0, 0)
    """Visits by hour of the day, by proportion, before everybody's own hours."""
    devices_by_daypart: tuple[tuple[float, ...], ...] = (
        (2, 1, 2, 2), (4, 1, 1, 1), (2, 1, 3, 1), (2, 2, 2, 2), (1, 1, 1, 5), (2, 1, 1, 5),
    )  # fmt: skip
    visits_per_week: float = 3.4
    visits_spread: float = 0.6
    """Of the logarithm, over profiles."""
    weekend: float = 1.35
    """Visits of a Friday, Saturday or Sunday beside another day's."""

    rows: int = 7
    columns: int = 8
    shuffle: float = 0.9
    """Temperature of the lot by which the simulated page orders titles that are about as well known."""
    rows_seen: tuple[float, ...] = (0.80, 0.76, 0.70, 0.66)
    """Chance to scroll one row further."""
    columns_at_once: tuple[int, ...] = (2, 3, 5, 5)
    columns_seen: tuple[float, ...] = (0.62, 0.55, 0.40, 0.45)
    """Chance to swipe one column further, beyond those on the screen at once."""
    attention_rows: float = 0.22
    attention_columns: float = 0.16
    """A tile in view is looked at with the chance exp(-(rows x row + columns x column))."""
    billboard_attention: float = 0.90
    artwork: float = 0.80
    """What a picture that is one deviation nearer to a viewer's taste adds for who can be persuaded ..."""
    persuadable: float = 0.60
    """... which is this share of viewers; the others do not care, and a fifth of those who do less than the rest."""
    stay_away: float = 2.2
    """The appeal of watching nothing of what was looked at."""
    own_list: float = 0.9
    resume: float = 2.2
    resume_days: float = 7.0
    search: float = 0.46
    """Chance to search for something when nothing on the page was chosen."""
    search_found: float = 0.85

    surprise: float = 0.55
    """Deviation of the joy of one title from what was to be expected."""
    finish: tuple[float, float] = (-0.20, 0.80)
    """Chance to reach the end: intercept, and slope by joy."""
    next_episode: tuple[float, float] = (0.10, 0.70)
    episodes_at_once: int = 5
    tasting: float = 0.35
    """Of what is not finished, the share that ends within two minutes."""
    give_up: tuple[float, float] = (-0.40, -1.20)
    """Chance that what was left is left for good: intercept, and slope by joy."""

    outspoken: tuple[float, float] = (1.6, 1.0)
    """Beta distribution, over profiles, of the chance to rate what moved them much."""
    generosity: float = 0.45
    """Deviation, over profiles, of where their thumbs begin."""
    thumb_noise: float = 0.35
    love: float = 2.60
    dislike: float = -0.40
    """Joy above and below which a thumb is two thumbs up, or down."""
    lists: float = 0.05
    """Of tiles looked at, strongly drawn to and not chosen."""
    hides: float = 0.02
    """Of tiles looked at that repel."""

    @property
    def digest(self) -> str:
        """The same for the same numbers."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


FROZEN = Parameters()
