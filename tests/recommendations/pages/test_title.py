"""A title's own page: what stands beside it is what this viewer may be suggested."""

from pathlib import Path

import pytest

from catalog.models import Genre
from recommendations.contracts import Group, Wanted
from recommendations.events.adjust import set_wanted
from recommendations.pages.title import title_page
from tests.factories.accounts import a_profile
from tests.factories.models import SPACE, a_checkerboard, a_promoted_model
from tests.factories.pages import LATER
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
