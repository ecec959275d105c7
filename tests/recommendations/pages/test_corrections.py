"""What a viewer corrects shows on the next page, in the right direction, and is gone when it is taken back."""

from collections.abc import Callable
from pathlib import Path
from statistics import fmean

import pytest

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from catalog.models import Genre, Title
from recommendations.contracts import Group, Page, Wanted
from recommendations.events.actions import set_excluded
from recommendations.events.adjust import set_wanted, start_afresh, stop_row, use_moments
from recommendations.models import ServedPage
from recommendations.ranking.policy import SCREENS
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_credit, a_person
from tests.factories.models import SPACE, a_checkerboard, a_promoted_model
from tests.factories.pages import LATER, in_rows, page_of, say, shown
from tests.factories.recommendations import a_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(model_store: Path) -> list[Title]:
    """More titles of both kinds than a page has places for."""
    titles, _people = a_checkerboard(titles=144)
    a_promoted_model()
    return titles


@pytest.fixture
def profile(board: list[Title]) -> Profile:
    return somebody_who_likes_both(board)


def somebody_who_likes_both(board: list[Title]) -> Profile:
    viewer = a_profile()
    for title in board[:6]:
        say(viewer, title)
    return viewer


def ask(profile: Profile, name: str, wanted: Wanted | None) -> None:
    genre = Genre.objects.get(name=name)
    set_wanted(viewer=a_viewer(profile), group=Group.GENRE, subject_id=genre.pk, wanted=wanted, now=LATER)


def share_on_the_first_screen(page: Page, name: str) -> float:
    """Of the tiles that are seen without scrolling."""
    screen = SCREENS[DeviceKind.LAPTOP]
    tiles = [tile for row in page.rows[: screen.rows] for tile in row.tiles[: screen.columns]]
    return sum(name in tile.card.genres for tile in tiles) / len(tiles)


def rows_in_view(page: Page) -> list[str]:
    return [row.key for row in page.rows[: SCREENS[DeviceKind.LAPTOP].rows]]


def first_places(page: Page) -> list[int]:
    """The titles that are seen without scrolling."""
    screen = SCREENS[DeviceKind.LAPTOP]
    return [tile.card.title_id for row in page.rows[: screen.rows] for tile in row.tiles[: screen.columns]]


def named_on(page: Page) -> set[int]:
    """Titles that some reason on the page rests on."""
    reasons = [row.reason for row in page.rows] + [tile.reason for row in page.rows for tile in row.tiles]
    return {title for reason in reasons for title, _share in reason.evidence}


def test_more_and_less_of_a_genre_move_its_share_and_as_it_is_puts_it_back(board: list[Title]) -> None:
    """Of nobody against the wish, and of many by what can be seen; where its own row stood does not keep it there."""
    row, changes, stood, stays = f"genre:{Genre.objects.get(name=SPACE).slug}", [], 0, 0
    for _viewer in range(20):
        profile = somebody_who_likes_both(board)
        before = page_of(profile)
        usual, pages = share_on_the_first_screen(before, SPACE), {}
        for word in (Wanted.LESS, Wanted.MORE):
            ask(profile, SPACE, word)
            pages[word] = page_of(profile)
        shares = {word: share_on_the_first_screen(page, SPACE) for word, page in pages.items()}
        was_first, is_first = (row in rows_in_view(page) for page in (before, pages[Wanted.LESS]))
        stood, stays = stood + was_first, stays + (was_first and is_first)
        assert shares[Wanted.LESS] <= usual <= shares[Wanted.MORE]
        ask(profile, SPACE, None)
        # Rows that stood there a moment ago have an advantage, so that it need not be the same page to the letter.
        assert share_on_the_first_screen(page_of(profile), SPACE) == pytest.approx(usual, abs=0.12)
        changes.append((shares[Wanted.LESS] - usual, shares[Wanted.MORE] - usual))

    less, more = (fmean(change) for change in zip(*changes, strict=True))
    assert less < -0.1
    assert more > 0.05
    assert stays <= stood / 4


def test_never_leaves_nothing_of_the_genre_but_what_was_saved(profile: Profile, board: list[Title]) -> None:
    from recommendations.events.actions import set_listed

    set_listed(viewer=a_viewer(profile), title_id=board[20].pk, listed=True, now=LATER)
    ask(profile, SPACE, Wanted.NEVER)

    page = page_of(profile)

    space = {title.pk for title in board[::2]}
    assert set(shown(page)) & space == {board[20].pk}
    assert in_rows(page, "my_list") == [board[20].pk]


