"""One true line for each title of a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.candidates.catalogue import BoolVector, Subjects
from recommendations.contracts import IntVector, Reason, ReasonKind
from recommendations.events.rating import UP
from recommendations.explanations.asked import KIND_OF, asked_for, asked_words
from recommendations.ranking.context import SECONDS_PER_DAY, RankingContext
from recommendations.ranking.fit import EVEN

TELLING_SHARE = 0.05
"""A title of the viewer's own is named when at least this share of what spoke for the score came from it."""
EVIDENCE = 3
NEW_DAYS = 14.0
LATELY = timedelta(days=1)
CLEARLY = 0.1
DOMINANT_SHARE = 0.3
"""From this share of what spoke for it on, a title is said to be there because of one other ..."""
LEADING_SHARE, LEAD = 0.15, 2.0
"""... or from this one on, where it is so many times the next one's."""
PRAISED = 80
"""Of 100: what critics give a title from which on it is a reason."""


Evidence = tuple[tuple[int, float], ...]
"""Own titles and their shares, the greatest first."""


@dataclass(frozen=True, kw_only=True)
class TitleReasons:
    """Reasons for many titles at once: what is counted is a few matrices over them, not a call for each title."""

    context: RankingContext
    names: Mapping[int, str]
    """Title id -> name, of everything in the catalogue."""

    def for_titles(self, title_ids: Sequence[int]) -> dict[int, Reason]:
        """A reason for each title, the first of these that is true: own history, genre, mood, new, popular, praised.

        The evidence stays with it whatever the words are, for whoever asks why. A title of which the viewer has said
        something is not recommended because of another.
        """
        contributions, widely = self._contributions(title_ids), self._widely_watched()
        codes = self.context.catalogue.code_of(list(title_ids))
        preferred = self._preferred(codes)
        reasons, match, ratings = {}, self.context.match[codes].tolist(), self.context.taste.ratings
        for place, (title, code) in enumerate(zip(title_ids, codes.tolist(), strict=True)):
            evidence, is_ours = contributions.get(title, ((), False))
            fits, is_rated = not 0 <= match[place] < EVEN, title in ratings
            if evidence and is_ours and fits and not is_rated:
                reasons[title] = self._because(evidence)
                continue
            # What was asked for is so whatever the match; that something is to the viewer's taste is not.
            subject = self._asked(code) or (preferred[place] if fits and not is_rated else None)
            reason = subject or self._of_all_viewers(code, widely)
            reasons[title] = reason if is_rated else Reason(kind=reason.kind, text=reason.text, evidence=evidence)
        return reasons

    def _contributions(self, title_ids: Sequence[int]) -> dict[int, tuple[Evidence, bool]]:
        """Per title the own titles that spoke for it, with their shares of everything that did, greatest first; and
        whether own titles together spoke for it more than what knows none of them, like popularity.

        Only those that may be named: chosen by the viewer, not hidden since, and visible to the viewer now.
        """
        taste, bundle = self.context.taste, self.context.bundle
        if bundle is None or self.context.is_newcomer or not title_ids:
            return {}
        own, parts, rest = bundle.parts(
            strengths=taste.strengths, ratings=taste.ratings, title_ids=list(title_ids), features=self.context.features
        )  # fmt: skip
        ours = parts.sum(axis=0)
        totals, is_ours = ours + rest, (ours > rest).tolist()
        named = np.where(self._may_be_named(own)[:, None], parts, 0.0)
        shares = np.divide(named, totals, out=np.zeros_like(named), where=totals > 0)
        telling_of = (shares >= TELLING_SHARE).sum(axis=0)
        # One more than are kept, because no title speaks for itself; all, where one of them may be of today.
        depth = min(int(telling_of.max(initial=0)), len(own) if self.of_today else EVIDENCE + 1)
        order = greatest(named, depth)
        sources, weights = own[order].T.tolist(), np.take_along_axis(shares, order, axis=0).T.tolist()
        found, today = dict[int, tuple[Evidence, bool]](), self.of_today
        for title, count, own_ids, of_all, mine in zip(
            title_ids, telling_of.tolist(), sources, weights, is_ours, strict=True
        ):
            pairs = zip(own_ids[:count], of_all[:count], strict=True)
            telling = [(source, share) for source, share in pairs if source != title]
            # What was liked today has a place among the loudest, or a page could not say what has just changed it.
            latest = [pair for pair in telling[EVIDENCE:] if pair[0] in today][:1] if today else ()
            found[title] = (*telling[: EVIDENCE - len(latest)], *latest), mine
        return found

    def _may_be_named(self, title_ids: IntVector) -> BoolVector:
        context = self.context
        own = context.taste.chosen - context.taste.hidden
        codes = context.catalogue.code_of(title_ids)
        is_own = [title in own and title in self.names for title in title_ids.tolist()]
        return np.asarray((codes >= 0) & context.visible[codes] & np.array(is_own, dtype=bool))

    def _widely_watched(self) -> float:
        """The popularity from which on many others watch a title."""
        popular = self.context.demand.popularity[self.context.visible]
        return float(np.quantile(popular, 0.75)) if len(popular) else 0.0

    def _of_all_viewers(self, code: int, widely: float) -> Reason:
        """What is true of the title, whoever asks."""
        context = self.context
        age_days = (context.viewer.now.timestamp() - context.catalogue.added_at[code]) / SECONDS_PER_DAY
        if 0 <= age_days < NEW_DAYS:
            return Reason(kind=ReasonKind.NEW, text="New on Marquee")
        popularity = float(context.demand.popularity[code])
        if popularity > 0 and popularity >= widely:
            return Reason(kind=ReasonKind.POPULAR, text="Among the most watched")
        praise = int(context.catalogue.critics_score[code])
        if praise >= PRAISED:
            return Reason(kind=ReasonKind.CRITICS, text=f"Critics give it {praise} of 100")
        if genres := _first_of(context.catalogue.genres, code):
            what = ", ".join(part for part in (genres, _first_of(context.catalogue.moods, code)) if part)
            return Reason(kind=ReasonKind.GENRE, text=what[0].upper() + what[1:])
        return Reason(kind=ReasonKind.EXPLORATION, text="Something different")

    def _because(self, evidence: Evidence) -> Reason:
        """Names, of all that spoke clearly, what was liked last, if that is less than a day ago; else the loudest.

        It is because of that one only where it outweighs the others by far; else they are mentioned with it.
        """
        today = [title for title, _share in evidence if title in self.of_today] if self.of_today else []
        source = max(today, key=lambda title: self.context.taste.rated_at[title]) if today else evidence[0][0]
        kind, text = self._said_of(source)
        if not _outweighs(source, evidence):
            text = f"From {self.names[source]} and more"
        return Reason(kind=kind, text=text, evidence=evidence)

    def _said_of(self, source: int) -> tuple[ReasonKind, str]:
        """Some own titles speak for dozens of others: what is said of one is put together once."""
        if source not in self._said:
            taste = self.context.taste
            if taste.ratings.get(source, 0.0) >= UP:
                kind, verb = ReasonKind.BECAUSE_LIKED, "liked"
            elif source in taste.watched or any(item.title_id == source for item in taste.progress):
                kind, verb = ReasonKind.BECAUSE_WATCHED, "watched"
            else:
                kind, verb = ReasonKind.BECAUSE_LISTED, "saved"
            self._said[source] = kind, f"Because you {verb} {self.names[source]}"
        return self._said[source]

    @cached_property
    def _said(self) -> dict[int, tuple[ReasonKind, str]]:
        return {}

    @cached_property
    def of_today(self) -> frozenset[int]:
        """What the viewer rated, and liked, less than a day ago."""
        taste, since = self.context.taste, self.context.viewer.now - LATELY
        return frozenset(
            title for title, at in taste.rated_at.items() if at > since and taste.ratings.get(title, 0.0) >= UP
        )

    def _preferred(self, codes: IntVector) -> list[Reason | None]:
        """Of each title the genre or mood that the viewer prefers most, if that is clear."""
        context = self.context
        found: list[Reason | None] = [None] * len(codes)
        # Genres last: they say it before moods do.
        for subjects, affinity, said, kind, words in (
            (context.catalogue.moods, context.mood_affinity, context.asked.moods, ReasonKind.MOOD, "You like it {}"),
            (context.catalogue.genres, context.genre_affinity, context.asked.genres, ReasonKind.GENRE, "You like {}"),
        ):
            if not len(subjects.ids):
                continue
            # What the viewer asked less of is no reason to show a title, however often it was chosen.
            counted = np.where((subjects.member[codes] > 0) & (said >= 0), affinity, -np.inf)
            best, clear = counted.argmax(axis=1).tolist(), (counted.max(axis=1) > CLEARLY).tolist()
            reasons = {n: Reason(kind=kind, text=words.format(subjects.names[n].lower())) for n in set(best)}
            found = [reasons[n] if is_clear else old for n, is_clear, old in zip(best, clear, found, strict=True)]
        return found

    def _asked(self, code: int) -> Reason | None:
        """What of this title the viewer asked more of."""
        found = asked_for(context=self.context, code=code) if self.context.asked.is_for_more else None
        if not found:
            return None
        group, name = found[0]
        return Reason(kind=KIND_OF[group], text=asked_words(group, name))


def greatest(values: npt.NDArray[np.floating[Any]], count: int) -> IntVector:
    """The rows of the `count` greatest values of each column, greatest first and the first of equals first.

    Values are at least 0. Few are asked for of many: so many passes over all cost less than sorting them.
    """
    left, order = np.array(values.T, order="C"), np.empty((count, values.shape[1]), dtype=np.int64)
    columns = np.arange(values.shape[1])
    for place in range(count):
        order[place] = left.argmax(axis=1)
        left[columns, order[place]] = -1.0
    return order


def _outweighs(source: int, evidence: Evidence) -> bool:
    """Whether one title spoke for another so much that it may be called the cause."""
    share, next_one = 0.0, 0.0
    for title, of_all in evidence:
        if title == source:
            share = of_all
        elif of_all > next_one:
            next_one = of_all
    return share >= DOMINANT_SHARE or (share >= LEADING_SHARE and share >= LEAD * next_one)


def _first_of(subjects: Subjects, code: int) -> str:
    """The first two genres or moods of a title, as they stand in a sentence: `comedy and romance`."""
    return " and ".join(subjects.names[number].lower() for number in np.flatnonzero(subjects.member[code])[:2].tolist())
