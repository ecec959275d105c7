"""One retrain from lease to promotion: read, hold out, choose, judge, learn from everything, store, gate, activate."""

import logging
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction

from recommendations.conf import tunables
from recommendations.models import ModelSlot, ModelVersion, RunState, TrainingRun
from recommendations.modelstore.activate import promote, prune
from recommendations.modelstore.active import SLOT
from recommendations.modelstore.store import Written, write
from recommendations.training.chosen import chosen_configs
from recommendations.training.completing import completed
from recommendations.training.dataset import Dataset, read_dataset
from recommendations.training.judged_pages import JudgePages
from recommendations.training.lease import Lease, LeaseLost, heartbeat, take_lease
from recommendations.training.memory import memory_limit_bytes
from recommendations.training.queue import queue_run
from recommendations.training.read_content import read_content
from recommendations.training.recipe import Recipe
from recommendations.training.trial import Trained, train
from recommendations.training.trust import leave_out_shills

__all__ = ["queue_run", "reason_to_skip", "retrain"]

logger = logging.getLogger(__name__)


def retrain(
    run_id: int, *, now: Callable[[], datetime], beat: bool = True, pages: JudgePages | None = None
) -> RunState | None:
    """Work on a queued or lost run to its end; None when another worker has it or it is done already.

    With `pages` the gate looks at home pages, too. Whatever goes wrong ends in the run's row. The serving model changes
    only with the row's end, in one transaction.
    """
    lease = take_lease(run_id)
    if lease is None:
        return None
    try:
        with heartbeat(lease) if beat else nullcontext():
            return _work(lease, now, pages)
    except LeaseLost:
        logger.warning("Run %s went on elsewhere.", run_id)
        return None
    except Exception as problem:
        logger.exception("Run %s failed.", run_id)
        return _fail(lease, problem)


def _fail(lease: Lease, problem: Exception) -> RunState | None:
    try:
        return _finish(lease, RunState.FAILED, error=f"{type(problem).__name__}: {problem}")
    except LeaseLost:
        return None


def _work(lease: Lease, now: Callable[[], datetime], pages: JudgePages | None) -> RunState:
    started = time.monotonic()
    lease.step("Reading what viewers did", 0.02)
    cutoff = now()
    TrainingRun.objects.filter(pk=lease.run_id, owner=lease.owner).update(cutoff=cutoff)
    dataset = read_dataset(cutoff=cutoff)
    too_little = reason_to_skip(dataset)
    if too_little:
        return _finish(lease, RunState.SKIPPED, verdict=too_little)
    recipe = Recipe(
        content=read_content(),
        configs=chosen_configs(),
        memory_limit_bytes=memory_limit_bytes(),
        seed=lease.run_id,
    )
    lease.step("Looking for shills", 0.05)
    dataset, shills = leave_out_shills(dataset)
    trained = train(dataset, recipe=recipe, active=_active_metrics(), step=lease.step, pages=pages)
    trained.metrics["left_out_as_shills"] = shills
    lease.step("Storing the model", 0.92)
    bundle = completed(trained.bundle, dataset=dataset, cutoff=cutoff)
    written = write(store=Path(settings.MODEL_STORE), bundle=bundle)
    trained.metrics["seconds"] = round(time.monotonic() - started, 2)
    lease.step("Asking the gate", 0.97)
    return _end(lease, trained, written, now())


def reason_to_skip(dataset: Dataset) -> str:
    """Why there is nothing to learn yet, or an empty string."""
    signals, viewers = len(dataset.strengths), len(dataset.strengths.profile_ids)
    fewest = tunables().minimum_ratings_to_train
    if signals >= fewest and viewers >= 2 and len(dataset.strengths.title_ids) >= 2:
        return ""
    return (
        f"There are {signals} viewer and title pairs of {viewers} viewers to learn from; it takes {fewest} of at least "
        "two viewers and two titles. Pages rank by popularity until then."
    )


def _active_metrics() -> dict[str, Any]:
    metrics = ModelSlot.objects.filter(name=SLOT).values_list("version__metrics", flat=True).first()
    return metrics if isinstance(metrics, dict) else {}


def _end(lease: Lease, trained: Trained, written: Written, now: datetime) -> RunState:
    """The row's end and the pointer's move are one transaction: promoted exactly once, or not at all."""
    with transaction.atomic():
        version, _made = ModelVersion.objects.get_or_create(
            digest=written.digest,
            defaults={
                "run_id": lease.run_id,
                "created_at": now,
                "manifest": written.manifest,
                "metrics": trained.metrics,
            },
        )
        state, words = RunState.REFUSED, trained.verdict.words
        if trained.verdict.passed:
            served = promote(version=version, run_token=lease.run_id, now=now, why=f"Run {lease.run_id}: {words}")
            state = RunState.PROMOTED if served else RunState.REFUSED
            words = words if served else f"Not activated: a newer run's model already serves. {words}"
        TrainingRun.objects.filter(pk=lease.run_id, owner=lease.owner).update(metrics=trained.metrics)
        _finish(lease, state, verdict=words)
    try:
        prune()
    except (DatabaseError, OSError):
        # The run has ended by now, and well; what is left over goes with the next one.
        logger.exception("Older model versions could not be removed.")
    return state


def _finish(lease: Lease, state: RunState, *, verdict: str = "", error: str = "") -> RunState:
    lease.finish(state.value, verdict=verdict, error=error)
    return state
