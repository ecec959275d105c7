"""What was said stands in its own words, and in the place of a guess."""

import pytest

from recommendations.contracts import Taste
from recommendations.explanations.said import said_words
from tests.factories.rankings import decided, some_ranking


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        (None, ""), (0.5, "Not for you"), (1.0, "Not for you"), (2.5, "You gave it 2.5 of 5"),
        (3.0, "You gave it 3 of 5"),
        (4.0, "You liked it"), (4.5, "You liked it"), (5.0, "You loved it"),
    ],
)  # fmt: skip
def test_words_for_every_rating(rating: float | None, words: str) -> None:
    assert said_words(rating) == words


def test_a_title_that_was_rated_has_no_match_and_its_rating_on_every_page() -> None:
    own = some_ranking().catalogue.title_ids[some_ranking().visible].tolist()[:9]
    taste = Taste(epoch=1, ratings=dict.fromkeys(own, 5.0), strengths=dict.fromkeys(own, 2.0), imported=frozenset(own))
    tiles = [tile for row in decided(some_ranking(taste=taste)).rows for tile in row.tiles]

    rated = [tile for tile in tiles if tile.title_id in taste.ratings]
    assert rated
    assert all((tile.match, tile.rating) == (None, 5.0) for tile in rated)
    assert all(tile.rating is None for tile in tiles if tile.title_id not in taste.ratings)
