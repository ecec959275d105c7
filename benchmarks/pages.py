"""Home pages on MovieLens-100K: ours beside the comparisons, and what each part of composing gains or costs.

    python benchmarks/pages.py <folder with ml-100k.inter and ml-100k.item>

Per-user time split, last fifth held out; relevant means rated 4 or more. Every page has a billboard and is cut to the
same rows and columns; the list is cut to whatever shape is asked for. No moods, people or lengths are known of these
films, so the rows that need them are absent. Settings and weights of the model are chosen within the part that is
learned from; the weights of the page (`recommendations/ranking/policy.py`) were set while looking at these viewers, so
the figures favour them a little. The ablation and what repeats tomorrow are of every eighth viewer. Writes
benchmarks/results/pages.md.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from benchmarks.movielens_pages import SEED, asked_of, ground_of
from recommendations.metrics.intervals import bootstrap_ratio
from recommendations.pages.comparisons import COMPARISONS
from recommendations.pages.judge import FIRST_SCREEN, compared_page, composed_page, judge_pages
from recommendations.pages.judge_history import OURS
from recommendations.pages.judged_in_words import beside, curves_of, table_of
from recommendations.rows import ROW_TYPES

RESULTS = Path(__file__).parent / "results" / "pages.md"
EVERY = 8
WITHOUT = {
    "calibration": {"calibration": 0.0},
    "the sliver of chance": {"sliver": 0},
    "affinity of rows": {"affinity": 0.0},
    "overlap": {"overlap": 0.0},
    "diversity (kind, likeness)": {"same_kind": 0.0, "again": 0.0, "likeness": 0.0},
    "luck of the day for rows": {"tomorrow": 0.0},
}


def main(folder: Path) -> None:
    asked = list(asked_of(ground_of(folder)))
    makers = {name: compared_page(one) for name, one in COMPARISONS.items()} | {OURS: composed_page()}
    repeated = judge_pages(asked[::EVERY], makers=makers)
    scores = {
        name: replace(one, repetition=repeated[name].repetition)
        for name, one in judge_pages(asked, makers=makers, with_tomorrow=False).items()
    }
    text = [
        "# Home pages on MovieLens-100K", "", __doc__.split("\n\n")[2].strip(), "",
        f"{len(scores[OURS].ndcg)} viewers. In brackets: 95 % bootstrap intervals, paired where two are compared.", "",
        table_of(scores, seed=SEED), "", beside(scores, ours=OURS, others=list(COMPARISONS), seed=SEED), "",
        curves_of(scores), "", "## What each part gains or costs", "",
        "Ratios are of the page with everything over the page without the part: above 1 the part gains.", "",
        *ablation(asked[::EVERY]), "",
    ]  # fmt: skip
    RESULTS.write_text("\n".join(text))
    print(RESULTS.read_text())


def ablation(asked) -> list[str]:
    """The page without each part, and without each kind of row."""
    makers = {"": composed_page()}
    for name, changes in WITHOUT.items():
        makers[name] = composed_page(adjust=adjusted(changes))
    for left_out in ROW_TYPES:
        others = tuple(row for row in ROW_TYPES if row is not left_out)
        makers[f"rows of `{left_out.key}`"] = composed_page(row_types=others)
    scores = judge_pages(asked, makers=makers, with_tomorrow=False)
    whole = scores.pop("")
    lines = ["| part | recall@3-by-6 | 2-D NDCG | calibration error | coverage |", "|---|---:|---:|---:|---:|"]
    for name, one in scores.items():
        recall = bootstrap_ratio(whole.recall[FIRST_SCREEN], one.recall[FIRST_SCREEN], seed=SEED)
        ndcg = bootstrap_ratio(whole.ndcg, one.ndcg, seed=SEED)
        if recall.low == recall.high == ndcg.low == ndcg.high == 1.0:
            continue  # A row that nobody was offered here.
        error = bootstrap_ratio(whole.miscalibration, one.miscalibration, seed=SEED)
        cells = [f"{found.mean:.3f} [{found.low:.3f}, {found.high:.3f}]" for found in (recall, ndcg, error)]
        lines.append(f"| {name} | {' | '.join(cells)} | {whole.coverage / one.coverage:.3f} |")
    return lines


def adjusted(changes):
    return lambda context: replace(context, policy=replace(context.policy, **changes))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
