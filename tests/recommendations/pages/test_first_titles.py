"""A newcomer is asked about telling titles; what was picked makes the next page, and is told back in true words."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings

from accounts.models import Profile
from catalog.models import Title
from recommendations.contracts import Page
from recommendations.events.first_picks import MOST
from recommendations.events.rating import DOWN, UP
from recommendations.models import Event, ModelVersion, Rating, ServedPage, TasteState
from recommendations.modelstore.active import active_bundle
from recommendations.modelstore.scorers import OneList
from recommendations.modelstore.store import write
from recommendations.pages.first_titles import ASKED, FirstTitles, first_titles, more_titles, take_answers
from recommendations.pages.learned import MOST_PICKED, Learned, learned_page
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_credit, a_person, a_title
from tests.factories.models import LOVE, SPACE
from tests.factories.pages import LATER, id_of, page_of, shown
from tests.factories.recommendations import a_viewer

pytestmark = pytest.mark.django_db


def asked(profile: Profile) -> FirstTitles:
    return first_titles(viewer=a_viewer(profile, now=LATER))


def ids(page: Page) -> list[int]:
    return [tile.card.title_id for row in page.rows for tile in row.tiles]


def pick(profile: Profile, *titles: Title, disliked: tuple[Title, ...] = (), token: str = "") -> int:
    return take_answers(
        viewer=a_viewer(profile, now=LATER), liked=[title.pk for title in titles],
        disliked=[title.pk for title in disliked], token=token,
    )  # fmt: skip


def learned(profile: Profile) -> Learned:
    return learned_page(viewer=a_viewer(profile, now=LATER))


def test_asks_about_both_kinds_and_the_same_until_something_is_said(board: list[Title]) -> None:
    profile = a_profile()

    first, again = asked(profile), asked(profile)

    assert len(ids(first.page)) == ASKED
    space = {title.pk for title in board[::2]}
    assert len(space.intersection(ids(first.page)[:2])) == 1
    assert again.page.token == first.page.token
    assert ServedPage.objects.filter(surface="begin").count() == 1


def test_asks_in_the_order_that_training_made(board: list[Title], settings: LazySettings) -> None:
    bundle = active_bundle()
    assert bundle is not None
    scores = (bundle.title_ids % 7 + 1).astype("float32")
    telling = replace(bundle, telling=OneList(title_ids=bundle.title_ids, scores=scores))
    digest = write(store=Path(settings.MODEL_STORE), bundle=telling).digest
    ModelVersion.objects.filter(digest=bundle.version).update(digest=digest)

    order = [title % 7 for title in ids(asked(a_profile()).page)]

    assert order == sorted(order, reverse=True)


def test_never_asks_about_what_is_above_the_ceiling_rated_or_hidden(board: list[Title]) -> None:
    adult = {a_title(f"Adult {number}", genres=[SPACE], maturity=18).pk for number in range(12)}
    child, grown = a_profile(is_kids=True), a_profile()
    pick(grown, board[0], disliked=(board[1],))

    assert not adult.intersection(ids(asked(child).page))
    assert not {board[0].pk, board[1].pk}.intersection(ids(asked(grown).page))


def test_without_a_model_it_asks_about_every_genre() -> None:
    kinds = [a_title(genres=[kind]) for kind in (SPACE, LOVE) for _number in range(4)]

    first = ids(asked(a_profile()).page)

    assert set(first) == {title.pk for title in kinds}
    assert len({title.pk for title in kinds[:4]}.intersection(first[:2])) == 1


def test_an_empty_catalogue_asks_nothing() -> None:
    assert asked(a_profile()).page.rows == []
    assert not ServedPage.objects.filter(surface="begin").exists()


def test_children_are_asked_by_who_is_in_it() -> None:
    for number in range(8):
        a_credit(a_title(f"Tale {number}"), a_person(), character=f"Pip{number}, the fox")
    for number in range(8):
        a_title(f"Nobody {number}")
    child = a_profile(is_kids=True)

    first = asked(child)

    assert sorted(first.names[title] for title in ids(first.page)) == [f"Pip{number}" for number in range(8)]
    assert asked(a_profile()).names == {}


def test_picks_are_ratings_with_place_time_and_device_and_move_the_epoch_once(board: list[Title]) -> None:
    profile = a_profile()
    page = asked(profile).page
    liked, disliked = board[0], board[1]

    assert pick(profile, liked, disliked=(disliked,), token=page.token) == 2

    said = dict(Rating.objects.filter(profile=profile).values_list("title", "value"))
    assert said == {liked.pk: UP, disliked.pk: DOWN}
    event = Event.objects.get(profile=profile, title=liked)
    assert (event.kind, event.at, event.device, event.details) == ("rating", LATER, "laptop", {"asked": True})
    assert (event.page_id, event.row, event.column) == (id_of(page, profile), 0, ids(page).index(liked.pk))
    assert TasteState.objects.get(profile=profile).epoch == 1


def test_what_cannot_be_said_is_left_out(board: list[Title]) -> None:
    child = a_profile(is_kids=True)
    adult, unpublished = a_title(maturity=18), a_title(is_published=False)

    kept = pick(child, adult, unpublished, board[0], board[2], disliked=(board[2],), token="made up")

    assert kept == 1
    assert list(Rating.objects.filter(profile=child).values_list("title", flat=True)) == [board[0].pk]
    assert Event.objects.get(profile=child).page_id is None


def test_more_than_anybody_ticks_both_ways_says_nothing(board: list[Title]) -> None:
    profile, everything = a_profile(), range(1, 2 * MOST)
    viewer = a_viewer(profile, now=LATER)

    assert take_answers(viewer=viewer, liked=everything, disliked=everything, token="") == 0
    assert not Rating.objects.filter(profile=profile).exists()


def test_a_profile_that_keeps_no_history_gets_its_page_and_no_line_in_the_log(board: list[Title]) -> None:
    profile = a_profile(records_history=False)
    pick(profile, board[0])

    assert Rating.objects.filter(profile=profile).exists()
    assert not Event.objects.filter(profile=profile).exists()


def test_the_second_step_is_near_the_picks_and_asks_nothing_twice(board: list[Title]) -> None:
    profile = a_profile()
    first = asked(profile).page
    pick(profile, *(title for title in board[::2] if title.pk in ids(first)[:6]), token=first.token)

    second = ids(more_titles(viewer=a_viewer(profile, now=LATER)).page)

    space = {title.pk for title in board[::2]}
    assert len(second) >= 5
    assert not set(second) & set(ids(first))
    assert len(space.intersection(second)) > len(second) / 2


def test_two_newcomers_with_opposite_picks_get_other_first_screens(board: list[Title]) -> None:
    ada, bo = a_profile(name="Ada"), a_profile(name="Bo")
    pick(ada, *board[0:6:2])
    pick(bo, *board[1:6:2])

    first, second = (shown(page_of(profile))[:12] for profile in (ada, bo))

    space = {title.pk for title in board[::2]}
    assert len(space.intersection(first)) > 2 * len(space.intersection(second))
    assert len(set(first) & set(second)) < 6


def test_tells_what_the_picks_have_in_common_and_begins_with_it(board: list[Title]) -> None:
    profile = a_profile()
    pick(profile, *board[0:6:2])

    told = learned(profile)

    assert told.sentence == "You seem to like science fiction."
    (finding,) = told.findings
    assert sorted(finding.names) == sorted(title.name for title in board[0:6:2])
    space = {title.pk for title in board[::2]}
    assert len(space.intersection(ids(told.begin_with))) > len(ids(told.begin_with)) / 2
    assert not {title.pk for title in board[0:6:2]}.intersection(ids(told.begin_with))
    assert sorted(tile.card.title_id for tile in told.picked) == sorted(title.pk for title in board[0:6:2])


def test_tells_of_the_latest_picks_when_there_are_more_than_it_ever_asked_about(board: list[Title]) -> None:
    profile = a_profile()
    pick(profile, *board[: MOST_PICKED + 4])

    told = learned(profile)

    assert len(told.picked) == MOST_PICKED
    assert all(len(finding.names) <= MOST_PICKED for finding in told.findings)


def test_claims_nothing_that_the_picks_do_not_say(board: list[Title]) -> None:
    nothing, one, mixed = a_profile(), a_profile(), a_profile()
    pick(one, board[0])
    pick(mixed, board[0], board[1])

    assert learned(nothing).sentence.startswith("Nothing is known of your taste yet")
    assert learned(one).sentence.startswith("One title is a beginning")
    assert learned(mixed).sentence.startswith("No two of your picks are of one kind")
    assert learned(nothing).findings == learned(one).findings == learned(mixed).findings == []
