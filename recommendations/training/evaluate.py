"""How good a model is on what was held out: the full catalogue, seen titles removed, scored as serving scores."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.metrics.catalogue import coverage
from recommendations.metrics.catalogue import distinct as distinct_titles
from recommendations.metrics.intervals import Interval, bootstrap, bootstrap_ratio
from recommendations.metrics.quality import Quality, auc_by_viewer
from recommendations.metrics.ranking import RankingScores, judge, top_of
from recommendations.metrics.rating_errors import mae, rmse
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.scorers.rating import RatingScorer
from recommendations.modelstore.scorers.told import told_by
from recommendations.training.blocks import blocks_of, held_ratings, known_entries, many_small_products
from recommendations.training.judged import LIKED_RATING, Judged
from recommendations.training.logistic import most_probable_weights

Scoring = Callable[[Judged], FloatVector]
ScoringMany = Callable[[Sequence[Judged]], npt.NDArray[np.float32]]
"""A row per viewer, which whoever asked may write over."""

PLACES = 20
DISLIKED_RATING = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingErrors:
    """Estimates of held-out ratings, unclipped, beside what was said."""

    estimates: npt.NDArray[np.float64]
    said: npt.NDArray[np.float64]
    viewer: IntVector
    """Whose each one is, by number: what one viewer says is not as much evidence as what many say."""
    one_number: float
    """What an estimator would say that knows no titles and no viewers."""

    def __len__(self) -> int:
        return len(self.said)

    @property
    def rmse(self) -> float:
        return rmse(np.clip(self.estimates, 1, 5), self.said)

    @property
    def mae(self) -> float:
        return mae(np.clip(self.estimates, 1, 5), self.said)

    @property
    def rmse_of_one_number(self) -> float:
        return rmse(np.full(len(self), self.one_number), self.said)

    def where(self, chosen: npt.NDArray[np.bool_]) -> "RatingErrors":
        return replace(self, estimates=self.estimates[chosen], said=self.said[chosen], viewer=self.viewer[chosen])

    def saved(self, *, seed: int) -> Interval:
        """Mean squared error above that of one number (below 0 is better), as other viewers would have it."""
        better = (np.clip(self.estimates, 1, 5) - self.said) ** 2 - (self.one_number - self.said) ** 2
        _viewers, group = np.unique(self.viewer, return_inverse=True)
        return bootstrap_ratio(
            np.bincount(group, weights=better).astype(np.float64), np.bincount(group).astype(np.float64), seed=seed
        )


def rank_scores(
    *, viewers: Sequence[Judged], title_ids: IntVector, candidates: npt.NDArray[np.bool_], scoring: Scoring
) -> RankingScores:
    """Judge `scoring` on the viewers who have something relevant, in the order of `viewers`.

    Titles outside `candidates` are not shown, nor are those that the viewer has seen.
    """

    def one_by_one(part: Sequence[Judged]) -> npt.NDArray[np.float32]:
        scores = np.empty((len(part), len(title_ids)), dtype=np.float32)
        for row, viewer in enumerate(part):
            scores[row] = scoring(viewer)
        return scores

    return rank_scores_of_many(viewers=viewers, title_ids=title_ids, candidates=candidates, scoring=one_by_one)


def rank_scores_of_many(
    *, viewers: Sequence[Judged], title_ids: IntVector, candidates: npt.NDArray[np.bool_], scoring: ScoringMany
) -> RankingScores:
    """The same by something that scores many viewers at once, in a fraction of the time."""
    asked = [viewer for viewer in viewers if len(viewer.relevant)]
    with many_small_products():
        parts = [_ranked(part, title_ids, candidates, scoring) for part in blocks_of(asked, titles=len(title_ids))]
    top, hits, ratings, auc = (np.concatenate(column) for column in zip(*parts, strict=True))
    rated = ratings[:, :10]
    return judge(
        hits=hits,
        relevant=np.array([len(viewer.relevant) for viewer in asked], dtype=np.int64),
        top=top,
        quality=Quality(
            auc=auc,
            rated10=(rated > 0).sum(axis=1).astype(np.float64),
            disliked10=((rated > 0) & (rated <= DISLIKED_RATING)).sum(axis=1).astype(np.float64),
        ),
    )


def _ranked(
    viewers: Sequence[Judged], title_ids: IntVector, candidates: npt.NDArray[np.bool_], scoring: ScoringMany
) -> tuple[IntVector, npt.NDArray[np.bool_], FloatVector, npt.NDArray[np.float64]]:
    """(top titles, are they relevant, what was said of them or 0, AUC) for a block of viewers."""
    scores = scoring(viewers)
    rows, codes, said = held_ratings(viewers, title_ids)
    possible = candidates[codes]
    auc = auc_by_viewer(
        viewer=rows[possible],
        score=scores[rows[possible], codes[possible]],
        liked=said[possible] >= LIKED_RATING,
        viewers=len(viewers),
    )
    liked = np.zeros(scores.shape, dtype=np.bool_)
    ratings = np.zeros(scores.shape, dtype=np.float32)
    liked_rows, liked_codes, _ones = known_entries(
        viewers, title_ids, lambda viewer: (viewer.relevant, viewer.relevant)
    )
    liked[liked_rows, liked_codes] = True
    ratings[rows, codes] = said
    scores[:, ~candidates] = -np.inf
    seen_rows, seen_codes, _worth = known_entries(
        viewers, title_ids, lambda viewer: (list(viewer.strengths), list(viewer.strengths.values()))
    )
    scores[seen_rows, seen_codes] = -np.inf
    top = top_of(scores, PLACES)
    shown, place = top >= 0, np.maximum(top, 0)
    if not len(title_ids):
        return top, shown, np.zeros(top.shape, dtype=np.float32), auc
    hits = np.take_along_axis(liked, place, axis=1) & shown
    return top, hits, np.take_along_axis(ratings, place, axis=1) * shown, auc


def rating_errors(*, viewers: Sequence[Judged], bundle: Bundle) -> RatingErrors | None:
    """Estimates by fold-in for every held-out rating of a known title; None without a rating model or ratings."""
    if bundle.rating is None:
        return None
    return errors_of(viewers=viewers, rating=bundle.rating, one_number=bundle.rating.mean)


def errors_of(*, viewers: Sequence[Judged], rating: RatingScorer, one_number: float) -> RatingErrors | None:
    """Each viewer is folded in from `ratings`, as serving does it; None when nothing known was rated."""
    whose, estimates, said, before = [np.empty(0, dtype=np.int64)], [np.empty(0)], [np.empty(0)], 0
    for part in blocks_of(viewers, titles=len(rating.title_ids)):
        rows, codes, values = held_ratings(part, rating.title_ids)
        if len(rows):
            with many_small_products():
                found = rating.score_many(told_by([viewer.ratings for viewer in part]))
            whose.append(before + rows)
            estimates.append(found[rows, codes].astype(np.float64))
            said.append(values)
        before += len(part)
    if len(said) == 1:
        return None
    return RatingErrors(
        estimates=np.concatenate(estimates),
        said=np.concatenate(said),
        viewer=np.concatenate(whose),
        one_number=one_number,
    )


def calibration_of(errors: RatingErrors, *, prior_weight: float = 20.0) -> tuple[float, float]:
    """(slope, intercept) of the chance of a rating of 4 or more.

    A prior worth `prior_weight` ratings holds it near slope 2 about 3.5, so that few ratings cannot bend it far.
    """
    columns = np.column_stack([errors.estimates - 3.5, np.ones(len(errors))])
    weights = most_probable_weights(
        columns, errors.said >= LIKED_RATING,
        prior=np.array([2.0, 0.0]), precision=np.array([prior_weight / 4.0, prior_weight / 16.0]),
    )  # fmt: skip
    slope = max(0.05, float(weights[0]))
    return slope, float(weights[1]) - 3.5 * slope


def summary(scores: RankingScores, *, candidates: int, seed: int) -> dict[str, float]:
    """The figures of one method as they are stored and printed; what could not be measured is left out."""
    if not len(scores):
        return {"viewers": 0}
    interval = bootstrap(scores.ndcg10, seed=seed)
    figures = {
        "viewers": len(scores),
        "ndcg10": interval.mean,
        "ndcg10_low": interval.low,
        "ndcg10_high": interval.high,
        "recall10": float(scores.recall10.mean()),
        "recall20": float(scores.recall20.mean()),
        "hit10": float(scores.hit10.mean()),
        "map10": float(scores.map10.mean()),
        "distinct10": distinct(scores),
        "coverage10": coverage(scores.top, candidates=candidates),
        **_quality_figures(scores.quality, seed),
    }
    return {name: round(figure, 5) for name, figure in figures.items()}


def _quality_figures(quality: Quality | None, seed: int) -> dict[str, float]:
    figures: dict[str, float] = {}
    if quality is None:
        return figures
    comparable = quality.auc[quality.comparable]
    if len(comparable):
        interval = bootstrap(comparable, seed=seed)
        figures = {"auc": interval.mean, "auc_low": interval.low, "auc_high": interval.high}
        figures["auc_viewers"] = len(comparable)
    if quality.disliked_share is not None:
        disliked = bootstrap_ratio(quality.disliked10, quality.rated10, seed=seed)
        figures |= {"disliked10": disliked.mean, "disliked10_low": disliked.low, "disliked10_high": disliked.high}
    return figures


def distinct(scores: RankingScores) -> int:
    """How many different titles were shown to anybody."""
    return distinct_titles(scores.top)


def table(rows: Mapping[str, Mapping[str, float]]) -> str:
    """The figures of several methods as one Markdown table."""
    columns = ("ndcg10", "ndcg10_low", "ndcg10_high", "recall10", "recall20", "hit10", "coverage10", "auc", "viewers")
    lines = ["| method | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name, figures in rows.items():
        cells = (f"{figures[key]:.0f}" if key == "viewers" else f"{figures.get(key, 0):.4f}" for key in columns)
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
