"""A blend of few parts with fixed weights, learned from the tables and served; for tests that are not about recipes."""

from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from recommendations.estimators import EASE, Popularity, SurpriseSVD, Trend
from recommendations.models import ModelSlot, ModelVersion
from recommendations.modelstore.activate import promote
from recommendations.modelstore.bundle import POPULARITY, RATING, Bundle
from recommendations.modelstore.store import write
from recommendations.training.dataset import Dataset, read_dataset
from tests.factories.recommendations import NOON


def a_blend(dataset: Dataset, *, seed: int = 1) -> Bundle:
    """EASE and the rating model, half as loud, and a little of popularity."""
    title_ids = np.union1d(dataset.ratings.title_ids, dataset.strengths.title_ids).astype(np.int64)
    parts: dict[str, Any] = {
        "ease": EASE(regularisation=5.0).learn(dataset.strengths, seed=seed),
        "rating": SurpriseSVD(factors=8, epochs=5).learn(dataset.ratings, seed=seed),
        "popularity": Popularity().learn(dataset.strengths, seed=seed),
        "trend": Trend().learn(dataset.strengths, seed=seed),
    }
    parts = {name: scorer.over(title_ids) for name, scorer in parts.items()}
    return Bundle(
        version="",
        title_ids=title_ids,
        rankers={"ease": parts["ease"]},
        rating=parts["rating"],
        popularity=parts["popularity"],
        trend=parts["trend"],
        weights={"ease": 1.0, RATING: 0.5, POPULARITY: 0.1},
    )


def a_served_blend(*, now: datetime = NOON) -> ModelVersion:
    written = write(store=Path(settings.MODEL_STORE), bundle=a_blend(read_dataset(cutoff=now)))
    version = ModelVersion.objects.create(digest=written.digest, created_at=now, manifest=written.manifest)
    token = max(ModelSlot.objects.values_list("run_token", flat=True), default=0) + 1
    assert promote(version=version, run_token=token, now=now, why="for a test")
    return version
