"""Play Something is sure of itself, Surprise Me is off the beaten track, and neither brings back what was refused."""

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest

from accounts.models import Profile
from catalog.models import Title
from recommendations.contracts import ReasonKind
from recommendations.events.actions import set_listed
from recommendations.models import ServedPage
from recommendations.pages.gather import gather
from recommendations.pages.something import SOMETHING, SURPRISE, Something, play_something, surprise
from recommendations.pages.state import read_state
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title, a_video
from tests.factories.models import SPACE
from tests.factories.pages import LATER, say
from tests.factories.recommendations import NOON, a_play, a_viewer

pytestmark = pytest.mark.django_db

Choose = Callable[..., Something]
both = pytest.mark.parametrize("choose", [play_something, surprise])


def chosen(found: Something) -> int | None:
    return found.page.rows[0].tiles[0].card.title_id if found.page.rows else None


def one(choose: Choose, profile: Profile, *refused: int) -> Something:
    return choose(viewer=a_viewer(profile, now=LATER), shown=refused)


def all_of(choose: Choose, profile: Profile) -> list[int]:
    """One after the other, each refused."""
    found: list[int] = []
    while (title := chosen(one(choose, profile, *found))) is not None:
        found.append(title)
    return found


def test_what_was_left_a_moment_ago_comes_first_and_says_how_much_is_left(board: list[Title]) -> None:
    profile = a_profile()
    a_play(profile, board[3], seconds=2400.0, duration=6000.0, at=NOON - timedelta(hours=20))

    found = one(play_something, profile)

    assert chosen(found) == board[3].pk
    reason = found.page.rows[0].tiles[0].reason
    assert (reason.kind, reason.text) == (ReasonKind.UNFINISHED, "You have 60 minutes left of it")


def test_what_was_left_long_ago_gives_way_to_the_best_of_the_new(board: list[Title]) -> None:
    profile = a_profile()
    a_play(profile, board[3], seconds=2400.0, duration=6000.0, at=NOON - timedelta(days=70))
    for title in (board[0], board[2], board[4]):
        say(profile, title)

    found = one(play_something, profile)

    assert chosen(found) != board[3].pk
    assert chosen(found) in {title.pk for title in board[::2]}


@both
def test_nothing_comes_twice_nothing_watched_and_in_the_end_nothing(choose: Choose, board: list[Title]) -> None:
    profile = a_profile()
    say(profile, board[0])

    every = all_of(choose, profile)

    assert len(every) > 5
    assert len(set(every)) == len(every)
    assert board[0].pk not in every
    assert one(choose, profile).others == len(every) - 1
    assert chosen(one(choose, profile, *every)) is None


@both
def test_above_the_ceiling_is_nothing(choose: Choose, board: list[Title]) -> None:
    adult = {a_title(genres=[SPACE], maturity=18).pk for _number in range(12)}

    assert not adult.intersection(all_of(choose, a_profile(is_kids=True)))


@both
def test_is_recorded_once_with_its_surface(choose: Choose, board: list[Title]) -> None:
    profile = a_profile()
    first, again = one(choose, profile), one(choose, profile)

    stored = ServedPage.objects.get(profile=profile)
    assert stored.surface == {play_something: SOMETHING, surprise: SURPRISE}[choose]
    assert stored.content["rows"][0]["tiles"][0]["title"] == chosen(first)
    assert first.page.token == again.page.token


def test_where_there_are_videos_only_what_can_be_played_is_chosen(board: list[Title]) -> None:
    a_video(board[5])

    assert all_of(play_something, a_profile()) == [board[5].pk]


def test_what_was_saved_is_among_the_first_and_says_so(board: list[Title]) -> None:
    profile = a_profile()
    say(profile, board[0])
    viewer = a_viewer(profile, now=LATER)
    set_listed(viewer=viewer, title_id=board[1].pk, listed=True, now=LATER)

    assert board[1].pk in all_of(play_something, profile)[:3]
    refused = all_of(play_something, profile)[: all_of(play_something, profile).index(board[1].pk)]
    assert one(play_something, profile, *refused).page.rows[0].tiles[0].reason.kind == ReasonKind.LISTED


def test_says_when_its_length_suits_the_hour(board: list[Title]) -> None:
    Title.objects.update(runtime_minutes=45)

    assert one(play_something, a_profile()).fits == "45 minutes: a good length this afternoon"


def test_a_surprise_is_less_watched_than_most_and_still_fits(board: list[Title]) -> None:
    profile = a_profile()
    for title in board[0:8:2]:
        say(profile, title)
    viewer = a_viewer(profile, now=LATER)
    context = gather(viewer=viewer, state=read_state(viewer=viewer, surface=SURPRISE, arm="")).context
    among = context.recommendable & ((context.match < 0) | (context.match >= 50))
    popularity = context.demand.popularity

    every = context.catalogue.code_of(all_of(surprise, profile))

    assert (popularity[every] <= np.median(popularity[among])).all()
    rest = np.setdiff1d(np.flatnonzero(among & (popularity <= np.median(popularity[among]))), every)
    assert context.relevance[every].min() >= (context.relevance[rest].max() if len(rest) else -np.inf)


def test_the_order_of_surprises_is_drawn_anew_for_another_person_and_day(board: list[Title]) -> None:
    people = [a_profile(name=name) for name in "ABCDEF"]

    assert len({tuple(all_of(surprise, person)) for person in people}) > 1
    assert all_of(surprise, people[0]) == all_of(surprise, people[0])
