"""Single estimators side by side on one split, each scored as its scorer would serve."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, Interactions, IntVector
from recommendations.estimators import Estimator, Popularity, UnableToFit
from recommendations.metrics.calibration import brier_score, expected_calibration_error, miscalibration
from recommendations.metrics.catalogue import diversity, effective_catalogue_size, novelty, times_shown
from recommendations.metrics.intervals import bootstrap_difference
from recommendations.metrics.ranking import RankingScores
from recommendations.modelstore.calibration import Calibration
from recommendations.modelstore.scorers.base import known
from recommendations.training.dataset import Dataset
from recommendations.training.evaluate import RatingErrors, calibration_of, errors_of, rank_scores, summary
from recommendations.training.judged import LIKED_RATING, Judged, judged_viewers
from recommendations.training.measured import measured
from recommendations.training.protocols import VIEWER_TIME, Protocol
from recommendations.training.split import only

TO_WARM_UP_ON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One estimator's figures by name, or why there are none."""

    figures: dict[str, float] = field(default_factory=dict)
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What all are judged on."""

    learning: Dataset
    viewers: Sequence[Judged]
    title_ids: IntVector
    candidates: npt.NDArray[np.bool_]
    known_by: npt.NDArray[np.float64]
    """Share of the viewers who have each title in the part that is learned from."""
    genres: npt.NDArray[np.float64]
    seed: int


def ground_of(dataset: Dataset, *, protocol: Protocol, genres: npt.NDArray[np.float64] | None, seed: int) -> Ground:
    """`genres` is over `titles_of(dataset)`; without it neither calibration nor diversity of lists are measured."""
    learning, held = protocol.split(dataset, seed)
    title_ids = titles_of(dataset)
    chosen = learning.strengths
    counts = np.bincount(np.searchsorted(title_ids, chosen.title_ids[chosen.title_code]), minlength=len(title_ids))
    return Ground(
        learning=learning,
        viewers=judged_viewers(train=learning, held=held, seed=seed, all_relevant=protocol.all_relevant),
        title_ids=title_ids,
        candidates=counts > 0,
        known_by=np.maximum(counts, 1) / max(1, len(np.unique(chosen.profile_code))),
        genres=np.zeros((len(title_ids), 0)) if genres is None else genres,
        seed=seed,
    )


def titles_of(dataset: Dataset) -> IntVector:
    """Every title that somebody rated or did something with, sorted."""
    return np.union1d(dataset.ratings.title_ids, dataset.strengths.title_ids).astype(np.int64)


def compare(
    dataset: Dataset,
    *,
    estimators: Sequence[type[Estimator]],
    seed: int,
    protocol: Protocol = VIEWER_TIME,
    genres: npt.NDArray[np.float64] | None = None,
) -> dict[str, Row]:
    """Figures by estimator key, popularity's always first; one that cannot learn from this data says why."""
    ground = ground_of(dataset, protocol=protocol, genres=genres, seed=seed)
    rows: dict[str, Row] = {}
    yardstick: RankingScores | None = None
    asked: list[type[Estimator]] = [Popularity, *(other for other in estimators if other is not Popularity)]
    for estimator in asked:
        try:
            figures, scores = judge_one(estimator, ground)
        except UnableToFit as problem:
            rows[estimator.key] = Row(refused=str(problem))
            continue
        if yardstick is None and estimator is Popularity:
            yardstick = scores
        elif yardstick is not None and len(scores):
            gain = bootstrap_difference(scores.ndcg10, yardstick.ndcg10, seed=seed)
            figures |= {"gain": gain.mean, "gain_low": gain.low, "gain_high": gain.high}
        rows[estimator.key] = Row(figures=figures)
    return rows


def judge_one(estimator: type[Estimator], ground: Ground) -> tuple[dict[str, float], RankingScores]:
    """Learn and judge; raises UnableToFit with the reason in words."""
    interactions: Interactions = getattr(ground.learning, estimator.learns_from)
    _warm_up(estimator, interactions, ground.seed)
    fitted = measured(lambda: estimator(seed=ground.seed).learn(interactions, seed=ground.seed))
    learned: Any = fitted.result
    scorer = learned.over(ground.title_ids)

    def scoring(viewer: Judged) -> FloatVector:
        return np.asarray(scorer.score(getattr(viewer, estimator.learns_from)), dtype=np.float32)

    ranked = measured(
        lambda: rank_scores(
            viewers=ground.viewers, title_ids=ground.title_ids, candidates=ground.candidates, scoring=scoring
        )
    )
    scores = ranked.result
    figures = summary(scores, candidates=int(ground.candidates.sum()), seed=ground.seed)
    figures |= _of_lists(scores, ground)
    if estimator.learns_from == "ratings":
        errors = errors_of(viewers=ground.viewers, rating=scorer, one_number=learned.mean)
        figures |= {} if errors is None else figures_of_ratings(errors)
    figures |= {"fit_seconds": fitted.seconds, "score_seconds": ranked.seconds}
    if fitted.peak_bytes is not None:
        figures["peak_megabytes"] = fitted.peak_bytes / 1e6
    return figures, scores


def _warm_up(estimator: type[Estimator], interactions: Interactions, seed: int) -> None:
    """Learn from a few first: a kernel is compiled once per process, and should not count against whoever is first."""
    few = only(interactions, np.arange(len(interactions)) < TO_WARM_UP_ON)
    try:
        estimator(seed=seed).learn(few, seed=seed)
    except UnableToFit:
        return


def _of_lists(scores: RankingScores, ground: Ground) -> dict[str, float]:
    """Figures of what was shown, whether it was liked or not."""
    if not len(scores):
        return {}
    found = {
        "effective_titles": effective_catalogue_size(times_shown(scores.top, titles=len(ground.title_ids))),
        "novelty": _mean(novelty(scores.top, popularity=ground.known_by)),
    }
    if not ground.genres.shape[1]:
        return found
    asked = [viewer for viewer in ground.viewers if len(viewer.relevant)]
    taste = np.zeros((len(asked), ground.genres.shape[1]))
    for row, viewer in enumerate(asked):
        codes, worth = known(ground.title_ids, viewer.strengths)
        taste[row] = np.maximum(worth, 0.0) @ ground.genres[codes]
    shown = (ground.genres[np.maximum(scores.top, 0)] * (scores.top >= 0)[:, :, None]).sum(axis=1)
    found["miscalibration"] = _mean(miscalibration(taste=taste, shown=shown))
    found["diversity"] = _mean(diversity(scores.top, features=ground.genres))
    return {name: figure for name, figure in found.items() if np.isfinite(figure)}


def figures_of_ratings(errors: RatingErrors) -> dict[str, float]:
    """Errors of the estimates, and of the match made of them.

    The match is calibrated on every second rating and judged on the others, then the other way about.
    """
    figures = {"rmse": errors.rmse, "mae": errors.mae, "rmse_of_one_number": errors.rmse_of_one_number}
    chances, even = np.empty(len(errors)), np.arange(len(errors)) % 2 == 0
    for judged in (even, ~even):
        if not judged.any() or judged.all():
            return figures
        slope, intercept = calibration_of(errors.where(~judged))
        chances[judged] = Calibration().chance(errors.estimates[judged] * slope + intercept)
    liked = errors.said >= LIKED_RATING
    figures["brier"] = brier_score(chances, liked)
    figures["calibration_error"] = expected_calibration_error(chances, liked)
    return figures


def _mean(values: npt.NDArray[np.float64]) -> float:
    return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")
