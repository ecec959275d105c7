"""The sliver of the first screen that chance fills: the last place of a row, and how likely each title was to get it.

Of the titles that the row could show there, one is drawn with chances that rise with what it is worth to the screen,
and with how little is known of it, since showing it tells:
`(1 - e) exp(value / t) / sum exp(value / t) + e / n`. None is smaller than e / n, so whoever judges other pages by what
viewers did with this one never divides by next to nothing. Chance, candidates and policy are recorded with the page;
given the day's luck every other place is certain. Of several draws each counts given those above it. A newcomer's page
has none.
"""

import zlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from recommendations.contracts import PlaceDraw
from recommendations.pages.first_screen import FirstScreen, Head, Marks
from recommendations.ranking.calibration import Vector
from recommendations.ranking.luck import chance_of_the_day

POLICY = "sliver-3"
EVEN = 0.1
"""So much of the chance is shared evenly."""


def drawn(*, screen: FirstScreen, heads: Sequence[Head], used: Marks) -> tuple[list[Head], dict[int, PlaceDraw]]:
    """The rows of the screen with some last places drawn anew, and the draws by title id. Changes `used`."""
    found, draws = list(heads), dict[int, PlaceDraw]()
    if screen.context.is_newcomer:
        return found, draws  # Their page says what is popular, and means it.
    may = [
        place
        for place, head in enumerate(found[: screen.rows_in_all])
        if screen.may_choose(head.line) and len(head.codes) >= screen.columns
    ]
    for place in may[len(may) - min(screen.policy.sliver, len(may)) :]:
        found[place], title, draw = _drawn_anew(screen, found[place], used)
        draws[title] = draw
    return found, draws


def _drawn_anew(screen: FirstScreen, head: Head, used: Marks) -> tuple[Head, int, PlaceDraw]:
    """The row with another last title or the same one, that title's id, and how it was drawn."""
    rows, context, last = screen.rows, screen.context, screen.columns - 1
    standing = head.codes[last]
    own = rows.codes[head.line][rows.open[head.line]][: screen.policy.sliver_depth]
    candidates = own[~used[own] | (own == standing)]
    if not len(candidates):  # What stands there is from further down.
        candidates = head.codes[last : last + 1]
    chances = chances_of(screen.values_to_learn(candidates, instead_of=standing), screen.policy.sliver_temperature)
    random = chance_of_the_day(context.viewer, zlib.crc32(rows.drafts[head.line].key.encode())).random()
    place = min(int(np.searchsorted(np.cumsum(chances), random, side="right")), len(candidates) - 1)
    codes = head.codes.copy()
    codes[last] = candidates[place]
    screen.exchange(standing, codes[last], used)
    titles = context.catalogue.title_ids
    draw = PlaceDraw(propensity=float(chances[place]), candidates=tuple(titles[candidates].tolist()), policy=POLICY)
    return replace(head, codes=codes), int(titles[codes[last]]), draw


def chances_of(values: Vector, temperature: float) -> Vector:
    """Chances that sum to 1 and rise with the values; values that are not finite count as the least."""
    finite = np.isfinite(values)
    safe = np.where(finite, values, values[finite].min() if finite.any() else 0.0)
    odds = np.exp((safe - safe.max()) / temperature)
    return np.asarray((1.0 - EVEN) * odds / odds.sum() + EVEN / len(values), dtype=np.float64)
