"""Every heading that the grammar can make reads well: no stutter, no guess, two or three facts."""

import re
from itertools import chain, combinations

import pytest

from recommendations.candidates.grammar import (
    FOR_ALL_AGES,
    NOUNS,
    SAYS_THE_SAME,
    SMALL_WORDS,
    SUBJECTS,
    TAILS,
    noun_of,
    phrase,
    tail_of_country,
    tail_of_decade,
)

MOODS = (
    "Bittersweet", "Cosy", "Dark", "Dreamlike", "Eerie", "Epic", "Gritty", "Haunting", "Hopeful", "Intimate",
    "Irreverent", "Melancholic", "Mind-bending", "Nostalgic", "Playful", "Slow-burn", "Suspenseful", "Tender", "Tense",
    "Thoughtful", "Uplifting", "Warm", "Wild", "Witty",
)  # fmt: skip
GENRES = [*((name,) for name in NOUNS), *combinations(NOUNS, 2)]
EXTRAS = [
    {}, *({"subject": word} for word in SUBJECTS.values()), *({"tail": word} for word in TAILS.values()),
    {"tail": FOR_ALL_AGES}, {"tail": tail_of_country("Norway")}, {"tail": tail_of_decade(1994)},
]  # fmt: skip
Said = list[tuple[str, tuple[str, ...], str]]


@pytest.fixture(scope="module")
def everything() -> Said:
    """(heading, genres, mood) of all that can be said: every genre and pair, with every mood, subject and tail."""
    return [
        (heading, genres, mood)
        for genres in GENRES
        if noun_of(genres)
        for extra in EXTRAS
        for mood in ("", *MOODS)
        if (heading := phrase(genres=genres, mood=mood, **extra))
    ]


def words_of(heading: str) -> list[str]:
    return [word for word in re.split(r"[\s-]+", heading.lower().replace("'s", "")) if word not in SMALL_WORDS]


def test_the_grammar_says_many_things(everything: Said) -> None:
    assert len(everything) > 10_000


def test_no_word_stands_twice_nor_one_of_its_family(everything: Said) -> None:
    for heading, _genres, _mood in everything:
        words = [word.removesuffix("ies").removesuffix("s").removesuffix("y") for word in words_of(heading)]
        assert len(set(words)) == len(words), heading


def test_headings_begin_large_and_are_clean(everything: Said) -> None:
    for heading, _genres, _mood in everything:
        assert re.fullmatch(r"[A-Z][A-Za-z0-9' -]*[a-zA-Z0-9]", heading), heading
        assert "  " not in heading
        assert len(heading) <= 70, heading


def test_no_mood_says_what_its_genre_says(everything: Said) -> None:
    for heading, genres, mood in everything:
        assert not any((mood, genre) in SAYS_THE_SAME for genre in genres), heading


def test_every_heading_has_a_noun_of_its_genres(everything: Said) -> None:
    heads = set(chain.from_iterable(words_of(noun) for noun in NOUNS.values())) | {"horrors", "families", "science"}
    for heading, _genres, _mood in everything:
        assert set(words_of(heading)) & heads, heading


@pytest.mark.parametrize(
    ("parts", "heading"),
    [
        ({"genres": ["Thriller"], "mood": "Slow-burn", "subject": "space"}, "Slow-burn space thrillers"),
        ({"genres": ["Romance"], "mood": "Witty", "tail": "by the sea"}, "Witty romances by the sea"),
        ({"genres": ["Romance", "Comedy"]}, "Romantic comedies"),
        ({"genres": ["Drama", "Comedy"], "mood": "Bittersweet"}, "Bittersweet comedy dramas"),
        ({"genres": ["Crime", "Drama"], "tail": "from the 1990s"}, "Crime dramas from the 1990s"),
        ({"genres": ["Adventure"], "tail": FOR_ALL_AGES}, "Adventures for the whole family"),
        ({"genres": ["Comedy"], "tail": tail_of_country("United Kingdom")}, "Comedies from the United Kingdom"),
        ({"genres": ["Drama"]}, ""),
        ({"genres": ["Film noir"], "mood": "Dark"}, ""),
        ({"genres": ["Musicals", "Music"]}, ""),
        ({"genres": ["Nonsense"], "mood": "Dark"}, ""),
        ({"genres": ["Family"], "tail": FOR_ALL_AGES}, ""),
        ({"genres": ["Drama", "Crime"], "mood": "Dark", "tail": "by the sea"}, ""),
    ],
)
def test_how_parts_are_said(parts: dict[str, str], heading: str) -> None:
    assert phrase(**parts) == heading


def test_a_pair_is_said_one_way_whatever_its_order() -> None:
    for one, other in combinations(NOUNS, 2):
        assert noun_of((one, other)) == noun_of((other, one))
