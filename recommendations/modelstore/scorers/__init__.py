"""The few kinds of array sets that estimators may return, by name; numpy only."""

from recommendations.modelstore.scorers.base import Scorer
from recommendations.modelstore.scorers.by_country import ByCountry
from recommendations.modelstore.scorers.co_clusters import CoClusters
from recommendations.modelstore.scorers.deviations import Deviations
from recommendations.modelstore.scorers.factors import Factors
from recommendations.modelstore.scorers.implicit_factors import ImplicitFactors
from recommendations.modelstore.scorers.item_weights import ItemWeights
from recommendations.modelstore.scorers.likeness import Likeness
from recommendations.modelstore.scorers.moments import Moments
from recommendations.modelstore.scorers.neighbours import Neighbours
from recommendations.modelstore.scorers.one_list import OneList
from recommendations.modelstore.scorers.preferences import PreferenceFactors
from recommendations.modelstore.scorers.rating import RatingScorer
from recommendations.modelstore.scorers.rating_neighbours import RatingNeighbours
from recommendations.modelstore.scorers.resumption import Resumption

SCORERS: tuple[type[Scorer], ...] = (
    ByCountry,
    Factors,
    CoClusters,
    Deviations,
    ImplicitFactors,
    RatingNeighbours,
    ItemWeights,
    Likeness,
    Moments,
    OneList,
    PreferenceFactors,
    Neighbours,
    Resumption,
)

__all__ = [
    "SCORERS",
    "ByCountry",
    "CoClusters",
    "Deviations",
    "Factors",
    "ImplicitFactors",
    "ItemWeights",
    "Likeness",
    "Moments",
    "Neighbours",
    "OneList",
    "PreferenceFactors",
    "RatingNeighbours",
    "RatingScorer",
    "Resumption",
    "Scorer",
]
