"""The nouns of what was done and what to show next, by name."""

from recommendations.models.adjustment import Adjustment, StoppedRow
from recommendations.models.digest import DigestSubscription
from recommendations.models.event import Event, EventAllowance, Impression
from recommendations.models.experiment import Experiment, Exposure
from recommendations.models.outcome import OutcomeReport
from recommendations.models.page_rule import PageRule, RuleAction
from recommendations.models.play_session import PlayOrigin, PlaySession
from recommendations.models.served_page import ServedPage
from recommendations.models.shortlist import Shortlist
from recommendations.models.taste import HiddenTitle, ListEntry, Rating, RatingSource, TasteState, WatchProgress
from recommendations.models.training import (
    ModelSlot,
    ModelVersion,
    Promotion,
    RewardTable,
    RunState,
    TrainingRun,
)
from recommendations.models.tuning import EstimatorSettings, Job, JobState, RewardReplay, SearchRun, SearchTrial

__all__ = [
    "Adjustment",
    "DigestSubscription",
    "EstimatorSettings",
    "Event",
    "EventAllowance",
    "Experiment",
    "Exposure",
    "HiddenTitle",
    "Impression",
    "Job",
    "JobState",
    "ListEntry",
    "ModelSlot",
    "ModelVersion",
    "OutcomeReport",
    "PageRule",
    "PlayOrigin",
    "PlaySession",
    "Promotion",
    "Rating",
    "RatingSource",
    "RewardReplay",
    "RewardTable",
    "RuleAction",
    "RunState",
    "SearchRun",
    "SearchTrial",
    "ServedPage",
    "Shortlist",
    "StoppedRow",
    "TasteState",
    "TrainingRun",
    "WatchProgress",
]
