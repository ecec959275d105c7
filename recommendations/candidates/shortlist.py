"""What the last bulk run held best for a profile: what pages rank by while the model's arrays cannot be read."""

import numpy as np
from django.db import connection

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import codes_of

ONE = "SELECT title_ids, scores FROM recommendations_shortlist WHERE profile_id = %s"


def shortlist_scores(profile_id: int, title_ids: IntVector) -> FloatVector | None:
    """A score for each of the sorted `title_ids`; None when the profile has no shortlist, or none of it is left.

    Titles that are not on it all have the lowest score of those that are, so that other features order them.
    """
    with connection.cursor() as cursor:
        cursor.execute(ONE, [profile_id])
        row = cursor.fetchone()
    if row is None:
        return None
    codes, listed = codes_of(title_ids, row[0]), np.asarray(row[1], dtype=np.float32)
    known = (codes >= 0) & np.isfinite(listed)
    if not known.any():
        return None
    scores = np.full(len(title_ids), listed[known].min(), dtype=np.float32)
    scores[codes[known]] = listed[known]
    return scores
