"""The nouns of what was done and what to show next, by name."""

from recommendations.models.event import Event, Impression
from recommendations.models.experiment import Experiment, Exposure
from recommendations.models.served_page import ServedPage
from recommendations.models.taste import HiddenTitle, ListEntry, Rating, RatingSource, TasteState, WatchProgress
from recommendations.models.training import (
    ModelSlot,
    ModelVersion,
    Promotion,
    RewardTable,
    RunState,
    TrainingRun,
)

__all__ = [
    "Event",
    "Experiment",
    "Exposure",
    "HiddenTitle",
    "Impression",
    "ListEntry",
    "ModelSlot",
    "ModelVersion",
    "Promotion",
    "Rating",
    "RatingSource",
    "RewardTable",
    "RunState",
    "ServedPage",
    "TasteState",
    "TrainingRun",
    "WatchProgress",
]
