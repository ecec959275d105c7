"""Every tunable number of recommending, with its unit and default; `settings.RECOMMENDATIONS` overrides by name."""

from dataclasses import dataclass, fields
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True, kw_only=True)
class Tunables:
    """Names say the unit. A change takes effect when the process starts."""

    stability_minutes: float = 120.0
    """How long a decided page is served again while nothing that it depends on changes."""
    titles_per_row: int = 20
    rows_per_page: int = 20
    """At most; how many a page has depends on the screen (`ranking/policy.py`)."""
    rows_at_first: int = 4
    """Rows rendered with the page; the others arrive as fragments."""
    minimum_row_length: int = 5
    exploration_share: float = 0.05
    """Share of artwork decisions drawn uniformly, per profile, title and sticky window."""
    artwork_sticky_days: float = 14.0
    strength_half_life_days: float = 180.0
    strength_floor: float = 0.25
    """What age leaves of a signal at least, so that imported history of decades ago still speaks."""
    context_weight_scale: float = 1.0
    """The learned weight of hour, weekday and device is multiplied by this; 0 switches them off."""
    impression_fatigue: float = 0.9
    """Each unclicked, visible impression multiplies a title's score by this."""
    impression_fatigue_days: float = 14.0
    events_per_batch: int = 50
    events_per_minute: float = 600.0
    """Refill of a profile's allowance; beyond it the endpoint answers 429."""
    events_at_once: float = 1200.0
    """Size of that allowance: a queue that waited offline may be sent in one go."""
    impressions_kept_months: int = 12
    outcome_days: int = 28
    """How far back a report of outcomes looks: four whole weeks, because weekends are unlike other days."""
    lease_seconds: float = 120.0
    """A training run whose worker is silent for longer is taken over."""
    training_attempts: int = 3
    minimum_ratings_to_train: int = 20
    training_memory_gigabytes: float = 0.0
    """Estimators that would take more are left out, and the run says so; 0 allows a share of what is free."""
    models_kept: int = 5


MOST_OUTCOME_DAYS = 366


@cache
def tunables() -> Tunables:
    """The defaults with the overrides of `settings.RECOMMENDATIONS`; raises ImproperlyConfigured for unknown names."""
    overrides = dict(settings.RECOMMENDATIONS)
    known = {item.name for item in fields(Tunables)}
    unknown = sorted(set(overrides) - known)
    if unknown:
        raise ImproperlyConfigured(f"RECOMMENDATIONS has no {', '.join(unknown)}; it knows {', '.join(sorted(known))}.")
    found = Tunables(**overrides)  # type: ignore[arg-type]  # The names were checked; values are the operator's.
    if not 1 <= found.outcome_days <= MOST_OUTCOME_DAYS:
        raise ImproperlyConfigured(f"RECOMMENDATIONS: outcome_days must be from 1 to {MOST_OUTCOME_DAYS}.")
    return found


DEFAULT_REWARDS: dict[str, float] = {
    "completed": 1.0,
    "watched_fraction": 0.5,
    "thumb_up": 1.0,
    "two_thumbs_up": 2.0,
    "thumb_down": -1.5,
    "abandoned": -0.3,
    "listed": 0.3,
    "searched_then_played": 0.2,
    "lingered": 0.05,
    "passed_over": -0.1,
    "hidden": -1.0,
}
"""What each signal is worth to a ranker; the active RewardTable overrides by name."""
