"""One retrain from lease to promotion: read, hold out, choose, judge, learn from everything, store, gate, activate."""

import logging
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from recommendations.conf import tunables
from recommendations.metrics.intervals import bootstrap
from recommendations.models import ModelSlot, ModelVersion, RunState, TrainingRun
from recommendations.modelstore.activate import promote, prune
from recommendations.modelstore.active import SLOT
from recommendations.modelstore.bundle import Bundle, Calibration
from recommendations.modelstore.store import Written, write
from recommendations.training.dataset import Dataset, read_dataset
from recommendations.training.evaluate import calibration_of, rank_scores, rating_errors, summary
from recommendations.training.gate import Verdict, verdict_on
from recommendations.training.judged import judged_viewers
from recommendations.training.lease import Lease, LeaseLost, heartbeat, take_lease
from recommendations.training.queue import queue_run as queue_run
from recommendations.training.recipe import candidates_of, choose, fit_bundle
from recommendations.training.split import split

logger = logging.getLogger(__name__)

FINISH = """
    UPDATE recommendations_trainingrun
    SET state = %(state)s, finished_at = now(), lease_until = NULL, step = '', progress = 1,
        verdict = %(verdict)s, error = %(error)s
    WHERE id = %(run)s AND owner = %(owner)s AND state = 'running'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    bundle: Bundle
    verdict: Verdict
    metrics: dict[str, Any]


def retrain(run_id: int, *, now: Callable[[], datetime], beat: bool = True) -> RunState | None:
    """Work on a queued or lost run to its end; None when another worker has it or it is done already.

    Whatever goes wrong ends in the run's row. The serving model changes only with the row's end, in one transaction.
    """
    lease = take_lease(run_id)
    if lease is None:
        return None
    try:
        with heartbeat(lease) if beat else nullcontext():
            return _work(lease, now)
    except LeaseLost:
        logger.warning("Run %s went on elsewhere.", run_id)
        return None
    except Exception as problem:
        logger.exception("Run %s failed.", run_id)
        _finish(lease, RunState.FAILED, error=f"{type(problem).__name__}: {problem}")
        return RunState.FAILED


def _work(lease: Lease, now: Callable[[], datetime]) -> RunState:
    started = time.monotonic()
    lease.step("Reading what viewers did", 0.02)
    cutoff = now()
    TrainingRun.objects.filter(pk=lease.run_id, owner=lease.owner).update(cutoff=cutoff)
    dataset = read_dataset(cutoff=cutoff)
    too_little = reason_to_skip(dataset)
    if too_little:
        return _finish(lease, RunState.SKIPPED, verdict=too_little)
    trained = train(dataset, seed=lease.run_id, step=lease.step)
    lease.step("Storing the model", 0.92)
    written = write(store=Path(settings.MODEL_STORE), bundle=trained.bundle)
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


def train(dataset: Dataset, *, seed: int, step: Callable[[str, float], None]) -> Trained:
    """Judge on the latest fifth of what every viewer did, then learn from everything."""
    step("Holding out the latest", 0.1)
    learning, held = split(dataset)
    step("Choosing on validation data", 0.15)
    choice = choose(learning, seed=seed)
    step("Learning from all but the latest", 0.4)
    judged = fit_bundle(learning, choice=choice, calibration=Calibration(), seed=seed)
    step("Judging", 0.55)
    viewers = judged_viewers(train=learning, held=held, seed=seed)
    candidates = candidates_of(judged, learning)
    of_model = rank_scores(
        viewers=viewers,
        title_ids=judged.title_ids,
        candidates=candidates,
        scoring=lambda viewer: judged.rank(strengths=viewer.strengths, ratings=viewer.ratings),
    )
    of_popularity = rank_scores(
        viewers=viewers,
        title_ids=judged.title_ids,
        candidates=candidates,
        scoring=lambda viewer: judged.popularity.score(),
    )
    errors = rating_errors(viewers=viewers, bundle=judged)
    calibration = Calibration()
    if errors is not None:
        slope, intercept = calibration_of(errors)
        calibration = Calibration(slope=slope, intercept=intercept)
    step("Learning from everything", 0.7)
    bundle = fit_bundle(dataset, choice=choice, calibration=calibration, seed=seed)
    verdict = verdict_on(
        bundle=bundle, model=of_model, popularity=of_popularity, errors=errors, candidates=int(candidates.sum()),
        active=_active_metrics(), seed=seed,
    )  # fmt: skip
    gain = bootstrap(of_model.ndcg10 - of_popularity.ndcg10, seed=seed)
    metrics: dict[str, Any] = {
        "model": summary(of_model, candidates=int(candidates.sum()), seed=seed),
        "popularity": summary(of_popularity, candidates=int(candidates.sum()), seed=seed),
        "learned_from": {
            "ratings": len(dataset.ratings),
            "strengths": len(dataset.strengths),
            "viewers": len(dataset.strengths.profile_ids),
            "titles": len(bundle.title_ids),
        },
        "chosen": {"regularisation": choice.regularisation, "guard_weight": choice.guard_weight},
    }
    if len(of_model):
        metrics["gain_over_popularity"] = {
            "mean": round(gain.mean, 5), "low": round(gain.low, 5), "high": round(gain.high, 5),
            "viewers": len(of_model),
        }  # fmt: skip
    if errors is not None:
        metrics["rating"] = {
            "rmse": round(errors.rmse, 5), "mae": round(errors.mae, 5), "held_out": len(errors),
            "rmse_of_one_number": round(errors.rmse_of_one_number, 5),
        }  # fmt: skip
    return Trained(bundle=bundle, verdict=verdict, metrics=metrics)


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
    prune()
    return state


def _finish(lease: Lease, state: RunState, *, verdict: str = "", error: str = "") -> RunState:
    parameters: dict[str, Any] = {
        "run": lease.run_id, "owner": lease.owner, "state": state.value, "verdict": verdict, "error": error[:4000],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(FINISH, parameters)
        if not cursor.rowcount:
            raise LeaseLost(f"Run {lease.run_id} has been taken over.")
    return state
