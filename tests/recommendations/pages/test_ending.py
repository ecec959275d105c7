"""After an episode comes the next one; after everything else three titles, none of them seen."""

import pytest

from catalog.models import Title
from recommendations.events.forget import forget
from recommendations.events.unquote import TEXT
from recommendations.events.visibility import TitleNotFound
from recommendations.models import ServedPage
from recommendations.pages.ending import CHOICES, Ending, ending_page
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_series, a_title, an_episode
from tests.factories.models import SPACE
from tests.factories.pages import LATER, say
from tests.factories.recommendations import a_play, a_viewer

pytestmark = pytest.mark.django_db


def choices(ending: Ending) -> list[int]:
    return [tile.card.title_id for row in ending.page.rows for tile in row.tiles]


def test_after_a_film_three_unseen_titles_of_which_two_are_like_it(board: list[Title]) -> None:
    profile = a_profile()
    a_play(profile, board[0], seconds=95.0)
    say(profile, board[2])

    ending = ending_page(viewer=a_viewer(profile, now=LATER), slug=board[0].slug)

    assert len(set(choices(ending))) == CHOICES
    assert not {board[0].pk, board[2].pk}.intersection(choices(ending))
    assert {board.index(Title.objects.get(pk=pk)) % 2 for pk in choices(ending)[:2]} == {0}
    assert all(tile.reason.text for row in ending.page.rows for tile in row.tiles)
    assert ServedPage.objects.get(profile=profile).surface == "ending"
    assert ending.next_episode is None


def test_after_an_episode_the_next_one_across_seasons_and_after_the_last_the_choices(board: list[Title]) -> None:
    series, profile = a_series(episodes=2), a_profile()
    later = an_episode(series, season=2, number=1)
    viewer = a_viewer(profile, now=LATER)

    middle = ending_page(viewer=viewer, slug=series.slug, season=1, number=2)
    last = ending_page(viewer=viewer, slug=series.slug, season=2, number=1)

    assert middle.next_episode == later
    assert choices(middle) == []
    assert last.next_episode is None
    assert len(choices(last)) == CHOICES
    assert series.pk not in choices(last)


def test_what_is_not_there_for_this_viewer_has_no_ending(board: list[Title]) -> None:
    child, adult = a_profile(is_kids=True), a_title(maturity=18)
    viewer = a_viewer(child, now=LATER)

    with pytest.raises(TitleNotFound):
        ending_page(viewer=viewer, slug=adult.slug)
    with pytest.raises(TitleNotFound):
        ending_page(viewer=viewer, slug="nothing")
    with pytest.raises(TitleNotFound):
        ending_page(viewer=viewer, slug=a_series().slug, season=9, number=9)


def test_a_child_is_offered_nothing_above_the_ceiling(board: list[Title]) -> None:
    adult = {a_title(genres=[SPACE], maturity=18).pk for _number in range(12)}
    ending = ending_page(viewer=a_viewer(a_profile(is_kids=True), now=LATER), slug=board[0].slug)

    assert not adult.intersection(choices(ending))


def test_what_was_forgotten_is_named_by_no_ending_any_more(board: list[Title]) -> None:
    profile = a_profile()
    a_play(profile, board[0], seconds=95.0)
    viewer = a_viewer(profile, now=LATER)
    ending_page(viewer=viewer, slug=board[0].slug)

    forget(viewer=viewer, title_id=board[0].pk, now=LATER)

    assert ServedPage.objects.get(profile=profile).content["rows"][0]["reason"]["text"] == TEXT


def test_the_same_choices_after_another_title_give_that_one_as_the_reason() -> None:
    profile, seen = a_profile(), [a_title("Salt"), a_title("Ash")]
    for number in range(CHOICES):
        a_title(f"Left {number}")
    for title in seen:
        say(profile, title)

    endings = [ending_page(viewer=a_viewer(profile, now=LATER), slug=title.slug) for title in seen]

    assert set(choices(endings[0])) == set(choices(endings[1]))
    assert [ending.page.rows[0].reason.text for ending in endings] == ["After Salt", "After Ash"]


def test_a_catalogue_of_one_title_ends_with_thumbs_alone() -> None:
    only = a_title()
    ending = ending_page(viewer=a_viewer(a_profile(), now=LATER), slug=only.slug)

    assert choices(ending) == []
    assert ending.tile.card.title_id == only.pk
