"""What comes when something has ended: the next episode, or three titles to go on with."""

from dataclasses import dataclass

import numpy as np

from catalog.models import Episode, Title
from recommendations.contracts import Page, Reason, ReasonKind, Scored, Tile, Viewer
from recommendations.events.bounds import LARGEST_NUMBER
from recommendations.events.visibility import TitleNotFound
from recommendations.modelstore.comparable import standardised
from recommendations.pages.gather import Gathered, gather
from recommendations.pages.loose import loose_tiles
from recommendations.pages.small import small_page
from recommendations.pages.state import read_state
from recommendations.pages.title import similar_titles

SURFACE = "ending"
POLICY = "ending-1"
CHOICES = 3
ALIKE = 2
"""So many of the choices are like what has ended; the last is the viewer's best of anything."""
NEIGHBOURS = 40
NEARNESS = 0.5
"""How much the order of likeness counts beside the viewer's own ranking, in its deviations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """`tile` is what has ended, with what this viewer said of it; `page` has the choices, or no row after an episode
    that is not the last.
    """

    tile: Tile
    next_episode: Episode | None
    page: Page


def ending_page(*, viewer: Viewer, slug: str, season: int | None = None, number: int | None = None) -> Ending:
    """Raises TitleNotFound for a title, or an episode, that does not exist for this viewer."""
    visible = Title.objects.visible_to(ceiling=viewer.ceiling, country=viewer.country, at=viewer.now)
    title = visible.filter(slug=slug).first()
    if title is None:
        raise TitleNotFound
    coming = next_episode(title, named_episode(title, season, number))
    state = read_state(viewer=viewer, surface=SURFACE, arm="")
    gathered = gather(viewer=viewer, state=state)
    own = loose_tiles(gathered=gathered, titles=[Scored(title_id=title.pk, score=0.0)])
    if not own:
        raise TitleNotFound
    page = small_page(
        viewer=viewer, state=state, gathered=gathered, surface=SURFACE, policy=POLICY, heading="What next?",
        # With evidence, so that it is taken back when the title is forgotten.
        reason=Reason(kind=ReasonKind.BECAUSE_WATCHED, text=f"After {title.name}", evidence=((title.pk, 1.0),)),
        titles=[] if coming else _choices(gathered, title.pk),
    )  # fmt: skip
    return Ending(tile=own[0], next_episode=coming, page=page)


def next_episode(title: Title, episode: Episode | None) -> Episode | None:
    """The one that follows in the order of seasons and numbers; None after the last, and for films."""
    if episode is None:
        return None
    episodes = list(
        Episode.objects.filter(season__title=title).select_related("season").order_by("season__number", "number")
    )
    later = [item for item in episodes if (item.season.number, item.number) > (episode.season.number, episode.number)]
    return later[0] if later else None


def named_episode(title: Title, season: int | None, number: int | None) -> Episode | None:
    """None where no episode is named; raises TitleNotFound for one that does not exist."""
    if season is None or number is None:
        return None
    if max(season, number) > LARGEST_NUMBER:
        raise TitleNotFound
    found = Episode.objects.filter(season__title=title, season__number=season, number=number)
    episode = found.select_related("season").first()
    if episode is None:
        raise TitleNotFound
    return episode


def _choices(gathered: Gathered, title_id: int) -> list[Scored]:
    """Two like it in this viewer's order, and the best of all others; none of what was watched, and not itself."""
    context = gathered.context
    neighbours = similar_titles(gathered=gathered, title_id=title_id, count=NEIGHBOURS)
    codes = context.catalogue.code_of([item.title_id for item in neighbours])
    keep = context.recommendable[codes] & (context.catalogue.title_ids[codes] != title_id)
    near = codes[keep]
    scores = standardised(context.relevance)[near] - NEARNESS * np.linspace(-1.0, 1.0, len(codes))[keep]
    alike = near[np.argsort(-scores, kind="stable")][:ALIKE]
    others = context.recommendable & ~np.isin(context.catalogue.title_ids, [title_id])
    others[alike] = False
    like_it = [
        Scored(title_id=int(context.catalogue.title_ids[code]), score=float(context.relevance[code])) for code in alike
    ]
    return [*like_it, *context.best(context.relevance, others, CHOICES - len(like_it))]
