"""Every route bears hostile paths, queries, forms and bodies: clear answers, errors in the one shape, never a 5xx."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.security.hostile import BODIES, TEXTS
from tests.security.matrix import DEFAULTS
from tests.security.site_map import Route, routes
from tests.security.test_authorisation_matrix import filled
from tests.security.world import Persona, World, undone

pytestmark = pytest.mark.django_db

ROUTES = [route for route in routes() if not route.is_admin]
QUERIES = (
    "q", "page", "row", "rows", "first", "count", "column", "cursor", "episode", "genre", "mood", "format", "next",
    "lettering", "confirm", "t",
)  # fmt: skip
FIELDS = (
    "value", "listed", "hidden", "title", "episode", "excluded", "sure", "profile", "pin", "next", "name", "avatar",
    "is_kids", "maturity_ceiling", "country", "language", "page", "row", "column", "remove", "autoplay_next",
    "group", "subject", "wanted", "stopped", "used", "afresh", "anchor",
)  # fmt: skip
KEYS = (
    "rating", "page", "row", "column", "excluded", "name", "avatar", "is_kids", "maturity_ceiling", "country",
    "profile", "pin", "email", "password", "code", "device", "sent_at", "events",
    "wanted", "used",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, -1, 2**53 - 1, -(2**53) + 1, 1.5, -1e300, "", "x" * 10_000,
    "\u202e\ufffe", [], {}, [[]], [None], {"a": []},
)  # fmt: skip
TYPES = ("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "")
SENT_TO_PAGES = (Persona.ADULT, Persona.ANONYMOUS)
NOT_OFFERED = 405


def assert_borne(response: Any, path: str, what: object) -> None:
    """No failure; and what the API says about an error has its one shape."""
    assert response.status_code < 500, (path[:200], repr(what)[:200], response.status_code)
    if path.startswith("/api/") and response.status_code >= 400:
        problem = json.loads(response.content)
        assert set(problem) <= {"code", "message", "fields"}, (path[:200], problem)
        assert {type(problem["code"]), type(problem["message"])} == {str}, problem
        assert "Traceback" not in problem["message"]


def known_path(route: Route, world: World) -> str:
    return route.path(filled(DEFAULTS, world) | {"name": world.artwork_name})


@pytest.mark.parametrize("route", [route for route in ROUTES if route.parameters], ids=lambda route: route.name)
def test_paths_are_borne(route: Route, world: World, clients: Mapping[Persona, Client]) -> None:
    for text in (*(text[:3000] for text in TEXTS if text), "9" * 30, "\ud800", "..", "%2e%2e%2f", "a~b~c", "a:b:c"):
        path = route.path(dict.fromkeys(route.parameters, text))
        client = clients[Persona.TOKEN if path.startswith("/api/") else Persona.ADULT]
        for method in ("get", "post", "delete"):
            with undone(client):
                response = getattr(client, method)(path)
            assert_borne(response, path, text)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_query_strings_are_borne(route: Route, world: World, clients: Mapping[Persona, Client]) -> None:
    path = known_path(route, world)
    client = clients[Persona.TOKEN if path.startswith("/api/") else Persona.ADULT]
    for text in (*TEXTS, "\ud800"):
        value = quote(text, safe="", errors="surrogatepass")
        with undone(client):
            assert_borne(client.get(f"{path}?{'&'.join(f'{name}={value}' for name in QUERIES)}"), path, text)
    for raw in ("%", "%ff%fe", "=&=&", "q[]=1&q[]=2", ";", "&" * 3000, "a=1&" * 900, "q=" + "%00"):
        with undone(client):
            assert_borne(client.get(f"{path}?{raw}"), path, raw)


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if "api/" not in route.pattern], ids=lambda route: route.name
)
def test_forms_are_borne(route: Route, world: World, clients: Mapping[Persona, Client]) -> None:
    path = known_path(route, world)
    for persona in SENT_TO_PAGES:
        for text in TEXTS:
            with undone(clients[persona]):
                response = clients[persona].post(path, dict.fromkeys(FIELDS, text))
            assert_borne(response, path, text)
            if persona is Persona.ADULT and response.status_code == NOT_OFFERED:
                return  # The page takes no form, whatever is in it: nobody reads the others.
    for body, kind in zip(BODIES, TYPES * len(BODIES), strict=False):
        with undone(clients[Persona.ADULT]):
            assert_borne(clients[Persona.ADULT].post(path, body, content_type=kind), path, body)


@pytest.mark.parametrize("route", [route for route in ROUTES if "api/" in route.pattern], ids=lambda route: route.name)
def test_bodies_are_borne(route: Route, world: World, clients: Mapping[Persona, Client]) -> None:
    path, client = known_path(route, world), clients[Persona.TOKEN]
    for method in ("post", "put", "patch", "delete"):
        send = getattr(client, method)
        with undone(client):
            offered = send(path, {}, content_type="application/json").status_code != 405
        if not offered:
            continue
        for number, body in enumerate(BODIES):
            with undone(client):
                assert_borne(send(path, body, content_type=TYPES[0]), path, body)
                assert_borne(send(path, body, content_type=TYPES[number % len(TYPES)]), path, body)
        for value in VALUES:
            with undone(client):
                assert_borne(send(path, dict.fromkeys(KEYS, value), content_type=TYPES[0]), path, value)


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
@pytest.mark.parametrize("key", ["id", "kind", "at", "title", "episode", "page", "row", "artwork", "value", "details"])
def test_one_bad_field_of_an_event_is_that_events_own_problem(key: str, value: Any, world: World) -> None:
    good = {"id": "6b0c1a52-8a0e-4c0e-9d5e-0f8f4a3f7a11", "kind": "dwell", "at": "2026-11-01T20:00:00Z", "value": 5}
    good["title"] = world.family_title.pk
    batch = {"sent_at": "2026-11-01T20:00:01Z", "events": [good | {key: value}, good]}

    answer = world.client(Persona.TOKEN).post("/api/v1/events/", batch, content_type="application/json")

    assert answer.status_code == 202, answer.content[:300]
    first, second = answer.json()["results"]
    assert second["status"] in ("stored", "repeated")
    assert first["status"] in ("stored", "repeated", "rejected")


@pytest.mark.parametrize("header", ["Accept", "Accept-Language", "Range", "If-None-Match", "If-Range", "Referer",
                                    "User-Agent", "Sec-CH-UA-Form-Factors", "Authorization", "X-Fragment",
                                    "X-Forwarded-For", "Cookie", "X-Request-ID", "X-Correlation-ID"])  # fmt: skip
def test_headers_are_borne(header: str, world: World, clients: Mapping[Persona, Client]) -> None:
    addresses = (
        "/",
        f"/media/artwork/{world.artwork_name}",
        f"/video/{world.signed_video}/",
        "/api/v1/home/",
        "/search/",
    )
    for text in (
        "",
        "\xff",
        "x" * 9000,
        "a;q=x,;;=",
        "bytes=9-1,-",
        "Token ",
        "Token \xff",
        "Bearer x y",
        '"',
        "1e400",
    ):
        for path in addresses:
            client = clients[Persona.ADULT]
            with undone(client):
                response = client.get(path, headers={header: text})
                assert response.status_code < 500, (path, text)
                # Read to its end, because closing a stream early would close the test's connection as well.
                assert list(response)


def test_host_that_is_not_ours_is_refused(world: World, clients: Mapping[Persona, Client]) -> None:
    for host in ("evil.example", "localhost@evil.example", "[", "", "a" * 300):
        for path in ("/account/login/", "/api/v1/home/", "/account/password/reset/"):
            assert clients[Persona.ANONYMOUS].get(path, headers={"host": host}).status_code == 400, host
