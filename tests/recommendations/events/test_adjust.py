"""What is asked for outright holds from the next page on, is in the log, and can be taken back."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.device_kinds import DeviceKind
from recommendations.contracts import Group, Taste, Viewer, Wanted
from recommendations.events.adjust import CORRECTION, set_wanted, start_afresh, stop_row, use_moments
from recommendations.events.forget import forget_everything
from recommendations.events.place import Place
from recommendations.events.taste import read_taste, taste_epoch
from recommendations.models import Adjustment, Event, Shortlist, StoppedRow
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_genre, a_mood, a_person, a_title
from tests.factories.recommendations import NOON, a_list_entry, a_play, a_rating, a_viewer

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=2)

CORRECTIONS: dict[str, Callable[[Viewer], None]] = {
    "wanted": lambda viewer: set_wanted(
        viewer=viewer, group=Group.GENRE, subject_id=a_genre().pk, wanted=Wanted.LESS, now=NOON
    ),
    "row": lambda viewer: stop_row(viewer=viewer, row="genre:drama", stopped=True, now=NOON),
    "afresh": lambda viewer: start_afresh(viewer=viewer, afresh=True, now=NOON),
    "moments": lambda viewer: use_moments(viewer=viewer, used=False, now=NOON),
}
every_correction = pytest.mark.parametrize("correct", CORRECTIONS.values(), ids=CORRECTIONS)


def taste_of(viewer: Viewer) -> Taste:
    return read_taste(profile_id=viewer.profile_id, now=LATER)


@every_correction
def test_every_correction_moves_the_page_and_is_logged_with_time_and_device(
    correct: Callable[[Viewer], None],
) -> None:
    viewer = a_viewer(a_profile(), device=DeviceKind.TV)

    correct(viewer)

    assert taste_epoch(viewer.profile_id) == 1
    event = Event.objects.get()
    assert (event.kind, event.at, event.device, event.title) == (CORRECTION, NOON, DeviceKind.TV, None)
    assert event.details["of"]


@every_correction
def test_profile_that_keeps_no_history_gets_what_it_asked_for_and_leaves_no_line(
    correct: Callable[[Viewer], None],
) -> None:
    viewer = a_viewer(a_profile(records_history=False))
    before = taste_of(viewer)

    correct(viewer)

    assert taste_of(viewer) != before
    assert not Event.objects.exists()


@pytest.mark.parametrize("group", Group)
def test_asking_is_read_with_the_taste_changed_and_taken_back(group: Group) -> None:
    viewer = a_viewer(a_profile())
    subjects = {Group.GENRE: a_genre().pk, Group.MOOD: a_mood().pk, Group.PERSON: a_person().pk}
    subject = subjects[group]

    for word in (Wanted.MORE, Wanted.LESS, Wanted.NEVER):
        set_wanted(viewer=viewer, group=group, subject_id=subject, wanted=word, now=NOON)
        assert taste_of(viewer).adjustments.of(group) == {subject: word}
        assert Adjustment.objects.count() == 1
    set_wanted(viewer=viewer, group=group, subject_id=subject, wanted=None, now=NOON)

    assert not Adjustment.objects.exists()
    assert [event.details["wanted"] for event in Event.objects.order_by("id")] == ["more", "less", "never", "as_it_is"]


def test_place_of_a_correction_is_kept() -> None:
    viewer, page = a_viewer(a_profile()), uuid4()
    place = Place(page_id=page, page_served_at=NOON, row=2, column=5)

    stop_row(viewer=viewer, row="trending", stopped=True, place=place, now=NOON)

    event = Event.objects.get()
    assert (event.page_id, event.row, event.column) == (page, 2, 5)


def test_row_is_stopped_once_and_used_again() -> None:
    viewer = a_viewer(a_profile())

    for _time in range(2):
        stop_row(viewer=viewer, row="genre:drama", stopped=True, now=NOON)
    stopped = taste_of(viewer).adjustments
    assert stopped.stops(key="genre:drama", kind="genre")
    assert not stopped.stops(key="genre:comedy", kind="genre")
    stop_row(viewer=viewer, row="genre:drama", stopped=False, now=NOON)

    assert not StoppedRow.objects.exists()


def test_wishes_of_one_profile_are_not_anothers() -> None:
    mine, other = a_viewer(a_profile()), a_viewer(a_profile())

    set_wanted(viewer=mine, group=Group.GENRE, subject_id=a_genre().pk, wanted=Wanted.NEVER, now=NOON)
    stop_row(viewer=mine, row="trending", stopped=True, now=NOON)

    assert taste_of(other) == Taste(epoch=0)


def test_starting_afresh_keeps_the_history_and_learns_from_none_of_it() -> None:
    profile = a_profile()
    viewer, begun, rated, saved = a_viewer(profile), a_title(), a_title(), a_title()
    a_play(profile, begun, seconds=40.0)
    a_rating(profile, rated, value=5.0, source="import")
    a_list_entry(profile, saved)
    before = taste_of(viewer)
    assert set(before.strengths) == {begun.pk, rated.pk, saved.pk}

    start_afresh(viewer=viewer, afresh=True, now=NOON + timedelta(minutes=30))

    after = taste_of(viewer)
    assert (after.ratings, after.strengths) == ({}, {})
    assert [item.title_id for item in after.progress] == [begun.pk], "Continue Watching stays."
    assert after.listed == (saved.pk,)
    assert rated.pk in after.watched, "What was seen is not recommended as new."
    assert begun.pk not in after.chosen, "No reason may say that it caused anything."


def test_what_is_done_after_a_fresh_start_counts_and_all_of_it_again_when_that_is_taken_back() -> None:
    profile = a_profile()
    viewer, old, new = a_viewer(profile), a_title(), a_title()
    a_play(profile, old, seconds=95.0)
    before = taste_of(viewer)
    start_afresh(viewer=viewer, afresh=True, now=NOON + timedelta(minutes=30))

    a_play(profile, new, seconds=95.0, at=NOON + timedelta(minutes=40))
    assert set(taste_of(viewer).strengths) == {new.pk}

    start_afresh(viewer=viewer, afresh=False, now=LATER)
    after = taste_of(viewer)
    assert set(after.strengths) == {old.pk, new.pk}
    assert after.strengths[old.pk] == pytest.approx(before.strengths[old.pk], rel=1e-5)


def test_watching_an_old_title_again_after_a_fresh_start_counts() -> None:
    profile, title = a_profile(), a_title()
    a_play(profile, title, seconds=30.0)
    start_afresh(viewer=a_viewer(profile), afresh=True, now=NOON + timedelta(minutes=30))

    a_play(profile, title, seconds=95.0, at=NOON + timedelta(minutes=40))

    assert set(taste_of(a_viewer(profile)).strengths) == {title.pk}


def test_fresh_start_drops_the_shortlist_that_was_made_of_the_old_taste() -> None:
    profile = a_profile()
    Shortlist.objects.create(profile=profile, digest="d", title_ids=[1], scores=[1.0], made_at=NOON)

    start_afresh(viewer=a_viewer(profile), afresh=True, now=NOON)

    assert not Shortlist.objects.exists()


def test_moments_can_be_ignored_and_used_again() -> None:
    viewer = a_viewer(a_profile())

    use_moments(viewer=viewer, used=False, now=NOON)
    assert taste_of(viewer).ignores_moments
    use_moments(viewer=viewer, used=True, now=NOON)

    assert not taste_of(viewer).ignores_moments


def test_clearing_the_history_keeps_what_was_asked_for() -> None:
    profile = a_profile()
    a_play(profile, a_title(), seconds=95.0)
    set_wanted(viewer=a_viewer(profile), group=Group.GENRE, subject_id=a_genre().pk, wanted=Wanted.LESS, now=NOON)

    forget_everything(viewer=a_viewer(profile), now=NOON)

    assert taste_of(a_viewer(profile)).adjustments.genres
    assert [event.kind for event in Event.objects.all()] == [CORRECTION]
