"""What serving costs: a viewer folded in, the best titles found, everybody's at once; and what folding in is worth.

    python benchmarks/serving.py <folder with ml-100k.inter>

One viewer: one thread of linear algebra, as web processes have; everybody: two. Factors are random: their values do
not change the time. Beside the site's own scorers stand, for one viewer, the same on bare arrays (no ids of titles,
no dictionaries, nothing checked or kept to be explained) and reading the factors once, which nothing can go below;
for everybody a loop of Surprise's `predict` and implicit's batch. Errors are on MovieLens-100K: a
fifth of the viewers is held out whole, half of each one's ratings is given, and the other half estimated; five times,
each viewer once. Writes benchmarks/results/serving.md.
"""

import os
import sys
import time
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django
import numpy as np

django.setup()

import surprise
from implicit.cpu.matrix_factorization_base import MatrixFactorizationBase
from scipy import sparse
from threadpoolctl import threadpool_limits

from benchmarks.movielens import read_movielens
from recommendations.estimators import BayesianFactors, SurpriseSVD
from recommendations.modelstore.in_blocks import best_of_each
from recommendations.modelstore.scorers import Factors
from recommendations.modelstore.scorers.base import best
from recommendations.training.split import only

RESULTS = Path(__file__).parent / "results" / "serving.md"
LENGTH, BLOCK = 100, 256
VIEWERS, TITLES, RATED = 6_040, 3_706, 165
GROUPS = 5


def median_ms(call, *, times: int) -> float:
    call()
    found = []
    for _time in range(times):
        begun = time.perf_counter()
        call()
        found.append(time.perf_counter() - begun)
    return float(np.median(found)) * 1e3


def random_factors(titles: int, width: int, random) -> Factors:
    return Factors(
        title_ids=np.arange(titles, dtype=np.int64),
        factors=random.normal(0, 0.1, (titles, width)).astype(np.float32),
        biases=random.normal(0, 0.3, titles).astype(np.float32),
        counts=np.ones(titles, dtype=np.float32),
        mean=3.5,
    )


class Bare:
    """The same work on arrays alone: no titles' ids, dictionaries, doubts about numbers or answers to be explained."""

    def __init__(self, scorer: Factors, ratings) -> None:
        self.factors, self.biases, self.mean = scorer.factors, scorer.biases, scorer.mean
        self.exact, self.places = scorer.factors.astype(np.float64), np.array(list(ratings))
        self.values = np.array(list(ratings.values()), dtype=np.float64)

    def fold_in(self):
        """(bias, vector) by ridge regression, in dual form where there are few rows."""
        rows = self.exact[self.places]
        aims = self.values - self.mean - self.biases[self.places]
        few, width = rows.shape
        if few <= width:
            kernel = rows @ rows.T
            kernel *= 1 / 4.0
            kernel += 1 / 5.0
            kernel[np.diag_indices(few)] += 1
            weights = np.linalg.solve(kernel, aims)
            return weights.sum() / 5.0, (rows.T @ weights) / 4.0
        wider = np.hstack([rows, np.ones((few, 1))])
        normal = wider.T @ wider
        normal[np.arange(width), np.arange(width)] += 4.0
        normal[width, width] += 5.0
        found = np.linalg.solve(normal, wider.T @ aims)
        return found[width], found[:width]

    def top(self):
        bias, vector = self.fold_in()
        scores = self.factors @ vector.astype(np.float32)
        scores += self.biases
        scores += np.float32(self.mean + bias)
        found = np.argpartition(scores, len(scores) - LENGTH)[-LENGTH:]
        return found[np.argsort(-scores[found])]


def said_of(count: int, titles: int, random) -> dict[int, int]:
    return dict(zip(random.choice(titles, count, replace=False).tolist(), random.integers(1, 6, count), strict=True))


def one_viewer(random) -> list[str]:
    shapes = ((4_000, 64, 300), (4_000, 100, 300), (60_000, 100, 200), (1_000_000, 64, 20))
    return [
        "## One viewer, milliseconds", "",
        "| titles | factors | fold in 20 | bare | fold in 500 | bare | 20 to top 100 | bare | read factors once |",
        "|---|---|---|---|---|---|---|---|---|",
        *(row_of(titles, width, times, random) for titles, width, times in shapes),
    ]  # fmt: skip


def row_of(titles: int, width: int, times: int, random) -> str:
    scorer = random_factors(titles, width, random)
    few, many = said_of(20, titles, random), said_of(500, titles, random)
    of_few, of_many = Bare(scorer, few), Bare(scorer, many)
    vector = random.normal(size=width).astype(np.float32)
    assert len(np.intersect1d(best(scorer.estimate(few), LENGTH), of_few.top())) > 0.95 * LENGTH
    calls = (
        lambda: scorer.fold_in(few), of_few.fold_in, lambda: scorer.fold_in(many), of_many.fold_in,
        lambda: best(scorer.estimate(few), LENGTH), of_few.top, lambda: scorer.factors @ vector,
    )  # fmt: skip
    cells = (f"{median_ms(call, times=times):.3f}" for call in calls)
    return f"| {titles:,} | {width} | " + " | ".join(cells) + " |"


