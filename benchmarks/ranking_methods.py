"""The rankers that are compared: ours as they serve, and peers called in their own way; each with what to try."""

import inspect
import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from implicit.als import AlternatingLeastSquares
from implicit.bpr import BayesianPersonalizedRanking
from implicit.nearest_neighbours import BM25Recommender
from movielens import Part
from threadpoolctl import threadpool_limits

from recommendations.estimators import (
    ALS,
    EASE,
    Estimator,
    ItemBM25,
    ItemCosine,
    ItemTFIDF,
    Popularity,
    SurpriseKNN,
    SurpriseSVD,
    SurpriseSVDPlusPlus,
    SVDChosen,
)
from recommendations.estimators.ranges import Choices, Span, draw
from recommendations.estimators.trainset import ArrayTrainset

EITHER = Choices(values=(True, False))
LENSKIT_PYTHON = os.environ.get("LENSKIT_PYTHON", "")
"""A Python of 3.12 or later that has LensKit, which does not run on ours; without it the comparison goes without."""


@dataclass(frozen=True, kw_only=True)
class Method:
    name: str
    is_ours: bool
    configs: Callable[[int], list[Any]]
    """The defaults and drawn ones, so many in all."""
    fit: Callable[[Part, Any], Any]
    scores: Callable[[Part, Any], Any]
    """viewers x titles."""


def ours(name: str, estimator: type[Estimator]) -> Method:
    def scores(part, scorer):
        over = scorer.over(part.title_ids)
        return np.array([over.score(taste) for taste in part.tastes()])

    def configs(count):
        random = np.random.default_rng(0)
        return [estimator.Config(), *(draw(estimator.Config, random=random) for _ in range(count - 1))]

    def fit(part, config):
        return estimator(config).learn(part.learning.strengths, seed=1)

    return Method(name=name, is_ours=True, configs=configs, fit=fit, scores=scores)


def peer(name: str, defaults: dict[str, Any], ranges: dict[str, Any], fit: Any, scores: Any) -> Method:
    def configs(count):
        random = np.random.default_rng(0)
        drawn = [{key: over.draw(random) for key, over in ranges.items()} for _ in range(count - 1)]
        return [defaults, *drawn] if ranges else [defaults]

    return Method(name=name, is_ours=False, configs=configs, fit=fit, scores=scores)


def implicit_model(kind: type, **fixed: Any) -> Any:
    def fit(part, config):
        own = {key: value for key, value in config.items() if key != "is_liked_only"}
        taken = inspect.signature(kind).parameters
        if "random_state" in taken:
            own["random_state"] = 1
        with threadpool_limits(1, "blas"):
            model = kind(**own, **fixed)
            model.fit(part.likes(is_liked_only=config["is_liked_only"]).astype(np.float64), show_progress=False)
        return model, config["is_liked_only"]

    return fit


def factor_scores(part: Part, fitted: Any) -> Any:
    return fitted[0].user_factors @ fitted[0].item_factors.T


def neighbour_scores(part: Part, fitted: Any) -> Any:
    return (part.likes(is_liked_only=fitted[1]) @ fitted[0].similarity).toarray()


def plain_ease(part: Part, config: Any) -> Any:
    likes = part.likes(is_liked_only=config["is_liked_only"])
    together = (likes.T @ likes).toarray()
    together[np.diag_indices(len(together))] += config["regularisation"]
    inverse = np.linalg.inv(together)
    weights = inverse / -np.diag(inverse)
    weights[np.diag_indices(len(weights))] = 0.0
    return likes, weights


def rating_model(estimator: type[Any]) -> Any:
    """Surprise's own; our kernels find its factors, SVD's to the last bit and SVD++'s to 1e-9, which tests hold."""

    def fit(part, config):
        trainset = ArrayTrainset.of(part.learning.ratings)
        return estimator(**config, seed=1).fit(trainset), trainset

    return fit


def rating_scores(part: Part, fitted: Any) -> Any:
    """The unclipted prediction of every rating by the places that the descent left viewers in."""
    model, trainset = fitted
    found = np.full((len(part.learning.ratings.profile_ids), len(part.title_ids)), trainset.global_mean)
    viewers = np.searchsorted(part.learning.ratings.profile_ids, trainset.raw_users)
    titles = np.searchsorted(part.title_ids, trainset.raw_items)
    vectors = model.vectors(trainset)
    found[np.ix_(viewers, titles)] += model.bu[:, None] + model.bi + vectors @ model.qi.T
    return found


def neighbour_ratings(part: Part, fitted: Any) -> Any:
    model, trainset = fitted
    scorer = model.scorer(trainset).over(part.title_ids)
    said = part.ratings()
    found = []
    for row in range(said.shape[0]):
        own = said[row]
        found.append(scorer.score(dict(zip(part.title_ids[own.indices].tolist(), own.data.tolist(), strict=True))))
    return np.array(found)


