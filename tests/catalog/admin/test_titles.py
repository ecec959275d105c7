"""Editors find titles, change many at once with a history, and take them away as a spreadsheet."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalog.models import AvailabilityWindow, Title
from tests.factories.accounts import a_user
from tests.factories.catalog import (
    a_credit,
    a_person,
    a_series,
    a_title,
    a_video,
    a_window,
    an_artwork,
    an_artwork_label,
)

pytestmark = pytest.mark.django_db
TITLES = "admin:catalog_title_changelist"


@pytest.fixture
def client() -> Client:
    found = Client()
    found.force_login(a_user(is_staff=True, is_superuser=True))
    found.get(reverse("admin:index"))
    return found


def act(client: Client, action: str, *titles: Title, **more: Any) -> Any:
    selected = {"action": action, "_selected_action": [title.pk for title in titles], **more}
    return client.post(reverse(TITLES), selected, follow=True)


def test_list_takes_as_many_queries_for_many_titles_as_for_one(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        title = a_title(f"Title {number}", genres=("Drama",), moods=("Warm",))
        an_artwork(title)
        a_video(title)
        a_window(title, country="GB")

    with django_assert_max_num_queries(14):
        response = client.get(reverse(TITLES))

    assert response.content.count(b'class="thumbnail"') == 6


@pytest.mark.parametrize("name", ["artwork", "videosource", "episode", "person", "genre", "credit", "artworklabel"])
def test_other_lists_take_few_queries(name: str, client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(5):
        series = a_series(f"Series {number}", genres=(f"Genre {number}",))
        an_artwork_label(an_artwork(series), "dune")
        a_video(series)
        a_credit(series, a_person())

    with django_assert_max_num_queries(9):
        response = client.get(reverse(f"admin:catalog_{name}_changelist"))

    assert response.context["cl"].result_count >= 5


def test_titles_are_published_in_bulk_and_it_is_in_their_history(client: Client) -> None:
    one, two = a_title(is_published=False), a_title(is_published=True)

    act(client, "publish", one, two)

    assert Title.objects.filter(is_published=True).count() == 2
    assert [entry.object_id for entry in LogEntry.objects.all()] == [str(one.pk)], "Only what changed has a history."
    act(client, "unpublish", one, two)
    assert not Title.objects.filter(is_published=True).exists()


def test_availability_is_asked_for_and_then_set_for_all(client: Client) -> None:
    one, two = a_title(), a_title(available=False)

    asked = act(client, "change_availability", one, two)
    assert asked.status_code == 200
    assert "apply" in asked.content.decode()
    wrong = act(client, "change_availability", one, apply="1", manner="replace", country="Atlantis")
    assert wrong.context["form"].errors.keys() == {"country", "starts_at"}
    act(
        client, "change_availability", one, two,
        apply="1", manner="replace", country="gb", starts_at_0="2026-01-01", starts_at_1="00:00:00",
    )  # fmt: skip

    windows = AvailabilityWindow.objects.order_by("title_id")
    assert [(window.title_id, window.country) for window in windows] == [(one.pk, "GB"), (two.pk, "GB")]
    assert LogEntry.objects.count() == 2


def test_open_windows_are_extended_and_ended_ones_are_left(client: Client) -> None:
    title, now = a_title(available=False), timezone.now()
    ended = a_window(title, ends_at=now - timedelta(days=1))
    still_open = a_window(title, ends_at=now + timedelta(days=1))

    act(
        client, "change_availability", title,
        apply="1", manner="extend", country="", ends_at_0="2199-01-01", ends_at_1="00:00:00",
    )  # fmt: skip

    kept = dict(AvailabilityWindow.objects.values_list("pk", "ends_at"))
    assert kept[ended.pk] == ended.ends_at
    assert str(kept[still_open.pk]).startswith("2199")


def test_export_holds_nothing_that_a_spreadsheet_would_run(client: Client) -> None:
    title = a_title('=HYPERLINK("http://example.com")', genres=("Drama",))

    text = act(client, "export", title).content.decode()

    assert "'=HYPERLINK" in text
    assert "drama" in text
    assert "\n=" not in text
    assert ",=" not in text


@pytest.mark.parametrize(
    ("question", "found"),
    [("now", {"now", "ending"}), ("ending", {"ending"}), ("later", {"later"}), ("nowhere", {"ended", "never"})],
)
def test_titles_are_found_by_availability(client: Client, question: str, found: set[str]) -> None:
    now, day = timezone.now(), timedelta(days=1)
    a_title("now")
    a_title("never", available=False)
    a_window(a_title("ending", available=False), ends_at=now + day)
    a_window(a_title("ended", available=False), ends_at=now - day)
    a_window(a_title("later", available=False), starts_at=now + day)

    rows = client.get(reverse(TITLES), {"availability": question}).context["cl"].result_list

    assert {title.name for title in rows} == found
