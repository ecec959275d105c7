"""The arrays say the same as the tables, in few queries, and are renewed when the catalogue's stamp moves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.maturity import Maturity
from catalog.models import CatalogueStamp, CreditRole, Title, TitleKind
from recommendations.candidates.catalogue import Catalogue, current_catalogue, read_catalogue
from tests.factories.catalog import a_credit, a_person, a_series, a_title, a_window
from tests.factories.rankings import LADDER, some_catalogue, some_viewer
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db
instants = st.sampled_from([NOON + timedelta(days=days) for days in (-400, -1, 0, 1, 400)])
windows = st.tuples(st.sampled_from(["", "DE", "FR"]), instants, st.none() | instants)
films = st.tuples(st.sampled_from(LADDER), st.booleans(), st.lists(windows, max_size=3))


def names_of(catalogue: Catalogue, marked: Any) -> set[int]:
    return {int(title) for title in catalogue.title_ids[marked]}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(films, max_size=6), st.sampled_from(LADDER), st.sampled_from(["", "DE", "FR"]), st.booleans(), instants)
def test_sees_what_the_one_door_lets_through(
    some: list[Any], ceiling: int, country: str, is_kids: bool, now: datetime
) -> None:
    Title.objects.all().delete()
    for maturity, is_published, spans in some:
        title = a_title(maturity=maturity, is_published=is_published, available=False)
        for place, starts_at, ends_at in spans:
            if ends_at is None or ends_at > starts_at:
                a_window(title, country=place, starts_at=starts_at, ends_at=ends_at)
    viewer = replace(some_viewer(ceiling=ceiling), country=country, now=now)

    catalogue = read_catalogue(version=0)
    door = Title.objects.visible_to(ceiling=viewer.ceiling, country=country, at=now)

    assert names_of(catalogue, catalogue.visible_to(viewer)) == set(door.values_list("pk", flat=True))


def test_borders_of_a_window_are_those_of_the_door_to_the_second() -> None:
    title = a_title(available=False)
    starts, ends = NOON, NOON + timedelta(hours=1)
    a_window(title, starts_at=starts, ends_at=ends)
    catalogue = read_catalogue(version=0)

    for at in (starts - timedelta(seconds=1), starts, ends - timedelta(seconds=1), ends):
        seen = bool(catalogue.visible_to(replace(some_viewer(), now=at)).any())
        assert seen == Title.objects.visible_to(ceiling=Maturity.EIGHTEEN, country="", at=at).exists(), at


def test_knows_genres_moods_people_and_kind_of_each_title() -> None:
    film = a_title(
        genres=["Drama", "Comedy"], moods=["Warm"], runtime_minutes=93, added_at=datetime(2026, 1, 2, tzinfo=UTC)
    )
    series = a_series(genres=["Drama"])
    actor, writer = a_person("Ann Actor"), a_person("Will Writer")
    a_credit(film, actor)
    a_credit(series, actor, role=CreditRole.DIRECTOR)
    a_credit(film, writer, role=CreditRole.WRITER)

    catalogue = read_catalogue(version=0)
    code = int(catalogue.code_of([film.pk])[0])

    assert [catalogue.genres.names[n] for n in np.flatnonzero(catalogue.genres.member[code])] == ["Comedy", "Drama"]
    assert [catalogue.moods.slugs[n] for n in np.flatnonzero(catalogue.moods.member[code])] == ["warm"]
    assert catalogue.is_series.tolist() == [title == series.pk for title in catalogue.title_ids.tolist()]
    assert (catalogue.runtime_minutes[code], catalogue.added_at[code]) == (93, 1_767_312_000)
    assert names_of(catalogue, catalogue.titles_of_person[actor.pk]) == {film.pk, series.pk}
    assert writer.pk not in catalogue.titles_of_person
    assert catalogue.person_names[actor.pk] == "Ann Actor"


def test_unknown_and_unpublished_titles_have_no_place() -> None:
    known, unpublished = a_title(), a_title(is_published=False)
    catalogue = read_catalogue(version=0)

    assert catalogue.code_of([known.pk, unpublished.pk, 0, -1, 2**62]).tolist() == [0, -1, -1, -1, -1]


def test_empty_catalogue_is_no_trouble() -> None:
    catalogue = read_catalogue(version=0)

    assert not catalogue.visible_to(some_viewer()).any()
    assert catalogue.code_of([1]).tolist() == [-1]


@pytest.mark.parametrize("titles", [1, 12])
def test_is_read_in_a_fixed_number_of_queries(titles: int, django_assert_num_queries: Any) -> None:
    for _number in range(titles):
        a_credit(a_title(genres=["Drama"], moods=["Warm"], kind=TitleKind.FILM), a_person())

    with django_assert_num_queries(10):
        read_catalogue(version=0)


def test_is_held_until_the_stamp_moves(django_assert_num_queries: Any) -> None:
    a_title()
    first = current_catalogue(version=CatalogueStamp.current())
    with django_assert_num_queries(0):
        assert current_catalogue(version=first.version) is first

    a_title()
    second = current_catalogue(version=CatalogueStamp.current())

    assert second.version > first.version
    assert len(second.title_ids) == len(first.title_ids) + 1


@given(st.integers(0, 100), st.sets(st.integers(0, 39)))
def test_people_are_counted_as_one_by_one(seed: int, codes: set[int]) -> None:
    catalogue = some_catalogue(size=40, seed=seed)

    counted = catalogue.people_in(np.array(sorted(codes), dtype=np.int64))

    one_by_one = {
        person: len(codes.intersection(titles.tolist())) for person, titles in catalogue.titles_of_person.items()
    }
    assert counted == {person: count for person, count in one_by_one.items() if count}


@given(
    windows=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["", "NL", "GB"]), st.integers(0, 9),
                               st.integers(1, 9)), max_size=12),
    looks=st.lists(st.tuples(st.sampled_from(["", "NL", "GB", "NO"]), st.floats(-1.0, 20.0)), min_size=2, max_size=12),
)  # fmt: skip
def test_what_is_seen_does_not_depend_on_who_looked_before_and_when(
    windows: list[tuple[int, str, int, int]], looks: list[tuple[str, float]]
) -> None:
    codes, countries, starts, lengths = zip(*windows, strict=True) if windows else ((), (), (), ())
    catalogue = replace(
        some_catalogue(size=5), window_code=np.array(codes, dtype=np.int64),
        window_country=np.array(countries, dtype="U2"), window_starts=np.array(starts, dtype=np.int64),
        window_ends=np.array(starts, dtype=np.int64) + np.array(lengths, dtype=np.int64),
    )  # fmt: skip
    for country, seconds in looks:
        at = datetime.fromtimestamp(seconds, tz=UTC)
        open_ones = {
            code for code, where, start, length in windows
            if where in ("", country) and start <= at.timestamp() < start + length
        }  # fmt: skip

        seen = catalogue.visible_to(replace(some_viewer(), country=country, now=at, ceiling=max(Maturity)))

        assert set(np.flatnonzero(seen).tolist()) == open_ones
