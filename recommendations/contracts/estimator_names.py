"""Estimators by name for people, where importing them would bring Surprise along: the back office, first of all."""

from collections.abc import Mapping

ESTIMATOR_NAMES: Mapping[str, str] = {
    "ease": "EASE: who likes what together with what",
    "als": "ALS: factors of what was liked",
    "item_cosine": "Titles near titles, by cosine",
    "item_tfidf": "Titles near titles, by TF-IDF",
    "item_bm25": "Titles near titles, by BM25",
    "svd_chosen": "Surprise SVD of chosen against not chosen",
    "popularity": "Popularity",
    "trend": "Trend",
    "surprise_svd": "Surprise SVD of ratings",
    "surprise_svd_plus_plus": "Surprise SVD++ of ratings",
    "surprise_nmf": "Surprise NMF of ratings",
    "bayesian_factors": "Bayesian factors of ratings, by sampling",
    "surprise_knn": "Surprise KNNBaseline between titles",
    "surprise_slope_one": "Surprise SlopeOne",
    "surprise_co_clustering": "Surprise CoClustering",
    "surprise_baseline": "Surprise BaselineOnly",
}
"""Key to name, rankers first; a contract test asks for every estimator."""
