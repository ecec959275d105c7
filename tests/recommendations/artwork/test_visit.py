"""A title looks the same through a visit: on the home page, found by a search, on its page and in the player."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import Profile
from catalog.models import LabelKind, Title
from recommendations.artwork.choose import choose_artwork
from recommendations.artwork.library import Candidate
from recommendations.artwork.visit import LONGEST, Visit, visit_of
from recommendations.contracts import ArtworkDecision
from tests.factories.accounts import a_profile, signed_in
from tests.factories.catalog import a_title, a_video, an_artwork, an_artwork_label
from tests.factories.recommendations import NOON, a_rating

HAUNTING, FUNNY = "Haunting", "Funny"
CHOICE = ArtworkDecision(
    title_id=7, artwork_id=2, propensity=0.9, candidates=(1, 2), policy="affinity-1@5", explored=False
)


def a_choice(seen: ArtworkDecision | None, *, now: datetime, pictures: tuple[int, ...] = (1, 2)) -> ArtworkDecision:
    candidates = [Candidate(artwork_id=one, labels={}) for one in pictures]
    found = choose_artwork(profile_id=1, title_id=7, candidates=candidates, affinity={}, now=now, seen=seen)
    assert found is not None
    return found


def test_what_was_seen_holds_beyond_its_window_and_not_beyond_its_pictures() -> None:
    assert all(a_choice(CHOICE, now=NOON + timedelta(days=day)) == CHOICE for day in range(40))
    assert a_choice(CHOICE, now=NOON, pictures=(1, 2, 3)).candidates == (1, 2, 3)


def test_a_visit_remembers_what_was_shown_and_ends_in_time() -> None:
    visit_of(profile_id=1, now=NOON).keep({7: CHOICE, 8: None})
    visit_of(profile_id=1, now=NOON + LONGEST / 2).keep({9: replace(CHOICE, title_id=9)})

    late = visit_of(profile_id=1, now=NOON + LONGEST - timedelta(seconds=1))
    assert late.pictures == {7: CHOICE, 9: replace(CHOICE, title_id=9)}
    assert late.began_at == NOON
    assert visit_of(profile_id=1, now=NOON + LONGEST).pictures == {}
    assert visit_of(profile_id=2, now=NOON).pictures == {}


@pytest.mark.parametrize("kept", ["", "{}", "[]", "[1]", '["x",[]]', "[0,[[1,2]]]", 5, "null", "[1e400,[]]"])
def test_whatever_lies_in_the_cache_a_visit_begins(kept: object) -> None:
    cache.set("visit:1", kept)

    assert visit_of(profile_id=1, now=NOON) == Visit(profile_id=1, began_at=NOON, pictures={})


@pytest.fixture
def lake(db: None) -> Title:
    """A title with a picture for each of two moods, and nothing made for large places."""
    title = a_title("Long Lake", slug="long-lake", moods=[HAUNTING, FUNNY])
    for mood in (HAUNTING, FUNNY):
        an_artwork_label(an_artwork(title, key=mood.lower()), mood.lower(), kind=LabelKind.MOOD)
    a_video(title)
    return title


def of_lake(client: Client, path: str) -> str:
    """The picture that stands for Long Lake on this page."""
    (found,) = set[str](re.findall(r'(?:src|poster)="([^"]*long-lake-\w+[^"]*)"', client.get(path).content.decode()))
    return found


def says_what_it_likes(profile: Profile, mood: str) -> None:
    for _number in range(8):
        a_rating(profile, a_title(moods=[mood]), value=5, at=timezone.now())


PAGES = ("/search/?q=long+lake", "/title/long-lake/", "/", "/films/", "/watch/long-lake/")


def test_a_picture_holds_from_page_to_page_whatever_is_said_meanwhile(lake: Title) -> None:
    ada = a_profile()
    client = signed_in(ada)
    says_what_it_likes(ada, HAUNTING)
    first = of_lake(client, PAGES[0])

    says_what_it_likes(ada, FUNNY)
    says_what_it_likes(ada, FUNNY)
    held = [of_lake(client, page) for page in PAGES]
    cache.clear()
    cleared = of_lake(client, "/search/?q=long+lake")

    assert held == [first] * len(PAGES)
    assert cleared == first  # By the last home page.


def test_with_no_visit_and_no_home_page_the_picture_follows_the_taste(lake: Title) -> None:
    changed = []
    for _number in range(12):  # A few profiles explore.
        ada = a_profile()
        client = signed_in(ada)
        says_what_it_likes(ada, HAUNTING)
        first = of_lake(client, PAGES[0])
        cache.clear()
        says_what_it_likes(ada, FUNNY)
        says_what_it_likes(ada, FUNNY)
        changed.append(of_lake(client, PAGES[0]) != first)

    assert any(changed)
