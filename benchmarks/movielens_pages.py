"""MovieLens-100K as the site's pages see it: a catalogue in memory, a model of the learning part, viewers to ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from accounts.device_kinds import DeviceKind
from benchmarks.blend import read_content
from benchmarks.movielens import read_movielens
from catalog.importers.movielens_words import GENRES, NO_GENRE
from catalog.maturity import Maturity
from recommendations.candidates.catalogue import FOREVER, Catalogue, Subjects
from recommendations.candidates.demand import demand_for
from recommendations.contracts import Viewer
from recommendations.modelstore.bundle import Bundle
from recommendations.pages.judge import Asked
from recommendations.ranking.context import rank_for
from recommendations.training.dataset import Dataset
from recommendations.training.judged import judged_viewers
from recommendations.training.recipe import Recipe, choose, fit_bundle
from recommendations.training.split import VALIDATION, split
from recommendations.training.tastes import tastes_of

SEED = 1


@dataclass(frozen=True, kw_only=True)
class Ground:
    catalogue: Catalogue
    bundle: Bundle
    learning: Dataset
    held: Dataset


def ground_of(folder: Path, *, is_validation: bool = False) -> Ground:
    """The per-user time split; settings and weights are chosen within the part that is learned from.

    With `is_validation` the model learns from less, and what is held out is of the learning part itself.
    """
    dataset = read_movielens(folder)
    learning, held = split(dataset)
    recipe = Recipe(content=read_content(folder), seed=SEED)
    choice = choose(learning, recipe=recipe)
    if is_validation:
        learning, held = split(learning, share=VALIDATION)
    bundle = fit_bundle(learning, recipe=recipe, choice=choice, calibration=choice.calibration)
    return Ground(catalogue=catalogue_of(folder), bundle=bundle, learning=learning, held=held)


def asked_of(ground: Ground, *, seed: int = SEED) -> Iterator[Asked]:
    """Everybody with something held out, at the instant that the data ends."""
    now = ground.learning.cutoff
    viewers = judged_viewers(train=ground.learning, held=ground.held, seed=seed)

    def rank(viewer, taste):
        demand = demand_for(viewer=viewer, catalogue=ground.catalogue, bundle=ground.bundle)
        return rank_for(viewer=viewer, taste=taste, catalogue=ground.catalogue, bundle=ground.bundle, demand=demand)

    for judged, taste in zip(viewers, tastes_of(ground.learning, viewers), strict=True):
        viewer = Viewer(
            profile_id=judged.profile_id, profile_name="Viewer", is_kids=False, ceiling=Maturity.EIGHTEEN, country="",
            device=DeviceKind.LAPTOP, now=now,
        )  # fmt: skip
        yield Asked(viewer=viewer, taste=taste, relevant=judged.relevant, rank=rank)


def catalogue_of(folder: Path) -> Catalogue:
    """What an import of ml-100k.item makes: names, years, genres; the newest film came to the catalogue last."""
    lines = (folder / "ml-100k.item").read_text(encoding="utf-8").splitlines()[1:]
    rows = sorted((int(number), year, kinds) for number, _name, year, kinds in (line.split("\t") for line in lines))
    title_ids = np.array([row[0] for row in rows], dtype=np.int64)
    years = np.array([int(row[1]) if row[1].isdigit() else 0 for row in rows], dtype=np.int64)
    of_title = [[GENRES.get(kind, kind) for kind in row[2].split() if kind not in NO_GENRE] for row in rows]
    everything = np.arange(len(rows), dtype=np.int64)
    return Catalogue(
        version=1, title_ids=title_ids, maturity=np.zeros(len(rows), dtype=np.int64),
        added_at=(np.maximum(years, 1900) - 1970) * 31_556_952, runtime_minutes=np.zeros(len(rows), dtype=np.int64),
        is_series=np.zeros(len(rows), dtype=bool), genres=_subjects(of_title), moods=_subjects([[] for _row in rows]),
        titles_of_person={}, person_names={}, year=years,
        critics_score=np.full(len(rows), -1), titles_of_keyword={}, titles_of_country={}, characters={},
        window_code=everything,
        window_country=np.full(len(rows), "", dtype=np.str_), window_starts=np.zeros(len(rows), dtype=np.int64),
        window_ends=np.full(len(rows), FOREVER, dtype=np.int64),
    )  # fmt: skip


def _subjects(of_title: list[list[str]]) -> Subjects:
    names = sorted({name for names in of_title for name in names})
    member = np.array([[name in names_of for name in names] for names_of in of_title], dtype=np.float32)
    return Subjects(
        ids=np.arange(1, len(names) + 1), names=tuple(names), slugs=tuple(name.lower() for name in names),
        member=member.reshape(len(of_title), len(names)),
    )  # fmt: skip
