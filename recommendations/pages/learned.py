"""What was learned from a newcomer's picks, in words that are true of them, and what to begin with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recommendations.candidates.catalogue import BoolVector, Catalogue, Subjects
from recommendations.candidates.grammar import NOUNS, SMALL_WORDS
from recommendations.candidates.micro_genres import micro_genres_of
from recommendations.contracts import FloatVector, IntVector, Page, Reason, ReasonKind, Scored, Tile, Viewer
from recommendations.events.rating import UP
from recommendations.pages.gather import Gathered, gather
from recommendations.pages.loose import loose_tiles
from recommendations.pages.small import small_page
from recommendations.pages.state import read_state
from recommendations.ranking.context import RankingContext

SURFACE = "begin_with"
POLICY = "begin-with-1"
FINDINGS = 3
FEWEST_OF_A_KIND = 2
"""One title shows no liking for its kind."""
OF_MOST = 0.6
"""Of so large a share of the picks a genre is told, however broad it is."""
BEGIN_WITH = 6
NAMED = 3
MOST_PICKED = 36
"""The latest; two steps ask about no more, and who rated thousands elsewhere did not pick them here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A kind of title of which several were picked."""

    what: str
    names: Sequence[str]
    """The picked titles that it was learned from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    sentence: str
    findings: Sequence[Finding]
    picked: Sequence[Tile]
    begin_with: Page
    """What the home page would lead with, recorded as a page of its own."""


def learned_page(*, viewer: Viewer) -> Learned:
    """What is known of this viewer's likes by now, and the titles that follow from it."""
    state = read_state(viewer=viewer, surface=SURFACE, arm="")
    gathered = gather(viewer=viewer, state=state)
    context = gathered.context
    liked = _liked(context)
    findings = _findings(gathered, liked)
    picked = context.catalogue.title_ids[liked].tolist()
    return Learned(
        sentence=_sentence(context, findings, liked),
        findings=findings,
        picked=loose_tiles(gathered=gathered, titles=[Scored(title_id=title, score=0.0) for title in picked]),
        begin_with=small_page(
            viewer=viewer, state=state, gathered=gathered, surface=SURFACE, policy=POLICY,
            heading="Here is what we would start with",
            reason=Reason(kind=ReasonKind.BECAUSE_LIKED, text="By what you picked"),
            titles=context.best(context.relevance, context.suggestable, BEGIN_WITH),
        ),
    )  # fmt: skip


def _liked(context: RankingContext) -> IntVector:
    """Codes of what was liked here last and may be seen, latest first; imported stars were given elsewhere."""
    taste = context.taste
    liked = [title for title, value in taste.ratings.items() if value >= UP and title not in taste.imported]
    liked.sort(key=lambda title: (taste.rated_at[title], title), reverse=True)
    codes = context.catalogue.code_of(liked)
    codes = codes[codes >= 0]
    return codes[context.visible[codes]][:MOST_PICKED]


def _findings(gathered: Gathered, liked: IntVector) -> list[Finding]:
    """Kinds that picks have in common beyond chance: the genre of most of them, then smaller ones, each told by a pick
    that told of none before it. No word is said twice.
    """
    context = gathered.context
    names, member = _kinds(context.catalogue)
    if not len(liked) or not names:
        return []
    counts = member[liked].sum(axis=0)
    usual = (member[context.visible].sum(axis=0) + 1.0) / (int(context.visible.sum()) + 2.0)
    lift = np.where(counts > 0, counts * np.log(np.maximum(counts, 1.0) / len(liked) / usual), 0.0)
    told, said = np.zeros(len(liked), dtype=bool), set[str]()
    found: list[Finding] = []
    broad = _genre_of_most(lift, counts / len(liked), context.catalogue)
    for kind in [*broad, *np.argsort(-lift, kind="stable").tolist()]:
        mine: BoolVector = member[liked, kind] > 0
        if len(found) == FINDINGS or lift[kind] <= 0:
            break
        if counts[kind] >= FEWEST_OF_A_KIND and (mine & ~told).any() and not said & _words(names[kind]):
            titles = context.catalogue.title_ids[liked[mine]].tolist()
            found.append(Finding(what=_small(names[kind]), names=[gathered.cards.names[one] for one in titles]))
            said |= _words(names[kind])
            told |= mine & (kind not in broad)
    return found


def _genre_of_most(lift: FloatVector, share: FloatVector, catalogue: Catalogue) -> list[int]:
    """The genre that most picks are of, if it is one beyond chance: at most one kind, which the smaller ones refine."""
    last = len(lift) - len(catalogue.moods.names)
    genres = np.arange(last - len(catalogue.genres.names), last)
    genres = genres[(share[genres] >= OF_MOST) & (lift[genres] > 0)]
    return [int(genres[np.argmax(share[genres])])] if len(genres) else []


def _words(kind: str) -> set[str]:
    return set(kind.lower().replace("-", " ").split()) - SMALL_WORDS - {"stories", "titles"}


def _kinds(catalogue: Catalogue) -> tuple[list[str], BoolVector]:
    """Names of micro-genres, genres and moods as plural nouns; titles x kinds."""
    micro = micro_genres_of(catalogue)
    genres = [(NOUNS.get(name, f"{name.lower()} titles"), k) for k, name in enumerate(catalogue.genres.names)]
    moods = [(f"{name.lower()} stories", k) for k, name in enumerate(catalogue.moods.names)]
    member = np.hstack([micro.member > 0, *(_columns(catalogue.genres, genres), _columns(catalogue.moods, moods))])
    return [*micro.headings, *(name for name, _k in genres), *(name for name, _k in moods)], member


def _columns(subjects: Subjects, named: Sequence[tuple[str, int]]) -> BoolVector:
    return np.asarray(subjects.member[:, [k for _name, k in named]] > 0)


def _small(heading: str) -> str:
    return heading[:1].lower() + heading[1:]


def _sentence(context: RankingContext, findings: Sequence[Finding], liked: IntVector) -> str:
    if context.viewer.is_kids:
        them = [name for code in liked.tolist() for name in context.catalogue.characters.get(code, ())[:1]]
        if them:
            return f"You like {_joined(list(dict.fromkeys(them))[:NAMED])}."
    if findings:
        return f"You seem to like {_joined([finding.what for finding in findings])}."
    if len(liked) > 1:
        return "No two of your picks are of one kind, so your page begins broadly and follows what you watch."
    if len(liked) == 1:
        return "One title is a beginning: your page follows what you watch and what you say of it."
    return "Nothing is known of your taste yet: your page begins with what is popular, and follows what you watch."


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
