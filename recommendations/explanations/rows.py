"""Which of the viewer's own titles a row rests on: the same ones that its affinity was counted from."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from recommendations.candidates.catalogue import BoolVector
from recommendations.candidates.micro_genres import micro_genres_of
from recommendations.contracts import IntVector, Reason, RowDraft
from recommendations.ranking.context import RankingContext
from recommendations.ranking.own import own_titles

EVIDENCE = 4


@dataclass(frozen=True, kw_only=True)
class RowReasons:
    """Adds evidence to the reasons of rows about a kind of titles; other rows say themselves what they rest on."""

    context: RankingContext

    def of(self, draft: RowDraft) -> Reason:
        """The row's reason with the viewer's own titles of its kind, and each one's share of what they are worth."""
        codes, worth = self._own
        inside = None if draft.reason.evidence else self._are_of_kind(codes, draft)
        if inside is None:
            return draft.reason
        total = float(worth[inside].sum())
        if total <= 0:
            return draft.reason
        order = np.flatnonzero(inside)[np.argsort(-worth[inside], kind="stable")][:EVIDENCE]
        ids = self.context.catalogue.title_ids[codes[order]].tolist()
        shares = (worth[order] / total).tolist()
        return replace(draft.reason, evidence=tuple(zip(ids, shares, strict=True)))

    @cached_property
    def _own(self) -> tuple[IntVector, np.ndarray[tuple[int], np.dtype[np.float32]]]:
        return own_titles(self.context)

    def _are_of_kind(self, codes: IntVector, draft: RowDraft) -> BoolVector | None:
        """Which of these titles are of the kind that the row is about; None for rows that are about none."""
        catalogue, (kind, _, name) = self.context.catalogue, draft.key.partition(":")
        if kind == "top_picks":
            return np.ones(len(codes), dtype=bool)
        for group, subjects in (("genre", catalogue.genres), ("mood", catalogue.moods)):
            if kind == group and name in subjects.slugs:
                return np.asarray(subjects.member[codes, subjects.slugs.index(name)] > 0)
        if kind == "micro_genre":
            corners = micro_genres_of(catalogue)
            return np.asarray(corners.member[codes, corners.keys.index(name)] > 0) if name in corners.keys else None
        if kind == "person" and name.isdecimal():
            return np.isin(codes, catalogue.titles_of_person.get(int(name), []))
        return None
