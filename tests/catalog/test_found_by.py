"""A search says why it found what it found, where the title's name does not say so itself."""

from datetime import datetime

import pytest

from catalog.maturity import Maturity
from catalog.models import CreditRole, Title
from catalog.search import search
from tests.factories.catalog import a_credit, a_person, a_title
from tests.security.hostile import TEXTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library() -> None:
    mara = a_person("Mara Lindqvist")
    tide = a_title(
        "Low Water", genres=["Drama"], moods=["Dreamlike"], keywords=["Lighthouses"], year=1999,
        synopsis="A detective counts the gulls.",
    )  # fmt: skip
    a_credit(tide, mara, character="Orla Nansen")
    a_credit(tide, a_person("Otto Marlow"), role=CreditRole.DIRECTOR)
    a_credit(a_title("Mara's Kitchen", genres=["Comedy"]), mara)


def found(query: str, now: datetime) -> dict[str, str]:
    """Name of each title -> why it was found."""
    result = search(query=query, ceiling=Maturity.EIGHTEEN, country="", at=now)
    names = dict(Title.objects.values_list("pk", "name"))
    return {names[title]: result.found_by.get(title, "") for title in result.titles}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("lindqvist", "With Mara Lindqvist"), ("Mara Lindq", "With Mara Lindqvist"),
        ("mara lindqvits", "With Mara Lindqvist"),
        ("nansen", "With Mara Lindqvist as Orla Nansen"), ("marlow", "Directed by Otto Marlow"),
        ("drama", "Genre: drama"), ("dreamlike", "Mood: dreamlike"), ("lighthouse", "About: lighthouses"),
        ("1999", "From 1999"), ("gulls", "In its description"), ("dreamlike detective", "Mood: dreamlike"),
        ("low", ""), ("WATER LOW", ""), ("low watr", ""), ("low water with mara", ""),
    ],
)  # fmt: skip
def test_what_the_query_named_is_told_unless_it_was_the_name(query: str, expected: str, now: datetime) -> None:
    assert found(query, now)["Low Water"] == expected


def test_each_title_is_told_its_own(now: datetime) -> None:
    assert found("mara", now) == {"Mara's Kitchen": "", "Low Water": "With Mara Lindqvist"}


@pytest.mark.parametrize("query", [*TEXTS, "² ²²² _ __", "!() & | <-> :*"])
def test_a_hostile_query_is_no_error(query: str, now: datetime) -> None:
    assert set(found(query, now)) <= {"Mara's Kitchen", "Low Water"}
