"""Writing about what is deleted in the same moment is answered with 404."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from config.guard import GuardMiddleware
from recommendations.models import TasteState

pytestmark = pytest.mark.django_db


def test_a_row_of_an_account_that_was_closed_meanwhile_is_404() -> None:
    state = TasteState.objects.create(profile_id=2_000_000_000, moved_at=timezone.now())
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        connection.check_constraints()
    state.delete()

    answer = GuardMiddleware(lambda _request: HttpResponse()).process_exception(
        RequestFactory().post("/api/v1/events/"), caught.value
    )

    assert answer is not None
    assert answer.status_code == 404
    assert json.loads(answer.content) == {"code": "not_found", "message": "It has just been deleted."}


def test_other_broken_promises_of_the_database_stay_failures() -> None:
    guard = GuardMiddleware(lambda _request: HttpResponse())

    assert guard.process_exception(RequestFactory().get("/"), IntegrityError("a check failed")) is None
