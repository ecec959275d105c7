"""The match score in words, as honest about what one will hardly like as about what one will."""

from recommendations.ranking.fit import EVEN

SURE, LIKELY, DOUBTFUL = 80, 60, 25
"""Percent, like EVEN: from so much on a title is said to be liked very likely, likely, rather not; below it hardly."""


def match_words(match: int | None, *, is_kids: bool = False) -> str:
    """One sentence without its full stop; nothing where nobody can tell."""
    if match is None:
        return ""
    if is_kids:
        return "We think you will like it" if match >= LIKELY else "We are not sure that you will like it"
    if match >= SURE:
        return "We are fairly sure that you will like it"
    if match >= LIKELY:
        return "You will more likely like it than not"
    if match >= EVEN:
        return "You may like it or not: this is close to a toss-up"
    if match >= DOUBTFUL:
        return "You will more likely not like it"
    return "We do not think that you will like it"
