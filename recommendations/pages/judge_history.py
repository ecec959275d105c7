"""Judge the home pages of this site's own viewers on what they chose last, by a model that has not seen it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from catalog.models import CatalogueStamp
from recommendations.candidates.catalogue import current_catalogue
from recommendations.candidates.demand import demand_for
from recommendations.contracts import IntVector, Taste, Viewer
from recommendations.metrics.pages import PagesJudged
from recommendations.modelstore.bundle import Bundle
from recommendations.pages.comparisons import COMPARISONS, popularity_page
from recommendations.pages.judge import FIRST_SCREEN, Asked, PageScores, compared_page, composed_page, judge_pages
from recommendations.pages.viewer import viewer_of
from recommendations.ranking.context import RankingContext, rank_for

OURS = "Marquee"
POPULAR = "popularity page"
HistoryPart = tuple[int, Taste, IntVector]
"""Profile, taste without what is held out, and the ids of what was held out and liked."""


def judge_history(parts: Sequence[HistoryPart], *, bundle: Bundle, now: datetime) -> dict[str, PageScores]:
    """Scores of our page and of every comparison, on a laptop at `now`; profiles that are gone are left out."""
    makers = {name: compared_page(comparison) for name, comparison in COMPARISONS.items()} | {OURS: composed_page()}
    return judge_pages(_asked(parts, bundle, now), makers=makers)


def judge_model(parts: Sequence[HistoryPart], *, bundle: Bundle, now: datetime) -> PagesJudged:
    """What the gate asks of a model's pages: our own beside the popular one."""
    makers = {POPULAR: compared_page(popularity_page), OURS: composed_page()}
    scores = judge_pages(_asked(parts, bundle, now), makers=makers, with_tomorrow=False)
    return PagesJudged(
        recall=scores[OURS].recall[FIRST_SCREEN],
        popular=scores[POPULAR].recall[FIRST_SCREEN],
        miscalibration=scores[OURS].miscalibration,
        coverage=scores[OURS].coverage,
    )


def _asked(parts: Sequence[HistoryPart], bundle: Bundle, now: datetime) -> Iterator[Asked]:
    catalogue = current_catalogue(version=CatalogueStamp.current())
    profiles = Profile.objects.in_bulk([profile for profile, _taste, _relevant in parts])

    def rank(viewer: Viewer, taste: Taste) -> RankingContext:
        demand = demand_for(viewer=viewer, catalogue=catalogue, bundle=bundle)
        return rank_for(viewer=viewer, taste=taste, catalogue=catalogue, bundle=bundle, demand=demand)

    for profile_id, taste, relevant in parts:
        profile = profiles.get(profile_id)
        if profile is not None:
            viewer = viewer_of(profile=profile, device_kind=DeviceKind.LAPTOP, now=now)
            yield Asked(viewer=viewer, taste=taste, relevant=relevant, rank=rank)
