"""What everybody watches: counted from the tables before there is a model, by the model's lists afterwards."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from recommendations.candidates.catalogue import read_catalogue
from recommendations.candidates.demand import Demand, demand_for
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.rankings import some_bundle, some_catalogue, some_viewer
from tests.factories.recommendations import NOON, a_play, a_rating


def counted() -> Demand:
    return demand_for(viewer=some_viewer(), catalogue=read_catalogue(version=0), bundle=None)


@pytest.mark.django_db
def test_popular_is_what_many_people_chose_each_counted_once() -> None:
    loved, watched, disliked, untouched = (a_title() for _number in range(4))
    people = [a_profile() for _number in range(3)]
    for person in people:
        a_rating(person, loved, value=4.0, at=NOON - timedelta(days=100))
        a_rating(person, disliked, value=1.0, at=NOON - timedelta(days=100))
    a_play(people[0], loved, at=NOON - timedelta(days=3))
    a_play(people[0], watched, at=NOON - timedelta(days=3))

    demand = counted()

    assert demand.popularity.tolist() == pytest.approx([np.log1p(3), np.log1p(1), 0.0, 0.0])
    usual = 2 * 14 / 716
    assert demand.trend.tolist() == pytest.approx([(1 - usual) / np.sqrt(usual + 2), 1 / np.sqrt(2), 0.0, 0.0])
    assert untouched.pk > disliked.pk


@pytest.mark.django_db
def test_what_is_watched_no_more_than_usual_does_not_trend() -> None:
    steady = a_title()
    for day in range(0, 700, 7):
        a_rating(a_profile(), steady, value=5.0, at=NOON - timedelta(days=20 + day))

    assert counted().trend.tolist() == [pytest.approx(-100 * 14 / 716 / np.sqrt(100 * 14 / 716 + 2))]


@pytest.mark.django_db
def test_what_is_older_than_two_years_says_nothing() -> None:
    a_rating(a_profile(), a_title(), value=5.0, at=NOON - timedelta(days=800))

    assert counted().popularity.tolist() == [0.0]


@pytest.mark.django_db
def test_tables_are_counted_once_for_a_while(django_assert_num_queries: Any) -> None:
    a_rating(a_profile(), a_title(), value=5.0, at=NOON - timedelta(days=1))
    first, catalogue = counted(), read_catalogue(version=0)

    with django_assert_num_queries(0):
        assert demand_for(viewer=some_viewer(), catalogue=catalogue, bundle=None) is first
    newer = replace(catalogue, version=1)
    assert demand_for(viewer=some_viewer(), catalogue=newer, bundle=None) is not first


def test_with_a_model_its_lists_count_and_unknown_titles_have_none() -> None:
    catalogue = some_catalogue(size=50)
    bundle = some_bundle(catalogue)

    demand = demand_for(viewer=some_viewer(), catalogue=catalogue, bundle=bundle)

    known = len(bundle.title_ids)
    assert demand.popularity[:known].tolist() == bundle.popularity.scores.tolist()
    assert demand.trend[:known].tolist() == bundle.trend.scores.tolist()
    assert not demand.popularity[known:].any()
    assert not demand.trend[known:].any()
