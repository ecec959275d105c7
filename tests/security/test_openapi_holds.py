"""The OpenAPI document says the truth: what it allows is answered as it says, and what it forbids is refused."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from tests.security.world import World, undone

pytestmark = pytest.mark.django_db

DOCUMENT: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
SCHEMA.app = application
FOUND: list[Any] = list(SCHEMA.get_all_operations())
OPERATIONS = {operation.label: operation for operation in (found.ok() for found in FOUND)}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
FEW = settings(
    max_examples=8,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
"""Enough to meet each field's bounds; the whole module shall take about a minute."""


CAN_BE_MISUSED = [
    label
    for label, operation in OPERATIONS.items()
    # Every text may be a slug; there is no wrong one.
    if operation.query or operation.body or any(parameter.name != "slug" for parameter in operation.path_parameters)
]


@pytest.fixture(autouse=True)
def kept_connection() -> Iterator[None]:
    """The WSGI application closes its connection after a request; here it is the test's, whose transaction is open."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def real_values(world: World) -> dict[str, Any]:
    """Path values that name something, which no generator guesses."""
    return {"title_id": world.family_title.pk, "slug": world.family_title.slug, "uid": str(world.kid.uid)}


def headers_of(world: World, who: str) -> dict[str, str]:
    return {"Authorization": f"Token {world.token if who == 'adult' else world.kid_token}"}


@pytest.mark.parametrize("who", ["adult", "kid"])
@pytest.mark.parametrize("label", OPERATIONS)
def test_what_the_document_allows_is_answered_as_it_says(label: str, who: str, world: World) -> None:
    @FEW
    @given(case=OPERATIONS[label].as_strategy(generation_mode=GenerationMode.POSITIVE), is_real=st.booleans())
    def hold(case: Any, is_real: bool) -> None:
        if is_real:
            known = {name: value for name, value in real_values(world).items() if name in case.path_parameters}
            case.path_parameters.update(known)
        with undone():
            case.call_and_validate(headers=headers_of(world, who), checks=CHECKS)

    hold()


@pytest.mark.parametrize("label", CAN_BE_MISUSED)
def test_what_the_document_forbids_is_refused(label: str, world: World) -> None:
    @FEW
    @given(case=OPERATIONS[label].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def hold(case: Any) -> None:
        with undone():
            case.call_and_validate(headers=headers_of(world, "adult"), checks=[*CHECKS, negative_data_rejection])

    hold()
