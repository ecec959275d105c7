"""A title's own page: what stands beside it is what this viewer may be suggested."""

from pathlib import Path

import pytest

from catalog.models import Genre
from recommendations.contracts import Group, Wanted
from recommendations.events.actions import DOWN, UP
from recommendations.events.adjust import set_wanted
from recommendations.pages.title import title_page
from recommendations.pages.why import why_title
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_credit, a_person, a_title
from tests.factories.models import SPACE, a_checkerboard, a_promoted_model
from tests.factories.pages import LATER, say
from tests.factories.recommendations import a_viewer

pytestmark = pytest.mark.django_db


def test_of_a_genre_that_was_refused_nothing_is_more_like_this_either(model_store: Path) -> None:
    titles, _people = a_checkerboard(titles=24)
    a_promoted_model()
    viewer, of_space = a_viewer(a_profile()), titles[0]
    assert any(SPACE in tile.card.genres for tile in title_page(viewer=viewer, slug=of_space.slug).similar)

    never = Genre.objects.get(name=SPACE).pk
    set_wanted(viewer=viewer, group=Group.GENRE, subject_id=never, wanted=Wanted.NEVER, now=LATER)

    assert not any(SPACE in tile.card.genres for tile in title_page(viewer=viewer, slug=of_space.slug).similar)


def test_who_made_it_stands_once_in_whatever_roles() -> None:
    title, maker, other = a_title(), a_person("Ketevan Rostomi"), a_person("Ana Bero")
    for person, role in ((maker, "creator"), (other, "director"), (maker, "writer")):
        a_credit(title, person, role=role)

    page = title_page(viewer=a_viewer(a_profile()), slug=title.slug)

    assert [line.name for line in page.makers] == ["Ketevan Rostomi", "Ana Bero"]


@pytest.mark.parametrize("value", [DOWN, UP])
def test_what_was_said_stands_instead_of_a_match_and_of_a_reason(model_store: Path, value: float) -> None:
    titles, _people = a_checkerboard(titles=24)
    a_promoted_model()
    profile = a_profile()
    for title in titles[2:8:2]:
        say(profile, title)
    viewer = a_viewer(profile, now=LATER)
    before = title_page(viewer=viewer, slug=titles[0].slug)

    say(profile, titles[0], value)
    after, told = title_page(viewer=viewer, slug=titles[0].slug), why_title(viewer=viewer, slug=titles[0].slug)

    assert before.tile.match is not None
    assert (after.tile.match, after.tile.rating, after.fit) == (None, value, None)
    assert not after.reason.kind.startswith("because")
    assert (told.title.match, told.title.match_words) == (None, "")
    assert told.title.said == {DOWN: "Not for you", UP: "You liked it"}[value]
