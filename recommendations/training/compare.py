"""Single estimators side by side on one split, each scored as its scorer would serve."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from recommendations.estimators import Estimator, UnableToFit
from recommendations.training.dataset import Dataset
from recommendations.training.evaluate import rank_scores, summary
from recommendations.training.judged import Judged, judged_viewers
from recommendations.training.split import split


def compare(dataset: Dataset, *, estimators: Sequence[type[Estimator]], seed: int) -> dict[str, dict[str, float]]:
    """Figures by estimator key; one that cannot learn from this data has no viewers."""
    learning, held = split(dataset)
    viewers = judged_viewers(train=learning, held=held, seed=seed)
    title_ids = np.union1d(dataset.ratings.title_ids, dataset.strengths.title_ids).astype(np.int64)
    touched = learning.strengths.title_ids[np.unique(learning.strengths.title_code)]
    candidates = np.isin(title_ids, touched)
    rows = {}
    for estimator in estimators:
        try:
            learned: Any = estimator(seed=seed).learn(getattr(learning, estimator.learns_from), seed=seed)
        except UnableToFit:
            rows[estimator.key] = {"viewers": 0.0}
            continue
        scorer = learned.over(title_ids)

        def scoring(viewer: Judged, scorer: Any = scorer, learns_from: str = estimator.learns_from) -> Any:
            return scorer.score(getattr(viewer, learns_from))

        scores = rank_scores(viewers=viewers, title_ids=title_ids, candidates=candidates, scoring=scoring)
        rows[estimator.key] = summary(scores, candidates=int(candidates.sum()), seed=seed)
    return rows
