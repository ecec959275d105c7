"""Tiles outside the home page: of a title's neighbours, a search, a genre. Not recorded, so they have no token."""

from collections.abc import Sequence
from dataclasses import replace

from recommendations.artwork.visit import visit_of
from recommendations.contracts import Scored, Tile, Viewer
from recommendations.experiments.assign import HOME, arm_of
from recommendations.pages.decide import Makings, TileMaker
from recommendations.pages.decorate import make_tile
from recommendations.pages.gather import Gathered, gather
from recommendations.pages.home import SURFACE, last_remembered
from recommendations.pages.state import read_state


def gathered_for(viewer: Viewer) -> Gathered:
    """The viewer's ranking as of now, and the pictures of the last home page."""
    arm, _experiment = arm_of(key=HOME, profile_id=viewer.profile_id)
    state = read_state(viewer=viewer, surface=SURFACE, arm=arm)
    before = last_remembered(state.last).pictures if state.last else {}
    return replace(gather(viewer=viewer, state=state), before=before)


def loose_tiles(*, gathered: Gathered, titles: Sequence[Scored], row: int = 0) -> list[Tile]:
    """Tiles in this order with reasons, pictures and what was said of them; what the viewer may not see is left out."""
    context = gathered.context
    shown = [item for item in titles if context.scored([item.title_id])]
    visit = visit_of(profile_id=context.viewer.profile_id, now=context.viewer.now)
    maker = TileMaker(
        context=context,
        makings=Makings(
            library=gathered.library, names=gathered.cards.names, before=gathered.before, seen=visit.pictures
        ),
    )
    maker.prepare([item.title_id for item in shown])
    listed = set(context.taste.listed)
    tiles = [
        replace(
            make_tile(maker.tile(item), row=row, column=column, cards=gathered.cards, library=gathered.library),
            is_listed=item.title_id in listed,
        )
        for column, item in enumerate(shown)
        if item.title_id in gathered.cards.cards
    ]
    visit.keep(maker.choices)
    return tiles
