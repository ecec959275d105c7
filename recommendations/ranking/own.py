"""The titles that may be said to have caused something: the viewer's own, valued, and fit to be named now."""

import numpy as np

from recommendations.contracts import FloatVector, IntVector
from recommendations.ranking.context import RankingContext


def own_titles(context: RankingContext) -> tuple[IntVector, FloatVector]:
    """(codes, what each is worth to the ranker), of what the viewer chose, values, did not hide and may see now.

    What was only looked at or passed over is worth something, too, and nobody calls it theirs.
    """
    taste = context.taste
    own = taste.chosen - taste.hidden
    valued = sorted(title for title, worth in taste.strengths.items() if worth > 0 and title in own)
    codes = context.catalogue.code_of(valued)
    worth = np.array([taste.strengths[title] for title in valued], dtype=np.float32)
    kept = codes >= 0
    kept[kept] = context.visible[codes[kept]]
    return codes[kept], worth[kept]
