"""A page is decided once, served again while it stands, and reacts to the last thing that the viewer did."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from catalog.maturity import Maturity
from catalog.models import AvailabilityWindow, Title
from recommendations.conf import tunables
from recommendations.contracts import Page
from recommendations.events.actions import DOWN, UP, rate, set_hidden, set_listed
from recommendations.events.page_token import read_token
from recommendations.models import Experiment, Exposure, ServedPage
from recommendations.pages.home import home_page
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title, an_artwork
from tests.factories.models import SPACE, a_checkerboard, a_promoted_model
from tests.factories.recommendations import NOON, a_play, a_viewer

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def board(model_store: Path) -> list[Title]:
    """Titles about space at even places and about love at odd ones, and a model that knows the two apart."""
    titles, _people = a_checkerboard(titles=48)
    a_promoted_model()
    return titles


def page_of(profile: Profile, **changes: object) -> Page:
    return home_page(viewer=replace(a_viewer(profile), **{"now": LATER, **changes}))  # type: ignore[arg-type]


def id_of(page: Page, profile: Profile) -> UUID:
    return read_token(page.token, profile.pk).id


def shown(page: Page) -> list[int]:
    return [*([page.billboard.card.title_id] if page.billboard else []), *in_rows(page)]


def in_rows(page: Page, kind: str = "") -> list[int]:
    return [tile.card.title_id for row in page.rows for tile in row.tiles if kind in ("", row.kind)]


def say(profile: Profile, title: Title, value: float = UP) -> None:
    rate(viewer=a_viewer(profile, now=LATER), title_id=title.pk, value=value, now=LATER)


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
    assert new == set(in_rows(second, "new"))


def test_thumb_changes_the_next_page_without_a_retrain_and_the_reason_says_it(board: list[Title]) -> None:
    profile = a_profile()
    before = page_of(profile)
    for title in (board[0], board[2]):
        say(profile, title)

    after = page_of(profile)

    assert after.model_version == before.model_version
    assert after.token != before.token
    picks = in_rows(after, "top_picks")
    space = {title.pk for title in board[::2]}
    assert set(picks[:4]) <= space
    assert any(row.heading == f"Because you liked {board[2].name}" for row in after.rows)
    assert any(
        tile.reason.text == f"Because you liked {title.name}"
        for row in after.rows for tile in row.tiles for title in (board[0], board[2])
    )  # fmt: skip
    assert not {board[0].pk, board[2].pk} & set(in_rows(after, "top_picks"))


def test_thumb_down_takes_the_title_away(board: list[Title]) -> None:
    profile = a_profile()
    unwanted = page_of(profile).rows[0].tiles[0].card
    say(profile, Title.objects.get(pk=unwanted.title_id), DOWN)

    assert unwanted.title_id not in shown(page_of(profile))


def test_hidden_title_is_gone_and_listed_one_has_its_row(board: list[Title]) -> None:
    profile = a_profile()
    viewer = a_viewer(profile, now=LATER)
    gone, kept = shown(page_of(profile))[:2]
    set_hidden(viewer=viewer, title_id=gone, hidden=True, now=LATER)
    set_listed(viewer=viewer, title_id=kept, listed=True, now=LATER)

    page = page_of(profile)

    assert gone not in shown(page)
    assert in_rows(page, "my_list") == [kept]
    assert shown(page).count(kept) == 1


def test_what_was_begun_comes_first_with_its_place(board: list[Title]) -> None:
    profile = a_profile()
    a_play(profile, board[3], seconds=40.0)

    page = page_of(profile)

    assert page.rows[0].kind == "continue"
    (tile,) = page.rows[0].tiles
    assert tile.card.title_id == board[3].pk
    assert tile.progress == pytest.approx(0.4)


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


def test_pictures_stay_from_page_to_page_and_are_logged_as_shown(board: list[Title]) -> None:
    profile = a_profile()
    for title in board:
        for number in range(3):
            an_artwork(title, key=f"{title.pk}-{number}")
    first = page_of(profile)
    say(profile, board[1])
    second = page_of(profile)

    pictures = {tile.card.title_id: tile.picture.artwork_id for row in first.rows for tile in row.tiles}
    for row in second.rows:
        for tile in row.tiles:
            assert pictures.get(tile.card.title_id, tile.picture.artwork_id) == tile.picture.artwork_id
    stored = ServedPage.objects.get(pk=id_of(second, profile)).content
    for row, kept in zip(second.rows, stored["rows"], strict=True):
        for tile, one in zip(row.tiles, kept["tiles"], strict=True):
            choice = one["artwork"]
            assert (tile.card.title_id, tile.picture.artwork_id) == (one["title"], choice["id"])
            assert len(choice["candidates"]) == 3
            assert 0 < choice["propensity"] <= 1


def test_title_without_picture_gets_a_drawn_tile(board: list[Title]) -> None:
    tile = page_of(a_profile()).rows[0].tiles[0]

    assert tile.picture.artwork_id is None
    assert tile.picture.url.startswith("/drawn/")


def test_experiment_decides_the_policy_and_logs_the_exposure_once(board: list[Title]) -> None:
    profile = a_profile()
    experiment = Experiment.objects.create(key="home", question="?", arms={"popularity": 1}, is_running=True)
    say(profile, board[0])

    page = page_of(profile)
    say(profile, board[2])
    page_of(profile)

    assert not any(row.kind == "because" for row in page.rows)
    assert page.rows[0].heading == "Popular on Marquee"
    assert Exposure.objects.get().experiment == experiment
    assert set(ServedPage.objects.values_list("arm", flat=True)) == {"popularity"}


def test_child_sees_nothing_above_its_ceiling(board: list[Title]) -> None:
    adult = {a_title(f"Adult {number}", genres=[SPACE], maturity=18, added_at=NOON).pk for number in range(12)}
    child = a_profile(is_kids=True)
    say(child, board[0])

    assert not adult & set(shown(page_of(child)))
    assert adult & set(shown(page_of(a_profile())))
