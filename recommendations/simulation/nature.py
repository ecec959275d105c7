"""What is true of the titles in one simulated world: how good, how well known, and what draws whom when."""

from dataclasses import dataclass

import numpy as np

from recommendations.contracts.moment import VALUES
from recommendations.simulation.parameters import Parameters
from recommendations.simulation.world import Floats, Ints, World

DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """Drawn once a seed; S temperaments, K features, T titles, H hidden dimensions."""

    quality: Floats
    """(T)"""
    popularity: Floats
    """(T), of a title that is neither new nor in fashion."""
    hidden: Floats
    """(T, H)"""
    temperaments: Floats
    """(S, K): what each kind of viewer makes of each genre and mood."""
    context: Floats
    """(VALUES, T): what each value of a moment adds to a title's appeal."""
    fad_title: Ints
    fad_at: Floats
    """Unix seconds."""

    def known(self, *, at: Floats, world: World, parameters: Parameters) -> Floats:
        """(A, T): how well known each title is at each of A instants, in log-odds."""
        age = np.maximum(0.0, at[:, None] - world.added_at[None, :]) / DAY
        known = self.popularity[None, :] + parameters.freshness * np.exp(-age / parameters.freshness_days)
        for title, middle in zip(self.fad_title.tolist(), self.fad_at.tolist(), strict=True):
            distance = (at - middle) / (DAY * parameters.fad_days)
            known[:, title] += parameters.fad_height * np.exp(-0.5 * distance**2)
        return known


def draw_nature(*, world: World, parameters: Parameters, seed: int, since: float, until: float) -> Nature:
    """`since` and `until` bound the days in which titles come into fashion, in Unix seconds."""
    random = np.random.default_rng([seed, 0])
    titles = len(world)
    quality = parameters.quality * (_standard(world.critics) + random.normal(size=titles)) / np.sqrt(2.0)
    popularity = parameters.popularity * random.normal(size=titles) + 0.5 * quality
    context = np.zeros((VALUES, world.features.shape[1]))
    felt = world.kinds("genre", "mood")
    context[:, felt] = random.normal(size=(VALUES, len(felt)))
    fads = random.permutation(titles)[: round(parameters.fads * titles)]
    return Nature(
        quality=quality,
        popularity=popularity,
        hidden=random.normal(size=(titles, parameters.hidden)),
        temperaments=scaled(_temperaments(world, parameters, random), world, parameters.taste),
        context=scaled(context, world, parameters.context) @ centred(world).T,
        fad_title=fads,
        fad_at=random.uniform(since, until, len(fads)),
    )


def centred(world: World) -> Floats:
    """(T, K): each feature less its mean over titles, so that tastes tell titles apart and move no mean."""
    return np.asarray(world.features - world.features.mean(axis=0), dtype=np.float64)


def scaled(tastes: Floats, world: World, deviation: float) -> Floats:
    """Tastes (N, K) made as strong as to move likings by this deviation over the titles."""
    spread = (tastes @ centred(world).T).std(axis=1, keepdims=True)
    strength = np.divide(tastes, spread, out=np.zeros_like(tastes), where=spread > 1e-9)
    return np.asarray(deviation * strength, dtype=np.float64)


def likings(*, taste: Floats, hidden: Floats, world: World, nature: Nature, parameters: Parameters) -> Floats:
    """(N, T): how much each of N viewers would enjoy each title, but for surprises; the truth to recover."""
    unseen = parameters.hidden_taste / np.sqrt(parameters.hidden) * hidden @ nature.hidden.T
    common = parameters.mean_liking + nature.quality
    return np.asarray(common[None, :] + taste @ centred(world).T + unseen, dtype=np.float64)


def _standard(scores: Floats) -> Floats:
    known = scores[np.isfinite(scores)]
    if len(known) < 2 or known.std() < 1e-9:
        return np.zeros(len(scores))
    return np.where(np.isfinite(scores), (scores - known.mean()) / known.std(), 0.0)


def _temperaments(world: World, parameters: Parameters, random: np.random.Generator) -> Floats:
    """Directions of taste that belong together, because titles have them together.

    Each is what the titles around one have in common; these middles are picked one after another, each far from those
    before, so that together they cover what the catalogue offers.
    """
    felt = world.kinds("genre", "mood")
    tastes = np.zeros((parameters.temperaments, world.features.shape[1]))
    like = centred(world)[:, felt]
    sizes = np.linalg.norm(like, axis=1, keepdims=True)
    like = np.divide(like, sizes, out=np.zeros_like(like), where=sizes > 1e-9)
    if not len(felt) or not like.any():
        return tastes
    nearest = np.full(len(world), -1.0)
    for number in range(parameters.temperaments):
        chance = np.clip(1.0 - nearest, 1e-6, None) ** 2
        middle = int(random.choice(len(world), p=chance / chance.sum()))
        closeness = like @ like[middle]
        around = np.argsort(-closeness, kind="stable")[: max(3, len(world) // 20)]
        tastes[number, felt] = like[around].mean(axis=0)
        nearest = np.maximum(nearest, closeness)
    return tastes
