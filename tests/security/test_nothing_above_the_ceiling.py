"""A child may turn over every stone: what is above its ceiling is named nowhere, and everything else can be reached."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.flows.devices import issue_token
from accounts.models import Profile
from catalog.maturity import Maturity
from catalog.models import Person, Title, TitleKind
from recommendations.models import Event
from recommendations.pages import media_addresses as at
from tests.factories.accounts import a_device, a_profile, a_user, signed_in
from tests.factories.catalog import a_caption, a_credit, a_person, a_series, a_storyboard, a_title, a_video, an_artwork
from tests.factories.recommendations import a_list_entry, a_play, a_rating

pytestmark = pytest.mark.django_db

WORDS = (
    "Amber",
    "Basalt",
    "Cobalt",
    "Dahlia",
    "Ember",
    "Fjord",
    "Garnet",
    "Hazel",
    "Indigo",
    "Juniper",
    "Kelp",
    "Larch",
)
LINK = re.compile(r'(?:href|src|action|data-[a-z-]*url|data-next|poster)="([^"]+)"')
LISTS = (
    "home", "titles", "genres", "moods", "people", "countries", "languages", "ratings", "my-list", "history",
    "continue-watching", "taste",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A catalogue of which the child may see one part and an adult all; everybody has done something with all of it."""

    child: Profile
    adult: Profile
    allowed: list[Title]
    forbidden: list[Title]
    forbidden_people: list[Person]

    def secrets(self) -> list[str]:
        """What no answer to the child may contain: names, slugs, and ids, which are too long to occur by chance."""
        found = [text for title in self.forbidden for text in (title.name, title.slug, str(title.pk))]
        return found + [text for person in self.forbidden_people for text in (person.name, person.slug)]


def a_shelf(*, seed: int, ceiling: Maturity, is_kids: bool) -> Shelf:
    chance, user = random.Random(seed), a_user()
    adult = a_profile(user, name="Ruth")
    child = a_profile(user, name="Kim", is_kids=is_kids, maturity_ceiling=ceiling)
    titles, people, shared = [], [], a_person("Shared Sibyl")
    for number, word in enumerate(WORDS):
        steps = [step for step in Maturity if (step <= ceiling) == (number % 2 == 0)]
        make = chance.choice((a_title, a_series))
        title = make(
            f"{word} Quixotic",
            id=770_000_000 + seed * 1000 + number,
            maturity=chance.choice(steps),
            genres=("Mystery", f"{'Grown' if number % 2 else 'Young'} Tales"),
            moods=("Eerie",),
        )
        person = a_person(f"{word} Performer")
        a_credit(title, person)
        a_credit(title, shared)
        if chance.random() < 0.7:
            an_artwork(title)
        if title.kind == TitleKind.FILM or chance.random() < 0.5:
            video = a_video(title)
            a_caption(video)
            a_storyboard(video)
        titles.append(title)
        people.append(person)
        for profile in (adult, child):
            # The child's rows are of before its ceiling was lowered.
            a_rating(profile, title, value=5.0, at=timezone.now())
            a_list_entry(profile, title)
    for title in titles:
        a_play(adult, title, seconds=40.0, at=timezone.now())
    _remember_as_once_seen(child, ceiling, titles[1::2])
    return Shelf(child=child, adult=adult, allowed=titles[0::2], forbidden=titles[1::2], forbidden_people=people[1::2])


def _remember_as_once_seen(child: Profile, ceiling: Maturity, titles: list[Title]) -> None:
    Profile.objects.filter(pk=child.pk).update(is_kids=False, maturity_ceiling=Maturity.EIGHTEEN)
    grown = Profile.objects.get(pk=child.pk)
    for title in titles:
        a_play(grown, title, seconds=40.0, at=timezone.now())
    Profile.objects.filter(pk=child.pk).update(is_kids=child.is_kids, maturity_ceiling=ceiling)


@pytest.fixture(params=[(1, Maturity.TEN, True), (2, Maturity.SEVEN, True), (3, Maturity.SIXTEEN, False)], ids=str)
def shelf(request: pytest.FixtureRequest) -> Shelf:
    seed, ceiling, is_kids = request.param
    return a_shelf(seed=seed, ceiling=ceiling, is_kids=is_kids)


def as_text(response: Any) -> str:
    return "" if response.streaming else unescape(response.content.decode(errors="replace"))


def assert_names_none(shelf: Shelf, text: str, *, where: str) -> None:
    """Nothing forbidden is in the text, which answers `where`."""
    found = [secret for secret in shelf.secrets() if secret in text]
    assert not found, f"{where} names {found}"


def every_page(client: Client, start: str = "/") -> Iterator[tuple[str, str]]:
    """Follow every link of the site that a page has, once; answers path and content."""
    ahead, seen = [start], {start}
    while ahead:
        path = ahead.pop()
        response = client.get(path)
        assert response.status_code in (200, 302, 405), f"{path} is linked and answers {response.status_code}"
        text = as_text(response)
        yield path, text + response.headers.get("Location", "")
        for link in [*LINK.findall(text), *([response.headers["Location"]] if "Location" in response.headers else [])]:
            address = unescape(link).partition("#")[0]
            is_followed = address.startswith("/") and not address.startswith(("/static/", "/account/logout"))
            if is_followed and address not in seen:
                seen.add(address)
                ahead.append(address)


def test_whoever_follows_every_link_meets_all_that_is_allowed_and_nothing_else(shelf: Shelf) -> None:
    client = signed_in(shelf.child)
    met = {}
    for path, text in every_page(client):
        assert_names_none(shelf, text, where=path)
        met[urlsplit(path).path] = text

    for title in shelf.allowed:
        assert f"/title/{title.slug}/" in met
        assert title.name in met[f"/title/{title.slug}/"]
    assert "/genre/young-tales/" in met


