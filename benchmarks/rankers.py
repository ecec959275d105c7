"""Rank MovieLens-100K with every ranker of ours and with peers, each tuned alike, and write results/rankers.md.

    .venv/bin/python benchmarks/rankers.py <folder with ml-100k.inter>    # `make bench` fetches the file and does this

LensKit is among the peers where LENSKIT_PYTHON names a Python (3.12 or later, which it needs) that has it.

Every method gets its defaults and as many drawn configurations as the next; the best on the validation part, which
lies inside the learning part, learns again from the whole learning part and is judged once. Ratings become strengths
as the site reads imported ones.
"""

import os
import sys
import time
import warnings
from pathlib import Path

# Many small products: threads of BLAS would wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from movielens import SEED, Part, at_random, by_time, read_movielens
from ranking_methods import METHODS, Method, rating_model, rating_scores

from recommendations.estimators import SurpriseSVD
from recommendations.metrics.intervals import bootstrap, bootstrap_difference
from recommendations.training.split import HELD_OUT, VALIDATION

CONFIGS = 12
RESULTS = Path(__file__).parent / "results" / "rankers.md"
WEIGHTS = tuple(round(0.05 * step, 2) for step in range(21))
PUBLISHED = "their table: Surprise SVD 0.096, SAR 0.382, BPR 0.442, BiVAE 0.475"
MICROSOFT_SHARE, MICROSOFT_GOAL = 0.25, 0.44


class Tuned:
    """One method: tried on validation, learned again, judged."""

    def __init__(self, method: Method, *, part: Part, validation: Part) -> None:
        self.method = method
        tried = []
        for config in method.configs(CONFIGS):
            scores = method.scores(validation, method.fit(validation, config))
            tried.append((validation.judge(scores).ndcg10.mean(), config, scores))
        self.tried = len(tried)
        self.validated, self.config, self.validation_scores = max(tried, key=lambda attempt: attempt[0])
        started = time.perf_counter()
        fitted = method.fit(part, self.config)
        self.seconds = time.perf_counter() - started
        self.scores = method.scores(part, fitted)
        self.judged = part.judge(self.scores)
        print(f"{method.name}: {self.validated:.4f} on validation, {self.judged.ndcg10.mean():.4f}", flush=True)


def tune(*, part: Part, validation: Part, names: tuple[str, ...] | None = None) -> list[Tuned]:
    chosen = [method for method in METHODS if names is None or method.name in names]
    return [Tuned(method, part=part, validation=validation) for method in chosen]


def table(rows: list[tuple[str, Tuned]], *, candidates: int) -> list[str]:
    heads = ("NDCG@10", "95 % interval", "Recall@10", "Recall@20", "HR@10", "coverage@10", "AUC", "disliked", "fit, s")
    lines = ["| method | " + " | ".join(heads) + " | tried |", "|---" * (len(heads) + 2) + "|"]
    for name, tuned in rows:
        judged, interval = tuned.judged, bootstrap(tuned.judged.ndcg10, seed=SEED)
        shown = len(np.unique(judged.top[judged.top >= 0])) / candidates
        cells = (
            f"{interval.mean:.4f}", f"{interval.low:.4f} to {interval.high:.4f}", f"{judged.recall10.mean():.3f}",
            f"{judged.recall20.mean():.3f}", f"{judged.hit10.mean():.3f}", f"{shown:.3f}",
            f"{np.nanmean(judged.quality.auc):.3f}", f"{judged.quality.disliked_share or 0.0:.1%}",
            f"{tuned.seconds:.2f}", str(tuned.tried),
        )  # fmt: skip
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


def by_score(tuned: list[Tuned]) -> list[tuple[str, Tuned]]:
    order = sorted(tuned, key=lambda one: -one.judged.ndcg10.mean())
    return [(f"**{one.method.name}**" if one.method.is_ours else one.method.name, one) for one in order]


def evened(scores):
    return (scores - scores.mean(axis=1, keepdims=True)) / np.maximum(scores.std(axis=1, keepdims=True), 1e-9)


