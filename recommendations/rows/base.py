"""What every row type promises."""

from collections.abc import Iterable
from typing import Protocol

from recommendations.contracts import RowDraft
from recommendations.ranking.context import RankingContext

DEPTH = 120
"""Titles a row offers, some six times what is shown: other rows take some first, and the first screen looks far down
for what it lacks."""


class RowType(Protocol):
    """One file, one row type. `offer` asks the database for nothing: all it needs is in the context."""

    key: str
    suits_kids: bool

    def offer(self, context: RankingContext) -> Iterable[RowDraft]:
        """Rows of this type for this viewer now, none when there is nothing true to say."""
        ...
