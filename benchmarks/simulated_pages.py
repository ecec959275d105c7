"""Simulated households as the site's pages see them: a model of the learning part, viewers to ask, moments told.

Importing this starts a database of its own, for the catalogue of seed/ or an invented one. Seeds from 100 on are for
reports only (`docs/decisions/0003-simulated-households.md`).
"""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import recovered  # Starts the database.
from django.db import connection
from django.utils import timezone

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from benchmarks.page_speed_catalogue import make_catalogue
from catalog.models import CatalogueStamp
from recommendations.candidates.catalogue import current_catalogue
from recommendations.candidates.demand import demand_for
from recommendations.conf import tunables
from recommendations.contracts.moment import moment_of_code
from recommendations.pages.judge import Asked
from recommendations.pages.viewer import viewer_of
from recommendations.ranking.context import rank_for
from recommendations.simulation.remove import remove
from recommendations.training.dataset import read_dataset
from recommendations.training.judged import judged_viewers
from recommendations.training.read_content import read_content
from recommendations.training.recipe import Recipe, choose, fit_bundle
from recommendations.training.split import split
from recommendations.training.tastes import tastes_of

CATALOGUE_SEED = 7
"""Of the invented titles, which are the same whatever the households' seed."""
SEEN_BEFORE = """
    SELECT profile_id, title_id, count(*) FROM recommendations_impression
    JOIN unnest(%(profiles)s::bigint[], %(until)s::float8[]) AS asked (profile, until) ON asked.profile = profile_id
    WHERE seen_at < to_timestamp(until) AND seen_at > to_timestamp(until) - make_interval(days => %(days)s)
    GROUP BY profile_id, title_id
"""
"""Up to the instant at which what is held out begins: later ones know what was chosen."""


def worlds(seeds: list[int], *, households: int, titles: int) -> Iterator[tuple[int, list[Asked]]]:
    """One world after the other, each removed before the next; over so many invented titles, or 0 for seed/."""
    if titles:
        make_catalogue(titles, np.random.default_rng(CATALOGUE_SEED))
    else:
        recovered.the_demo_catalogue()
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            recovered.simulated(seed, households, Path(folder))
        yield seed, asked_in(seed)
        remove(tell=lambda _text: None)


def asked_in(seed: int) -> list[Asked]:
    """Everybody with something held out, on a laptop at a moment at which some of it was played."""
    dataset = read_dataset(cutoff=timezone.now())
    learning, held = split(dataset)
    recipe = Recipe(content=read_content(), seed=seed)
    choice = choose(learning, recipe=recipe)
    bundle = fit_bundle(learning, recipe=recipe, choice=choice, calibration=choice.calibration)
    viewers = [one for one in judged_viewers(train=learning, held=held, seed=seed) if len(one.relevant)]
    catalogue = current_catalogue(version=CatalogueStamp.current())
    moments = dict(zip(held.plays.profile_ids.tolist(), map(moment_of_code, held.plays.moment.tolist()), strict=True))
    seen = _seen_before(held)

    def rank(viewer, taste):
        demand = demand_for(viewer=viewer, catalogue=catalogue, bundle=bundle)
        return rank_for(
            viewer=viewer, taste=taste, catalogue=catalogue, bundle=bundle, demand=demand,
            moment=moments.get(viewer.profile_id),
        )  # fmt: skip

    profiles = Profile.objects.in_bulk([one.profile_id for one in viewers])
    return [
        Asked(
            viewer=viewer_of(profile=profiles[one.profile_id], device_kind=DeviceKind.LAPTOP, now=dataset.cutoff),
            taste=replace(taste, seen=seen.get(one.profile_id, {})), relevant=one.relevant, rank=rank,
        )
        for one, taste in zip(viewers, tastes_of(learning, viewers), strict=True)
    ]  # fmt: skip


def _seen_before(held) -> dict[int, dict[int, int]]:
    """Profile id -> title id -> times its tile was in view within the weeks that capping counts."""
    first: dict[int, int] = {}
    entries = held.strengths
    for code, at in zip(entries.profile_code.tolist(), entries.at.tolist(), strict=True):
        who = int(entries.profile_ids[code])
        first[who] = min(at, first.get(who, at))
    found: dict[int, dict[int, int]] = {}
    with connection.cursor() as cursor:
        days = int(tunables().impression_fatigue_days)
        cursor.execute(
            SEEN_BEFORE,
            {"profiles": list(first), "until": [float(at) for at in first.values()], "days": days},
        )
        for who, title, times in cursor.fetchall():
            found.setdefault(who, {})[title] = times
    return found
