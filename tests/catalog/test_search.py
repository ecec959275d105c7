"""Search forgives typing errors and accents, knows people, genres and moods, and shows nothing that is hidden."""

from datetime import datetime, timedelta

import pytest

from catalog.maturity import Maturity
from catalog.models import Person, Title
from catalog.search import LONGEST_QUERY, SearchResult, clean_query, search
from tests.factories.catalog import a_credit, a_genre, a_person, a_title, a_window
from tests.security.hostile import TEXTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library() -> None:
    lighthouse = a_title(
        "The Lighthouse Accountant", genres=["Comedy"], moods=["Heart-warming"], synopsis="Numbers on a lonely cliff."
    )
    a_credit(lighthouse, a_person("Mara Oyelaran"), character="Ines Quill")
    a_title("Amélie of Åland", genres=["Romance"], keywords=["Ferries"], original_name="Amélie från Åland")
    a_title("Orbit", genres=["Science fiction"], year=1999)
    a_title("Orbital Mechanics", genres=["Science fiction"])
    a_title("Nightmare Pier", genres=["Horror"], maturity=Maturity.EIGHTEEN)


def found(query: str, now: datetime, *, ceiling: int = Maturity.EIGHTEEN, country: str = "") -> SearchResult:
    return search(query=query, ceiling=ceiling, country=country, at=now)


def names(query: str, now: datetime, *, ceiling: int = Maturity.EIGHTEEN) -> list[str]:
    by_pk = dict(Title.objects.values_list("pk", "name"))
    return [by_pk[pk] for pk in found(query, now, ceiling=ceiling).titles]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("orbit", "Orbit"),
        ("ORBIT", "Orbit"),
        ("orbital m", "Orbital Mechanics"),
        ("lighth", "The Lighthouse Accountant"),
        ("the light", "The Lighthouse Accountant"),
        ("lighthose acountant", "The Lighthouse Accountant"),
        ("lihgthouse", "The Lighthouse Accountant"),
        ("accountant lighthouse", "The Lighthouse Accountant"),
        ("amelie", "Amélie of Åland"),
        ("AMÉLIE", "Amélie of Åland"),
        ("aland", "Amélie of Åland"),
        ("fran aland", "Amélie of Åland"),
        ("ferry", "Amélie of Åland"),
        ("mara oyelaran", "The Lighthouse Accountant"),
        ("mara oyelarn", "The Lighthouse Accountant"),
        ("ines quill", "The Lighthouse Accountant"),
        ("lonely cliffs", "The Lighthouse Accountant"),
        ("1999", "Orbit"),
        ("comedies", "The Lighthouse Accountant"),
        ("or", "Orbit"),
    ],
)
def test_what_was_meant_comes_first(query: str, first: str, now: datetime) -> None:
    assert names(query, now)[:1] == [first]


def test_the_whole_name_goes_before_longer_ones(now: datetime) -> None:
    assert names("orbit", now) == ["Orbit", "Orbital Mechanics"]


def test_people_genres_and_moods_are_named(now: datetime) -> None:
    assert [person.name for person in found("oyelaran", now).people] == ["Mara Oyelaran"]
    assert [genre.name for genre in found("science", now).genres] == ["Science fiction"]
    assert [genre.name for genre in found("sciense fiction", now).genres] == ["Science fiction"]
    assert [mood.name for mood in found("heart", now).moods] == ["Heart-warming"]


def test_nothing_above_the_ceiling_is_found(now: datetime) -> None:
    credited = Title.objects.get(name="Nightmare Pier")
    a_credit(credited, a_person("Vincent Grave"))

    for query in ("nightmare", "nightmar pier", "vincent grave", "horror", "pier"):
        hidden = found(query, now, ceiling=Maturity.SIXTEEN)
        assert credited.pk not in hidden.titles, query
        assert (hidden.people, hidden.genres) == ([], []), query
    assert names("nightmare", now) == ["Nightmare Pier"]


def test_what_is_not_available_is_not_found(now: datetime) -> None:
    a_window(a_title("Sealed Chamber", available=False), country="GB", ends_at=now + timedelta(days=1))

    assert found("sealed", now).titles == []
    assert len(found("sealed", now, country="GB").titles) == 1
    assert found("sealed", now + timedelta(days=2), country="GB").titles == []


def test_a_renamed_person_and_genre_are_found_by_the_new_name(now: datetime) -> None:
    Person.objects.filter(name="Mara Oyelaran").update(name="Zelda Quist")
    genre = a_genre("Comedy")
    genre.name = "Farce"
    genre.save()

    assert names("zelda quist", now) == ["The Lighthouse Accountant"]
    assert names("farce", now) == ["The Lighthouse Accountant"]
    assert names("oyelaran", now) == []


def test_a_credit_taken_away_is_not_found(now: datetime) -> None:
    Title.objects.get(name="The Lighthouse Accountant").credits.all().delete()

    assert names("ines quill", now) == []


@pytest.mark.parametrize("query", ["", "   ", "\x00", "!!!", "…", "\u202e", "&|!():*"])
def test_nothing_is_found_for_nothing(query: str, now: datetime) -> None:
    result = found(query, now)

    assert (result.titles, result.people, result.genres, result.moods) == ([], [], [], [])


@pytest.mark.parametrize("query", [*TEXTS, "\ud800", "a:* & !b", "'); DROP TABLE catalog_title; --", '"', "%_\\", "or"])
def test_hostile_queries_find_at_most_something(query: str, now: datetime) -> None:
    result = found(query, now)

    assert len(result.query) <= LONGEST_QUERY
    assert len(result.titles) <= Title.objects.count()


def test_a_percent_sign_is_a_percent_sign(now: datetime) -> None:
    assert names("%", now) == []
    assert names("o_bit", now)[:1] != ["Amélie of Åland"]


def test_a_query_is_one_storable_line() -> None:
    assert clean_query("  a\x00b\n c\ud800 ") == "a b c"
    assert len(clean_query("x" * 100_000)) == LONGEST_QUERY


def test_the_limit_is_kept(now: datetime) -> None:
    for number in range(12):
        a_title(f"Sequel {number}")

    assert len(search(query="sequel", ceiling=18, country="", at=now, limit=5).titles) == 5