def lenskit_als(part: Part, config: Any) -> Any:
    own = {key: value for key, value in config.items() if key != "is_liked_only"}
    likes = part.likes(is_liked_only=config["is_liked_only"]).tocoo()
    with TemporaryDirectory() as name:
        folder = Path(name)
        viewers, titles = likes.shape
        np.savez(folder / "likes.npz", viewer=likes.row, title=likes.col, viewers=viewers, titles=titles)
        program = Path(__file__).parent / "lenskit_peer.py"
        subprocess.run([LENSKIT_PYTHON, program, folder, json.dumps(own)], check=True, capture_output=True)
        return np.load(folder / "scores.npy")


LIKED_ONLY = {"is_liked_only": EITHER}
DESCENT = {
    "learning_rate": Span(low=0.002, high=0.02, is_log=True),
    "regularisation": Span(low=0.01, high=0.2, is_log=True),
}

METHODS: tuple[Method, ...] = (
    ours("EASE", EASE),
    ours("ALS", ALS),
    ours("TF-IDF, item-item", ItemTFIDF),
    ours("BM25, item-item", ItemBM25),
    ours("cosine, item-item", ItemCosine),
    ours("Surprise SVD on choices", SVDChosen),
    ours("popularity, recent votes count more", Popularity),
    peer("EASE, plain numpy", {"regularisation": 100.0, "is_liked_only": True},
         {"regularisation": Span(low=10.0, high=3_000.0, is_log=True)} | LIKED_ONLY,
         plain_ease, lambda _part, fitted: fitted[0] @ fitted[1]),
    peer("implicit ALS", {"factors": 64, "is_liked_only": True},
         {"factors": Span(low=16, high=256, is_log=True, is_whole=True),
          "regularization": Span(low=1.0, high=100.0, is_log=True), "alpha": Span(low=1.0, high=40.0, is_log=True),
          "iterations": Span(low=5, high=30, is_whole=True)} | LIKED_ONLY,
         implicit_model(AlternatingLeastSquares), factor_scores),
    peer("implicit BPR", {"is_liked_only": True},
         {"factors": Span(low=16, high=128, is_log=True, is_whole=True),
          "learning_rate": Span(low=0.005, high=0.1, is_log=True),
          "regularization": Span(low=0.001, high=0.1, is_log=True),
          "iterations": Span(low=50, high=300, is_log=True, is_whole=True)} | LIKED_ONLY,
         implicit_model(BayesianPersonalizedRanking, num_threads=1), factor_scores),
    peer("implicit BM25", {"is_liked_only": True},
         {"K": Span(low=20, high=500, is_log=True, is_whole=True), "K1": Span(low=0.1, high=3.0),
          "B": Span(low=0.0, high=1.0)} | LIKED_ONLY,
         implicit_model(BM25Recommender), neighbour_scores),
    *([peer("LensKit ALS", {"is_liked_only": True},
            {"embedding_size": Span(low=16, high=256, is_log=True, is_whole=True),
             "regularization": Span(low=0.1, high=100.0, is_log=True), "weight": Span(low=1.0, high=40.0, is_log=True),
             "epochs": Span(low=5, high=30, is_whole=True)} | LIKED_ONLY,
            lenskit_als, lambda _part, scores: scores)] if LENSKIT_PYTHON else []),
    peer("Surprise SVD, predicted rating", {"epochs": 20, "regularisation": 0.02},
         {"factors": Span(low=10, high=200, is_log=True, is_whole=True),
          "epochs": Span(low=10, high=100, is_log=True, is_whole=True)} | DESCENT,
         rating_model(SurpriseSVD), rating_scores),
    peer("Surprise SVD++, predicted rating", {"epochs": 20, "learning_rate": 0.007, "regularisation": 0.02},
         {"factors": Span(low=5, high=50, is_log=True, is_whole=True),
          "epochs": Span(low=5, high=40, is_log=True, is_whole=True)} | DESCENT,
         rating_model(SurpriseSVDPlusPlus), rating_scores),
    peer("Surprise KNNBaseline, predicted rating", {},
         {"neighbours": Span(low=5, high=100, is_log=True, is_whole=True),
          "fewest_neighbours": Choices(values=(1, 2, 3, 5)), "shrinkage": Span(low=10.0, high=300.0, is_log=True)},
         rating_model(SurpriseKNN), neighbour_ratings),
    peer("popularity, plain count", {"is_liked_only": False}, {},
         lambda part, config: part.likes(**config).sum(axis=0),
         lambda part, fitted: np.tile(np.asarray(fitted).ravel(), (len(part.learning.ratings.profile_ids), 1))),
)  # fmt: skip
