"""A world that the tests of one module share: what each of them does is undone after it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.security.world import Persona, World, a_world


@pytest.fixture(scope="module")
def shared_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once, inside a transaction that is rolled back at the end of the module."""
    with django_db_blocker.unblock():
        outer: Any = transaction.atomic()
        # As Django's own TestCase does: what insists on being outermost takes this transaction for none.
        outer._from_testcase = True
        with outer:
            world = a_world()
            with django_db_blocker.block():
                yield world
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def shared_clients(shared_world: World, django_db_blocker: Any) -> Mapping[Persona, Client]:
    """One client for each persona, whose device is known already: signing in anew for each request takes minutes."""
    with django_db_blocker.unblock():
        clients = {persona: shared_world.client(persona) for persona in Persona}
        for client in clients.values():
            client.get("/healthz")
    return clients


@pytest.fixture
def world(shared_world: World, db: None) -> World:
    """The module's world, as it was made."""
    return shared_world


@pytest.fixture
def clients(shared_clients: Mapping[Persona, Client], world: World) -> Mapping[Persona, Client]:
    """The module's clients; a test undoes what a request did to their cookies (see `undone`)."""
    return shared_clients
