"""Rank MovieLens-100K on the per-user time split, and write the table to benchmarks/RESULTS.md.

    make bench    # or, with a copy of your own: make bench DATA=<folder with ml-100k.inter>

The file comes with RecBole's wheel (recbole/dataset_example/ml-100k), which `make` fetches. Ratings become signals as
the site reads imported ones, so that what is measured is what serves.
"""

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django
import numpy as np

django.setup()

from recommendations.conf import DEFAULT_REWARDS
from recommendations.estimators import EASE
from recommendations.training.dataset import Dataset, interactions_of
from recommendations.training.evaluate import rank_scores, summary, table
from recommendations.training.judged import judged_viewers
from recommendations.training.recipe import candidates_of
from recommendations.training.split import split
from recommendations.training.trial import train

SEED = 1
RESULTS = Path(__file__).parent / "RESULTS.md"


def read_movielens(folder: Path) -> Dataset:
    columns = np.loadtxt(folder / "ml-100k.inter", skiprows=1)
    viewers, titles, ratings, at = columns[:, 0].astype(int), columns[:, 1].astype(int), columns[:, 2], columns[:, 3]
    thumbs = np.select(
        [ratings >= 4.5, ratings >= 3.5, ratings <= 2],
        [DEFAULT_REWARDS[name] for name in ("two_thumbs_up", "thumb_up", "thumb_down")],
        default=0.0,
    )
    order = np.lexsort((titles, at, viewers))
    viewers, titles, at = viewers[order], titles[order], at[order]
    return Dataset(
        ratings=interactions_of(viewers, titles, ratings[order], at),
        strengths=interactions_of(viewers, titles, (DEFAULT_REWARDS["completed"] + thumbs)[order], at),
        cutoff=datetime(2026, 11, 23, tzinfo=UTC),
    )


def main(folder: Path) -> None:
    dataset = read_movielens(folder)
    started = time.monotonic()
    trained = train(dataset, active={}, seed=SEED, step=lambda _text, _progress: None)
    seconds = time.monotonic() - started
    learning, held = split(dataset)
    viewers = judged_viewers(train=learning, held=held, seed=SEED)
    bundle = trained.bundle
    candidates = candidates_of(bundle, learning)
    plain = EASE(EASE.Config(regularisation=100.0)).learn(learning.strengths, seed=SEED).over(bundle.title_ids)
    counts = np.bincount(
        np.searchsorted(bundle.title_ids, learning.strengths.title_ids[learning.strengths.title_code]),
        minlength=len(bundle.title_ids),
    ).astype(np.float32)

    def ranked(scoring):
        scores = rank_scores(viewers=viewers, title_ids=bundle.title_ids, candidates=candidates, scoring=scoring)
        return summary(scores, candidates=int(candidates.sum()), seed=SEED)

    def liked_only(viewer):
        own = {title: 1.0 for title, worth in viewer.strengths.items() if worth >= 0.25 * 1.25}
        return plain.score(own)

    rows = {
        "the model that serves (EASE and rating guard)": trained.metrics["model"],
        "EASE, lambda 100, weighed as it serves": ranked(lambda viewer: plain.score(viewer.strengths)),
        "plain EASE, lambda 100, liked only": ranked(liked_only),
        "popularity with decay, as it serves": trained.metrics["popularity"],
        "popularity, plain count": ranked(lambda _viewer: counts),
    }
    text = report(rows, trained=trained, seconds=seconds, candidates=int(candidates.sum()))
    RESULTS.write_text(text)
    print(text)


def report(rows, *, trained, seconds: float, candidates: int) -> str:
    return "\n".join(
        [
            "# Rankers on MovieLens-100K",
            "",
            f"Per-user time split, last fifth held out; relevant means rated 4 or more; all {candidates}",
            "titles of the training part are candidates, seen ones removed; NDCG over the ideal of min(10, relevant).",
            "Low and high are a 95 % bootstrap interval over viewers. Made by `make bench`.",
            "",
            table(rows),
            "",
            f"The whole run took {seconds:.1f} s (choosing, judging, and learning again from everything). Chosen on",
            f"validation: {trained.metrics['chosen']}. Rating model: {trained.metrics['rating']}.",
            f"The gate: {trained.verdict.words}",
            "",
        ]
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
