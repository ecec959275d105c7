"""Every way to learn, by name: the only folder that imports Surprise."""

from recommendations.estimators.als import ALS
from recommendations.estimators.base import Estimator, UnableToFit
from recommendations.estimators.ease import EASE
from recommendations.estimators.popularity import Popularity
from recommendations.estimators.surprise_svd import SurpriseSVD
from recommendations.estimators.trend import Trend

ESTIMATORS: tuple[type[Estimator], ...] = (SurpriseSVD, EASE, ALS, Popularity, Trend)

__all__ = ["ALS", "EASE", "ESTIMATORS", "Estimator", "Popularity", "SurpriseSVD", "Trend", "UnableToFit"]
