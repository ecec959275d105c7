"""The few kinds of array sets that estimators may return, by name; numpy only."""

from recommendations.modelstore.scorers.base import Scorer
from recommendations.modelstore.scorers.factors import Factors
from recommendations.modelstore.scorers.item_weights import ItemWeights
from recommendations.modelstore.scorers.one_list import OneList
from recommendations.modelstore.scorers.preferences import PreferenceFactors

SCORERS: tuple[type[Scorer], ...] = (Factors, ItemWeights, OneList, PreferenceFactors)

__all__ = ["SCORERS", "Factors", "ItemWeights", "OneList", "PreferenceFactors", "Scorer"]
