"""The catalogue's stamp moves with every change to what pages are made from, whoever writes."""

from collections.abc import Callable

import pytest
from django.db import connection

from catalog.models import AvailabilityWindow, CatalogueStamp, Country, Title
from tests.factories.catalog import (
    a_credit,
    a_genre,
    a_keyword,
    a_mood,
    a_person,
    a_title,
    a_video,
    a_window,
    an_artwork,
    an_artwork_label,
    an_episode,
)

pytestmark = pytest.mark.django_db

CHANGES: dict[str, Callable[[Title], object]] = {
    "a new title": lambda _title: a_title(),
    "a field": lambda title: Title.objects.filter(pk=title.pk).update(tagline="New"),
    "a deletion": lambda title: title.delete(),
    "a window": a_window,
    "a closed window": lambda title: AvailabilityWindow.objects.filter(title=title).delete(),
    "a genre": lambda title: title.genres.add(a_genre("Western")),
    "a genre taken away": lambda title: title.genres.remove(a_genre()),
    "a renamed genre": lambda _title: type(a_genre()).objects.update(name="Dramas"),
    "a mood": lambda title: title.moods.add(a_mood("Warm")),
    "a keyword": lambda title: title.keywords.add(a_keyword("Ropes")),
    "a country": lambda title: title.countries.add(Country.objects.create(code="GB", name="United Kingdom")),
    "a credit": lambda title: a_credit(title, a_person()),
    "an episode": an_episode,
    "a picture": an_artwork,
    "a label": lambda title: an_artwork_label(an_artwork(title), "dune"),
    "a video": a_video,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_moves_the_stamp(change: str) -> None:
    title = a_title(genres=["Drama"])
    before = CatalogueStamp.current()

    CHANGES[change](title)

    assert CatalogueStamp.current() > before


def test_a_writer_that_knows_no_models_moves_it_too() -> None:
    a_title()
    before = CatalogueStamp.current()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalog_title SET name = 'Renamed'")

    assert CatalogueStamp.current() > before


def test_reading_does_not_move_it() -> None:
    title = a_title()
    before = CatalogueStamp.current()

    title.refresh_from_db()
    list(Title.objects.all())

    assert CatalogueStamp.current() == before