def surprise_alone(tuned: dict[str, Tuned], *, part: Part, validation: Part) -> str:
    """The chosen-SVD plus w x the house's rating SVD, w by validation, against predicted ratings."""
    chosen = tuned["Surprise SVD on choices"]
    fit = rating_model(SurpriseSVD)
    ratings = {id(which): evened(rating_scores(which, fit(which, {}))) for which in (part, validation)}

    def blend(scores, which: Part, weight: float):
        return which.judge(evened(scores) + weight * ratings[id(which)])

    weight = max(WEIGHTS, key=lambda w: blend(chosen.validation_scores, validation, w).ndcg10.mean())
    found = blend(chosen.scores, part, weight)
    predicted = [tuned["Surprise SVD, predicted rating"].judged, part.judge(ratings[id(part)])]
    stock = Tuned.__new__(Tuned)
    stock.judged = part.judge(rating_scores(part, fit(part, {"epochs": 20, "regularisation": 0.02})))
    best = max(judged.ndcg10.mean() for judged in [*predicted, stock.judged])
    gain = bootstrap_difference(found.ndcg10, chosen.judged.ndcg10, seed=SEED)
    return (
        f"Surprise parts alone: SVD on choices + {weight} x SVD of ratings (weight by validation) reach NDCG@10 "
        f"{found.ndcg10.mean():.4f}, AUC {np.nanmean(found.quality.auc):.3f}: **{found.ndcg10.mean() / best:.2f}x** "
        f"the best of Surprise SVD's predicted ratings ({best:.4f}; with the library's defaults "
        f"{stock.judged.ndcg10.mean():.4f}, {found.ndcg10.mean() / stock.judged.ndcg10.mean():.2f}x). Goal: 2.7x. "
        f"Over its better part {gain.mean:+.4f} [{gain.low:+.4f}, {gain.high:+.4f}]."
    )


def against_peers(rows: list[tuple[str, Tuned]]) -> list[str]:
    """Our best ranker by validation, paired with every peer of its class."""
    ours = max((one for _name, one in rows if one.method.is_ours), key=lambda one: one.validated)
    lines = [f"Ours, best on validation: {ours.method.name}. NDCG@10 less the peer's, viewer by viewer:", ""]
    for name, one in rows:
        if not one.method.is_ours:
            gain = bootstrap_difference(ours.judged.ndcg10, one.judged.ndcg10, seed=SEED)
            lines.append(f"- {name}: {gain.mean:+.4f} [{gain.low:+.4f}, {gain.high:+.4f}]")
    return lines


def microsoft(dataset) -> list[str]:
    part = at_random(dataset, MICROSOFT_SHARE, seed=42)
    validation = at_random(part.learning, MICROSOFT_SHARE, seed=43)
    names = ("EASE", "ALS", "TF-IDF, item-item", "implicit BPR", "popularity, plain count")
    rows = by_score(tune(part=part, validation=validation, names=names))
    best = max((one for _name, one in rows if one.method.is_ours), key=lambda one: one.validated)
    return [
        "## Microsoft Recommenders' protocol",
        "",
        f"75/25 at random for every viewer, k = 10, every rating relevant ({PUBLISHED};",
        f"another draw of the split). Ours, best on validation: {best.method.name},",
        f"**{best.judged.ndcg10.mean():.3f}**; goal {MICROSOFT_GOAL}.",
        "",
        *table(rows, candidates=part.candidates()),
    ]


def main(folder: Path) -> None:
    warnings.filterwarnings("ignore", message="Method expects CSR input")
    started = time.monotonic()
    dataset = read_movielens(folder)
    part = by_time(dataset, HELD_OUT)
    validation = by_time(part.learning, VALIDATION)
    rows = by_score(tune(part=part, validation=validation))
    tuned = {one.method.name: one for _name, one in rows}
    lines = [
        "# Rankers on MovieLens-100K",
        "",
        "Made by `make bench` (benchmarks/rankers.py). Bold: ours, as they serve, each viewer folded in from",
        "strengths; the others: peers, called in their own way. Latest fifth of every viewer's ratings held out;",
        f"relevant means rated 4 or more; all {part.candidates()} titles of the learning part are candidates, seen",
        "ones removed; ideal over min(10, relevant). AUC: liked against not among what the viewer rated in the",
        "held-out part. Disliked: share rated 2 or less among the rated of the first ten. Intervals: bootstrap over",
        f"the {len(rows[0][1].judged)} viewers.",
        "",
        *table(rows, candidates=part.candidates()),
        "",
        *against_peers(rows),
        "",
        surprise_alone(tuned, part=part, validation=validation),
        "",
        *microsoft(dataset),
        "",
        "Chosen on validation:",
        "",
        *(f"- {one.method.name}: {one.config}" for _name, one in rows),
        "",
        f"The whole run took {time.monotonic() - started:.0f} s.",
        "",
    ]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines))
    print("\n".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
