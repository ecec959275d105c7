"""Before a reward table is active somebody has seen what it changes; what cannot be meant is refused in a sentence."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from recommendations.conf import DEFAULT_REWARDS
from recommendations.events.rewards import active_rewards
from recommendations.models import JobState, RewardReplay, RewardTable
from recommendations.pages.replay import replay_pages
from recommendations.training.replay import replay
from tests.factories.accounts import a_profile, a_user
from tests.factories.models import a_checkerboard, a_promoted_model
from tests.factories.recommendations import NOON, a_list_entry, a_play

pytestmark = pytest.mark.django_db
ADD = "admin:recommendations_rewardtable_add"
REPLAY = "admin:recommendations_rewardtable_replay"


def a_client(*permissions: str, **fields: Any) -> Client:
    user = a_user(is_staff=True, **fields)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def a_superuser() -> Client:
    return a_client(is_superuser=True)


def a_table(**worths: float) -> RewardTable:
    return RewardTable.objects.create(weights=worths)


def seen(table: RewardTable, client: Client) -> RewardReplay:
    """Ask for a replay in the back office and do it as a worker would."""
    client.post(reverse(REPLAY, args=[table.pk]), {"replay": "1"})
    job = table.replays.first()
    assert job is not None
    replay(job.pk, now=lambda: NOON, pages=replay_pages, beat=False)
    return job


def test_a_change_is_a_new_version_with_a_number_for_each_signal() -> None:
    client, old = a_superuser(), a_table(completed=1.0)
    values = {name: str(worth) for name, worth in DEFAULT_REWARDS.items()} | {"listed": "0.75", "note": "Lists count"}

    client.post(reverse("admin:recommendations_rewardtable_change", args=[old.pk]), values)

    new = RewardTable.objects.exclude(pk=old.pk).get()
    assert new.weights == DEFAULT_REWARDS | {"listed": 0.75}
    assert (new.note, new.is_active) == ("Lists count", False)
    assert RewardTable.objects.get(pk=old.pk).weights == {"completed": 1.0}


def test_form_begins_with_what_the_version_says_over_the_defaults() -> None:
    table = a_table(listed=0.9)
    page = a_superuser().get(reverse("admin:recommendations_rewardtable_change", args=[table.pk]))

    initial = page.context["adminform"].form.initial
    assert (initial["listed"], initial["completed"]) == (0.9, DEFAULT_REWARDS["completed"])
    assert "Put on My List" in page.content.decode()


@pytest.mark.parametrize(
    ("worth", "sentence"),
    [
        ("nan", "Enter a number."),
        ("inf", "Enter a number."),
        ("1e9", "less than or equal to 100"),
        ("-1e9", "greater than or equal to -100"),
        ("much", "Enter a number."),
        ("", "This field is required."),
    ],
)
def test_a_worth_that_cannot_be_meant_is_refused_in_a_sentence(worth: str, sentence: str) -> None:
    values = {name: str(usual) for name, usual in DEFAULT_REWARDS.items()} | {"completed": worth}
    page = a_superuser().post(reverse(ADD), values)

    assert sentence in page.content.decode()
    assert not RewardTable.objects.exists()


def test_a_table_under_which_nothing_is_good_is_refused() -> None:
    page = a_superuser().post(reverse(ADD), dict.fromkeys(DEFAULT_REWARDS, "-1"))

    assert "Some signal must be worth more than nothing" in page.content.decode()
    assert not RewardTable.objects.exists()


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ({"applause": 1.0}, "There is no signal applause; there are completed"),
        ({"completed": float("nan")}, "worth of completed must be a number from -100 to 100"),
        ({"completed": 1e300}, "must be a number from -100 to 100"),
        ({"completed": True}, "must be a number"),
        ({"completed": "1"}, "must be a number"),
        ([1.0], "an object of signal names"),
    ],
)
def test_no_table_may_hold_what_no_ranker_could_go_by(weights: Any, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        RewardTable(weights=weights).full_clean()


def test_what_would_change_is_asked_for_seen_and_then_activated(model_store: Path) -> None:
    board, _people = a_checkerboard(titles=40, viewers=30)
    a_promoted_model()
    undecided = a_profile()
    for lists, watches in zip(board[:6:2], board[1:7:2], strict=True):
        a_list_entry(undecided, lists, at=NOON - timedelta(days=2))
        a_play(undecided, watches, seconds=90.0, duration=100.0, at=NOON - timedelta(days=3))
    client = a_superuser()
    table = a_table(two_thumbs_up=-3.0, thumb_down=3.0, completed=-1.0, listed=3.0, watched_fraction=-0.5)
    where = reverse(REPLAY, args=[table.pk])

    before = client.get(where).content.decode()
    assert "Nobody has looked yet" in before
    assert "Activate version" not in before

    client.post(where, {"replay": "1"})
    waiting = client.get(where).content.decode()
    assert "Waiting for a worker" in waiting
    assert 'http-equiv="refresh"' in waiting

    seen(table, client)
    page = client.get(where)
    text = " ".join(page.content.decode().split())
    assert "First screens of 31 profiles" in text
    assert "Titles that gain most" in text
    assert "was not learned again" in text
    assert page.context["held_out"]["ndcg10"]["then"] < page.context["held_out"]["ndcg10"]["now"]
    assert f"Activate version {table.pk}" in text

    done = client.post(where, {"activate": "1"}, follow=True)
    assert "is active from the next page on" in done.content.decode()
    assert active_rewards()["thumb_down"] == 3.0
    assert LogEntry.objects.filter(object_id=str(table.pk), change_message="Activated.").exists()


def test_nothing_is_activated_unseen() -> None:
    client, table = a_superuser(), a_table(listed=1.0)
    where = reverse(REPLAY, args=[table.pk])

    refused = client.post(where, {"activate": "1"}, follow=True)
    assert "Look first at what would change" in refused.content.decode()
    client.post(where, {"replay": "1"})
    client.post(where, {"activate": "1"})
    assert not RewardTable.objects.filter(is_active=True).exists()


def test_what_was_seen_against_another_table_does_not_count(model_store: Path) -> None:
    client, table, other = a_superuser(), a_table(listed=1.0), a_table(listed=2.0)
    for one in (table, other):
        seen(one, client)
    client.post(reverse(REPLAY, args=[other.pk]), {"activate": "1"})
    assert RewardTable.objects.get(is_active=True) == other

    client.post(reverse(REPLAY, args=[table.pk]), {"activate": "1"})
    assert RewardTable.objects.get(is_active=True) == other
    assert "has changed since then" in client.get(reverse(REPLAY, args=[table.pk])).content.decode()

    seen(table, client)
    client.post(reverse(REPLAY, args=[table.pk]), {"activate": "1"})
    assert RewardTable.objects.get(is_active=True) == table


def test_a_replay_that_failed_does_not_stand_in_the_way() -> None:
    client, table = a_superuser(), a_table(listed=1.0)
    RewardReplay.objects.create(
        table=table, state=JobState.FAILED, error="OSError: full", requested_at=NOON, finished_at=NOON
    )
    where = reverse(REPLAY, args=[table.pk])

    assert "OSError: full" in client.get(where).content.decode()
    client.post(where, {"activate": "1"})
    assert RewardTable.objects.get(is_active=True) == table


def test_titles_that_are_gone_do_not_break_the_page() -> None:
    table = a_table(listed=1.0)
    pages = {"profiles": 1, "of": 1, "gain": [[999, 0, 1]], "lose": [], "best_overlap": 0.5, "titles_on_screen": 18,
             "titles_changed": 1.0, "changed_most": 1, "unchanged_profiles": 0, "billboards_changed": 0}  # fmt: skip
    RewardReplay.objects.create(
        table=table, state=JobState.DONE, requested_at=NOON, finished_at=NOON, verdict="One title changes.",
        result={"pages": pages, "held_out": {"viewers": 0, "reason": "No model serves yet."}},
    )  # fmt: skip

    page = a_superuser().get(reverse(REPLAY, args=[table.pk])).content.decode()
    assert "A title that is gone" in page
    assert "No model serves yet." in page


def test_who_may_only_look_can_look() -> None:
    client, table = a_client("view_rewardtable", "view_rewardreplay"), a_table(listed=1.0)
    where = reverse(REPLAY, args=[table.pk])

    page = client.get(where)
    assert page.status_code == 200
    assert "Find out" not in page.content.decode()
    assert client.post(where, {"replay": "1"}).status_code == 403
    assert client.get(reverse(REPLAY, args=[table.pk + 1])).status_code == 404
    assert client.get(reverse("admin:recommendations_rewardreplay_changelist")).status_code == 200
