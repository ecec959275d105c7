"""The one door, and what the tables refuse."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DataError, IntegrityError, transaction

from catalog.maturity import Maturity
from catalog.models import Artwork, Credit, Season, Title
from tests.factories.catalog import a_credit, a_person, a_title, a_video, a_window, an_artwork, an_episode

pytestmark = pytest.mark.django_db


def seen(*, ceiling: int = Maturity.EIGHTEEN, country: str = "", at: datetime) -> list[str]:
    return list(Title.objects.visible_to(ceiling=ceiling, country=country, at=at).values_list("name", flat=True))


@pytest.mark.parametrize("ceiling", sorted(Maturity.values))
def test_nothing_above_the_ceiling_is_seen(ceiling: int, now: datetime) -> None:
    for step in Maturity.values:
        a_title(f"{step:02}", maturity=step)

    assert sorted(map(int, seen(ceiling=ceiling, at=now))) == [step for step in Maturity.values if step <= ceiling]


def test_a_title_without_a_window_is_seen_by_nobody(now: datetime) -> None:
    a_title("Forgotten", available=False)

    assert seen(at=now) == []


def test_what_is_not_published_is_not_seen(now: datetime) -> None:
    a_title("Draft", is_published=False)

    assert seen(at=now) == []


def test_a_window_of_a_country_opens_only_there(now: datetime) -> None:
    a_window(a_title("Kilt", available=False), country="GB")

    assert seen(country="GB", at=now) == ["Kilt"]
    assert seen(country="DE", at=now) == []
    assert seen(country="", at=now) == []


def test_a_window_begins_with_its_first_instant_and_ends_before_its_last(now: datetime) -> None:
    later = now + timedelta(days=1)
    a_window(a_title("Today", available=False), starts_at=now, ends_at=later)

    assert seen(at=now - timedelta(microseconds=1)) == []
    assert seen(at=now) == ["Today"]
    assert seen(at=later - timedelta(microseconds=1)) == ["Today"]
    assert seen(at=later) == []


def test_several_open_windows_show_a_title_once(now: datetime) -> None:
    title = a_title("Twice")
    a_window(title, country="GB")

    assert seen(country="GB", at=now) == ["Twice"]


def test_newest_first(now: datetime) -> None:
    for days, name in ((3, "old"), (1, "new"), (2, "middle")):
        a_title(name, added_at=now - timedelta(days=days))

    assert [title.name for title in Title.objects.newest_first()] == ["new", "middle", "old"]


def refuses(make: Any) -> None:
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        make()


def test_the_table_refuses_what_cannot_be(now: datetime) -> None:
    refuses(lambda: a_title(critics_score=101))
    refuses(lambda: a_title(year=-1))
    refuses(lambda: a_title(runtime_minutes=40_000))
    refuses(lambda: a_window(a_title(), starts_at=now, ends_at=now))


def test_a_source_names_each_title_once() -> None:
    a_title(source="ml", source_id="1")
    a_title(source="other", source_id="1")
    a_title()
    a_title()

    refuses(lambda: a_title(source="ml", source_id="1"))


def test_addresses_are_given_once() -> None:
    a_title(slug="harbour")

    refuses(lambda: a_title(slug="harbour"))


def test_parts_of_a_title_exist_once() -> None:
    title, person = a_title(), a_person()
    a_credit(title, person)
    an_episode(title)
    an_artwork(title, key="scene")

    refuses(lambda: Credit.objects.create(title=title, person=person, role="actor", character=""))
    refuses(lambda: Season.objects.create(title=title, number=1))
    refuses(lambda: an_episode(title))
    refuses(lambda: an_artwork(title, key="scene"))
    an_artwork(title, key="scene", kind=Artwork.Kind.POSTER)


@pytest.mark.parametrize("focal", [{"focal_x": -0.01}, {"focal_y": 1.01}, {"focal_x": float("nan")}])
def test_the_focal_point_is_in_the_picture(focal: dict[str, Any]) -> None:
    refuses(lambda: an_artwork(a_title(), **focal))


@pytest.mark.parametrize("seconds", [0, -1])
def test_a_video_has_a_duration(seconds: float) -> None:
    refuses(lambda: a_video(a_title(), duration_seconds=seconds))


def test_a_title_is_called_by_name_and_year() -> None:
    assert str(a_title("Harbour", year=2024)) == "Harbour (2024)"
    assert str(a_title("Harbour")) == "Harbour"
