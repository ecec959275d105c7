"""What is learned from a newcomer's first picks on MovieLens-100K, by which titles the newcomer is asked about.

    python benchmarks/onboarding.py <folder with ml-100k.inter and ml-100k.item>

Viewers are held out whole, a fifth at a time; the blend learns from the other four, with the weights that stand before
any were learned. A held-out viewer is shown titles and picks those that were rated 4 or more, as far as they are not
among the latest fifth of what that viewer rated: that part is what is looked for, relevant means rated 4 or more there.
Nothing else of the viewer is known. Picks are recorded as the site records them (a thumb up for a title never played
here) and folded in. All titles of the learning part compete, less everything that the viewer rated before the latest
fifth, asked about or not: so every way of asking is judged on the same candidates and the same targets, and differs in
what it learned alone. In two steps, the second asks about 12 that are near to the picks of the first and unlike each
other, as the site does. NDCG@10, 95 % paired bootstrap interval over viewers.

What is asked (`recommendations/training/telling.py`) was chosen among several ways on folds of seed 101; the table is
of folds of another seed. Writes benchmarks/results/onboarding.md.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django
import numpy as np

django.setup()

from benchmarks.blend import read_content
from benchmarks.movielens import LIKED, read_movielens
from recommendations.candidates.telling import telling_order
from recommendations.conf import DEFAULT_REWARDS
from recommendations.events.rating import UP
from recommendations.events.signals import UNSEEN_THUMB
from recommendations.metrics.intervals import bootstrap, bootstrap_difference
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.calibration import Calibration
from recommendations.modelstore.comparable import standardised
from recommendations.pages.first_titles import MORE, NEAR
from recommendations.training.dataset import Dataset
from recommendations.training.recipe import Choice, Recipe, fit_bundle
from recommendations.training.split import only, split
from recommendations.training.telling import titles_to_ask

SEED = 1
FOLDS = 5
ASKED = 24
DRAWS = 5
"""Random choices of titles, of which the mean counts."""
YARDSTICK = "the 24 most popular"
RESULTS = Path(__file__).parent / "results" / "onboarding.md"
PICKED = DEFAULT_REWARDS["thumb_up"] * UNSEEN_THUMB

FOUND = """Which 24 of the widely liked titles are asked about hardly matters: those that explain most of who likes what
teach no more than the most popular ones, beyond noise. What pays is to ask again, near to the picks: 12 and then 12
near beat 24 asked at once. Spread by the factors' directions, without minding how many could pick a title at all, costs
more in picks than it gains."""

Ask = Callable[["Newcomer", int], list[np.ndarray]]
"""Codes of the titles that a newcomer is shown, step by step, by the number of the draw."""


class Newcomer:
    """What a held-out viewer could say, and what is looked for afterwards; codes of the bundle's titles."""

    def __init__(self, before: tuple[np.ndarray, np.ndarray], after: tuple[np.ndarray, np.ndarray]) -> None:
        self.known = before[0][before[0] >= 0]
        self.likes = frozenset(before[0][(before[0] >= 0) & (before[1] >= LIKED)].tolist())
        self.wanted = after[0][(after[0] >= 0) & (after[1] >= LIKED)]

    def picks(self, shown: np.ndarray) -> list[int]:
        return [code for code in shown.tolist() if code in self.likes]

    def scores(self, bundle: Bundle, picks: list[int]) -> np.ndarray:
        """What the blend makes of these picks."""
        ids = bundle.title_ids[picks].tolist()
        return bundle.rank(strengths=dict.fromkeys(ids, PICKED), ratings=dict.fromkeys(ids, UP)).copy()

    def ndcg(self, bundle: Bundle, picks: list[int]) -> float:
        scores = self.scores(bundle, picks)
        scores[self.known] = -np.inf
        top = np.argsort(-scores, kind="stable")[:10]
        gains = np.isin(top, self.wanted) / np.log2(np.arange(10) + 2)
        best = (1.0 / np.log2(np.arange(min(10, len(self.wanted))) + 2)).sum()
        return float(gains.sum() / best)


