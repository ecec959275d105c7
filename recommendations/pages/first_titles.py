"""Pick a few you like: which titles a newcomer is asked about, in two steps, and what is made of the answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from recommendations.candidates.catalogue import BoolVector
from recommendations.candidates.telling import telling_order, telling_without_model
from recommendations.contracts import FloatVector, IntVector, Page, Reason, ReasonKind, Scored, Viewer
from recommendations.events.first_picks import say_first
from recommendations.events.page_token import read_token
from recommendations.events.place import Place
from recommendations.modelstore.comparable import standardised
from recommendations.modelstore.scorers import PreferenceFactors
from recommendations.modelstore.scorers.base import rows_at
from recommendations.modelstore.scorers.preferences import FloatMatrix
from recommendations.pages.gather import Gathered, gather
from recommendations.pages.small import small_page
from recommendations.pages.state import PageState, StoredPage, read_state
from recommendations.ranking.context import RankingContext

SURFACE = "begin"
SURFACE_OF_MORE = "begin_more"
POLICY = "telling-1"
ASKED = 24
ASKED_OF_KIDS = 12
"""Children choose by who is in it, and from fewer."""
CONSIDERED_OF_KIDS = 240
"""Many titles may be led by one character; to put all of a large catalogue in order is too much work for twelve."""
FEWEST_WITH_CHARACTERS = 6
NAMED = 2
MORE = 12
NEAR = 60
"""The second step asks about titles among so many of the best by what the first step told."""
WHY = Reason(kind=ReasonKind.EXPLORATION, text="What you say of it tells much about what else you may like")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTitles:
    """A recorded page of one row, or of none when there is nothing to ask; for children also who is in each title."""

    page: Page
    names: Mapping[int, str]
    """Title id -> its first characters, as they are called."""


def first_titles(*, viewer: Viewer) -> FirstTitles:
    """The titles of the first step, most telling first, of those that this viewer may see and has not rated or seen.

    They were put in order when the model was trained; without a model they are popular titles of many genres.
    """
    state, gathered = _gathered(viewer, SURFACE)
    context = gathered.context
    codes = _of_kids(context) if viewer.is_kids else _most_telling(context, context.recommendable, ASKED)
    page = _page(viewer, state, gathered, SURFACE, codes)
    return FirstTitles(page=page, names=_characters(context) if viewer.is_kids else {})


def _characters(context: RankingContext) -> dict[int, str]:
    catalogue = context.catalogue
    return {int(catalogue.title_ids[code]): " and ".join(names[:NAMED]) for code, names in catalogue.characters.items()}


def more_titles(*, viewer: Viewer) -> FirstTitles:
    """The titles of the second step: near to what was picked in the first, and unlike each other."""
    state, gathered = _gathered(viewer, SURFACE_OF_MORE)
    context = gathered.context
    open_to = context.recommendable.copy()
    asked = context.catalogue.code_of(_asked_before(viewer))
    open_to[asked[asked >= 0]] = False
    near = context.catalogue.code_of(context.best(context.relevance, open_to, NEAR).title_ids)
    order = telling_order(
        vectors=_vectors(context)[near], worth=np.exp(standardised(context.relevance[near])), count=MORE
    )
    return FirstTitles(page=_page(viewer, state, gathered, SURFACE_OF_MORE, near[order]), names={})


def _vectors(context: RankingContext) -> FloatMatrix:
    """Where titles stand in the space that tastes differ in, a row each; without a model by genres and moods."""
    rankers = context.bundle.rankers.values() if context.bundle else ()
    factors = next((ranker.factors for ranker in rankers if isinstance(ranker, PreferenceFactors)), None)
    if context.bundle is None or factors is None:
        return np.hstack([context.catalogue.genres.member, context.catalogue.moods.member])
    return rows_at(factors, context.bundle.code_of(context.catalogue.title_ids))


def take_answers(*, viewer: Viewer, liked: Collection[int], disliked: Collection[int], token: str) -> int:
    """Rate what was picked; answers how many. A token that is not this profile's costs the attribution only."""
    return say_first(viewer=viewer, liked=liked, disliked=disliked, places=_places(viewer, token), now=viewer.now)


def _gathered(viewer: Viewer, surface: str) -> tuple[PageState, Gathered]:
    state = read_state(viewer=viewer, surface=surface, arm="")
    return state, gather(viewer=viewer, state=state)


def _page(viewer: Viewer, state: PageState, gathered: Gathered, surface: str, codes: IntVector) -> Page:
    ids = gathered.context.catalogue.title_ids[codes].tolist()
    return small_page(
        viewer=viewer, state=state, gathered=gathered, surface=surface, policy=POLICY, heading="Pick a few you like",
        reason=WHY, titles=[Scored(title_id=title, score=0.0, reason=WHY) for title in ids],
    )  # fmt: skip


def _most_telling(context: RankingContext, among: BoolVector, count: int) -> IntVector:
    """Codes by the order that training made; what it leaves open is filled with popular titles of many genres."""
    scores = _scores(context)
    first = context.catalogue.code_of(context.best(scores, among & (scores > 0), count).title_ids)
    left = among.copy()
    left[first] = False
    rest = telling_without_model(
        context.catalogue, popularity=context.demand.popularity, among=left, count=count - len(first)
    )
    return np.concatenate([first, rest])


def _scores(context: RankingContext) -> FloatVector:
    bundle = context.bundle
    if bundle is None or bundle.telling is None:
        return np.zeros(len(context.catalogue.title_ids), dtype=np.float32)
    codes = bundle.code_of(context.catalogue.title_ids)
    return np.where(codes >= 0, bundle.telling.score()[codes], 0.0).astype(np.float32)


def _of_kids(context: RankingContext) -> IntVector:
    """Titles whose characters have names, one for each character that leads one, before any others."""
    led: dict[str, int] = {}
    characters, among = context.catalogue.characters, np.zeros(len(context.recommendable), dtype=bool)
    among[list(characters)] = True
    for code in _most_telling(context, context.recommendable & among, CONSIDERED_OF_KIDS).tolist():
        led.setdefault(characters[code][0], code)
    known = np.array(list(led.values())[:ASKED_OF_KIDS], dtype=np.int64)
    if len(known) < FEWEST_WITH_CHARACTERS:
        return _most_telling(context, context.recommendable, ASKED_OF_KIDS)
    return known


def _asked_before(viewer: Viewer) -> list[int]:
    """The titles of the first step as it was served last."""
    return _titles_of(read_state(viewer=viewer, surface=SURFACE, arm="").last)


def _places(viewer: Viewer, token: str) -> dict[int, Place]:
    """Where each title stood on the page that the token names, which is the last of its surface or is forgotten."""
    try:
        reference = read_token(token, viewer.profile_id)
    except ValueError:
        return {}
    for surface in (SURFACE, SURFACE_OF_MORE):
        last = read_state(viewer=viewer, surface=surface, arm="").last
        if last is not None and last.id == reference.id:
            return {
                title: Place(page_id=last.id, page_served_at=last.served_at, row=0, column=column)
                for column, title in enumerate(_titles_of(last))
            }
    return {}


def _titles_of(last: StoredPage | None) -> list[int]:
    """In order; none of a page that an older program wrote in another shape."""
    try:
        return [tile["title"] for row in last.content["rows"] for tile in row["tiles"]] if last else []
    except (KeyError, TypeError):
        return []
