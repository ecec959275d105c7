"""Reports of a player may come late, twice and in any order: what they leave is the same."""

from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.device_kinds import DeviceKind
from catalog.models import Title
from recommendations.contracts import IncomingEvent
from recommendations.events.capture import capture
from recommendations.events.watching import Report, merge_report
from recommendations.models import PlaySession, WatchProgress
from tests.factories.accounts import a_profile
from tests.factories.catalog import a_title
from tests.factories.recommendations import NOON, a_play, an_event, progress_of

SESSION = UUID("5f0c1c1e-6c1b-4a53-9f1e-0d3b6f7a1a11")
STATE = (
    "sequence",
    "position_seconds",
    "duration_seconds",
    "reported_seconds",
    "credited_seconds",
    "fastest_rate",
    "first_at",
    "last_at",
    "completed",
)

reports = st.builds(
    Report,
    at=st.integers(0, 5000).map(lambda seconds: NOON + timedelta(seconds=seconds)),
    sequence=st.integers(0, 20),
    position_seconds=st.floats(0, 3000),
    duration_seconds=st.sampled_from([0.0, 2900.0, 3000.0]),
    reported_seconds=st.floats(0, 6000),
    rate=st.sampled_from([0.5, 1.0, 2.0]),
)


def state_after(sequence_of_reports: list[Report]) -> tuple[Any, ...]:
    session = PlaySession(first_at=sequence_of_reports[0].at, last_at=sequence_of_reports[0].at)
    for report in sequence_of_reports:
        merge_report(session, report)
    return tuple(getattr(session, name) for name in STATE)


@given(st.lists(reports, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(some: list[Report], random: Random) -> None:
    expected = state_after(some)

    shuffled = some + random.choices(some, k=len(some))
    random.shuffle(shuffled)

    assert state_after(shuffled) == expected


@given(st.lists(reports, min_size=1, max_size=12))
def test_credit_is_never_more_than_the_clock_allows(some: list[Report]) -> None:
    state = dict(zip(STATE, state_after(some), strict=True))

    wall = (state["last_at"] - state["first_at"]).total_seconds()

    assert 0 <= state["credited_seconds"] <= wall * 1.1 * state["fastest_rate"] + 1e-9
    assert state["credited_seconds"] <= state["reported_seconds"]


def heartbeat(title: Title, sequence: int) -> IncomingEvent:
    return an_event(
        "play" if sequence == 0 else "progress",
        title=title,
        client_id=uuid5(SESSION, str(sequence)),
        value=sequence * 15.0,
        at=NOON + timedelta(seconds=sequence * 15),
        details={"play_session": str(SESSION), "duration": 100.0}
        | ({"sequence": sequence, "watched": sequence * 15.0} if sequence else {}),
    )


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(7)), st.lists(st.integers(0, 6), max_size=5), st.integers(1, 4))
def test_any_order_of_batches_leaves_the_same_progress(order: list[int], repeated: list[int], batch_size: int) -> None:
    profile, title = a_profile(), a_title()
    beats = [heartbeat(title, sequence) for sequence in [*order, *repeated]]

    for first in range(0, len(beats), batch_size):
        capture(profile=profile, device=DeviceKind.LAPTOP, batch=beats[first : first + batch_size])

    progress = progress_of(profile, title)
    assert progress is not None
    assert progress.position_seconds == 90.0
    assert progress.watched_seconds == pytest.approx(90.0)
    assert progress.completed
    assert progress.started_at == NOON
    assert progress.updated_at == NOON + timedelta(seconds=90)


@pytest.mark.django_db
def test_late_report_of_an_older_run_does_not_take_the_position_back() -> None:
    profile, title = a_profile(), a_title()
    capture(profile=profile, device=DeviceKind.LAPTOP, batch=[heartbeat(title, 1)])
    a_play(profile, title, seconds=5.0, at=NOON + timedelta(minutes=5))

    capture(profile=profile, device=DeviceKind.LAPTOP, batch=[heartbeat(title, 3)])

    progress = progress_of(profile, title)
    assert progress is not None
    assert progress.position_seconds == 5.0


@pytest.mark.django_db
def test_begun_again_comes_back_to_continue_watching() -> None:
    profile, title = a_profile(), a_title()
    a_play(profile, title, seconds=20.0)
    WatchProgress.objects.update(dismissed=True)

    progress = a_play(profile, title, seconds=5.0, at=NOON + timedelta(minutes=5))

    assert not progress.dismissed
