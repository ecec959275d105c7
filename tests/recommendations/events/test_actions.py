"""What a person does on purpose takes effect at once, and can be taken back."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from recommendations.contracts import Viewer
from recommendations.events import actions
from recommendations.events.actions import TWO_UP, UP, TitleNotFound
from recommendations.events.page_token import sign_page
from recommendations.events.place import NOWHERE, read_place
from recommendations.events.taste import read_taste, taste_epoch
from recommendations.models import Event, HiddenTitle, ListEntry, Rating, WatchProgress
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON, a_play, a_rating, a_viewer

pytestmark = pytest.mark.django_db

ACTIONS: dict[str, Callable[[Viewer, int], None]] = {
    "rate": lambda viewer, title_id: actions.rate(viewer=viewer, title_id=title_id, value=UP, now=NOON),
    "list": lambda viewer, title_id: actions.set_listed(viewer=viewer, title_id=title_id, listed=True, now=NOON),
    "hide": lambda viewer, title_id: actions.set_hidden(viewer=viewer, title_id=title_id, hidden=True, now=NOON),
    "dismiss": lambda viewer, title_id: actions.dismiss_from_continue(viewer=viewer, title_id=title_id, now=NOON),
    "mark": lambda viewer, title_id: actions.mark_watched(viewer=viewer, title_id=title_id, now=NOON),
    "exclude": lambda viewer, title_id: actions.set_excluded(viewer=viewer, title_id=title_id, excluded=True, now=NOON),
}
every_action = pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)


@every_action
def test_every_action_moves_the_page(action: Callable[[Viewer, int], None]) -> None:
    profile, title = a_profile(), a_title()
    before = taste_epoch(profile.pk)

    action(a_viewer(profile), title.pk)

    assert taste_epoch(profile.pk) == before + 1


@every_action
def test_no_action_reaches_a_title_above_the_ceiling(action: Callable[[Viewer, int], None]) -> None:
    child, title = a_profile(is_kids=True), a_title(maturity=16)

    with pytest.raises(TitleNotFound):
        action(a_viewer(child), title.pk)

    assert taste_epoch(child.pk) == 0
    assert not Event.objects.exists()


def test_thumb_can_be_changed_and_taken_back() -> None:
    profile, title = a_profile(), a_title()
    viewer = a_viewer(profile)

    for minute, value in enumerate((UP, TWO_UP)):
        at = NOON + timedelta(minutes=minute)
        actions.rate(viewer=viewer, title_id=title.pk, value=value, now=at)
        assert Rating.objects.get().value == value

    actions.rate(viewer=viewer, title_id=title.pk, value=None, now=NOON + timedelta(minutes=5))

    assert not Rating.objects.exists()
    assert [event.value for event in Event.objects.order_by("at")] == [UP, TWO_UP, None]


def test_rating_is_one_of_three() -> None:
    with pytest.raises(ValueError, match="two up"):
        actions.rate(viewer=a_viewer(a_profile()), title_id=a_title().pk, value=3.0, now=NOON)


def test_hidden_title_can_be_shown_again() -> None:
    profile, title = a_profile(), a_title()

    actions.set_hidden(viewer=a_viewer(profile), title_id=title.pk, hidden=True, now=NOON)
    assert read_taste(profile_id=profile.pk, now=NOON).hidden == {title.pk}
    actions.set_hidden(viewer=a_viewer(profile), title_id=title.pk, hidden=False, now=NOON)

    assert not HiddenTitle.objects.exists()


def test_place_of_an_action_is_kept() -> None:
    profile, title, page = a_profile(), a_title(), uuid4()
    fields = {"page": sign_page(page, NOON, profile.pk), "row": "2", "column": "5"}

    place = read_place(fields=fields, profile_id=profile.pk)
    actions.set_listed(viewer=a_viewer(profile), title_id=title.pk, listed=True, place=place, now=NOON)

    event = Event.objects.get()
    assert (event.page_id, event.row, event.column) == (page, 2, 5)


@pytest.mark.parametrize(
    "changed", [{"page": "forged"}, {"row": "x"}, {"row": "-9"}, {"column": "9" * 40}, {"column": "²"}, {"page": ""}]
)
def test_mangled_place_counts_as_nowhere(changed: dict[str, str]) -> None:
    fields = {"page": sign_page(uuid4(), NOON, 1), "row": "2", "column": "5"}

    assert read_place(fields=fields, profile_id=1) != NOWHERE
    assert read_place(fields=fields | changed, profile_id=1) == NOWHERE
    assert read_place(fields=fields, profile_id=2) == NOWHERE


def test_dismissing_keeps_the_place() -> None:
    profile, title = a_profile(), a_title()
    a_play(profile, title, seconds=30.0)

    actions.dismiss_from_continue(viewer=a_viewer(profile), title_id=title.pk, now=NOON)

    (item,) = read_taste(profile_id=profile.pk, now=NOON).progress
    assert (item.dismissed, item.position_seconds) == (True, 30.0)


def test_marking_as_watched_does_not_lose_the_place() -> None:
    profile, title = a_profile(), a_title()
    a_play(profile, title, seconds=30.0)

    actions.mark_watched(viewer=a_viewer(profile), title_id=title.pk, now=NOON)

    progress = WatchProgress.objects.get()
    assert (progress.completed, progress.position_seconds) == (True, 30.0)


def test_imported_history_without_progress_can_be_excluded() -> None:
    profile, title = a_profile(), a_title()
    a_rating(profile, title, value=5.0, source="import")

    actions.set_excluded(viewer=a_viewer(profile), title_id=title.pk, excluded=True, now=NOON)

    taste = read_taste(profile_id=profile.pk, now=NOON)
    assert (taste.ratings, taste.strengths) == ({}, {})


def test_profile_that_keeps_no_history_leaves_no_line_in_the_log() -> None:
    profile, title = a_profile(records_history=False), a_title()
    viewer = a_viewer(profile)

    actions.set_listed(viewer=viewer, title_id=title.pk, listed=True, now=NOON)
    actions.mark_watched(viewer=viewer, title_id=title.pk, now=NOON)

    assert ListEntry.objects.exists()
    assert not Event.objects.exists()
    assert not WatchProgress.objects.exists()
