"""Your taste: what the site believes, what it rests on, and what was corrected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from recommendations.contracts import Card, Group, Viewer
from recommendations.events.hours import WatchingHours, watching_hours
from recommendations.explanations.beliefs import Belief, beliefs_about
from recommendations.explanations.row_names import row_name
from recommendations.models import HiddenTitle, StoppedRow, WatchProgress
from recommendations.pages.adjustable import Dial, slugs_of_people
from recommendations.pages.gather import Gathered
from recommendations.pages.loose import gathered_for

SHOWN_AT_ONCE = 6
"""Genres and moods that are seen without opening the rest."""
MOST_TITLES = 60
"""Hidden titles, and titles left out, at most so many of each, the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A belief as it is told: with a dial, and the names of a few titles that it rests on."""

    dial: Dial
    percent: int
    """Of what the viewer chose."""
    usual_percent: int
    """Of what there is."""
    count: int
    examples: Sequence[Card]

    @property
    def more(self) -> int:
        """Titles that are not named."""
        return self.count - len(self.examples)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """A row that was stopped, by its key and name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TastePage:
    genres: Sequence[Line]
    moods: Sequence[Line]
    people: Sequence[Line]
    rests_on: int
    """Titles of the viewer's own."""
    hours: WatchingHours
    uses_moments: bool
    stopped_rows: Sequence[Stopped]
    hidden: Sequence[Card]
    left_out: Sequence[Card]
    restarted_at: datetime | None


def taste_page(*, viewer: Viewer) -> TastePage:
    """What is believed of this viewer now; names nothing that the viewer may not see."""
    gathered = gathered_for(viewer)
    context, taste = gathered.context, gathered.context.taste
    found = beliefs_about(context)
    slugs = {Group.PERSON: slugs_of_people([belief.subject_id for belief in found.people])}
    for group, subjects in ((Group.GENRE, context.catalogue.genres), (Group.MOOD, context.catalogue.moods)):
        slugs[group] = dict(zip(subjects.ids.tolist(), subjects.slugs, strict=True))

    def lines(beliefs: Sequence[Belief]) -> list[Line]:
        return [_line(belief, slugs[belief.group][belief.subject_id], gathered) for belief in beliefs]

    return TastePage(
        genres=lines(found.genres),
        moods=lines(found.moods),
        people=lines([belief for belief in found.people if belief.subject_id in slugs[Group.PERSON]]),
        rests_on=found.rests_on,
        hours=watching_hours(profile_id=viewer.profile_id, since=taste.restarted_at),
        uses_moments=not taste.ignores_moments,
        stopped_rows=_stopped(viewer, gathered),
        hidden=_cards(gathered, HiddenTitle.objects.filter(profile_id=viewer.profile_id).values_list("title_id")),
        left_out=_cards(
            gathered, WatchProgress.objects.filter(profile_id=viewer.profile_id, excluded=True).values_list("title_id")
        ),
        restarted_at=taste.restarted_at,
    )


def _line(belief: Belief, slug: str, gathered: Gathered) -> Line:
    cards = gathered.cards.cards
    dial = Dial(group=belief.group, subject_id=belief.subject_id, name=belief.name, slug=slug, wanted=belief.wanted)
    return Line(
        dial=dial,
        percent=round(belief.share * 100),
        usual_percent=round(belief.usual * 100),
        count=belief.count,
        examples=[cards[title] for title in belief.examples if title in cards],
    )


def _stopped(viewer: Viewer, gathered: Gathered) -> list[Stopped]:
    keys = StoppedRow.objects.filter(profile_id=viewer.profile_id).values_list("row", flat=True)
    context = gathered.context
    named = (
        (key, row_name(key=key, catalogue=context.catalogue, seen=context.visible, names=gathered.cards.names))
        for key in keys
    )
    return [Stopped(key=key, name=name) for key, name in named if name is not None]


def _cards(gathered: Gathered, rows: Iterable[tuple[int]]) -> list[Card]:
    """Of those that the viewer may see, each once, in the order of the rows."""
    ids = list(dict.fromkeys(title_id for (title_id,) in rows))
    cards = gathered.cards.cards
    return [cards[item.title_id] for item in gathered.context.scored(ids) if item.title_id in cards][:MOST_TITLES]
