"""What each country watches: its own where enough households do, one vote for each."""

from datetime import timedelta

import numpy as np
import pytest
from django.utils.timezone import now

from accounts.models import Profile
from catalog.models import Title
from recommendations.models import WatchProgress
from recommendations.modelstore.scorers import ByCountry
from recommendations.training import countries
from recommendations.training.countries import demand_by_country
from tests.factories.accounts import a_profile, a_user
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few_suffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(countries, "FEWEST_ACCOUNTS", 3)
    monkeypatch.setattr(countries, "PRIOR_ACCOUNTS", 1.0)


def watched(profile: Profile, title: Title, *, days: float = 1.0) -> None:
    at = NOON - timedelta(days=days)
    WatchProgress.objects.create(profile=profile, title=title, started_at=at, updated_at=at, watched_seconds=60)


def found(titles: list[Title]) -> ByCountry | None:
    ids = np.array(sorted(title.pk for title in titles), dtype=np.int64)
    return demand_by_country(ids, everywhere=np.ones(len(ids), dtype=np.float32), now=NOON)


def test_countries_differ_and_a_country_of_few_households_has_no_list() -> None:
    fjord, alp = a_title("Fjord"), a_title("Alp")
    for _household in range(3):
        watched(a_profile(country="NO"), fjord)
        watched(a_profile(country="CH"), alp)
    watched(a_profile(country="PT"), alp)

    lists = found([fjord, alp])

    assert lists is not None
    norway, switzerland = lists.of("NO"), lists.of("CH")
    assert norway is not None
    assert switzerland is not None
    assert norway[0] > norway[1]
    assert switzerland[1] > switzerland[0]
    assert lists.of("PT") is None
    assert lists.of("") is None


def test_of_very_many_titles_only_the_countries_that_watch_most_have_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    fjord, alp = a_title("Fjord"), a_title("Alp")
    for _household in range(3):
        watched(a_profile(country="NO"), fjord)
    for _household in range(4):
        watched(a_profile(country="CH"), alp)
    monkeypatch.setattr(countries, "MOST_SCORES", 3)

    lists = found([fjord, alp])

    assert lists is not None
    assert lists.of("CH") is not None
    assert lists.of("NO") is None
    assert lists.scores.sum() == pytest.approx(1.0)


def test_a_household_votes_once_and_the_latest_week_counts_most() -> None:
    old, new, loud = a_title(), a_title(), a_title()
    for _household in range(3):
        profile = a_profile(country="NO")
        watched(profile, old, days=30)
        watched(profile, new, days=1)
    family = a_user()
    for name in ("Ada", "Bo", "Cy"):
        watched(a_profile(family, name=name, country="NO"), loud, days=1)

    lists = found([old, new, loud])

    assert lists is not None
    scores = lists.of("NO")
    assert scores is not None
    assert scores[1] > scores[2] > 0
    assert scores[1] > scores[0]


def test_nobody_anywhere_is_no_trouble() -> None:
    assert found([a_title()]) is None
    assert demand_by_country(np.empty(0, dtype=np.int64), everywhere=np.empty(0, dtype=np.float32), now=now()) is None
