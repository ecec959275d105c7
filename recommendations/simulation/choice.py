"""What draws a visitor (taste, talk of the town, the moment, the picture), and what of what was looked at is chosen."""

import numpy as np

from recommendations.simulation.nature import DAY
from recommendations.simulation.page import Pages
from recommendations.simulation.parameters import Parameters
from recommendations.simulation.state import State
from recommendations.simulation.world import Bools, Floats, Ints, World

NOTHING = -1


def picture_pull(*, taste: Floats, world: World) -> Floats:
    """(B, P): by how many deviations each picture is nearer to a viewer's taste than its title's other pictures.

    Pictures of one title say the same of the title; what differs is what they show of it.
    """
    if not len(world.picture_ids):
        return np.zeros((len(taste), 0))
    counts = np.diff(world.first_picture)
    of_title = np.repeat(np.arange(len(world)), counts)
    sums = np.add.reduceat(world.picture_features, world.first_picture[:-1][counts > 0], axis=0)
    means = np.zeros((len(world), world.picture_features.shape[1]))
    means[counts > 0] = sums / counts[counts > 0, None]
    pull = taste @ (world.picture_features - means[of_title]).T
    spread = pull.std(axis=1, keepdims=True)
    return np.asarray(np.divide(pull, spread, out=np.zeros_like(pull), where=spread > 1e-9), dtype=np.float64)


def appeal_of_titles(*, likes: Floats, known: Floats, context: Floats, listed: Bools, parameters: Parameters) -> Floats:
    """(A, T), in log-odds: what draws to a title whatever its picture."""
    return likes + known + context + parameters.own_list * listed


def appeal_of_slots(
    *, pages: Pages, titles: Floats, pull: Floats, persuasion: Floats, who: Ints, at: Floats, state: State,
    parameters: Parameters,
) -> Floats:  # fmt: skip
    """(A, 1 + R C): the same with the picture that stands there, and for what was begun the wish to go on."""
    rows = np.arange(len(who))[:, None]
    title = np.maximum(0, pages.titles)
    appeal = titles[rows, title]
    if pull.shape[1]:
        shown = pages.pictures >= 0
        drawn = pull[who[:, None], np.maximum(0, pages.pictures)]
        appeal = appeal + np.where(shown, persuasion[who][:, None] * drawn, 0.0)
    age = (at[:, None] - state.last_at[who[:, None], title]) / DAY
    resumed = state.joy[who[:, None], title] + parameters.resume - age / parameters.resume_days
    return np.where(pages.is_continue(), resumed, appeal)


def choose(*, appeal: Floats, looked: Bools, parameters: Parameters, random: np.random.Generator) -> Ints:
    """(A): the slot chosen of those looked at, or NOTHING: a conditional logit, drawn by Gumbel's trick."""
    drawn = np.where(looked, appeal + random.gumbel(size=appeal.shape), -np.inf)
    best = np.argmax(drawn, axis=1)
    away = parameters.stay_away + random.gumbel(size=len(appeal))
    return np.where(drawn[np.arange(len(appeal)), best] > away, best, NOTHING)


def search_for(*, appeal: Floats, offered: Bools, parameters: Parameters, random: np.random.Generator) -> Ints:
    """(A): the title that each would look for by name, or NOTHING where there is none to be had."""
    drawn = np.where(offered, appeal + random.gumbel(size=appeal.shape), -np.inf)
    best = np.argmax(drawn, axis=1)
    searches = random.random(len(appeal)) < parameters.search
    return np.where(searches & offered.any(axis=1), best, NOTHING)
