"""The page reacts to the last thing that the viewer did, says why, and shows each title with its picture."""

import pytest

from catalog.models import Title
from recommendations.events.actions import DOWN, set_hidden, set_listed
from recommendations.models import Experiment, Exposure, ServedPage
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title, an_artwork
from tests.factories.models import SPACE
from tests.factories.pages import LATER, id_of, in_rows, page_of, say, shown
from tests.factories.recommendations import NOON, a_play, a_viewer

pytestmark = pytest.mark.django_db


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
