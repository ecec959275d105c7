"""Play Something and Surprise Me as pages: another one each time, by form, in this session."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import Title
from recommendations.models import ServedPage
from tests.factories.accounts import a_profile, signed_in
from tests.factories.models import a_checkerboard, a_promoted_model

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("path", ["/something/", "/surprise/"])


@pytest.fixture
def board(model_store: Path) -> list[Title]:
    titles, _people = a_checkerboard(titles=48)
    a_promoted_model(now=timezone.now())
    return titles


def shown(client: Client, path: str) -> int | None:
    found = re.search(r'data-title="(\d+)"', client.get(path).content.decode())
    return int(found[1]) if found else None


@both
def test_another_is_never_one_that_was_shown(path: str, board: list[Title]) -> None:
    client = signed_in(a_profile())
    seen: list[int] = []
    while (title := shown(client, path)) is not None:
        assert title not in seen
        assert shown(client, path) == title, "Looking again changes nothing."
        seen.append(title)
        assert client.post(path, {"shown": title}).headers["Location"] == path

    assert len(seen) > 5
    assert "That was all we would bet on" in client.get(path).content.decode()
    client.post(path, {"afresh": "1"})
    assert shown(client, path) == seen[0]


def test_what_was_turned_down_is_no_surprise_either_and_another_profile_knows_nothing_of_it(board: list[Title]) -> None:
    profile = a_profile()
    client = signed_in(profile)
    first = shown(client, "/surprise/")
    client.post("/something/", {"shown": first})

    assert shown(client, "/surprise/") != first
    signed_in(a_profile(profile.user, name="Bo"), client)
    client.post("/something/", {"afresh": "1"})
    signed_in(profile, client)
    assert shown(client, "/surprise/") is not None


@both
def test_says_why_with_the_place_of_a_recorded_page(path: str, board: list[Title]) -> None:
    client = signed_in(a_profile())
    page = client.get(path).content.decode()
    link = re.search(r'href="(/why/[^"]*)"', page)

    assert link is not None
    told = client.get(link[1].replace("&amp;", "&"))
    assert told.status_code == 200
    assert "/taste/row/" not in told.content.decode(), "Only rows of the home page can be stopped."
    assert f'data-origin="{path.strip("/")}"' in page
    assert ServedPage.objects.get().surface == path.strip("/")


@both
@pytest.mark.parametrize("shown_before", ["", "x", "9" * 40])
def test_any_text_for_an_id_is_no_error(path: str, shown_before: str) -> None:
    client = signed_in(a_profile())

    assert client.post(path, {"shown": shown_before}).status_code == 302
    assert client.get(path).status_code == 200


def test_the_gate_and_search_lead_there() -> None:
    profile = a_profile()
    a_profile(profile.user, name="Bo")
    client = signed_in(profile)

    chosen = client.post("/profiles/", {"profile": profile.uid, "next": "/something/"})

    assert chosen.headers["Location"] == "/something/"
    assert 'value="/something/"' in client.get("/profiles/").content.decode()
    assert 'href="/surprise/"' in client.get("/search/").content.decode()


def test_after_a_title_come_thumbs_and_choices(board: list[Title]) -> None:
    client = signed_in(a_profile())

    whole = client.get(f"/watch/{board[0].slug}/after/").content.decode()
    fragment = client.get(f"/watch/{board[0].slug}/after/", headers={"X-Fragment": "ending"}).content.decode()

    for page in (whole, fragment):
        assert f"How was {board[0].name}?" in page
        assert page.count('class="tile"') == 3
    assert "<html" in whole
    assert "<html" not in fragment
    assert client.get("/watch/nothing/after/").status_code == 404
    for odd in ("season=x&episode=y", "season=1", "season=-3&episode=2", "season=99999999999999&episode=1"):
        assert client.get(f"/watch/{board[0].slug}/after/?{odd}").status_code in {200, 404}
