"""The taste page tells what is believed and what was corrected, and names nothing that may not be seen."""

from dataclasses import replace

import pytest

from accounts.device_kinds import DeviceKind
from catalog.maturity import Maturity
from catalog.models import Genre, Title
from recommendations.contracts import Group, Viewer, Wanted
from recommendations.events.actions import set_excluded, set_hidden
from recommendations.events.adjust import set_wanted, start_afresh, stop_row, use_moments
from recommendations.pages.taste import taste_page
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_credit, a_person
from tests.factories.models import LOVE, SPACE
from tests.factories.pages import LATER, say
from tests.factories.recommendations import NOON, a_play, a_viewer

pytestmark = pytest.mark.django_db


def test_what_is_chosen_most_comes_first_with_its_share_and_examples(board: list[Title]) -> None:
    profile = a_profile()
    for title in (board[0], board[2], board[4], board[1]):
        say(profile, title)

    page = taste_page(viewer=a_viewer(profile, now=LATER))

    first, second = page.genres
    assert (first.dial.name, first.percent, first.count, first.usual_percent) == (SPACE, 75, 3, 50)
    assert {card.title_id for card in first.examples} == {board[0].pk, board[2].pk, board[4].pk}
    assert (second.dial.name, second.percent, second.more) == (LOVE, 25, 0)
    assert page.rests_on == 4


def test_hours_and_screens_are_those_of_the_plays_that_count(board: list[Title]) -> None:
    profile = a_profile()
    a_play(profile, board[0], seconds=90.0, device=DeviceKind.TV)
    a_play(profile, board[1], seconds=90.0, device=DeviceKind.TV)
    a_play(profile, board[2], seconds=90.0, device=DeviceKind.PHONE)
    set_excluded(viewer=a_viewer(profile), title_id=board[2].pk, excluded=True, now=LATER)

    hours = taste_page(viewer=a_viewer(profile, now=LATER)).hours

    assert hours.plays == 2
    assert hours.by_device == {DeviceKind.TV: 2}
    assert sum(hours.by_daypart.values()) == 2


def test_every_correction_is_there_to_be_taken_back(board: list[Title]) -> None:
    profile = a_profile()
    viewer, genre = a_viewer(profile, now=LATER), Genre.objects.get(name=SPACE)
    say(profile, board[0])
    set_wanted(viewer=viewer, group=Group.GENRE, subject_id=genre.pk, wanted=Wanted.NEVER, now=LATER)
    stop_row(viewer=viewer, row="trending", stopped=True, now=LATER)
    stop_row(viewer=viewer, row=f"because:{board[0].pk}", stopped=True, now=LATER)
    set_hidden(viewer=viewer, title_id=board[5].pk, hidden=True, now=LATER)
    set_excluded(viewer=viewer, title_id=board[0].pk, excluded=True, now=LATER)
    use_moments(viewer=viewer, used=False, now=LATER)
    start_afresh(viewer=viewer, afresh=True, now=LATER)

    page = taste_page(viewer=viewer)

    assert {line.dial.name: line.dial.wanted for line in page.genres} == {SPACE: Wanted.NEVER, LOVE: None}
    assert {row.name for row in page.stopped_rows} == {"Trending now", f"Because of {board[0].name}"}
    assert [card.title_id for card in page.hidden] == [board[5].pk]
    assert [card.title_id for card in page.left_out] == [board[0].pk]
    assert (page.uses_moments, page.restarted_at, page.rests_on) == (False, LATER, 0)


def lowered(viewer: Viewer) -> Viewer:
    return replace(viewer, ceiling=Maturity.TEN)


def test_nothing_above_the_ceiling_is_named(board: list[Title]) -> None:
    profile, person = a_profile(), a_person("Ines Vale")
    viewer, genre = a_viewer(profile, now=LATER), Genre.objects.get(name=SPACE)
    for title in board[::2]:
        a_credit(title, person)
    for title in board[:6:2]:
        say(profile, title)
    stop_row(viewer=viewer, row=f"because:{board[0].pk}", stopped=True, now=LATER)
    stop_row(viewer=viewer, row="genre:science-fiction", stopped=True, now=LATER)
    set_hidden(viewer=viewer, title_id=board[8].pk, hidden=True, now=LATER)
    set_excluded(viewer=viewer, title_id=board[2].pk, excluded=True, now=LATER)
    set_wanted(viewer=viewer, group=Group.GENRE, subject_id=genre.pk, wanted=Wanted.MORE, now=LATER)
    set_wanted(viewer=viewer, group=Group.PERSON, subject_id=person.pk, wanted=Wanted.MORE, now=LATER)
    before = repr(taste_page(viewer=viewer))
    Title.objects.filter(genres__name=SPACE).update(maturity=18)

    after = repr(taste_page(viewer=lowered(viewer)))

    for secret in (board[0].name, board[2].name, board[8].name, SPACE, "Ines Vale"):
        assert secret in before
        assert secret not in after


def test_newcomer_has_an_empty_page(board: list[Title]) -> None:
    page = taste_page(viewer=a_viewer(a_profile(), now=NOON))

    assert (page.rests_on, page.hours.plays, page.people, page.hidden) == (0, 0, [], [])
    assert {line.percent for line in page.genres} == {0}
