"""Turns recorded reasons into what is told of them: names, shares, what was asked for, and how each stands now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from catalog.models import CatalogueStamp
from recommendations.candidates.catalogue import current_catalogue
from recommendations.contracts import Card, Group, Reason, Taste, Viewer, Wanted
from recommendations.events.taste import read_taste
from recommendations.explanations.asked import asked_words
from recommendations.explanations.match import match_words
from recommendations.explanations.row_names import KINDS
from recommendations.explanations.said import said_words
from recommendations.models import Adjustment, WatchProgress
from recommendations.pages.adjustable import Dial, dials_of, may_see
from recommendations.pages.cards import current_cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A title of the viewer's own that spoke for something."""

    card: Card
    percent: int
    """Its share of what spoke."""
    is_left_out: bool
    """It is not learned from since."""
    is_in_history: bool
    """It was watched or rated, so that it can be taken out of the history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleTold:
    card: Card
    reason: str
    causes: Sequence[Cause]
    asked: Sequence[str]
    """What the viewer had asked for that moved this title, in words."""
    match: int | None
    match_words: str
    said: str
    """What the viewer said of the title, in a few words; then there is no match."""
    is_hidden: bool
    is_disliked: bool
    """A thumb down keeps it from being suggested."""
    dials: Sequence[Dial]
    explored_artwork: bool = False

    @property
    def percent_of_the_rest(self) -> int:
        """What spoke for it beside the causes: fainter own titles, how much everybody watches it, estimated liking."""
        return max(0, 100 - sum(cause.percent for cause in self.causes)) if self.causes else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTold:
    key: str
    kind: str
    heading: str
    reason: str
    causes: Sequence[Cause]
    is_stopped: bool
    is_kind_stopped: bool

    @property
    def is_one_of_many(self) -> bool:
        """There are other rows of its kind."""
        return self.key != self.kind

    @property
    def can_be_stopped(self) -> bool:
        """It is a row of the home page; what Play Something or an ending puts forward is none."""
        return self.kind in KINDS


class Teller:
    """Tells one viewer, now; titles that the viewer may not see are named by nothing here."""

    def __init__(self, viewer: Viewer, *, taste: Taste | None = None) -> None:
        self.viewer = viewer
        self.taste = taste or read_taste(profile_id=viewer.profile_id, now=viewer.now)
        version = CatalogueStamp.current()
        self.cards, self.catalogue = current_cards(version=version).cards, current_catalogue(version=version)
        self.seen = self.catalogue.visible_to(viewer)

    def may_see(self, title_id: int) -> bool:
        return title_id in self.cards and may_see(self.catalogue, self.seen, title_id)

    def title(
        self, *, title_id: int, reason: Reason, match: int | None, at: datetime, people: Iterable[int] = (),
        explored: bool = False,
    ) -> TitleTold:  # fmt: skip
        """`at` is when it was decided: what was asked for later did not move it. `people`: whom the row is about."""
        code, rating = int(self.catalogue.code_of([title_id])[0]), self.taste.ratings.get(title_id)
        match = match if rating is None else None
        asked = self._asked_before(code, at)
        if not self.viewer.is_kids:
            people = [*people, *(person for group, person, _words in asked if group == Group.PERSON)]
        return TitleTold(
            card=self.cards[title_id],
            reason=reason.text,
            causes=self.causes(reason),
            asked=[words for _group, _subject, words in asked],
            match=match,
            match_words=match_words(match, is_kids=self.viewer.is_kids),
            said=said_words(rating),
            is_hidden=title_id in self.taste.hidden,
            is_disliked=title_id in self.taste.disliked,
            dials=dials_of(
                code=code, catalogue=self.catalogue, adjustments=self.taste.adjustments,
                people=[] if self.viewer.is_kids else list(dict.fromkeys(people)),
            ),
            explored_artwork=explored,
        )  # fmt: skip

    def row(self, *, key: str, kind: str, heading: str, reason: Reason) -> RowTold:
        stopped = self.taste.adjustments.stopped_rows
        return RowTold(
            key=key,
            kind=kind,
            heading=heading,
            reason=reason.text,
            causes=self.causes(reason),
            is_stopped=key in stopped,
            is_kind_stopped=kind in stopped,
        )

    def causes(self, reason: Reason) -> list[Cause]:
        """The titles of the evidence, greatest share first."""
        named = [(title, share) for title, share in reason.evidence if self.may_see(title)]
        left_out = self._left_out([title for title, _share in named])
        begun = {item.title_id for item in self.taste.progress}
        return [
            Cause(
                card=self.cards[title],
                percent=round(share * 100),
                is_left_out=title in left_out,
                is_in_history=title in begun or title in self.taste.ratings or title in self.taste.set_aside,
            )
            for title, share in named
        ]

    def _left_out(self, title_ids: Sequence[int]) -> set[int]:
        if not title_ids:
            return set()
        rows = WatchProgress.objects.filter(profile_id=self.viewer.profile_id, title_id__in=title_ids, excluded=True)
        return set(rows.values_list("title_id", flat=True))

    def _asked_before(self, code: int, at: datetime) -> list[tuple[Group, int, str]]:
        """(what, its id, words) of the adjustments that held then and concern this title."""
        rows = Adjustment.objects.filter(profile_id=self.viewer.profile_id, set_at__lte=at)
        found = []
        for row in rows.select_related("genre", "mood", "person"):
            group = Group.GENRE if row.genre else Group.MOOD if row.mood else Group.PERSON
            subject = row.genre or row.mood or row.person
            if subject and not (group == Group.PERSON and self.viewer.is_kids) and self._has(code, group, subject.pk):
                found.append((group, subject.pk, asked_words(group, subject.name, Wanted(row.wanted))))
        return found

    def _has(self, code: int, group: Group, subject: int) -> bool:
        if group == Group.PERSON:
            return code in self.catalogue.titles_of_person.get(subject, ())
        subjects = self.catalogue.genres if group == Group.GENRE else self.catalogue.moods
        return bool((subjects.member[code] > 0)[subjects.ids == subject].any())
