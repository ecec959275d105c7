"""Support can look at what profiles did, without a query per row, and change none of it."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.device_kinds import DeviceKind
from recommendations.contracts import Group, Wanted
from recommendations.events import actions
from recommendations.events.adjust import set_wanted, stop_row
from recommendations.events.capture import capture
from tests.factories.accounts import a_profile, a_user
from tests.factories.catalog import a_genre, a_series, a_title
from tests.factories.recommendations import NOON, a_play, a_rating, a_viewer, an_event

pytestmark = pytest.mark.django_db
LISTS = (
    "event",
    "impression",
    "playsession",
    "watchprogress",
    "rating",
    "listentry",
    "hiddentitle",
    "adjustment",
    "stoppedrow",
    "tastestate",
)


def some_history() -> None:
    profile, series = a_profile(), a_series()
    title = a_title()
    a_rating(profile, title)
    a_play(profile, series, episode=series.seasons.get().episodes.first())
    actions.set_listed(viewer=a_viewer(profile), title_id=title.pk, listed=True, now=NOON)
    actions.set_hidden(viewer=a_viewer(profile), title_id=series.pk, hidden=True, now=NOON)
    set_wanted(viewer=a_viewer(profile), group=Group.GENRE, subject_id=a_genre().pk, wanted=Wanted.LESS, now=NOON)
    stop_row(viewer=a_viewer(profile), row="trending", stopped=True, now=NOON)
    tile = an_event("impression", title=title, page_id=uuid4(), page_served_at=NOON, row=0, column=0, value=2.0)
    capture(profile=profile, device=DeviceKind.TV, batch=[tile])


@pytest.mark.parametrize("name", LISTS)
def test_list_takes_as_many_queries_for_many_rows_as_for_one(name: str, django_assert_max_num_queries: Any) -> None:
    client = Client()
    client.force_login(a_user(is_staff=True, is_superuser=True))
    for _number in range(4):
        some_history()
    client.get(reverse("admin:index"))  # The first request of a session remembers its device.

    with django_assert_max_num_queries(8):
        response = client.get(reverse(f"admin:recommendations_{name}_changelist"))

    assert response.status_code == 200
    assert response.context["cl"].result_count >= 4


@pytest.mark.parametrize("name", LISTS)
def test_nothing_can_be_added(name: str) -> None:
    client = Client()
    client.force_login(a_user(is_staff=True, is_superuser=True))

    assert client.get(reverse(f"admin:recommendations_{name}_add")).status_code == 403
