"""Play Something: one title, chosen with confidence; and Surprise Me: one that the viewer would hardly have found."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

import numpy as np

from recommendations.candidates.catalogue import BoolVector
from recommendations.contracts import Page, Picture, Ranked, Reason, ReasonKind, Scored, Viewer
from recommendations.modelstore.comparable import standardised
from recommendations.pages.decorate import large_picture
from recommendations.pages.gather import Gathered, gather
from recommendations.pages.small import small_page
from recommendations.pages.state import read_state
from recommendations.ranking.context import RankingContext
from recommendations.ranking.fit import watches_at
from recommendations.ranking.length import fit_of_length
from recommendations.ranking.luck import chance_of_the_day
from recommendations.ranking.resume import resume_chances, resume_weights

SOMETHING, SURPRISE = "something", "surprise"
"""Surfaces, and where plays say that they came from."""
DEPTH = 40
"""Titles that are considered beside those that were begun."""
CERTAIN = 0.5
"""What is begun and gone on with at least so likely is what the viewer came for, and stands first."""
WORTH_RESUMING = 0.2
"""What is less likely gone on with than this is not chosen."""
POOR_MATCH = 50
"""Percent; a title below it is chosen for those alone for whom nothing matches better."""
FITTING_SHARE = 0.25
"""A surprise is among the less watched half of the titles, and of those among the best so many for this viewer."""
FEWEST_SURPRISES = 12
PURPOSE = 11
"""Sets this draw apart from the others of the day."""
ON_LIST = Reason(kind=ReasonKind.LISTED, text="You saved it for later, and this may be when")
CONFIDENT = Reason(kind=ReasonKind.MOMENT, text="The best we know for you at this hour and on this screen")
AT_ANY_HOUR = Reason(kind=ReasonKind.MOMENT, text="The best we know for you, of a length that suits the hour")
"""For whoever never watched at this one."""
OFF_THE_TRACK = Reason(kind=ReasonKind.EXPLORATION, text="Off the beaten track: from the less watched half")
WHEN = ("in the small hours", "early in the day", "this morning", "this afternoon", "this evening", "tonight")
"""By the four hours of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Something:
    """The choice, as a recorded page of one title, or of none when all that is good enough was shown."""

    page: Page
    large: Picture | None
    """The picture for a large place; None where there is no choice."""
    fits: str
    """What of it suits the moment, in a few words; empty where nothing is known of it."""
    others: int
    """How many more there are to turn to."""


def play_something(*, viewer: Viewer, shown: Collection[int] = ()) -> Something:
    """What to watch now: what was begun and is likely gone on with, else the best that fits the hour and the screen.

    `shown` are title ids that were turned down; they do not come again.
    """
    return _chosen(viewer, SOMETHING, set(shown))


def surprise(*, viewer: Viewer, shown: Collection[int] = ()) -> Something:
    """A title off the beaten track that still fits; in which order they come is drawn once a day."""
    return _chosen(viewer, SURPRISE, set(shown))


def _chosen(viewer: Viewer, surface: str, shown: set[int]) -> Something:
    state = read_state(viewer=viewer, surface=surface, arm="")
    gathered = gather(viewer=viewer, state=state)
    options = _confident(gathered) if surface == SOMETHING else _surprising(gathered)
    left = [option for option in options if option.title_id not in shown]
    page = small_page(
        viewer=viewer, state=state, gathered=gathered, surface=surface, policy=f"{surface}-1",
        heading="Play this" if surface == SOMETHING else "Have you thought of this?",
        reason=_confidence(gathered.context) if surface == SOMETHING else OFF_THE_TRACK, titles=left[:1],
    )  # fmt: skip
    fits = _fits(gathered.context, left[0]) if left else ""
    tiles = [tile for row in page.rows for tile in row.tiles]
    large = large_picture(tiles[0].card, tiles[0].picture, gathered.library) if tiles else None
    return Something(page=page, large=large, fits=fits, others=max(0, len(left) - 1))


def _confidence(context: RankingContext) -> Reason:
    return CONFIDENT if watches_at(taste=context.taste, moment=context.moment) else AT_ANY_HOUR


