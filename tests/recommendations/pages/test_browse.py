"""Lists of one kind are whole, in the viewer's order, a page at a time; and pages of one title are true."""

import pytest
from django.utils import timezone

from accounts.models import Profile
from catalog.models import Title, TitleKind
from recommendations.events.actions import DOWN, rate, set_hidden
from recommendations.events.visibility import TitleNotFound
from recommendations.pages.browse import (
    PAGE_LENGTH,
    SubjectNotFound,
    genre_page,
    kind_page,
    mood_page,
    my_list_page,
    person_page,
)
from recommendations.pages.title import title_page
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_credit, a_person, a_series, a_title
from tests.factories.models import LOVE, SPACE
from tests.factories.recommendations import NOON, a_list_entry, a_play, a_rating, a_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Profile:
    return a_profile()


def test_genre_is_whole_each_title_once_over_its_pages(ada: Profile) -> None:
    titles = {a_title(genres=[SPACE]).pk for _number in range(PAGE_LENGTH + 5)}
    a_title(genres=[LOVE])

    pages = [genre_page(viewer=a_viewer(ada), slug="science-fiction", page=page) for page in (1, 2)]
    shown = [tile.card.title_id for page in pages for tile in page.tiles]

    assert [len(page.tiles) for page in pages] == [PAGE_LENGTH, 5]
    assert (sorted(shown), pages[0].pages) == (sorted(titles), 2)
    assert genre_page(viewer=a_viewer(ada), slug="science-fiction", page=99).page == 2


def test_order_is_the_viewers_own(ada: Profile, board: list[Title]) -> None:
    for place in (1, 3, 5):
        a_rating(ada, board[place], value=5.0)

    first = [tile.card.title_id for tile in kind_page(viewer=a_viewer(ada), kind=TitleKind.FILM).tiles][:6]

    assert set(first) <= {title.pk for title in board[1::2]}


def test_films_and_series_are_apart(ada: Profile) -> None:
    film, series = a_title(), a_series()

    for kind, expected in ((TitleKind.FILM, film), (TitleKind.SERIES, series)):
        assert [tile.card.title_id for tile in kind_page(viewer=a_viewer(ada), kind=kind).tiles] == [expected.pk]


def test_my_list_is_newest_first_with_what_was_said(ada: Profile, board: list[Title]) -> None:
    a_list_entry(ada, board[1], at=NOON)
    a_list_entry(ada, board[2], at=timezone.now())
    a_rating(ada, board[1], value=4.0)

    tiles = my_list_page(viewer=a_viewer(ada)).tiles

    assert [(tile.card.title_id, tile.is_listed, tile.rating) for tile in tiles] == [
        (board[2].pk, True, None), (board[1].pk, True, 4.0),
    ]  # fmt: skip


def test_subject_without_a_title_that_may_be_seen_does_not_exist() -> None:
    adult, person = a_title(genres=["Horror"], moods=["Grim"], maturity=18), a_person()
    a_credit(adult, person)
    child = a_viewer(a_profile(is_kids=True))

    for ask in (genre_page, mood_page, person_page):
        slug = {genre_page: "horror", mood_page: "grim", person_page: person.slug}[ask]
        with pytest.raises(SubjectNotFound):
            ask(viewer=child, slug=slug)
        assert ask(viewer=a_viewer(a_profile()), slug=slug)


def test_similar_titles_are_neighbours_without_the_title_itself_or_hidden_ones(
    ada: Profile, board: list[Title]
) -> None:
    a_rating(ada, board[4], value=1.0)

    page = title_page(viewer=a_viewer(ada), slug=board[0].slug)
    ids = [tile.card.title_id for tile in page.similar]

    assert len(set(ids)) == len(ids) > 5
    assert not {board[0].pk, board[4].pk} & set(ids)
    assert page.similar_reason == f"Chosen by people who chose {board[0].name}"
    assert set(ids[:5]) <= {title.pk for title in board[::2]}


def test_people_are_not_said_to_have_chosen_what_only_fills_the_row(ada: Profile, board: list[Title]) -> None:
    """All neighbours but one are gone; new titles of the same kind stand in for them."""
    Title.objects.filter(pk__in=[title.pk for title in board[4::2]]).update(is_published=False)
    new = {a_title(genres=[SPACE]).pk for _number in range(3)}

    page = title_page(viewer=a_viewer(ada), slug=board[0].slug)

    assert new < {tile.card.title_id for tile in page.similar}
    assert page.similar_reason == f"Chosen by people who chose {board[0].name}, and more of its kind"


def test_title_that_the_model_never_saw_has_titles_of_its_kind(ada: Profile, board: list[Title]) -> None:
    new = a_title("Brand New", genres=[LOVE])

    page = title_page(viewer=a_viewer(ada), slug=new.slug)

    assert page.similar_reason == "Of its kind"
    assert {tile.card.title_id for tile in page.similar} <= {title.pk for title in board[1::2]}
    assert page.tile.match is None


def test_episodes_show_how_far_one_is(ada: Profile, board: list[Title]) -> None:
    series = a_series(episodes=3)
    first, second, _third = series.seasons.get().episodes.order_by("number")
    a_play(ada, series, episode=first, seconds=95.0)
    a_play(ada, series, episode=second, seconds=40.0)

    ((number, lines),) = title_page(viewer=a_viewer(ada), slug=series.slug).seasons

    assert number == 1
    assert [(line.number, line.is_watched) for line in lines] == [(1, True), (2, False), (3, False)]
    assert lines[1].progress == pytest.approx(0.4)


def test_title_that_may_not_be_seen_is_not_found(board: list[Title]) -> None:
    adult = a_title(maturity=18)

    for slug in (adult.slug, "no-such-title"):
        with pytest.raises(TitleNotFound):
            title_page(viewer=a_viewer(a_profile(is_kids=True)), slug=slug)


def test_what_got_a_thumb_down_or_was_hidden_comes_last_and_has_no_match(ada: Profile, board: list[Title]) -> None:
    for place in (1, 3, 5):
        a_rating(ada, board[place], value=5.0)
    viewer = a_viewer(ada)
    first, second = (tile.card.title_id for tile in kind_page(viewer=viewer, kind=TitleKind.FILM).tiles[:2])
    rate(viewer=viewer, title_id=first, value=DOWN, now=NOON)
    set_hidden(viewer=viewer, title_id=second, hidden=True, now=NOON)

    page = kind_page(viewer=viewer, kind=TitleKind.FILM)
    last = {tile.card.title_id: tile for tile in page.tiles[-2:]}

    assert set(last) == {first, second}
    assert (last[first].match, last[first].rating) == (None, DOWN)
    assert "likeliest" not in page.introduction


def test_a_newcomers_list_says_by_what_it_is_ordered(ada: Profile, board: list[Title]) -> None:
    assert kind_page(viewer=a_viewer(ada), kind=TitleKind.FILM).introduction.endswith("the most watched first")
