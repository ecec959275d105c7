"""Titles are held against places like theirs, pictures against the others of their title."""

from datetime import timedelta

import pytest

from accounts.models import Profile
from catalog.models import Artwork, Title
from recommendations.events.capture import capture
from recommendations.models import ServedPage
from recommendations.outcomes.subjects import LEAST_SHOWN, Subject, count_coverage, count_pictures, count_titles
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title, an_artwork
from tests.factories.outcomes import LAPTOP, SINCE, UNTIL, a_shown_page, facts, place_on, play_from
from tests.factories.recommendations import NOON, a_rating, an_event

pytestmark = pytest.mark.django_db
TOLD = {"since": SINCE, "until": UNTIL}


def titles() -> dict[str, Subject]:
    with facts() as cursor:
        return {one.name: one for one in count_titles(cursor, told=TOLD)}


def many_pages(rows: dict[str, list[Title]], *, viewers: int = 4, pages: int = 10) -> list[ServedPage]:
    profiles = [a_profile() for _ in range(viewers)]
    return [
        a_shown_page(profile, rows, at=NOON + timedelta(hours=number))
        for profile in profiles
        for number in range(pages)
    ]


def test_title_that_is_taken_more_often_than_places_like_its_own_succeeds() -> None:
    drawn, passed_by = a_title("Drawn"), a_title("Passed by")
    # Both stand in the same column of the same kind of row, each on half of the pages.
    for page in many_pages({"genre": [drawn]}):
        play_from(page, 0, 0, drawn, at=page.served_at + timedelta(minutes=1))
    many_pages({"genre": [passed_by]})

    found = titles()

    assert (found["Drawn"].shown, found["Drawn"].taken) == (40, 40)
    assert found["Drawn"].expected == pytest.approx(20.0)
    assert (found["Drawn"].verdict, found["Passed by"].verdict) == ("succeeds", "fails")
    assert found["Drawn"].ratio == pytest.approx(2.0)
    assert found["Drawn"].low < 2.0 < found["Drawn"].high


def test_good_place_is_no_merit() -> None:
    first, sixth = a_title("First"), a_title("Sixth")
    others = [a_title() for _ in range(4)]
    for page in many_pages({"genre": [first, *others, sixth]}):
        play_from(page, 0, 0, first, at=page.served_at + timedelta(minutes=1))

    assert titles()["First"].ratio == pytest.approx(1.0)
    assert titles()["First"].verdict == ""
    assert "Sixth" not in titles(), "Nothing is expected where nothing was ever taken."


def test_title_seen_seldom_is_not_told_of() -> None:
    film = a_title()
    page = a_shown_page(a_profile(), {"genre": [film]})
    play_from(page, 0, 0, film)

    assert LEAST_SHOWN > 1
    assert titles() == {}


def test_own_rows_recommend_nothing() -> None:
    film = a_title()
    for page in many_pages({"continue": [film]}):
        play_from(page, 0, 0, film, origin="continue", at=page.served_at)

    assert titles() == {}
    with facts() as cursor:
        assert count_coverage(cursor) == (0, 1)


def test_thumbs_count_of_those_who_took_it_from_a_recommendation() -> None:
    film = a_title("Thumbed")
    pages = many_pages({"genre": [film]}, viewers=3)
    takers: list[Profile] = []
    for page in pages[::10][:2]:
        play_from(page, 0, 0, film)
        takers.append(page.profile)
    a_rating(takers[0], film, value=4.0)
    a_rating(takers[1], film, value=1.0)
    a_rating(pages[-1].profile, film, value=5.0)

    found = titles()["Thumbed"]
    assert (found.liked, found.disliked) == (1, 1)


def seen_with(page: ServedPage, title: Title, picture: Artwork, *, is_taken: bool) -> None:
    look = an_event(
        "impression", title=title, value=2.0, at=page.served_at, artwork_id=picture.pk, **place_on(page, 0, 0)
    )
    capture(profile=page.profile, device=LAPTOP, batch=[look])
    if is_taken:
        play_from(page, 0, 0, title, at=page.served_at + timedelta(minutes=1), artwork_id=picture.pk)


def test_picture_that_draws_more_than_its_titles_others_is_found() -> None:
    film = a_title()
    loud, quiet = an_artwork(film, key="loud"), an_artwork(film, key="quiet")
    for number in range(80):
        page = a_shown_page(a_profile(), {"genre": [film]}, seen=False)
        seen_with(page, film, loud if number % 2 else quiet, is_taken=bool(number % 2))

    with facts() as cursor:
        found = {one.id: one for one in count_pictures(cursor)}

    assert found[loud.pk].expected == pytest.approx(20.0)
    assert (found[loud.pk].verdict, found[quiet.pk].verdict) == ("succeeds", "fails")


def test_only_picture_of_a_title_has_nothing_to_be_held_against() -> None:
    film = a_title()
    only = an_artwork(film)
    for _number in range(30):
        seen_with(a_shown_page(a_profile(), {"genre": [film]}, seen=False), film, only, is_taken=True)

    with facts() as cursor:
        assert count_pictures(cursor) == []
