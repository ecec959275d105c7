"""Scores of pages as tables for people: ours beside the comparisons, with intervals over viewers."""

from collections.abc import Mapping, Sequence

import numpy as np

from recommendations.metrics.intervals import Interval, bootstrap, bootstrap_ratio
from recommendations.pages.judge import CURVES, FIRST_SCREEN, PageScores, Vector

HEADINGS = (
    "recall@3-by-6", "2-D NDCG", "calibration error, nats", "coverage of first screens", "effective titles",
    "repeated tomorrow",
)  # fmt: skip
OF_ONE = 1e-9


def table_of(scores: Mapping[str, PageScores], *, seed: int) -> str:
    """One line for each way of making pages."""
    lines = [f"| page | {' | '.join(HEADINGS)} |", "|---" + "|---:" * len(HEADINGS) + "|"]
    for name, one in scores.items():
        recall = bootstrap(one.recall[FIRST_SCREEN], seed=seed)
        cells = (
            f"{recall.mean:.4f} [{recall.low:.4f}, {recall.high:.4f}]", f"{_mean(one.ndcg):.4f}",
            f"{_mean(one.miscalibration):.3f}", f"{one.coverage:.3f}", f"{one.effective_titles:.0f}",
            f"{_mean(one.repetition):.2f}",
        )  # fmt: skip
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def curves_of(scores: Mapping[str, PageScores]) -> str:
    """Recall within so many rows and columns."""
    shapes = sorted(CURVES)
    lines = [f"| recall@m-by-n | {' | '.join(f'{rows}-by-{columns}' for rows, columns in shapes)} |"]
    lines.append("|---" + "|---:" * len(shapes) + "|")
    for name, one in scores.items():
        lines.append(f"| {name} | {' | '.join(f'{_mean(one.recall[shape]):.3f}' for shape in shapes)} |")
    return "\n".join(lines)


def beside(scores: Mapping[str, PageScores], *, ours: str, others: Sequence[str], seed: int) -> str:
    """Our page over each of the others: ratios, those of recall and calibration drawn in pairs over viewers."""
    mine = scores[ours]
    lines = ["| ours over | recall@3-by-6 | calibration error | coverage of first screens |", "|---|---:|---:|---:|"]
    for name in others:
        other = scores[name]
        recall = bootstrap_ratio(mine.recall[FIRST_SCREEN], other.recall[FIRST_SCREEN], seed=seed)
        known = np.isfinite(mine.miscalibration) & np.isfinite(other.miscalibration)
        error = bootstrap_ratio(mine.miscalibration[known], other.miscalibration[known], seed=seed)
        share = mine.coverage / max(other.coverage, OF_ONE)
        lines.append(f"| {name} | {_words(recall)} | {_words(error)} | {share:.2f} |")
    return "\n".join(lines)


def _words(interval: Interval) -> str:
    return f"{interval.mean:.2f} [{interval.low:.2f}, {interval.high:.2f}]"


def _mean(values: Vector) -> float:
    return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")
