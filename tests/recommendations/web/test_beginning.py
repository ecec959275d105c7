"""First picks as forms: tick, send, and be told what was learned; the first choice of a new profile leads there."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Profile
from catalog.models import Title
from recommendations.models import Rating
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_title
from tests.factories.models import a_checkerboard, a_promoted_model

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(model_store: Path) -> list[Title]:
    titles, _people = a_checkerboard(titles=48)
    a_promoted_model(now=timezone.now())
    return titles


def boxes(client: Client, path: str = "/begin/") -> list[int]:
    """The titles that can be ticked."""
    return [int(found) for found in re.findall(r'name="like" value="(\d+)"', client.get(path).content.decode())]


def test_ticks_lead_to_more_and_then_to_what_was_learned(board: list[Title]) -> None:
    profile = a_profile()
    client = signed_in(profile)
    first = boxes(client)

    more = client.post("/begin/", {"like": first[:3], "no": first[3:4]})

    assert more.headers["Location"] == "/begin/more/"
    assert Rating.objects.filter(profile=profile, value=4).count() == 3
    assert Rating.objects.filter(profile=profile, value=1).count() == 1
    assert not set(boxes(client, "/begin/more/")) & set(first)
    assert client.post("/begin/more/", {}).headers["Location"] == "/begin/learned/"
    assert "Here is what we would start with" in client.get("/begin/learned/").content.decode()


def test_a_child_ticks_once_and_dislikes_nothing(board: list[Title]) -> None:
    client = signed_in(a_profile(is_kids=True))
    page = client.get("/begin/").content.decode()

    assert "What do you want to see?" in page, "Nobody in these titles has a name."
    assert 'name="no"' not in page
    assert client.post("/begin/", {"like": boxes(client)[:1]}).headers["Location"] == "/begin/learned/"


def test_no_tick_leads_home_which_says_so(board: list[Title]) -> None:
    client = signed_in(a_profile())

    nothing = client.post("/begin/", {}, follow=True)
    disliked = client.post("/begin/", {"no": boxes(client)[:1]}, follow=True)

    assert (nothing.redirect_chain, disliked.redirect_chain) == ([("/", 302)], [("/", 302)])
    assert "Nothing picked, which is fine: your page follows what you watch." in nothing.content.decode()
    assert "Nothing picked" not in disliked.content.decode()
    assert "Noted: you will see less like these." in disliked.content.decode()


def test_the_second_step_with_no_tick_says_what_the_first_taught(board: list[Title]) -> None:
    client = signed_in(a_profile())
    client.post("/begin/", {"like": boxes(client)[:3]})

    done = client.post("/begin/more/", {}, follow=True)

    assert done.redirect_chain == [("/begin/learned/", 302)]
    assert "Nothing picked" not in done.content.decode()


@pytest.mark.parametrize("like", ["", "x", "-1", "9" * 40, "१२", "1.5", "999999999"])
def test_any_text_for_an_id_is_no_error(like: str) -> None:
    a_title()
    client = signed_in(a_profile())

    assert client.post("/begin/", {"like": like, "no": like, "page": like}).status_code == 302
    assert not Rating.objects.exists()


def test_an_empty_catalogue_says_so() -> None:
    assert "Nothing left to ask" in signed_in(a_profile()).get("/begin/").content.decode()


def test_the_first_choice_of_a_new_profile_leads_to_its_picks_once() -> None:
    client = signed_in(a_profile())
    form = {"name": "Zoe", "avatar": "lamp", "maturity_ceiling": "18", "language": "en"}
    client.post("/profiles/new/", form)
    zoe = Profile.objects.get(name="Zoe")

    first = client.post("/profiles/", {"profile": zoe.uid, "next": "/films/"})
    second = client.post("/profiles/", {"profile": zoe.uid, "next": "/films/"})

    assert first.headers["Location"] == "/begin/"
    assert second.headers["Location"] == "/films/"


def test_settings_of_the_own_profile_lead_there_too() -> None:
    profile = a_profile()
    other = a_profile(profile.user, name="Bo")
    client = signed_in(profile)

    assert 'href="/begin/"' in client.get(f"/profiles/{profile.uid}/").content.decode()
    assert 'href="/begin/"' not in client.get(f"/profiles/{other.uid}/").content.decode()
