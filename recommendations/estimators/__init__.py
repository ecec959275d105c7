"""Every way to learn, by name: the only folder that imports Surprise."""

from recommendations.estimators.als import ALS
from recommendations.estimators.base import Estimator, UnableToFit
from recommendations.estimators.bayesian_factors import BayesianFactors
from recommendations.estimators.ease import EASE
from recommendations.estimators.item_item import ItemBM25, ItemCosine, ItemTFIDF
from recommendations.estimators.popularity import Popularity
from recommendations.estimators.surprise_baseline import SurpriseBaseline
from recommendations.estimators.surprise_co_clustering import SurpriseCoClustering
from recommendations.estimators.surprise_knn import SurpriseKNN
from recommendations.estimators.surprise_nmf import SurpriseNMF
from recommendations.estimators.surprise_slope_one import SurpriseSlopeOne
from recommendations.estimators.surprise_svd import SurpriseSVD
from recommendations.estimators.surprise_svd_plus_plus import SurpriseSVDPlusPlus
from recommendations.estimators.svd_chosen import SVDChosen
from recommendations.estimators.trend import Trend

ESTIMATORS: tuple[type[Estimator], ...] = (
    SurpriseSVD,
    SurpriseSVDPlusPlus,
    SurpriseNMF,
    SurpriseSlopeOne,
    SurpriseCoClustering,
    SurpriseKNN,
    SurpriseBaseline,
    SVDChosen,
    BayesianFactors,
    EASE,
    ALS,
    ItemCosine,
    ItemTFIDF,
    ItemBM25,
    Popularity,
    Trend,
)

__all__ = [
    "ALS",
    "EASE",
    "ESTIMATORS",
    "BayesianFactors",
    "Estimator",
    "ItemBM25",
    "ItemCosine",
    "ItemTFIDF",
    "Popularity",
    "SVDChosen",
    "SurpriseBaseline",
    "SurpriseCoClustering",
    "SurpriseKNN",
    "SurpriseNMF",
    "SurpriseSVD",
    "SurpriseSVDPlusPlus",
    "SurpriseSlopeOne",
    "Trend",
    "UnableToFit",
]
