"""One true line for each title of a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from recommendations.candidates.catalogue import BoolVector
from recommendations.contracts import IntVector, Reason, ReasonKind
from recommendations.explanations.asked import KIND_OF, asked_for, asked_words
from recommendations.ranking.context import SECONDS_PER_DAY, RankingContext

TELLING_SHARE = 0.05
"""A title of the viewer's own is named when at least this share of what spoke for the score came from it."""
EVIDENCE = 3
LIKED = 4.0
NEW_DAYS = 14.0
LATELY_DAYS = 1.0
CLEARLY = 0.1
FITS_PERCENT = 30
"""Below this match a title is not said to be there because something was liked: the ranker may have found it by way of
that, but this viewer will hardly like it (the blend begins to doubt a title at the same chance)."""
UNLIKE_PERCENT = 20
"""Below this one it is not said to be to the viewer's taste in any other way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleReasons:
    """Reasons for many titles at once: the model's contributions are one small matrix, not a call for each title."""

    context: RankingContext
    names: Mapping[int, str]
    """Title id -> name, of everything in the catalogue."""

    def for_titles(self, title_ids: Sequence[int]) -> dict[int, Reason]:
        """A reason for each title, the first of these that is true: own history, genre, mood, new, popular.

        The evidence stays with it whatever the words are, for whoever asks why.
        """
        contributions, widely = self._contributions(title_ids), self._widely_watched()
        codes = self.context.catalogue.code_of(list(title_ids)).tolist()
        reasons = {}
        for title, code in zip(title_ids, codes, strict=True):
            evidence, is_ours = contributions.get(title, ([], False))
            reasons[title] = self._reason(code, evidence, is_ours, widely)
        return reasons

    def _contributions(self, title_ids: Sequence[int]) -> dict[int, tuple[list[tuple[int, float]], bool]]:
        """Per title the own titles that spoke for it, with their shares of everything that did, greatest first; and
        whether own titles together spoke for it more than what knows none of them, like popularity.

        Only those that may be named: chosen by the viewer, not hidden since, and visible to the viewer now.
        """
        taste, bundle = self.context.taste, self.context.bundle
        if bundle is None or self.context.is_newcomer or not title_ids:
            return {}
        own, parts, rest = bundle.parts(strengths=taste.strengths, ratings=taste.ratings, title_ids=list(title_ids))
        ours = parts.sum(axis=0)
        totals, is_ours = ours + rest, ours > rest
        named = np.where(self._may_be_named(own)[:, None], parts, 0.0)
        shares = np.divide(named, totals, out=np.zeros_like(named), where=totals > 0)
        # The greatest come first, so those that tell are the beginning of each column.
        order, telling_of = np.argsort(-named, axis=0, kind="stable"), (shares >= TELLING_SHARE).sum(axis=0).tolist()
        found: dict[int, tuple[list[tuple[int, float]], bool]] = {}
        for column, title in enumerate(title_ids):
            top = order[: telling_of[column], column]
            pairs = zip(own[top].tolist(), shares[top, column].tolist(), strict=True)
            telling = [(source, share) for source, share in pairs if source != title]
            # What was liked today has a place among the loudest, or a page could not say what has just changed it.
            latest = [pair for pair in telling[EVIDENCE:] if self._age_days(pair[0]) < LATELY_DAYS][:1]
            found[title] = [*telling[: EVIDENCE - len(latest)], *latest], bool(is_ours[column])
        return found

    def _may_be_named(self, title_ids: IntVector) -> BoolVector:
        context = self.context
        own = (context.taste.chosen - context.taste.hidden).intersection(self.names)
        codes = context.catalogue.code_of(title_ids).tolist()
        named = [
            code >= 0 and bool(context.visible[code]) and title in own
            for title, code in zip(title_ids.tolist(), codes, strict=True)
        ]
        return np.array(named, dtype=bool)

    def _widely_watched(self) -> float:
        """The popularity from which on many others watch a title."""
        popular = self.context.demand.popularity[self.context.visible]
        return float(np.quantile(popular, 0.75)) if len(popular) else 0.0

    def _reason(self, code: int, evidence: Sequence[tuple[int, float]], is_ours: bool, widely: float) -> Reason:
        match = int(self.context.match[code])
        if evidence and is_ours and not 0 <= match < FITS_PERCENT:
            return self._because(evidence)
        subject = None if 0 <= match < UNLIKE_PERCENT else self._subject(code)
        return replace(subject or self._of_all_viewers(code, widely), evidence=tuple(evidence))

    def _of_all_viewers(self, code: int, widely: float) -> Reason:
        """What is true of the title, whoever asks."""
        context = self.context
        age_days = (context.viewer.now.timestamp() - context.catalogue.added_at[code]) / SECONDS_PER_DAY
        if 0 <= age_days < NEW_DAYS:
            return Reason(kind=ReasonKind.NEW, text="New on Marquee")
        popularity = float(context.demand.popularity[code])
        if popularity > 0 and popularity >= widely:
            return Reason(kind=ReasonKind.POPULAR, text="Many others watch this")
        genres = np.flatnonzero(context.catalogue.genres.member[code])
        if len(genres):
            return Reason(kind=ReasonKind.GENRE, text=f"From {context.catalogue.genres.names[genres[0]].lower()}")
        return Reason(kind=ReasonKind.EXPLORATION, text="Something different")

    def _because(self, evidence: Sequence[tuple[int, float]]) -> Reason:
        """Names, of all that spoke clearly, what was liked last, if that is less than a day ago; else the loudest."""
        taste = self.context.taste
        today = [pair for pair in evidence if self._age_days(pair[0]) < LATELY_DAYS]
        source = max(today, key=lambda pair: taste.rated_at[pair[0]])[0] if today else evidence[0][0]
        if taste.ratings.get(source, 0.0) >= LIKED:
            kind, verb = ReasonKind.BECAUSE_LIKED, "liked"
        elif source in taste.watched or any(item.title_id == source for item in taste.progress):
            kind, verb = ReasonKind.BECAUSE_WATCHED, "watched"
        else:
            kind, verb = ReasonKind.BECAUSE_LISTED, "saved"
        return Reason(kind=kind, text=f"Because you {verb} {self.names[source]}", evidence=tuple(evidence))

    def _age_days(self, title_id: int) -> float:
        """Of the viewer's liking; endless for a title that was not rated."""
        taste = self.context.taste
        if taste.ratings.get(title_id, 0.0) < LIKED or title_id not in taste.rated_at:
            return float("inf")
        return (self.context.viewer.now - taste.rated_at[title_id]).total_seconds() / SECONDS_PER_DAY

    def _subject(self, code: int) -> Reason | None:
        """What of this title the viewer asked more of, or else the genre or mood preferred most, if that is clear."""
        context = self.context
        options = (
            (context.catalogue.genres, context.genre_affinity, context.asked.genres, ReasonKind.GENRE, "You like {}"),
            (context.catalogue.moods, context.mood_affinity, context.asked.moods, ReasonKind.MOOD, "You like it {}"),
        )
        asked = self._asked(code)
        if asked is not None:
            return asked
        for subjects, affinity, said, kind, words in options:
            # What the viewer asked less of is no reason to show a title, however often it was chosen.
            here = np.flatnonzero((subjects.member[code] > 0) & (said >= 0))
            if len(here):
                best = int(here[np.argmax(affinity[here])])
                if affinity[best] > CLEARLY:
                    return Reason(kind=kind, text=words.format(subjects.names[best].lower()))
        return None

    def _asked(self, code: int) -> Reason | None:
        found = asked_for(context=self.context, code=code)
        if not found:
            return None
        group, name = found[0]
        return Reason(kind=KIND_OF[group], text=asked_words(group, name))
