"""What is logged of the billboard's picture is the picture that stands there."""

import pytest

from catalog.models import Artwork, Title
from recommendations.models import ServedPage
from tests.factories.accounts import a_profile
from tests.factories.catalog import an_artwork
from tests.factories.pages import id_of, page_of

pytestmark = pytest.mark.django_db


def test_a_picture_made_for_the_place_is_recorded_as_no_choice(board: list[Title]) -> None:
    made = {}
    for title in board:
        an_artwork(title, key="tile")
        made[title.pk] = an_artwork(title, key="large", kind=Artwork.Kind.BILLBOARD).pk
    profile = a_profile()

    page = page_of(profile)
    assert page.billboard is not None
    stored = ServedPage.objects.get(pk=id_of(page, profile)).content["billboard"]["artwork"]

    assert page.billboard.picture.artwork_id == stored["id"] == made[page.billboard.card.title_id]
    assert (stored["propensity"], stored["candidates"], stored["explored"]) == (1.0, [stored["id"]], False)
