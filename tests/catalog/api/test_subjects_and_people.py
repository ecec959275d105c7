"""The catalogue over the API: only what the profile may see, counted and linked; and answers kept by clients."""

import base64

import pytest
from django.test import Client

from catalog.models import Country, Language
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_credit, a_person, a_title, a_window
from tests.security.hostile import TEXTS

pytestmark = pytest.mark.django_db
API = "/api/v1"
LISTS = ("genres", "moods", "countries", "languages", "people")


def filed(name: str, **fields: object) -> None:
    title = a_title(name, genres=("Drama",), moods=("Warm",), **fields)  # type: ignore[arg-type]  # Passed on.
    title.countries.add(Country.objects.get_or_create(code="GB", defaults={"name": "United Kingdom"})[0])
    title.languages.add(Language.objects.get_or_create(code="en", defaults={"name": "English"})[0])
    a_credit(title, a_person(f"Player of {name}", slug=f"player-of-{name.lower()}"), character="Idris")


@pytest.mark.parametrize("name", LISTS[:4])
def test_counts_are_of_what_the_profile_may_see(name: str) -> None:
    filed("Seen")
    filed("Also")
    filed("Grown", maturity=18)
    filed("Hidden", is_published=False)
    filed("Nowhere", available=False)

    (group,) = signed_in(a_profile(is_kids=True)).get(f"{API}/{name}/").json()

    assert group["titles"] == 2


@pytest.mark.parametrize("name", LISTS[:4])
def test_what_has_no_title_for_the_profile_is_not_there(name: str) -> None:
    filed("Grown", maturity=18)

    assert signed_in(a_profile(is_kids=True)).get(f"{API}/{name}/").json() == []


def test_window_of_another_country_hides_the_genre() -> None:
    a_window(a_title(genres=("Western",), available=False), country="US")

    assert signed_in(a_profile(country="DE")).get(f"{API}/genres/").json() == []
    assert signed_in(a_profile(country="US")).get(f"{API}/genres/").json()[0]["slug"] == "western"


def test_person_shows_the_parts_that_the_profile_may_see() -> None:
    person = a_person("Mara", slug="mara")
    a_credit(a_title("For all", year=2020), person, character="Idris")
    a_credit(a_title("For adults", maturity=18), person)

    answer = signed_in(a_profile(is_kids=True)).get(f"{API}/people/mara/").json()

    assert [(part["name"], part["year"], part["character"]) for part in answer["parts"]] == [("For all", 2020, "Idris")]


def test_person_of_hidden_titles_only_is_nobody() -> None:
    person = a_person("Mara", slug="mara")
    a_credit(a_title(maturity=18), person)
    child = signed_in(a_profile(is_kids=True))

    assert child.get(f"{API}/people/mara/").status_code == 404
    assert child.get(f"{API}/people/nobody/").json()["code"] == "not_found"
    assert child.get(f"{API}/people/").json()["results"] == []


def test_people_go_on_where_they_stopped() -> None:
    title = a_title()
    for number in range(120):
        a_credit(title, a_person(f"Person {number % 7}", slug=f"person-{number}"))
    client, address, seen = signed_in(a_profile()), f"{API}/people/", []

    while address:
        page = client.get(address).json()
        seen += [item["slug"] for item in page["results"]]
        address = page["next"]

    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize("name", LISTS)
def test_answer_that_the_client_has_is_not_sent_again(name: str) -> None:
    filed("Seen")
    client = signed_in(a_profile())
    first = client.get(f"{API}/{name}/")

    again = client.get(f"{API}/{name}/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", LISTS)
def test_list_costs_few_queries(name: str, django_assert_max_num_queries: object) -> None:
    for number in range(5):
        filed(f"Title{number}")
    client = signed_in(a_profile())
    client.get(f"{API}/{name}/")

    with django_assert_max_num_queries(6):  # type: ignore[operator]  # pytest-django's fixture.
        client.get(f"{API}/{name}/")


@pytest.mark.parametrize("name", LISTS)
def test_nobody_comes_in_without_a_profile(name: str) -> None:
    answer = Client().get(f"{API}/{name}/")

    assert answer.status_code == 401
    assert set(answer.json()) == {"code", "message"}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:20]))
def test_hostile_cursor_is_a_4xx_or_the_first_page(text: str) -> None:
    client = signed_in(a_profile())
    packed = base64.b64encode(f"p={text}".encode()).decode()

    for cursor in (text, packed):
        assert client.get(f"{API}/people/", {"cursor": cursor}).status_code in (200, 400, 404)