def everybody(random) -> list[str]:
    """Rates in viewers per second; every viewer's rated titles are left out."""
    viewer = np.repeat(np.arange(VIEWERS), RATED)
    title = np.concatenate([random.choice(TITLES, RATED, replace=False) for _viewer in range(VIEWERS)])
    rows = list(zip(viewer.tolist(), title.tolist(), random.integers(1, 6, len(title)).tolist(), strict=True))
    trainset = surprise.Dataset(surprise.Reader()).construct_trainset([(*row, None) for row in rows])
    algorithm = surprise.SVD(n_factors=100, n_epochs=1, random_state=0).fit(trainset)
    rated = sparse.csr_matrix((np.ones(len(rows)), (viewer, title)), shape=(VIEWERS, TITLES))
    # A batch has both processors; so has the peer.
    threadpool_limits(2)
    rates = {
        "the site, blocks of 256": VIEWERS / median_ms(lambda: by_products(algorithm, rated), times=5) * 1e3,
        "implicit's recommend, the same blocks": VIEWERS / median_ms(implicits_way(algorithm, rated), times=5) * 1e3,
        "a loop of Surprise's predict": 20 / median_ms(lambda: by_predict(algorithm, trainset, 20), times=3) * 1e3,
    }
    threadpool_limits(1)
    slowest = min(rates.values())
    return [
        "", f"## Top {LENGTH} of {TITLES:,} titles for all of {VIEWERS:,} viewers, 100 factors", "",
        "| way | viewers a second | x the loop |", "|---|---|---|",
        *(f"| {name} | {rate:,.0f} | {rate / slowest:,.1f} |" for name, rate in rates.items()),
    ]  # fmt: skip


def by_products(algorithm, rated) -> None:
    users, items = algorithm.pu.astype(np.float32), algorithm.qi.astype(np.float32)
    biases = algorithm.bi.astype(np.float32)
    for start in range(0, VIEWERS, BLOCK):
        scores = users[start : start + BLOCK] @ items.T
        scores += biases
        part = rated[start : start + BLOCK]
        scores[np.repeat(np.arange(part.shape[0]), np.diff(part.indptr)), part.indices] = -np.inf
        best_of_each(scores, LENGTH)


def implicits_way(algorithm, rated):
    peer = GivenFactors(num_threads=2)
    peer.user_factors, peer.item_factors = algorithm.pu.astype(np.float32), algorithm.qi.astype(np.float32)

    def recommend() -> None:
        for start in range(0, VIEWERS, BLOCK):
            batch = np.arange(start, min(VIEWERS, start + BLOCK))
            peer.recommend(batch, rated[batch], N=LENGTH, filter_already_liked_items=True)

    return recommend


class GivenFactors(MatrixFactorizationBase):
    """implicit's way to recommend, over factors that are given."""

    def fit(self, *_arguments, **_more) -> None:
        """There is nothing to learn."""

    def save(self, *_arguments) -> None:
        """Nothing is kept."""


def by_predict(algorithm, trainset, count: int) -> None:
    for inner in range(count):
        seen = {item for item, _rating in trainset.ur[inner]}
        found = [(algorithm.predict(inner, item).est, item) for item in range(TITLES) if item not in seen]
        found.sort(reverse=True)


def worth_of_folding_in(folder: Path, random) -> list[str]:
    said = read_movielens(folder).ratings
    group = random.permutation(len(said.profile_ids)) % GROUPS
    is_given = random.random(len(said)) < 0.5
    lines = [
        "", "## Folding in beside a whole retrain, RMSE", "",
        "| model | retrained with the given half | folded in | ratio |", "|---|---|---|---|",
    ]  # fmt: skip
    for kind in (SurpriseSVD, BayesianFactors):
        errors = {"retrained": [], "folded in": []}
        for held in range(GROUPS):
            is_held = group[said.profile_code] == held
            tested = is_held & ~is_given
            for name, learned_from in (("retrained", ~tested), ("folded in", ~is_held)):
                errors[name].append(_rmse(kind, said, learned_from, is_held & is_given, tested, name == "retrained"))
        retrained, folded = (float(np.sqrt(np.mean(np.concatenate(found)))) for found in errors.values())
        lines.append(f"| {kind.key} | {retrained:.4f} | {folded:.4f} | {folded / retrained:.4f} |")
    return lines


def _rmse(kind, said, learned_from, given, tested, is_retrained: bool):
    """Squared errors; a retrained model answers by the places that it learned for its viewers."""
    algorithm = kind(seed=0)
    scorer = algorithm.learn(only(said, learned_from), seed=0)
    squares = []
    for code in np.unique(said.profile_code[tested]).tolist():
        own, asked = (
            np.flatnonzero(given & (said.profile_code == code)),
            np.flatnonzero(tested & (said.profile_code == code)),
        )
        titles = said.title_ids[said.title_code[asked]]
        if is_retrained:
            profile = said.profile_ids[code]
            estimates = np.array([algorithm.predict(profile, title, clip=False).est for title in titles])
        else:
            ratings = dict(zip(said.title_ids[said.title_code[own]].tolist(), said.value[own].tolist(), strict=True))
            known = np.searchsorted(scorer.title_ids, titles)
            known = np.minimum(known, len(scorer.title_ids) - 1)
            is_known = scorer.title_ids[known] == titles
            estimates = np.where(is_known, scorer.estimate(ratings)[known], scorer.mean)
        squares.append((np.clip(estimates, 1, 5) - said.value[asked]) ** 2)
    return np.concatenate(squares)


def main(folder: Path) -> None:
    random = np.random.default_rng(1)
    text = ["# What serving costs", "", __doc__.split("\n\n")[2].strip(), "", *one_viewer(random)]
    text += everybody(random) + worth_of_folding_in(folder, random)
    RESULTS.write_text("\n".join([*text, ""]))
    print(RESULTS.read_text())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
