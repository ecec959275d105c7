"""A page is decided once, and served again while it stands; what may not be seen any more is not served."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction
from structlog.testing import capture_logs

from accounts.device_kinds import DeviceKind
from catalog.maturity import Maturity
from catalog.models import AvailabilityWindow, Title
from recommendations.conf import tunables
from recommendations.models import ServedPage
from recommendations.pages.home import home_page
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.models import SPACE, a_promoted_model
from tests.factories.pages import LATER, id_of, in_rows, page_of, say, shown
from tests.factories.recommendations import NOON, a_viewer

pytestmark = pytest.mark.django_db


def test_page_is_served_again_while_nothing_changes(board: list[Title]) -> None:
    profile = a_profile()
    first = page_of(profile)

    again = page_of(profile, now=LATER + timedelta(minutes=tunables().stability_minutes - 6))

    assert (again.token, shown(again)) == (first.token, shown(first))
    assert ServedPage.objects.count() == 1


def test_window_ends(board: list[Title]) -> None:
    profile = a_profile()
    first = page_of(profile)

    assert page_of(profile, now=LATER + timedelta(minutes=tunables().stability_minutes)).token != first.token


def test_page_does_not_change_with_the_hour_between_two_visits_and_does_by_the_evening(board: list[Title]) -> None:
    profile, midnight = a_profile(), LATER.replace(hour=0, minute=0)
    before = page_of(profile, now=midnight - timedelta(seconds=20))

    assert page_of(profile, now=midnight + timedelta(seconds=40)).token == before.token
    assert page_of(profile, now=midnight + timedelta(hours=3)).token != before.token


@pytest.mark.parametrize(
    "change",
    [
        {"ceiling": Maturity.SIXTEEN}, {"country": "DE"}, {"device": DeviceKind.TV}, {"profile_name": "Beatrix"},
    ],
)  # fmt: skip
def test_page_is_decided_anew_for_another_ceiling_country_device_or_name(
    board: list[Title], change: dict[str, object]
) -> None:
    profile = a_profile()

    assert page_of(profile, **change).token != page_of(profile).token


def test_page_is_decided_anew_by_another_model(board: list[Title]) -> None:
    profile = a_profile()
    first = page_of(profile)
    say_by_others = a_profile()
    say(say_by_others, board[0])
    a_promoted_model(now=LATER, seed=2)

    second = page_of(profile)

    assert second.token != first.token
    assert second.model_version != first.model_version


def test_page_is_decided_anew_when_the_catalogue_changes(board: list[Title]) -> None:
    profile = a_profile()
    first = page_of(profile)
    new = {a_title(f"Brand New {number}", genres=[SPACE], added_at=NOON).pk for number in range(6)}

    second = page_of(profile)

    assert second.token != first.token
    # Which of them, and in which row, is drawn for each profile and day.
    assert new & set(shown(second))


def test_unpublished_and_ended_titles_are_not_served_within_the_same_page(board: list[Title]) -> None:
    profile = a_profile()
    page = page_of(profile)
    first, second = in_rows(page)[:2]
    columns = {tile.card.title_id: tile.column for row in page.rows for tile in row.tiles}
    viewer = replace(a_viewer(profile), now=LATER + timedelta(minutes=2))
    Title.objects.filter(pk=first).update(is_published=False)
    AvailabilityWindow.objects.filter(title=second).update(ends_at=LATER + timedelta(minutes=1))

    same = home_page(viewer=viewer, page_token=page.token)

    assert id_of(same, profile) == id_of(page, profile)
    assert not {first, second} & set(shown(same))
    assert all(columns[tile.card.title_id] == tile.column for row in same.rows for tile in row.tiles)


def test_deleted_title_is_not_served(board: list[Title]) -> None:
    profile = a_profile()
    page = page_of(profile)
    gone = in_rows(page)[0]
    Title.objects.get(pk=gone).delete()

    assert gone not in shown(home_page(viewer=a_viewer(profile, now=LATER), page_token=page.token))
    assert gone not in shown(page_of(profile))


def test_window_that_ends_while_the_page_stands_takes_its_title_along(board: list[Title]) -> None:
    profile = a_profile()
    ending = board[0]
    AvailabilityWindow.objects.filter(title=ending).update(ends_at=LATER + timedelta(minutes=10))
    page = page_of(profile)
    assert ending.pk in shown(page)

    later = page_of(profile, now=LATER + timedelta(minutes=10))

    assert later.token == page.token
    assert ending.pk not in shown(later)


def test_rows_that_come_later_belong_to_the_page_on_the_screen(board: list[Title]) -> None:
    profile = a_profile()
    page = page_of(profile)
    say(profile, board[0])

    rest = home_page(viewer=a_viewer(profile, now=LATER), first=1, count=2, page_token=page.token)

    assert [row.key for row in rest.rows] == [row.key for row in page.rows[1:3]]
    assert [row.index for row in rest.rows] == [1, 2]


def test_token_of_another_profile_is_refused(board: list[Title]) -> None:
    mine, other = a_profile(), a_profile()
    token = page_of(mine).token

    for wrong in (token, token[:-1], "x", token.replace(":", ".")):
        with pytest.raises(ValueError, match="not one of this profile"):
            home_page(viewer=a_viewer(other, now=LATER), page_token=wrong)


def test_token_says_nothing_of_the_profile(board: list[Title]) -> None:
    profile = a_profile(name="Zebulon")
    token = page_of(profile).token

    assert "Zebulon" not in token
    assert str(profile.uid.hex) not in token


def test_preview_leaves_no_trace(board: list[Title]) -> None:
    profile = a_profile()

    home_page(viewer=a_viewer(profile, now=LATER), record=False)

    assert not ServedPage.objects.exists()


@pytest.mark.parametrize("content", [{}, {"billboard": 1, "rows": []}, [], {"billboard": None, "rows": [{"key": 1}]}])
def test_stored_page_that_cannot_be_read_is_decided_anew(board: list[Title], content: object) -> None:
    profile = a_profile()
    first = page_of(profile)
    ServedPage.objects.update(content=content)

    assert page_of(profile).token != first.token


def test_what_other_code_wrote_of_a_page_is_left_alone_and_its_content_read(board: list[Title]) -> None:
    profile = a_profile()
    first = page_of(profile)
    ServedPage.objects.update(fingerprint="of other code", shown="in other words")

    with capture_logs() as said:
        again = page_of(profile)

    assert again.token != first.token
    assert not [entry for entry in said if entry["event"] == "stored_page_unreadable"]


@pytest.mark.django_db(transaction=True)
def test_only_the_record_of_a_page_does_not_wait_for_the_disk(board: list[Title]) -> None:
    profile = a_profile()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")  # The tests' own server never waits.
    with transaction.atomic():
        page_of(profile)
        within = waits_for_the_disk()

    after = waits_for_the_disk()
    connection.close()
    assert (within, after) == ("off", "on")
    assert ServedPage.objects.filter(profile=profile).count() == 1


def waits_for_the_disk() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        return str(cursor.fetchone()[0])
