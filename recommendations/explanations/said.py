"""What the viewer said of a title, in the viewer's own words: it stands where a match would, which only guesses."""

LOVED, LIKED, DISLIKED = 5.0, 4.0, 1.0


def said_words(rating: float | None) -> str:
    """A few words for a rating of 1..5, stars of an import included; nothing where nothing was said."""
    if rating is None:
        return ""
    if rating <= DISLIKED:
        return "Not for you"
    if rating < LIKED:
        return f"You gave it {rating:g} of 5"
    return "You loved it" if rating >= LOVED else "You liked it"
