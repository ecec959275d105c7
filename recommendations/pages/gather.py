"""What every page starts from: the viewer's ranking, and the process's own snapshots of the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog
from django.utils import timezone

from recommendations.artwork.library import Library, current_library
from recommendations.candidates.catalogue import current_catalogue
from recommendations.candidates.demand import demand_for
from recommendations.candidates.rules import rules_for
from recommendations.candidates.shortlist import shortlist_scores
from recommendations.contracts import ArtworkDecision, Moment, Taste, Viewer, moment_of
from recommendations.events.taste import read_taste
from recommendations.experiments.assign import POPULARITY_ARM
from recommendations.modelstore.active import active_bundle
from recommendations.pages.cards import Cards, current_cards
from recommendations.pages.state import PageState
from recommendations.ranking.context import RankingContext, rank_for

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    context: RankingContext
    cards: Cards
    library: Library
    before: Mapping[int, ArtworkDecision] = field(default_factory=dict)
    """Title id -> the picture chosen for it on the last home page, where that was read."""


def moment_for(viewer: Viewer) -> Moment:
    """Now, on the viewer's device; by the hour of the site, as for training: profiles have no time zone."""
    return moment_of(timezone.localtime(viewer.now), viewer.device)


def gather(*, viewer: Viewer, state: PageState, arm: str = "", taste: Taste | None = None) -> Gathered:
    """Read the viewer's taste and rank the catalogue for it; a model that cannot be used is logged and done without."""
    taste = taste or read_taste(profile_id=viewer.profile_id, now=viewer.now)
    catalogue = current_catalogue(version=state.catalogue_version)
    bundle = active_bundle(digest=state.model_digest) if state.model_digest else None
    personal = arm != POPULARITY_ARM
    rules = rules_for(viewer, version=state.catalogue_version)
    shortlist = None
    if state.model_digest and bundle is None:
        shortlist = shortlist_scores(viewer.profile_id, catalogue.title_ids)
    try:
        demand = demand_for(viewer=viewer, catalogue=catalogue, bundle=bundle)
        context = rank_for(
            viewer=viewer, taste=taste, catalogue=catalogue, bundle=bundle, demand=demand, personal=personal,
            shortlist=shortlist, moment=moment_for(viewer), rules=rules,
        )  # fmt: skip
    except (ValueError, IndexError, FloatingPointError):
        log.exception("model_unusable", model=state.model_digest[:12])
        demand = demand_for(viewer=viewer, catalogue=catalogue, bundle=None)
        context = rank_for(
            viewer=viewer, taste=taste, catalogue=catalogue, bundle=None, demand=demand, personal=personal,
            rules=rules,
        )  # fmt: skip
    return Gathered(
        context=context,
        cards=current_cards(version=state.catalogue_version),
        library=current_library(version=state.catalogue_version),
    )
