"""A newcomer's answers are ratings like all others, of what may be seen, and take back nothing that was said since."""

import pytest

from recommendations.events.first_picks import say_first
from recommendations.events.rating import DOWN, TWO_UP, UP
from recommendations.models import Event, Rating, TasteState
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON, a_rating, a_viewer

pytestmark = pytest.mark.django_db


def test_picks_become_ratings_and_events_in_one_step_of_the_taste() -> None:
    profile, liked, disliked = a_profile(), a_title(), a_title()

    said = say_first(viewer=a_viewer(profile), liked=[liked.pk], disliked=[disliked.pk], places={}, now=NOON)

    assert said == 2
    assert dict(Rating.objects.values_list("title_id", "value")) == {liked.pk: UP, disliked.pk: DOWN}
    assert set(Event.objects.filter(kind="rating").values_list("title_id", flat=True)) == {liked.pk, disliked.pk}
    assert TasteState.objects.get(profile=profile).epoch == 1


def test_what_is_both_or_above_the_ceiling_or_nowhere_is_left_out() -> None:
    profile, both, above = a_profile(maturity_ceiling=10), a_title(maturity=7), a_title(maturity=18)

    said = say_first(
        viewer=a_viewer(profile), liked=[both.pk, above.pk, 2**62], disliked=[both.pk], places={}, now=NOON
    )

    assert said == 0
    assert not Rating.objects.exists()
    assert not TasteState.objects.exists()


def test_an_old_form_does_not_lower_what_was_loved_since_but_may_say_that_it_is_not_for_me() -> None:
    profile, title = a_profile(), a_title()
    a_rating(profile, title, value=TWO_UP)

    assert say_first(viewer=a_viewer(profile), liked=[title.pk], disliked=[], places={}, now=NOON) == 0
    assert Rating.objects.get().value == TWO_UP
    assert say_first(viewer=a_viewer(profile), liked=[], disliked=[title.pk], places={}, now=NOON) == 1
    assert Rating.objects.get().value == DOWN