def test_whoever_knows_an_address_already_is_told_that_there_is_nothing(shelf: Shelf) -> None:
    client = signed_in(shelf.child)
    for title in shelf.forbidden:
        mine = f"/title/{title.slug}/"
        for path in (mine, f"{mine}why/", f"/watch/{title.slug}/", f"/watch/{title.slug}/1/1/"):
            answer = client.get(path)
            assert answer.status_code == 404, path
            assert title.name not in as_text(answer)
        said = {"rate": {"value": "up"}, "list": {"listed": "1"}, "hide": {"hidden": "1"}, "let-go": {"let_go": "1"}}
        for what, field in said.items():
            assert client.post(f"/title/{title.slug}/{what}/", field).status_code == 404
        assert client.post(f"/watch/{title.slug}/watched/").status_code == 404
        assert client.post("/history/exclude/", {"title": title.pk, "excluded": "1"}).status_code == 404
        for video in title.videos.all():
            for profile in (shelf.adult, shelf.child):
                assert client.get(at.video_address(video=video, profile_id=profile.pk)).status_code == 404
                assert client.get(at.chapters_address(video=video, profile_id=profile.pk)).status_code == 404
                board = at.storyboard_address(storyboard=video.storyboard, profile_id=profile.pk)
                sheet = at.sheet_address(storyboard=video.storyboard, profile_id=profile.pk)
                assert (client.get(board).status_code, client.get(sheet).status_code) == (404, 404)
                for caption in video.captions.all():
                    assert client.get(at.caption_address(caption=caption, profile_id=profile.pk)).status_code == 404
    for person in shelf.forbidden_people:
        assert client.get(f"/person/{person.slug}/").status_code == 404
    assert client.get("/genre/grown-tales/").status_code == 404


def test_searching_finds_what_is_allowed_and_only_echoes_the_rest(shelf: Shelf) -> None:
    client = signed_in(shelf.child)
    for title in (*shelf.forbidden, *shelf.allowed):
        is_allowed = title in shelf.allowed
        for path in ("/search/", "/api/v1/search/"):
            exact, misspelt = (as_text(client.get(path, {"q": query})) for query in (title.name, title.name[:-3]))
            assert (title.slug in exact, title.slug in misspelt) == (is_allowed, is_allowed)
            assert (title.name in misspelt) == is_allowed
    for person in shelf.forbidden_people:
        assert person.slug not in as_text(client.get("/search/", {"q": person.name}))
    assert "grown-tales" not in as_text(client.get("/search/", {"q": "Grown Tales"}))


def api_client(profile: Profile) -> Client:
    assert profile.user is not None, "A profile of a household has its user."
    _token, text = issue_token(user=profile.user, device=a_device(profile.user), profile=profile, now=timezone.now())
    return Client(headers={"authorization": f"Token {text}"})


def test_api_names_nothing_either_and_leaves_nothing_out(shelf: Shelf) -> None:
    client, said = api_client(shelf.child), ""
    for name in LISTS:
        answer = client.get(f"/api/v1/{name}/")
        assert answer.status_code == 200, name
        said += as_text(answer)
        assert_names_none(shelf, as_text(answer), where=name)
    for title in shelf.allowed:
        assert title.slug in said
        for rest in ("", "similar/"):
            answer = client.get(f"/api/v1/titles/{title.slug}/{rest}")
            assert answer.status_code == 200
            assert_names_none(shelf, as_text(answer), where=f"{title.slug}/{rest}")
    assert set(shelf.secrets()) & set(re.findall(r"[\w-]+", as_text(api_client(shelf.adult).get("/api/v1/titles/"))))
    for title in shelf.forbidden:
        paths = [f"titles/{title.slug}/", f"titles/{title.slug}/similar/", f"titles/{title.pk}/rating/"]
        for path in (*paths, f"titles/{title.pk}/progress/"):
            assert client.get(f"/api/v1/{path}").status_code == 404, path
        for path in (f"titles/{title.pk}/hidden/", f"my-list/{title.pk}/"):
            assert client.put(f"/api/v1/{path}", {}, content_type="application/json").status_code == 404, path
        body = {"rating": "up"}
        rated = client.put(f"/api/v1/titles/{title.pk}/rating/", body, content_type="application/json")
        assert rated.status_code == 404


def test_events_about_what_is_above_teach_nothing_and_are_not_kept(shelf: Shelf) -> None:
    client, now = api_client(shelf.child), timezone.now().isoformat()
    events = [
        {"id": str(uuid4()), "kind": kind, "at": now, "title": title.pk, "value": 5}
        for title in shelf.forbidden
        for kind in ("dwell", "hide", "my_list", "rating")
    ]
    before = Event.objects.filter(profile=shelf.child).count()

    answer = client.post("/api/v1/events/", {"sent_at": now, "events": events}, content_type="application/json")
    unknown = [{**event, "id": str(uuid4()), "title": 999_999_999} for event in events]
    about_nothing = client.post("/api/v1/events/", {"sent_at": now, "events": unknown}, content_type="application/json")

    assert answer.status_code == 202
    assert_names_none(shelf, as_text(answer), where="events")
    said, said_of_nothing = (
        [{**one, "id": ""} for one in found.json()["results"]] for found in (answer, about_nothing)
    )
    assert {one["status"] for one in said} == {"rejected"}
    assert said == said_of_nothing, "The child can tell a hidden title from one that does not exist."
    assert Event.objects.filter(profile=shelf.child).count() == before
    assert_names_none(shelf, json.dumps(client.get("/api/v1/home/").json()), where="home")
