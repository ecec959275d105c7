"""The home page without each of its parts, and without each kind of row: what the part gains or costs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from recommendations.metrics.intervals import bootstrap_ratio
from recommendations.pages.judge import FIRST_SCREEN, PageMaker, PageScores, composed_page
from recommendations.ranking.context import RankingContext, rank_for
from recommendations.rows import ROW_TYPES

WHOLE = "everything"
WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "calibration": {"calibration": 0.0},
    "choosing the screen's titles together": {"rounds": 0},
    "the sliver of chance": {"sliver": 0},
    "affinity of rows": {"affinity": 0.0},
    "overlap": {"overlap": 0.0},
    "diversity (kind, likeness)": {"same_kind": 0.0, "again": 0.0, "likeness": 0.0},
    "luck of the day for rows": {"tomorrow": 0.0},
}
HEAD = (
    "| part | recall@3-by-6 | 2-D NDCG | calibration error | coverage | repeated tomorrow |\n|---" + "|---:" * 5 + "|"
)


def without_parts() -> dict[str, PageMaker]:
    """Makers by the part that they do without; the first does without nothing."""
    makers = {WHOLE: composed_page()}
    for name, changes in WEIGHTS.items():
        makers[name] = composed_page(adjust=weighed(changes))
    makers["luck of the day for titles"] = composed_page(adjust=without_jitter)
    makers["context (hour, weekday, device)"] = composed_page(adjust=ranked_again(moment=None))
    makers["capping (seen and not chosen)"] = composed_page(adjust=rested)
    for left_out in ROW_TYPES:
        others = tuple(row for row in ROW_TYPES if row is not left_out)
        makers[f"rows of `{left_out.key}`"] = composed_page(row_types=others)
    return makers


def weighed(changes: Mapping[str, float]) -> Callable[[RankingContext], RankingContext]:
    return lambda context: replace(context, policy=replace(context.policy, **changes))


def ranked_again(**changes: object) -> Callable[[RankingContext], RankingContext]:
    """The same viewer ranked once more, with something of it changed."""

    def again(context: RankingContext) -> RankingContext:
        known = {
            name: getattr(context, name)
            for name in ("viewer", "taste", "catalogue", "bundle", "demand", "moment", "policy", "rules")
        }
        return rank_for(**{**known, **changes})

    return again


def without_jitter(context: RankingContext) -> RankingContext:
    return ranked_again(policy=replace(context.policy, jitter=0.0))(context)


def rested(context: RankingContext) -> RankingContext:
    """As if nothing had been shown before."""
    return ranked_again(taste=replace(context.taste, seen={}))(context)


def table(parts: Sequence[dict[str, PageScores]], *, seed: int) -> list[str]:
    """Ratios of the whole page over the page without the part; viewers of several worlds are taken together.

    A row that nobody was offered is left out.
    """
    lines = [HEAD]
    whole = [scores[WHOLE] for scores in parts]
    for name in [name for name in parts[0] if name != WHOLE]:
        without = [scores[name] for scores in parts]
        pairs = [
            (_all(whole, lambda one: one.recall[FIRST_SCREEN]), _all(without, lambda one: one.recall[FIRST_SCREEN])),
            (_all(whole, lambda one: one.ndcg), _all(without, lambda one: one.ndcg)),
            (_all(whole, lambda one: one.miscalibration), _all(without, lambda one: one.miscalibration)),
        ]
        found = [bootstrap_ratio(*_known(*pair), seed=seed) for pair in pairs]
        again = _mean(whole, lambda one: one.repetition), _mean(without, lambda one: one.repetition)
        if all(one.low == one.high == 1.0 for one in found) and again[0] == again[1]:
            continue
        cells = [f"{one.mean:.3f} [{one.low:.3f}, {one.high:.3f}]" for one in found]
        cells.append(f"{np.mean([one.coverage for one in whole]) / np.mean([one.coverage for one in without]):.3f}")
        cells.append(f"{again[0]:.2f} / {again[1]:.2f}" if np.isfinite(again).all() else "-")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def _all(scores: Sequence[PageScores], of: Callable[[PageScores], np.ndarray]) -> np.ndarray:
    return np.concatenate([of(one) for one in scores])


def _known(ours: np.ndarray, theirs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    both = np.isfinite(ours) & np.isfinite(theirs)
    return ours[both], theirs[both]


def _mean(scores: Sequence[PageScores], of: Callable[[PageScores], np.ndarray]) -> float:
    values = _all(scores, of)
    return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")
