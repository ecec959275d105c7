"""Corners of the catalogue: large enough for a row, small enough to be one, and true of every title in them."""

import tracemalloc
from dataclasses import replace

import numpy as np

from recommendations.candidates.catalogue import Subjects
from recommendations.candidates.grammar import NOUNS
from recommendations.candidates.micro_genres import FEWEST, LARGEST_SHARE, MOST, find_micro_genres, micro_genres_of
from tests.factories.rankings import some_catalogue


def test_every_corner_has_enough_titles_and_not_most_of_them() -> None:
    corners = find_micro_genres(some_catalogue(size=200))

    assert corners.keys
    assert len(set(corners.headings)) == len(corners.headings) == len(corners.keys)
    assert (corners.counts >= FEWEST).all()
    assert (corners.counts <= LARGEST_SHARE * 200).all()
    assert (corners.member.sum(axis=0) == corners.counts).all()


def test_what_a_heading_says_is_true_of_its_titles() -> None:
    catalogue = some_catalogue(size=200)
    corners = find_micro_genres(catalogue)
    number = corners.headings.index("Haunting dramas")
    inside = corners.member[:, number] > 0
    drama = catalogue.genres.member[:, catalogue.genres.names.index("Drama")] > 0
    haunting = catalogue.moods.member[:, catalogue.moods.names.index("Haunting")] > 0

    assert (inside == (drama & haunting)).all()


def test_they_are_found_once_for_a_catalogue() -> None:
    catalogue = some_catalogue(size=80)

    assert micro_genres_of(catalogue) is micro_genres_of(catalogue)
    assert micro_genres_of(some_catalogue(size=0)).member.shape == (0, 0)


def test_there_are_none_without_anything_to_say() -> None:
    corners = find_micro_genres(some_catalogue(size=3))

    assert corners.keys == ()
    assert np.asarray(corners.member).shape == (3, 0)


def two_of_each(names: list[str], *, size: int, seed: int) -> Subjects:
    """Every title has two of them."""
    random = np.random.default_rng(seed)
    member = np.zeros((size, len(names)), dtype=np.float32)
    for _twice in range(2):
        member[np.arange(size), random.integers(0, len(names), size)] = 1.0
    slugs = tuple(name.lower().replace(" ", "-") for name in names)
    return Subjects(ids=np.arange(1, len(names) + 1), names=tuple(names), slugs=slugs, member=member)


def test_corners_of_a_large_catalogue_are_found_in_little_memory() -> None:
    size, moods = 6_000, ["Cosy", "Dark", "Eerie", "Epic", "Gritty", "Tender", "Warm", "Wild", "Witty", "Dreamlike"]
    catalogue = replace(
        some_catalogue(size=size), genres=two_of_each(sorted(NOUNS), size=size, seed=1),
        moods=two_of_each(moods, size=size, seed=2),
    )  # fmt: skip

    tracemalloc.start()
    corners = find_micro_genres(catalogue)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(corners.keys) == MOST
    assert peak < 2 * corners.member.nbytes