def _confident(gathered: Gathered) -> list[Scored]:
    """In the order in which they are put before the viewer: new ones, saved ones and begun ones take turns."""
    context = gathered.context
    begun = _worth_resuming(gathered)
    first = begun[:1] if begun and begun[0].score >= CERTAIN else []
    taken = {item.title_id for item in context.taste.progress}
    among = _good(context, taken) & _playable(gathered)
    scores = context.relevance
    if context.moment is not None:
        scores = scores + 0.5 * fit_of_length(context.catalogue.runtime_minutes, context.moment)
    saved = np.isin(context.catalogue.title_ids, context.taste.listed)
    new = context.best(scores, among & ~saved, DEPTH)
    listed = [
        Scored(title_id=item.title_id, score=item.score, reason=ON_LIST)
        for item in context.best(scores, among & saved, DEPTH)
    ]
    turns = zip_longest(new[0::2], listed, new[1::2], begun[len(first) :])
    return [*first, *(item for item in chain.from_iterable(turns) if item is not None)]


def _worth_resuming(gathered: Gathered) -> list[Scored]:
    """What was begun, by the chance that it is gone on with now, which is the score."""
    context = gathered.context
    viewer = context.viewer
    odds = resume_chances(
        context.taste.progress, now=viewer.now, device=viewer.device.value, weights=resume_weights(context.bundle)
    )
    open_to = {item.title_id for item in context.scored(list(odds))} - context.taste.hidden
    playable = _playable(gathered)
    codes = dict(zip(odds, context.catalogue.code_of(list(odds)).tolist(), strict=True))
    found = [
        Scored(title_id=item.title_id, score=odds[item.title_id], reason=_unfinished(item.left_seconds, item.fraction))
        for item in context.taste.progress
        if item.title_id in open_to and playable[codes[item.title_id]] and odds[item.title_id] >= WORTH_RESUMING
    ]
    return sorted(found, key=lambda item: (-item.score, item.title_id))


def _unfinished(left_seconds: float | None, fraction: float) -> Reason:
    if not fraction or left_seconds is None:
        return Reason(kind=ReasonKind.UNFINISHED, text="The next episode is waiting")
    minutes = max(1, round(left_seconds / 60))
    return Reason(kind=ReasonKind.UNFINISHED, text=f"You have {minutes} minute{'s' * (minutes != 1)} left of it")


def _surprising(gathered: Gathered) -> list[Scored]:
    """Of the less watched half the best for this viewer, the better ones earlier by a draw (Gumbel-max: in proportion
    to the exponential of their standardised rank)."""
    context = gathered.context
    among = _good(context, {item.title_id for item in context.taste.progress} | set(context.taste.listed))
    among &= _playable(gathered)
    if not among.any():
        return []
    less_watched = among & (context.demand.popularity <= np.median(context.demand.popularity[among]))
    count = max(FEWEST_SURPRISES, round(FITTING_SHARE * int(less_watched.sum())))
    best = context.best(context.relevance, less_watched, count)
    return _drawn(best, np.random.default_rng(chance_of_the_day(context.viewer, PURPOSE).integers(2**32)))


def _drawn(best: Ranked, random: np.random.Generator) -> list[Scored]:
    keys = standardised(np.array(best.scores, dtype=np.float32)) + random.gumbel(size=len(best))
    return [best[place] for place in np.argsort(-keys, kind="stable").tolist()]


def _good(context: RankingContext, taken: Collection[int]) -> BoolVector:
    """What may be recommended, is not taken, and does not match badly, if there is anything that does not."""
    open_to = context.recommendable & ~np.isin(context.catalogue.title_ids, list(taken))
    fit = open_to & ~((context.match >= 0) & (context.match < POOR_MATCH))
    return fit if fit.any() else open_to


def _playable(gathered: Gathered) -> BoolVector:
    """Which titles have a video; all of them in a catalogue that came without any."""
    cards: Sequence[int] = [title for title, card in gathered.cards.cards.items() if card.has_video]
    ids = gathered.context.catalogue.title_ids
    return np.isin(ids, cards) if cards else np.ones(len(ids), dtype=bool)


def _fits(context: RankingContext, item: Scored) -> str:
    code = int(context.catalogue.code_of([item.title_id])[0])
    minutes = int(context.catalogue.runtime_minutes[code])
    if context.moment is None or minutes <= 0 or item.reason is not None:
        return ""
    fit = float(fit_of_length(context.catalogue.runtime_minutes[[code]], context.moment)[0])
    return f"{minutes} minutes: a good length {WHEN[context.moment.daypart]}" if fit == 0 else ""
