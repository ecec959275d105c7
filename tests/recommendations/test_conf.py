"""What an operator sets is checked before anything runs by it."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured

from recommendations.conf import MOST_OUTCOME_DAYS, tunables


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    tunables.cache_clear()
    yield
    tunables.cache_clear()


def test_unknown_name_is_refused_with_those_that_are_known(settings: LazySettings) -> None:
    settings.RECOMMENDATIONS = {"outcome_day": 7}

    with pytest.raises(ImproperlyConfigured, match=r"no outcome_day; it knows .*outcome_days"):
        tunables()


@pytest.mark.parametrize("days", [0, -1, MOST_OUTCOME_DAYS + 1])
def test_reports_look_back_a_day_at_least_and_a_year_at_most(settings: LazySettings, days: int) -> None:
    settings.RECOMMENDATIONS = {"outcome_days": days}

    with pytest.raises(ImproperlyConfigured, match="outcome_days must be from 1 to 366"):
        tunables()


def test_what_is_set_goes_before_the_default(settings: LazySettings) -> None:
    settings.RECOMMENDATIONS = {"outcome_days": 7}

    assert tunables().outcome_days == 7