class Fold:
    """A blend that has never heard of some viewers, and those viewers."""

    def __init__(self, dataset: Dataset, recipe: Recipe, strangers: np.ndarray) -> None:
        said = dataset.ratings
        mine = np.isin(said.profile_code, strangers)
        self.learning = Dataset(
            ratings=only(said, ~mine), strengths=only(dataset.strengths, ~mine), cutoff=dataset.cutoff
        )
        self.bundle = fit_bundle(self.learning, recipe=recipe, choice=Choice(), calibration=Calibration())
        before, after = split(
            Dataset(ratings=only(said, mine), strengths=only(dataset.strengths, mine), cutoff=dataset.cutoff)
        )
        self.newcomers = [
            newcomer
            for profile in said.profile_ids[strangers].tolist()
            if len((newcomer := Newcomer(self._of(before, profile), self._of(after, profile))).wanted)
        ]
        self.touched = np.zeros(len(self.bundle.title_ids), dtype=bool)
        self.touched[self.bundle.code_of(self.learning.strengths.title_ids)] = True

    def _of(self, part: Dataset, profile: int) -> tuple[np.ndarray, np.ndarray]:
        said = part.ratings
        place = np.searchsorted(said.profile_ids, profile)
        if place == len(said.profile_ids) or said.profile_ids[place] != profile:
            return np.empty(0, dtype=np.int64), np.empty(0)
        rows = said.profile_code == place
        return self.bundle.code_of(said.title_ids[said.title_code[rows]]), said.value[rows]

    def judge(self, ask: Ask, draws: int = 1) -> tuple[np.ndarray, np.ndarray]:
        """(NDCG@10, number of picks), per newcomer, means over the draws."""
        ndcg, picked = np.zeros((draws, len(self.newcomers))), np.zeros((draws, len(self.newcomers)))
        for draw in range(draws):
            for place, newcomer in enumerate(self.newcomers):
                picks = [code for shown in ask(newcomer, draw) for code in newcomer.picks(shown)]
                ndcg[draw, place], picked[draw, place] = newcomer.ndcg(self.bundle, picks), len(picks)
        return ndcg.mean(axis=0), picked.mean(axis=0)

    def near(self, newcomer: Newcomer, first: np.ndarray) -> np.ndarray:
        """The second step of the site: of the best by the picks of the first, those unlike each other."""
        scores = newcomer.scores(self.bundle, newcomer.picks(first))
        scores[~self.touched] = -np.inf
        scores[first] = -np.inf
        best = np.argsort(-scores, kind="stable")[:NEAR]
        factors = self.bundle.rankers["als"].factors[best]
        return best[telling_order(vectors=factors, worth=np.exp(standardised(scores[best])), count=MORE)]


def ways_of(fold: Fold) -> dict[str, tuple[Ask, int]]:
    """Name -> (what is shown, how many draws)."""
    order = titles_to_ask(fold.bundle, fold.learning)
    assert order is not None
    ours = np.argsort(-order.score(), kind="stable")
    popularity = fold.bundle.popularity.score()
    popular = np.argsort(-popularity, kind="stable")
    factors = fold.bundle.rankers["als"].factors
    unlike = telling_order(vectors=factors, worth=8.0 * popularity / popularity.max(), count=ASKED)
    random = np.random.default_rng(SEED)
    draws = [random.choice(np.flatnonzero(fold.touched), ASKED, replace=False) for _draw in range(DRAWS)]
    return {
        "nothing": (lambda _who, _draw: [], 1),
        "24 at random": (lambda _who, draw: [draws[draw]], DRAWS),
        "24, determinantal in the factors": (lambda _who, _draw: [unlike], 1),
        YARDSTICK: (lambda _who, _draw: [popular[:ASKED]], 1),
        "**24, ours**": (lambda _who, _draw: [ours[:ASKED]], 1),
        "12 of ours, then 12 near": (lambda who, _draw: [ours[:12], fold.near(who, ours[:12])], 1),
        "the 36 most popular": (lambda _who, _draw: [popular[: ASKED + MORE]], 1),
        "24 most popular, then 12 near": (lambda who, _draw: [popular[:ASKED], fold.near(who, popular[:ASKED])], 1),
        "**24 of ours, then 12 near (the site)**": (lambda who, _draw: [ours[:ASKED], fold.near(who, ours[:ASKED])], 1),
    }


def folds_of(folder: Path, seed: int) -> list[Fold]:
    dataset = read_movielens(folder)
    order = np.random.default_rng(seed).permutation(len(dataset.ratings.profile_ids))
    recipe = Recipe(content=read_content(folder), seed=seed)
    return [Fold(dataset, recipe, np.sort(part)) for part in np.array_split(order, FOLDS)]


def lines_of(found: dict[str, list[tuple[np.ndarray, np.ndarray]]]) -> list[str]:
    joined = {name: tuple(np.concatenate(part) for part in zip(*parts, strict=True)) for name, parts in found.items()}
    popular = joined[YARDSTICK][0]
    lines = []
    for name, (ndcg, picked) in joined.items():
        own, beside = bootstrap(ndcg, seed=SEED), bootstrap_difference(ndcg, popular, seed=SEED)
        own_cell = f"{own.mean:.4f} [{own.low:.4f}, {own.high:.4f}]"
        beside_cell = f"{beside.mean:+.4f} [{beside.low:+.4f}, {beside.high:+.4f}]"
        lines.append(f"| {name} | {picked.mean():.1f} | {(picked >= 3).mean():.0%} | {own_cell} | {beside_cell} |")
    return lines


def text_of(found: dict[str, list[tuple[np.ndarray, np.ndarray]]]) -> list[str]:
    viewers = sum(len(ndcg) for ndcg, _picked in found[YARDSTICK])
    return [
        "# What first picks teach", "", *__doc__.split("\n\n")[2:3], "",
        f"{viewers} viewers.", "",
        "| asked about | picks | viewers with 3 or more | NDCG@10 | beside the most popular |", "|---|---|---|---|---|",
        *lines_of(found), "", FOUND, "",
    ]  # fmt: skip


def main(folder: Path) -> None:
    began = time.monotonic()
    found: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {}
    for fold in folds_of(folder, SEED):
        for name, (ask, draws) in ways_of(fold).items():
            found.setdefault(name, []).append(fold.judge(ask, draws))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(text_of(found)), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"), f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
