"""The nouns of what was done and what to show next, by name."""

from recommendations.models.event import Event, EventAllowance, Impression
from recommendations.models.experiment import Experiment, Exposure
from recommendations.models.play_session import PlayOrigin, PlaySession
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
    "EventAllowance",
    "Experiment",
    "Exposure",
    "HiddenTitle",
    "Impression",
    "ListEntry",
    "ModelSlot",
    "ModelVersion",
    "PlayOrigin",
    "PlaySession",
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
