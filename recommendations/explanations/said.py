"""What the viewer said of a title, in the viewer's own words: it stands where a match would, which only guesses."""

from recommendations.events.rating import DOWN, TWO_UP, UP


def said_words(rating: float | None) -> str:
    """A few words for a rating of 1..5, stars of an import included; nothing where nothing was said."""
    if rating is None:
        return ""
    if rating <= DOWN:
        return "Not for you"
    if rating < UP:
        return f"You gave it {rating:g} of 5"
    return "You loved it" if rating >= TWO_UP else "You liked it"
