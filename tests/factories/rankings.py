"""Catalogues, tastes and rankings made in memory, for tests that need many of them and no database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import numpy as np
from hypothesis import strategies as st

from accounts.device_kinds import DeviceKind
from catalog.maturity import KIDS_CEILING, Maturity
from recommendations.artwork.library import Library
from recommendations.candidates.catalogue import FOREVER, Catalogue, Subjects
from recommendations.candidates.demand import Demand
from recommendations.candidates.rules import NO_RULES, ActiveRules
from recommendations.contracts import DecidedPage, InProgress, IntVector, Moment, Taste, Viewer
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.scorers import ItemWeights, OneList
from recommendations.modelstore.scorers.preferences import PreferenceFactors
from recommendations.pages.decide import Makings, decide
from recommendations.ranking.context import RankingContext, rank_for
from recommendations.ranking.fit import fitting
from recommendations.rows import ROW_TYPES, RowType
from tests.factories.recommendations import NOON

GENRES = ("Comedy", "Drama", "Romance", "Science fiction")
MOODS = ("Haunting", "Warm")
LADDER = tuple(sorted(int(step) for step in Maturity))
NO_PICTURES = Library(version=1, candidates={}, pictures={}, billboards={}, posters={})


def some_viewer(*, is_kids: bool = False, ceiling: int = Maturity.EIGHTEEN) -> Viewer:
    return Viewer(
        profile_id=7,
        profile_name="Ada",
        is_kids=is_kids,
        ceiling=Maturity(min(ceiling, KIDS_CEILING) if is_kids else ceiling),
        country="",
        device=DeviceKind.LAPTOP,
        now=NOON,
    )


def some_catalogue(*, size: int, seed: int = 0) -> Catalogue:
    """Random titles with ids from 100 on; a fifth is not available, and every rung of the ladder occurs."""
    random = np.random.default_rng(seed)
    ids = np.arange(100, 100 + size, dtype=np.int64)
    available = np.flatnonzero(random.random(size) > 0.2)
    people = {person: np.flatnonzero(random.random(size) < 0.2) for person in range(1, 6)}
    return Catalogue(
        version=1,
        title_ids=ids,
        maturity=random.choice(LADDER, size).astype(np.int64),
        added_at=(NOON.timestamp() - random.uniform(0, 200 * 86_400, size)).astype(np.int64),
        runtime_minutes=random.integers(20, 180, size),
        is_series=random.random(size) < 0.3,
        genres=_subjects(GENRES, random, size),
        moods=_subjects(MOODS, random, size),
        titles_of_person=people,
        person_names={person: f"Person {person}" for person in people},
        year=random.integers(1950, 2026, size),
        critics_score=random.integers(-1, 100, size),
        titles_of_keyword={slug: np.flatnonzero(random.random(size) < 0.3) for slug in ("sea", "space")},
        titles_of_country={"Norway": np.flatnonzero(random.random(size) < 0.3)},
        characters={code: (f"Pip{code % 3}",) for code in range(size)},
        window_code=available.astype(np.int64),
        window_country=np.full(len(available), "", dtype=np.str_),
        window_starts=np.zeros(len(available), dtype=np.int64),
        window_ends=_ends(random, len(available)),
    )


def _ends(random: np.random.Generator, count: int) -> IntVector:
    """Most stay for ever; some leave within weeks, but none in the minutes for which tests look on."""
    ends = np.full(count, FOREVER, dtype=np.int64)
    leaving = random.random(count) < 0.15
    ends[leaving] = (NOON.timestamp() + random.uniform(3_600, 40 * 86_400, int(leaving.sum()))).astype(np.int64)
    return ends


def _subjects(names: Sequence[str], random: np.random.Generator, size: int) -> Subjects:
    return Subjects(
        ids=np.arange(1, len(names) + 1, dtype=np.int64),
        names=tuple(names),
        slugs=tuple(name.lower().replace(" ", "-") for name in names),
        member=(random.random((size, len(names))) < 0.4).astype(np.float32),
    )


def some_bundle(catalogue: Catalogue, *, seed: int = 0) -> Bundle:
    """A model that knows most of the titles."""
    random = np.random.default_rng(seed)
    known = catalogue.title_ids[: max(1, len(catalogue.title_ids) * 4 // 5)] if len(catalogue.title_ids) else None
    ids = known if known is not None else np.array([1], dtype=np.int64)
    weights = random.normal(size=(len(ids), len(ids))).astype(np.float32)
    return Bundle(
        version="v1",
        title_ids=ids,
        rankers={
            "ease": ItemWeights(title_ids=ids, covered=ids, weights=weights),
            "als": PreferenceFactors.of(
                title_ids=ids,
                factors=random.normal(size=(len(ids), 4)).astype(np.float32),
                biases=np.zeros(len(ids), dtype=np.float32),
                confidence=1.0,
                unseen_weight=0.1,
                regularisation=1.0,
            ),
        },
        weights={"ease": 1.0},
        popularity=OneList(title_ids=ids, scores=random.random(len(ids)).astype(np.float32)),
        trend=OneList(title_ids=ids, scores=random.random(len(ids)).astype(np.float32)),
    )


def some_taste(catalogue: Catalogue, *, seed: int = 0, size: int = 10) -> Taste:
    """Ratings, plays, a list and hidden titles, some of them of titles that are gone or above the ceiling."""
    random = np.random.default_rng(seed)
    every = [*catalogue.title_ids.tolist(), 99_999]
    chosen = random.permutation(every)[: min(size, len(every))].tolist()
    ratings = {title: float(random.choice([1, 4, 5])) for title in chosen[: len(chosen) // 2]}
    begun = chosen[len(chosen) // 3 :]
    return Taste(
        epoch=1,
        ratings=ratings,
        rated_at=dict.fromkeys(ratings, NOON - timedelta(days=3)),
        strengths={title: float(random.normal(0.5, 0.8)) for title in chosen},
        progress=[
            InProgress(
                title_id=title,
                episode_id=None,
                position_seconds=float(random.uniform(0, 90)),
                duration_seconds=90.0,
                completed=bool(random.random() < 0.5),
                updated_at=NOON - timedelta(days=float(random.uniform(0, 30))),
                dismissed=bool(random.random() < 0.1),
            )
            for title in begun
        ],
        listed=random.permutation(every)[:3].tolist(),
        hidden=frozenset([title for title, value in ratings.items() if value == 1.0] + every[:1]),
        seen={title: int(random.integers(1, 9)) for title in random.permutation(every)[:5].tolist()},
    )


def some_ranking(
    *, size: int = 120, seed: int = 0, viewer: Viewer | None = None, taste: Taste | None = None,
    with_model: bool = True, personal: bool = True, moment: Moment | None = None, rules: ActiveRules = NO_RULES,
) -> RankingContext:  # fmt: skip
    catalogue = some_catalogue(size=size, seed=seed)
    random = np.random.default_rng(seed + 1)
    bundle = some_bundle(catalogue, seed=seed) if with_model else None
    demand = Demand(popularity=random.random(size).astype("f4"), trend=random.random(size).astype("f4"))
    return rank_for(
        viewer=viewer or some_viewer(),
        taste=some_taste(catalogue, seed=seed) if taste is None else taste,
        catalogue=catalogue,
        bundle=bundle,
        demand=demand,
        personal=personal,
        moment=moment,
        rules=rules,
    )


def with_match(context: RankingContext, match: IntVector) -> RankingContext:
    """The same ranking with these chances in percent, and what follows from them."""
    fits = fitting(recommendable=context.recommendable, match=match, taste=context.taste)
    return replace(context, match=match, fitting=fits)


def various_rankings() -> list[RankingContext]:
    """Of adults and of a child, at any time and on an evening."""
    evening = Moment(daypart=5, is_weekend=False, device=DeviceKind.TV)
    adults = [some_ranking(seed=seed, moment=evening if seed % 2 else None) for seed in range(6)]
    return [*adults, *(some_ranking(seed=seed, viewer=some_viewer(is_kids=True)) for seed in range(3))]


def decided(context: RankingContext, *, row_types: Sequence[RowType] = ROW_TYPES) -> DecidedPage:
    """The page for this ranking, without pictures."""
    names = {title: f"Title {title}" for title in context.catalogue.title_ids.tolist()}
    makings = Makings(library=NO_PICTURES, names=names, before={})
    return decide(context=context, makings=makings, page_id=UUID(int=1), policy="p", arm="", row_types=row_types)


@st.composite
def rankings(draw: st.DrawFn) -> RankingContext:
    """Rankings of every sort: tiny and large catalogues, newcomers, children, with and without a model."""
    seed = draw(st.integers(0, 10_000))
    viewer = some_viewer(is_kids=draw(st.booleans()), ceiling=draw(st.sampled_from(LADDER)))
    size = draw(st.sampled_from((0, 1, 2, 5, 30, 150)))
    taste = draw(st.sampled_from((None, Taste(epoch=0))))
    return some_ranking(
        size=size, seed=seed, viewer=viewer, taste=taste, with_model=draw(st.booleans()), personal=draw(st.booleans())
    )
