"""How a page is composed: every weight in one place, and how much of it a screen shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accounts.device_kinds import DeviceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What is seen without scrolling, and how much there is in all."""

    rows: int
    columns: int
    rows_in_all: int


SCREENS: Mapping[DeviceKind, Screen] = {
    DeviceKind.PHONE: Screen(rows=3, columns=3, rows_in_all=12),
    DeviceKind.TABLET: Screen(rows=3, columns=5, rows_in_all=14),
    DeviceKind.LAPTOP: Screen(rows=3, columns=6, rows_in_all=16),
    DeviceKind.TV: Screen(rows=2, columns=6, rows_in_all=20),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePolicy:
    """Weights of `gain(row | page)`; all but `worth`, which is 1, are in units of it.

    Set on the validation part of MovieLens-100K, and judged on other parts of it and on simulated households
    (benchmarks/results/pages.md).
    """

    affinity: float = 0.05
    """How much the viewer wants this kind of row."""
    overlap: float = 0.05
    """Against a row of whose first columns the page has taken all."""
    same_kind: float = 0.05
    """Against a row of the kind of the one above it."""
    again: float = 0.02
    """For every earlier row of its kind."""
    likeness: float = 0.02
    """Against a row whose genres are wholly those of the row above it."""
    stability: float = 0.15
    """For a row that stood in this place a moment ago; it fades within `stability_hours`."""
    stability_hours: float = 3.0
    tomorrow: float = 0.02
    """Deviation of a row's luck, drawn anew every day, so that rows of nearly equal worth take turns."""
    ruled: float = 0.5
    """For a row that an editor boosts, and against one that is buried."""
    ruled_title: float = 1.0
    """For a title that an editor boosts, in deviations of the scores, and against one that is buried."""
    for_children: float = 2.0
    """For a title made for children, before a child, in deviations of the scores."""
    asked_up: float = 0.7
    """For a title of a genre, mood or person that the viewer asked more of, in deviations of the scores ..."""
    asked_down: float = 1.2
    """... and against one of what they asked less of: who says so has usually had enough."""
    asked_row: float = 0.5
    """How far that moves the liking (-1..1) by which rows of genres and moods are offered."""
    asked_more: float = 1.6
    """More multiplies a genre's share of the first screen by it ..."""
    asked_at_least: float = 0.15
    """... and lifts it to this at least ..."""
    asked_less: float = 0.25
    """... while less multiplies the share by this."""
    urgency: float = 0.02
    """For the viewer's own rows (My List and the like), with every row that passed by."""
    calibration: float = 0.85
    """Steck's lambda on the first screen: the weight of keeping the proportions of the viewer's genres."""
    calibration_of_rows: float = 0.5
    """How much of it counts when rows are chosen, before the titles of the screen are."""
    calibration_trust: float = 5.0
    """Half of that after so many titles: the proportions of three are chance. So for `unfound`."""
    rounds: int = 1
    """So often every place of the first screen is looked at again, at most."""
    unfound: float = 0.4
    """How much less the best known title is worth to the first screen than the least known, in units of the
    likeliest."""
    jitter: float = 0.01
    """Deviation of a title's luck, drawn anew every day, in deviations of the scores."""
    sliver: int = 1
    """Rows of the first screen, the lowest of them, whose last place is drawn by chance."""
    sliver_depth: int = 60
    """How far down a row the drawing reaches."""
    sliver_unfound: float = 1.0
    """What `unfound` is there, above what it is everywhere."""
    sliver_temperature: float = 0.02
    """The lower, the more the title that is worth most to the screen is preferred."""
    screens: Mapping[DeviceKind, Screen] = field(default_factory=lambda: SCREENS)

    def screen(self, device: DeviceKind) -> Screen:
        return self.screens[device]


RESUME_WEIGHTS: Mapping[str, float] = {
    "always": 0.9,
    "log_age": -0.55,
    "barely_begun": -1.0,
    "nearly_over": -0.9,
    "series": 0.3,
    "next_episode": 0.6,
    "same_screen": 0.4,
    "log_others_since": -0.5,
}
"""Of the chance that something begun is gone on with (`ranking/resume.py`), in log-odds: `log_age` for every doubling
of one day and more, `log_others_since` for every doubling of one and the titles watched since. A prior, set by hand
from the signals that are published; training starts from it and moves as far as the site's own plays say."""
