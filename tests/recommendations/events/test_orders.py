"""In whatever order batches arrive, the state that they leave is the same."""

from datetime import timedelta
from itertools import permutations

import pytest

from accounts.device_kinds import DeviceKind
from recommendations.events.capture import capture
from recommendations.models import HiddenTitle, ListEntry, Rating
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON, an_event

pytestmark = pytest.mark.django_db
SAID = {"my_list": (1.0, 0.0, 1.0), "hide": (1.0, 0.0, 1.0), "rating": (5.0, None, 4.0)}


@pytest.mark.parametrize("kind", SAID)
def test_last_word_is_the_same_with_its_instant(kind: str) -> None:
    title, states = a_title(), set()
    for order in permutations(enumerate(SAID[kind])):
        profile = a_profile()
        for minutes, value in order:
            event = an_event(kind, title=title, value=value, at=NOON + timedelta(minutes=minutes))
            capture(profile=profile, device=DeviceKind.LAPTOP, batch=[event])
        state = [
            *ListEntry.objects.filter(profile=profile).values_list("added_at"),
            *HiddenTitle.objects.filter(profile=profile).values_list("hidden_at"),
            *Rating.objects.filter(profile=profile).values_list("rated_at", "value"),
        ]
        states.add(tuple(state))

    assert len(states) == 1
    assert states.pop()[0][0] == NOON + timedelta(minutes=2)
