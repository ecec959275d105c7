"""Corners of the catalogue: large enough for a row, small enough to be one, and true of every title in them."""

import numpy as np

from recommendations.candidates.micro_genres import FEWEST, LARGEST_SHARE, find_micro_genres, micro_genres_of
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
