"""A search from lease to verdict: every finished trial is a row, so whoever takes a lost search over goes on there."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from recommendations.estimators import Estimator, UnableToFit
from recommendations.estimators.ranges import ranges_of
from recommendations.models import JobState, SearchRun, SearchTrial
from recommendations.training.chosen import BY_KEY, config_of, read_config
from recommendations.training.dataset import read_dataset
from recommendations.training.lease import Lease, LeaseLost, work_on
from recommendations.training.memory import memory_limit_bytes
from recommendations.training.run import reason_to_skip
from recommendations.training.search import (
    IN_USE,
    Ground,
    Rung,
    Tried,
    attempt,
    draws,
    ground_of,
    is_error,
    measure_of,
    plan,
    searched_values,
    survivors,
)
from recommendations.training.trust import trusted

logger = logging.getLogger(__name__)

SLICE_SECONDS = 600.0
"""After so long a search waits in line again: a retrain must not stand behind thirty trials."""
MOST_BEGUN = 2
"""A trial that took the worker down so often is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What working on a search needs, found anew by whoever holds its lease."""

    lease: Lease
    estimator: type[Estimator]
    ground: Ground
    rungs: Sequence[Rung]
    clock: Callable[[], float]
    until: float
    tell: Callable[[str, float], None]


def search(
    search_id: int,
    *,
    now: Callable[[], datetime],
    clock: Callable[[], float],
    slice_seconds: float = SLICE_SECONDS,
    beat: bool = True,
    tell: Callable[[str, float], None] = lambda _text, _progress: None,
) -> JobState | None:
    """Work on a queued or lost search to its end, or until its slice is over; None when another worker has it.

    `tell` hears every step with the share that is done, as the row does.
    """

    def work(lease: Lease) -> JobState:
        return _work(lease, now, clock, clock() + slice_seconds, tell)

    return work_on(search_id, SearchRun, work, beat=beat)


def _work(
    lease: Lease,
    now: Callable[[], datetime],
    clock: Callable[[], float],
    until: float,
    tell: Callable[[str, float], None],
) -> JobState:
    run = SearchRun.objects.get(pk=lease.run_id)
    estimator = BY_KEY.get(run.estimator)
    if estimator is None or not ranges_of(estimator.Config):
        words = f"There is no estimator {run.estimator} with anything to search; there are {', '.join(BY_KEY)}."
        return _finish(lease, JobState.FAILED, error=words)
    lease.step("Reading what viewers did", _progress(run))
    cutoff = run.cutoff or now()
    dataset = trusted(read_dataset(cutoff=cutoff))
    too_little = reason_to_skip(dataset)
    if too_little:
        return _finish(lease, JobState.SKIPPED, verdict=too_little)
    ground = ground_of(dataset, seed=run.pk)
    if not run.plan:
        _begin(lease, run, estimator, cutoff, plan(trials=run.trials, viewers=len(ground.shuffled)))
    rungs = [Rung(number=number, share=share, drawn=drawn) for number, (share, drawn) in enumerate(run.plan)]
    return _go_on(
        Search(lease=lease, estimator=estimator, ground=ground, rungs=rungs, clock=clock, until=until, tell=tell)
    )


def _begin(lease: Lease, run: SearchRun, estimator: type[Estimator], cutoff: datetime, rungs: Sequence[Rung]) -> None:
    """Write down the plan and what the first rung will try, all at once."""
    drawn = draws(estimator.Config, count=run.trials, random=np.random.default_rng(run.pk))
    configs = dict(enumerate([searched_values(config_of(run.estimator)), *drawn]))
    run.plan = [[rung.share, rung.drawn] for rung in rungs]
    with lease.held():
        SearchRun.objects.filter(pk=run.pk).update(cutoff=cutoff, measure=measure_of(estimator), plan=run.plan)
        _open(run.pk, rungs[0], configs)


def _open(search_id: int, rung: Rung, configs: Mapping[int, Mapping[str, Any]]) -> None:
    SearchTrial.objects.bulk_create(
        SearchTrial(search_id=search_id, rung=rung.number, number=number, config=config, share=rung.share)
        for number, config in configs.items()
    )


def _go_on(search: Search) -> JobState:
    """Try what is not tried yet, rung by rung."""
    lease, ascending = search.lease, is_error(search.estimator)
    trials: list[SearchTrial] = []
    for rung in search.rungs:
        before, trials = trials, _trials_of(lease.run_id, rung)
        if not trials:
            configs = {trial.number: trial.config for trial in before}
            best = survivors([_tried(trial) for trial in before], keep=rung.drawn, ascending=ascending)
            with lease.held():
                _open(lease.run_id, rung, {number: configs[number] for number in best})
            trials = _trials_of(lease.run_id, rung)
        for place, trial in enumerate(trials):
            if trial.score is not None or trial.failure:
                continue
            if search.clock() >= search.until:
                lease.put_back()
                return JobState.QUEUED
            _try(search, trial, f"Rung {rung.number + 1} of {len(search.rungs)}: trial {place + 1} of {len(trials)}")
        if all(trial.score is None for trial in trials if trial.number != IN_USE):
            reasons = sorted({trial.failure for trial in trials if trial.failure})
            return _finish(lease, JobState.FAILED, error=" ".join(["No drawn settings could be judged.", *reasons[:3]]))
    return _finish(lease, JobState.DONE, verdict=_verdict(trials, measure_of(search.estimator), ascending))


def _trials_of(search_id: int, rung: Rung) -> list[SearchTrial]:
    return list(SearchTrial.objects.filter(search=search_id, rung=rung.number).order_by("number"))


def _try(search: Search, trial: SearchTrial, words: str) -> None:
    run = SearchRun.objects.filter(pk=search.lease.run_id).first()
    if run is None:
        raise LeaseLost(f"Search {search.lease.run_id} was deleted.")
    done = _progress(run)
    search.lease.step(words, done)
    search.tell(words, done)
    if trial.begun >= MOST_BEGUN:
        trial.failure = f"The worker was lost {trial.begun} times while this was tried."
    else:
        with search.lease.held():
            SearchTrial.objects.filter(pk=trial.pk).update(begun=trial.begun + 1)
        _learn(search, trial)
    with search.lease.held():
        trial.save(update_fields=("score", "seconds", "failure"))
        # It got on, so what went wrong before says nothing against it.
        SearchRun.objects.filter(pk=run.pk).update(attempts=1)


def _learn(search: Search, trial: SearchTrial) -> None:
    try:
        trial.score, trial.seconds = attempt(
            search.estimator,
            config=read_config(search.estimator.key, trial.config),
            ground=search.ground,
            share=trial.share,
            seed=trial.search_id,
            clock=search.clock,
            memory_limit_bytes=memory_limit_bytes(),
        )
    except UnableToFit as problem:
        trial.failure = str(problem)
    except Exception as problem:
        logger.exception("Trial %s of search %s failed.", trial.number, trial.search_id)
        trial.failure = f"{type(problem).__name__}: {problem}"[:500]
    else:
        if not np.isfinite(trial.score):
            trial.score, trial.failure = None, "Its score is not a finite number."


def _progress(run: SearchRun) -> float:
    """The share of the planned cost that is spent."""
    ended = SearchTrial.objects.filter(search=run).exclude(score=None, failure="").values_list("share", flat=True)
    planned = sum(share * (drawn + 1) for share, drawn in run.plan)
    return min(1.0, sum(ended) / planned) if planned else 0.0


def _tried(trial: SearchTrial) -> Tried:
    return Tried(number=trial.number, score=trial.score)


def _verdict(trials: Sequence[SearchTrial], measure: str, ascending: bool) -> str:
    """What the last rung says; at least one drawn configuration was judged in it."""
    scores = {trial.number: trial.score for trial in trials if trial.score is not None}
    best = survivors([_tried(trial) for trial in trials], keep=1, ascending=ascending)[0]
    score, used = scores[best], scores.get(IN_USE)
    if used is None:
        return f"Trial {best} is best with {measure} {score:.4f}; what is used now could not be judged."
    if score >= used if ascending else score <= used:
        return f"Nothing beat what is used now, {measure} {used:.4f}; the best draw reached {score:.4f}."
    gain = f"{abs(score - used) / used:.1%}" if used else f"{abs(score - used):.4f}"
    return (
        f"Trial {best} is best with {measure} {score:.4f}, {gain} better than the {used:.4f} of what is used now. "
        "Searching picks the luckiest of several, so expect a little less on what is held out."
    )


def _finish(lease: Lease, state: JobState, verdict: str = "", error: str = "") -> JobState:
    lease.finish(state.value, verdict=verdict, error=error)
    return state
