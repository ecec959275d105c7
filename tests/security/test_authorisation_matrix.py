"""Every URL, every persona, every method: each cell of the matrix is asked for and compared."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client

from tests.security.answers import METHODS, Row, answer_of
from tests.security.matrix import DEFAULTS
from tests.security.matrix_of_api import API
from tests.security.matrix_of_pages import PAGES
from tests.security.site_map import Route, routes
from tests.security.world import Persona, World, undone

pytestmark = pytest.mark.django_db

ROWS: Mapping[str, Row] = {**PAGES, **API}
ROUTES: Mapping[str, Route] = {route.name: route for route in routes() if not route.is_admin}


def filled(value: Any, world: World) -> Any:
    """The value with every text that begins with @ replaced by what it names."""
    if isinstance(value, Mapping):
        return {key: filled(item, world) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, world) for item in value]
    if isinstance(value, str) and value.startswith("@"):
        found = attrgetter(value[1:])(world)
        return found if isinstance(found, int) else str(found)
    return value


def ask(client: Client, method: str, *, name: str, row: Row, world: World) -> HttpResponseBase:
    """One request, whose effects are undone."""
    path = ROUTES[name.partition("#")[0]].path(filled(DEFAULTS | dict(row.values), world))
    body = filled(row.bodies.get(method, {}), world)
    with undone(client):
        if method == "get":
            return client.get(path)
        if path.startswith("/api/"):
            answer: HttpResponseBase = getattr(client, method)(path, body, content_type="application/json")
            return answer
        return client.post(path, body) if method == "post" else getattr(client, method)(path)


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert {name.partition("#")[0] for name in ROWS} == set(ROUTES)


@pytest.mark.parametrize("name", ROWS)
def test_route_answers_as_the_matrix_says(name: str, world: World, clients: Mapping[Persona, Client]) -> None:
    row, wrong = ROWS[name], []
    for persona, client in clients.items():
        for method in METHODS:
            answer, said = answer_of(ask(client, method, name=name, row=row, world=world)), row.cells(method)[persona]
            if answer != said:
                wrong.append(f"{method.upper()} as {persona}: {answer}, and the matrix says {said}")
    assert not wrong, "\n".join(wrong)


THE_SAME_FOR_ALL = ("artwork", "drawn-tile")
"""Pictures, which no profile is asked for."""


@pytest.mark.parametrize("name", [name for name in ROWS if not name.startswith(THE_SAME_FOR_ALL)])
def test_answer_is_kept_by_no_cache_that_several_use(
    name: str, world: World, clients: Mapping[Persona, Client]
) -> None:
    for persona in (Persona.ANONYMOUS, Persona.NO_PROFILE, Persona.ADULT, Persona.TOKEN):
        answer = ask(clients[persona], "get", name=name, row=ROWS[name], world=world)
        said = set(answer.headers.get("Cache-Control", "").split(", "))
        assert said & {"private", "no-store"}, (persona, answer.status_code, said)


SIGNED_ADDRESSES = ("digest-stop",)
"""Forms that mail programs post, without any cookie: the signature in the address is the permission."""


@pytest.mark.parametrize("name", [name for name in ROUTES if name not in SIGNED_ADDRESSES])
def test_nothing_is_changed_for_a_browser_without_its_csrf_token(name: str, world: World) -> None:
    """But signing in over the API, which takes no cookie and gives none."""
    client = world.client(Persona.ADULT, enforce_csrf_checks=True)
    for method in METHODS[1:]:
        answer = answer_of(ask(client, method, name=name, row=ROWS[name], world=world))
        is_sign_in = (name, method) == ("api-session", "post")
        assert answer == ("201" if is_sign_in else "403"), method


def test_token_needs_no_csrf_token_and_its_answers_set_no_cookie(world: World) -> None:
    client = world.client(Persona.TOKEN, enforce_csrf_checks=True)

    answer = ask(client, "put", name="api-listed", row=ROWS["api-listed"], world=world)

    assert answer.status_code == 204
    assert not answer.cookies


@pytest.mark.parametrize("name", [name for name in ROWS if "#" not in name])
def test_token_in_an_address_or_a_cookie_opens_nothing(name: str, world: World) -> None:
    client = world.client(Persona.ANONYMOUS)
    client.cookies["token"] = client.cookies["Authorization"] = world.token
    path = ROUTES[name].path(filled(DEFAULTS | dict(ROWS[name].values), world))

    answer = client.get(path, {"token": world.token, "profile": str(world.adult.uid)})

    assert answer_of(answer) == ROWS[name].cells("get")[Persona.ANONYMOUS]
