"""A moment is four hours, a part of the week and a screen, and one number stands for all three."""

from datetime import datetime

import pytest

from accounts.device_kinds import DeviceKind
from recommendations.contracts import Moment, moment_of
from recommendations.contracts.moment import MOMENTS, VALUES, moment_of_code

FRIDAY, SATURDAY, SUNDAY, MONDAY = 20, 21, 22, 23


@pytest.mark.parametrize(
    ("day", "hour", "daypart", "is_weekend"),
    [
        (FRIDAY, 23, 5, False),
        (SATURDAY, 0, 0, True),
        (SUNDAY, 3, 0, True),
        (SUNDAY, 4, 1, True),
        (MONDAY, 12, 3, False),
    ],
)  # fmt: skip
def test_dayparts_begin_every_four_hours_and_the_weekend_on_saturday(
    day: int, hour: int, daypart: int, is_weekend: bool
) -> None:
    found = moment_of(datetime(2026, 11, day, hour, 59), DeviceKind.TV)  # noqa: DTZ001  # Local time is meant.

    assert found == Moment(daypart=daypart, is_weekend=is_weekend, device=DeviceKind.TV)


def test_every_moment_has_a_code_and_places_of_its_own() -> None:
    moments = [moment_of_code(code) for code in range(MOMENTS)]

    assert [moment.code for moment in moments] == list(range(MOMENTS))
    assert len({moment.values for moment in moments}) == MOMENTS
    assert {value for moment in moments for value in moment.values} == set(range(VALUES))
