"""Why this? tells what was recorded, how it stands now, and names nothing that may not be seen."""

from datetime import timedelta

import pytest

from accounts.models import Profile
from catalog.models import Genre, Title
from recommendations.contracts import Group, Wanted
from recommendations.events.actions import set_excluded, set_hidden
from recommendations.events.adjust import set_wanted, stop_row
from recommendations.events.visibility import TitleNotFound
from recommendations.pages.why import PlaceNotFound, WhyThis, why, why_title
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_credit, a_person
from tests.factories.models import SPACE
from tests.factories.pages import LATER, page_of, say
from tests.factories.recommendations import a_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(board: list[Title]) -> Profile:
    return somebody_who_liked_three(board)


def somebody_who_liked_three(board: list[Title]) -> Profile:
    viewer = a_profile()
    for title in (board[0], board[2], board[4]):
        say(viewer, title)
    return viewer


def told(profile: Profile) -> WhyThis:
    """Of the first tile of the top picks that has causes, or where the day's luck left them none, of any row's."""
    page = page_of(profile)
    with_causes = [(row, tile) for row in page.rows for tile in row.tiles if tile.reason.evidence]
    _row, tile = min(with_causes, key=lambda place: place[0].kind != "top_picks")
    return why(viewer=a_viewer(profile, now=LATER), token=page.token, row=tile.row, column=tile.column)


def test_causes_have_their_shares_and_stand_as_they_are(board: list[Title]) -> None:
    reasons = set()
    for _viewer in range(6):
        found = told(somebody_who_liked_three(board))

        assert {cause.card.title_id for cause in found.title.causes} <= {board[0].pk, board[2].pk, board[4].pk}
        percent = sum(cause.percent for cause in found.title.causes)
        assert 0 < percent <= 101
        assert found.title.percent_of_the_rest == max(0, 100 - percent)
        assert not any(cause.is_left_out for cause in found.title.causes)
        assert all(cause.is_in_history for cause in found.title.causes)
        assert found.row is not None
        reasons.add(found.row.reason)
    assert "From 3 titles that you watched, rated or saved" in reasons


def test_what_was_corrected_since_is_told_from_the_same_page(profile: Profile) -> None:
    page, viewer = page_of(profile), a_viewer(profile, now=LATER)
    row = next(row for row in page.rows if row.kind == "because")
    tile = next(tile for tile in row.tiles if tile.reason.evidence)

    def now() -> WhyThis:
        return why(viewer=viewer, token=page.token, row=tile.row, column=tile.column)

    cause, genre = now().title.causes[0].card, Genre.objects.get(name=SPACE)
    set_excluded(viewer=viewer, title_id=cause.title_id, excluded=True, now=LATER)
    set_hidden(viewer=viewer, title_id=tile.card.title_id, hidden=True, now=LATER)
    stop_row(viewer=viewer, row=row.key, stopped=True, now=LATER)
    set_wanted(viewer=viewer, group=Group.GENRE, subject_id=genre.pk, wanted=Wanted.LESS, now=LATER)

    found = now()
    assert found.title.causes[0].is_left_out
    assert found.title.is_hidden
    assert found.row is not None
    assert (found.row.is_stopped, found.row.is_kind_stopped, found.row.is_one_of_many) == (True, False, True)
    assert {dial.name: dial.wanted for dial in found.title.dials}[SPACE] == Wanted.LESS


def test_what_was_asked_before_the_page_is_part_of_the_reason_and_what_was_asked_after_is_not(profile: Profile) -> None:
    genre = Genre.objects.get(name=SPACE)
    set_wanted(viewer=a_viewer(profile), group=Group.GENRE, subject_id=genre.pk, wanted=Wanted.MORE, now=LATER)
    before = told(profile)
    later = LATER + timedelta(minutes=1)
    set_wanted(viewer=a_viewer(profile), group=Group.GENRE, subject_id=genre.pk, wanted=Wanted.LESS, now=later)
    page = page_of(profile)

    assert before.title.asked == ["You asked for more science fiction"]
    assert page.rows
    assert told(profile).title.asked == []


def test_person_is_offered_where_the_row_is_about_one_and_never_to_children(board: list[Title]) -> None:
    person, adult, child = a_person("Ines Vale"), a_profile(), a_profile(is_kids=True)
    credited = {title.pk for title in board[:40]}
    for title in board[:40]:
        a_credit(title, person)
    for viewer in (adult, child):
        set_wanted(viewer=a_viewer(viewer), group=Group.PERSON, subject_id=person.pk, wanted=Wanted.MORE, now=LATER)
        say(viewer, board[0])

    def groups(profile: Profile) -> set[Group]:
        page = page_of(profile)
        tiles = [tile for row in page.rows for tile in row.tiles if tile.card.title_id in credited]
        found = why(viewer=a_viewer(profile, now=LATER), token=page.token, row=tiles[0].row, column=tiles[0].column)
        return {dial.group for dial in found.title.dials}

    assert groups(adult) == {Group.GENRE, Group.PERSON}
    assert groups(child) == {Group.GENRE}


def test_page_of_another_profile_and_places_that_are_none_are_not_found(profile: Profile) -> None:
    page, other = page_of(profile), a_profile()

    with pytest.raises(PlaceNotFound):
        why(viewer=a_viewer(other, now=LATER), token=page.token, row=0, column=0)
    for row, column in ((-2, 0), (0, -1), (0, 999), (999, 0)):
        with pytest.raises(PlaceNotFound):
            why(viewer=a_viewer(profile, now=LATER), token=page.token, row=row, column=column)


def test_title_by_itself_has_the_reason_that_a_page_would_give(profile: Profile, board: list[Title]) -> None:
    found = why_title(viewer=a_viewer(profile, now=LATER), slug=board[10].slug)

    assert found.row is None
    assert found.title.reason.startswith("Because you liked Orbit")
    assert {cause.card.title_id for cause in found.title.causes} <= {board[0].pk, board[2].pk, board[4].pk}


def test_title_above_the_ceiling_is_not_found(board: list[Title]) -> None:
    Title.objects.filter(pk=board[10].pk).update(maturity=18)

    with pytest.raises(TitleNotFound):
        why_title(viewer=a_viewer(a_profile(is_kids=True), now=LATER), slug=board[10].slug)
