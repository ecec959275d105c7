"""Why a title is here, in plain words, from the numbers that put it there."""

from recommendations.explanations.rows import RowReasons
from recommendations.explanations.titles import TitleReasons

__all__ = ["RowReasons", "TitleReasons"]