def test_more_with_a_person_brings_their_titles_up_and_never_takes_them_away(
    profile: Profile, board: list[Title]
) -> None:
    person, theirs = a_person("Ines Vale"), {title.pk for title in board[10:24]}
    for title in board[10:24]:
        a_credit(title, person)
    before = first_places(page_of(profile))

    def ask_of_them(wanted: Wanted) -> Page:
        set_wanted(viewer=a_viewer(profile), group=Group.PERSON, subject_id=person.pk, wanted=wanted, now=LATER)
        return page_of(profile)

    after = first_places(ask_of_them(Wanted.MORE))
    assert len(theirs.intersection(after)) > len(theirs.intersection(before))
    assert not theirs & set(shown(ask_of_them(Wanted.NEVER)))


@pytest.mark.parametrize("whole_kind", [True, False])
def test_stopped_row_is_gone_until_it_is_used_again(profile: Profile, whole_kind: bool) -> None:
    viewer, before = a_viewer(profile), page_of(profile)
    row = next(row for row in before.rows if row.kind == "because")
    stopped = row.kind if whole_kind else row.key

    stop_row(viewer=viewer, row=stopped, stopped=True, now=LATER)
    without = page_of(profile)
    assert not [one for one in without.rows if stopped in (one.key, one.kind)]
    assert whole_kind or any(one.kind == "because" for one in without.rows), "Only this one was stopped."
    stop_row(viewer=viewer, row=stopped, stopped=False, now=LATER)

    assert stopped in {name for one in page_of(profile).rows for name in (one.key, one.kind)}


def test_title_that_is_not_to_be_learned_from_is_named_no_more(profile: Profile, board: list[Title]) -> None:
    before = page_of(profile)
    seed = next(int(row.key.partition(":")[2]) for row in before.rows if row.kind == "because")
    assert seed in named_on(before)

    set_excluded(viewer=a_viewer(profile), title_id=seed, excluded=True, now=LATER)
    page = page_of(profile)

    assert f"because:{seed}" not in [row.key for row in page.rows]
    assert named_on(page)
    assert seed not in named_on(page)


def test_starting_afresh_makes_the_page_of_a_newcomer_and_can_be_taken_back(profile: Profile) -> None:
    before = page_of(profile)
    start_afresh(viewer=a_viewer(profile, now=LATER), afresh=True, now=LATER)

    fresh = page_of(profile)

    assert fresh.rows[0].heading == "Popular on Marquee"
    assert not [row for row in fresh.rows if row.kind in ("because", "watch_again")]
    assert not any(tile.reason.evidence for row in fresh.rows for tile in row.tiles)
    start_afresh(viewer=a_viewer(profile, now=LATER), afresh=False, now=LATER)
    assert named_on(page_of(profile)) >= named_on(before) - {0}
    assert page_of(profile).rows[0].key == before.rows[0].key


def test_ignored_moments_leave_no_row_for_tonight(profile: Profile) -> None:
    assert in_rows(page_of(profile), "tonight")

    use_moments(viewer=a_viewer(profile), used=False, now=LATER)

    assert not in_rows(page_of(profile), "tonight")


CORRECTIONS: dict[str, Callable[[Profile], None]] = {
    "genre": lambda profile: ask(profile, SPACE, Wanted.LESS),
    "row": lambda profile: stop_row(viewer=a_viewer(profile), row="trending", stopped=True, now=LATER),
    "moments": lambda profile: use_moments(viewer=a_viewer(profile), used=False, now=LATER),
    "afresh": lambda profile: start_afresh(viewer=a_viewer(profile), afresh=True, now=LATER),
}


@pytest.mark.parametrize("correct", CORRECTIONS.values(), ids=CORRECTIONS)
def test_no_page_is_served_again_after_a_correction(profile: Profile, correct: Callable[[Profile], None]) -> None:
    first = page_of(profile)
    assert page_of(profile).token == first.token

    correct(profile)

    assert page_of(profile).token != first.token
    assert ServedPage.objects.count() == 2


def test_rows_rest_on_the_viewers_own_titles_of_their_kind(profile: Profile, board: list[Title]) -> None:
    page, own = page_of(profile), {title.pk for title in board[:6]}

    picks = next(row for row in page.rows if row.kind == "top_picks")
    assert {title for title, _share in picks.reason.evidence} <= own
    assert sum(share for _title, share in picks.reason.evidence) <= 1.0 + 1e-6
