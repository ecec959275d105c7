"""The back office by rule: nobody comes in but staff, and staff see what they were given and nothing else."""

from collections.abc import Mapping

import pytest
from django.http import HttpResponseBase
from django.test import Client

from tests.security.site_map import Route, routes
from tests.security.world import Persona, World, undone

pytestmark = pytest.mark.django_db

ROUTES = [route for route in routes() if route.is_admin]
OUTSIDERS = (Persona.ANONYMOUS, Persona.ADULT, Persona.KID)
OPEN_TO_ALL_STAFF = frozenset({"admin:index", "admin:jsi18n", "admin:password_change", "admin:password_change_done"})
SIGNING_IN_AND_OUT = frozenset({"admin:login", "admin:logout"})
SENT_AWAY = ("/admin/login/?next=", "/account/login/?next=", "/account/reauthenticate/?next=")
VALUES = {"object_id": "1", "app_label": "catalog", "content_type_id": "1", "url": "nothing/"}


def path_of(route: Route, world: World) -> str:
    return route.path(dict.fromkeys(route.parameters, str(world.family_title.pk)) | VALUES)


def is_refused(response: HttpResponseBase) -> bool:
    """Not there or not allowed; or sent to the front page, as Django does for what is gone before it asks who it is."""
    where = response.headers.get("Location", "")
    return response.status_code in (403, 404, 405) or where == "/admin/" or where.endswith("/change/")


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.name not in SIGNING_IN_AND_OUT], ids=lambda route: route.name
)
def test_back_office_is_closed_to_outsiders_and_to_staff_without_permissions(
    route: Route, world: World, clients: Mapping[Persona, Client]
) -> None:
    path, wrong = path_of(route, world), []
    for method in ("get", "post"):
        for persona in (*OUTSIDERS, Persona.STAFF):
            with undone(clients[persona]):
                response = getattr(clients[persona], method)(path)
            if persona is Persona.STAFF:
                is_right = route.name in OPEN_TO_ALL_STAFF or is_refused(response)
            else:
                is_right = response.headers.get("Location", "").startswith(SENT_AWAY)
            if not is_right:
                wrong.append(f"{method} as {persona}: {response.status_code} {response.headers.get('Location', '')}")
    assert not wrong, f"{path}\n" + "\n".join(wrong)


def test_signing_in_to_the_back_office_is_signing_in_to_the_site(clients: Mapping[Persona, Client]) -> None:
    assert clients[Persona.ANONYMOUS].get("/admin/login/").headers["Location"].startswith("/account/login/")
    assert clients[Persona.ANONYMOUS].post("/admin/login/").headers["Location"].startswith("/account/login/")
    assert clients[Persona.ADULT].get("/admin/login/").status_code == 403
    assert clients[Persona.STAFF].get("/admin/logout/").status_code == 405


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_superuser_is_let_in_everywhere(route: Route, world: World, clients: Mapping[Persona, Client]) -> None:
    """But not to add or delete what the house keeps by itself."""
    client = clients[Persona.SUPERUSER]
    with undone(client):
        response = client.get(path_of(route, world))

    assert response.status_code < 500
    assert "/login/" not in response.headers.get("Location", "")
    if route.name.endswith(("_changelist", ":index")):
        assert response.status_code == 200
