"""What would change if another reward table were active, from lease to verdict: pages, and what was held out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

import numpy as np

from recommendations.contracts import FloatVector, Interactions
from recommendations.events.rewards import with_defaults
from recommendations.metrics.intervals import bootstrap_difference
from recommendations.models import JobState, ModelSlot, RewardReplay, RewardTable
from recommendations.modelstore.active import SLOT, active_bundle
from recommendations.modelstore.bundle import Bundle
from recommendations.training.dataset import Dataset, read_dataset
from recommendations.training.evaluate import rank_scores
from recommendations.training.judged import judged_viewers
from recommendations.training.lease import Lease, work_on
from recommendations.training.run import reason_to_skip
from recommendations.training.split import pairs_of, split

SEED = 1
"""One for all replays, so that two tables are compared on the same profiles."""
MOST_VIEWERS = 1_000
PAGES_END = 0.6


class Pages(Protocol):
    """What decides pages under two tables; pages and training do not know one another."""

    def __call__(
        self, *, active: Mapping[str, float], proposed: Mapping[str, float], now: datetime, seed: int,
        tell: Callable[[str, float], None],
    ) -> dict[str, Any]: ...  # fmt: skip


def replay(replay_id: int, *, now: Callable[[], datetime], pages: Pages, beat: bool = True) -> JobState | None:
    """Work on a queued or lost replay to its end; None when another worker has it."""
    return work_on(replay_id, RewardReplay, lambda lease: _work(lease, now(), pages), beat=beat)


def _work(lease: Lease, now: datetime, pages: Pages) -> JobState:
    job = RewardReplay.objects.select_related("table").get(pk=lease.run_id)
    active = RewardTable.objects.filter(is_active=True).first()
    before, after = (with_defaults(table.weights if table else {}) for table in (active, job.table))
    serving = ModelSlot.objects.filter(name=SLOT).values_list("version_id", flat=True).first()
    result: dict[str, Any] = {
        "pages": pages(
            active=before,
            proposed=after,
            now=now,
            seed=SEED,
            tell=lambda text, share: lease.step(text, PAGES_END * share),
        )
    }
    lease.step("Reading what viewers did", PAGES_END)
    dataset, bundle = read_dataset(cutoff=now, rewards=before), active_bundle()
    words = reason_to_skip(dataset) if bundle else "No model serves yet, so there is none to judge."
    if bundle is None or words:
        result["held_out"] = {"viewers": 0, "reason": words}
    else:
        proposed = read_dataset(cutoff=now, rewards=after)
        lease.step("Judging on what was held out", 0.8)
        result["held_out"] = held_out_figures(dataset=dataset, proposed=proposed, bundle=bundle, seed=SEED)
    with lease.held():
        RewardReplay.objects.filter(pk=job.pk).update(
            result=result, against=active, version_id=serving, cutoff=now
        )  # fmt: skip
        lease.finish(JobState.DONE.value, verdict=_verdict(result))
    return JobState.DONE


def held_out_figures(*, dataset: Dataset, proposed: Dataset, bundle: Bundle, seed: int) -> dict[str, Any]:
    """Mean NDCG@10 and within-viewer AUC on the latest fifth, under each table, with intervals of the differences.

    Viewers differ only in what their history is worth; what counts as liked is the active table's, for both, or the
    ruler would change with what it measures. The model has seen the held-out part: only differences mean something.
    """
    learning, held = split(dataset)
    revalued = replace(learning.strengths, value=values_from(proposed.strengths, of=learning.strengths))
    other = Dataset(ratings=learning.ratings, strengths=revalued, cutoff=dataset.cutoff)
    candidates = np.isin(bundle.title_ids, learning.strengths.title_ids[np.unique(learning.strengths.title_code)])
    now, then = (
        rank_scores(
            viewers=judged_viewers(train=part, held=held, seed=seed, most=MOST_VIEWERS),
            title_ids=bundle.title_ids,
            candidates=candidates,
            scoring=lambda viewer: bundle.rank(strengths=viewer.strengths, ratings=viewer.ratings),
        )
        for part in (learning, other)
    )
    auc, auc_then = (scores.quality.auc if scores.quality else np.empty(0) for scores in (now, then))
    known = np.isfinite(auc) & np.isfinite(auc_then)
    return {
        "viewers": len(now),
        "ndcg10": _compared(now.ndcg10, then.ndcg10, seed),
        "auc_viewers": int(known.sum()),
        "auc": _compared(auc[known], auc_then[known], seed),
    }


def values_from(interactions: Interactions, *, of: Interactions) -> FloatVector:
    """For each entry of `of` the value that `interactions` has for the same profile and title, else its own."""
    known, asked = pairs_of(interactions), pairs_of(of)
    if not len(known):
        return of.value
    order = np.argsort(known, kind="stable")
    place = order[np.minimum(np.searchsorted(known, asked, sorter=order), len(known) - 1)]
    return np.where(known[place] == asked, interactions.value[place], of.value).astype(np.float32)


def _compared(now: Any, then: Any, seed: int) -> dict[str, float]:
    if not len(now):
        return {}
    interval = bootstrap_difference(then, now, seed=seed)
    return {
        "now": round(float(now.mean()), 5),
        "then": round(float(then.mean()), 5),
        "difference": round(interval.mean, 5),
        "low": round(interval.low, 5),
        "high": round(interval.high, 5),
    }


def _verdict(result: Mapping[str, Any]) -> str:
    pages, figures = result["pages"], result["held_out"].get("ndcg10")
    if not pages["profiles"]:
        return "Nobody has done anything yet that a reward table could weigh."
    same = f"{pages['unchanged_profiles'] or 'none'} of {pages['profiles']} profiles keep all that they see now."
    words = f"{pages['titles_changed']:g} of {pages['titles_on_screen']:g} titles of a first screen change, and {same}"
    if not figures:
        return words
    is_luck = figures["low"] <= 0 <= figures["high"]
    if not figures["difference"]:
        return f"{words} NDCG@10 stays at {figures['now']:.4f}."
    better = "better" if figures["difference"] > 0 else "worse"
    return f"{words} NDCG@10 goes from {figures['now']:.4f} to {figures['then']:.4f}, " + (
        "which may be luck." if is_luck else f"{better} beyond luck."
    )
