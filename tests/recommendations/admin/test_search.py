"""A search is queued, watched and read in the back office, and its best settings are used by the next training run."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recommendations.models import EstimatorSettings, JobState, SearchRun, SearchTrial
from recommendations.training.chosen import chosen_configs, config_of
from tests.factories.accounts import a_user

pytestmark = pytest.mark.django_db
LIST = "admin:recommendations_searchrun_changelist"


def a_client(*permissions: str, **fields: Any) -> Client:
    user = a_user(is_staff=True, **fields)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def a_superuser() -> Client:
    return a_client(is_superuser=True)


def a_finished_search() -> SearchRun:
    run = SearchRun.objects.create(
        estimator="ease", trials=3, measure="NDCG@10", state=JobState.DONE, requested_at=timezone.now(), progress=1,
        plan=[[1 / 3, 3], [1.0, 1]], verdict="Trial 2 is best.",
    )  # fmt: skip
    for rung, number, share, score, failure in (
        (0, 0, 1 / 3, 0.20, ""), (0, 1, 1 / 3, None, "It would take 9.0 GB."), (0, 2, 1 / 3, 0.30, ""),
        (0, 3, 1 / 3, 0.25, ""), (1, 0, 1.0, 0.22, ""), (1, 2, 1.0, 0.33, ""),
    ):  # fmt: skip
        SearchTrial.objects.create(
            search=run, rung=rung, number=number, share=share, score=score, failure=failure, begun=1, seconds=1.5,
            config={"regularisation": 100.0 + 11 * number, "minimum_value": 0.25},
        )  # fmt: skip
    return run


def test_a_search_is_queued_with_who_asked() -> None:
    client = a_superuser()
    answer = client.post(
        reverse("admin:recommendations_searchrun_queue"), {"estimator": "ease", "trials": "12"}, follow=True
    )

    run = SearchRun.objects.get()
    assert (run.estimator, run.trials, run.state) == ("ease", 12, JobState.QUEUED)
    assert run.requested_by is not None
    assert "is queued" in answer.content.decode()
    assert 'http-equiv="refresh"' in answer.content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"estimator": "nonsense", "trials": "5"}, "nonsense is not one of the available choices"),
        ({"estimator": "ease", "trials": "0"}, "greater than or equal to 1"),
        ({"estimator": "ease", "trials": "99999"}, "less than or equal to 500"),
        ({"estimator": "ease", "trials": "many"}, "whole number"),
        ({}, "required"),
    ],
)
def test_what_cannot_be_searched_is_refused_in_a_sentence(values: dict[str, str], sentence: str) -> None:
    answer = a_superuser().post(reverse("admin:recommendations_searchrun_queue"), values, follow=True)

    assert sentence in answer.content.decode()
    assert not SearchRun.objects.exists()


def test_trials_are_sorted_by_score_in_each_rung_the_last_rung_first() -> None:
    run = a_finished_search()
    answer = a_superuser().get(reverse("admin:recommendations_searchrun_change", args=[run.pk]))

    rungs = answer.context["rungs"]
    numbers = [[row["trial"].number for row in rung["rows"]] for rung in rungs]
    assert numbers == [[2, 0], [2, 3, 0, 1]]
    assert [row["against"] for row in rungs[0]["rows"]] == ["+50.0%", ""]
    page = answer.content.decode()
    assert "It would take 9.0 GB." in page
    assert "33% of the viewers" in page
    assert page.count("Use this</button>") == 1
    assert "3.3 trainings on everything" in page
    assert "would take 4" in page


def test_of_errors_the_least_comes_first() -> None:
    run = a_finished_search()
    SearchRun.objects.filter(pk=run.pk).update(measure="RMSE")
    answer = a_superuser().get(reverse("admin:recommendations_searchrun_change", args=[run.pk]))

    last = answer.context["rungs"][0]["rows"]
    assert [row["trial"].number for row in last] == [0, 2]
    assert last[1]["against"] == "-50.0%"


def test_settings_of_a_trial_are_used_by_the_next_run_and_the_ones_before_are_kept() -> None:
    run, client = a_finished_search(), a_superuser()
    for number in (0, 2):
        trial = SearchTrial.objects.get(search=run, rung=1, number=number)
        client.post(reverse("admin:recommendations_searchrun_use", args=[run.pk, trial.pk]))

    assert config_of("ease").regularisation == 122.0
    assert chosen_configs()["ease"].minimum_value == 0.25
    older, newer = EstimatorSettings.objects.order_by("pk")
    assert (older.is_active, newer.is_active) == (False, True)
    assert newer.note == f"Trial 2 of search {run.pk}, NDCG@10 0.3300"
    assert newer.created_by is not None


def test_a_failed_trial_and_another_searches_trial_cannot_be_used() -> None:
    run, other, client = a_finished_search(), a_finished_search(), a_superuser()
    failed = SearchTrial.objects.get(search=run, number=1)
    sound = SearchTrial.objects.get(search=run, rung=1, number=2)

    answer = client.post(reverse("admin:recommendations_searchrun_use", args=[run.pk, failed.pk]), follow=True)
    assert "cannot be used" in answer.content.decode()
    assert client.post(reverse("admin:recommendations_searchrun_use", args=[other.pk, sound.pk])).status_code == 404
    assert not EstimatorSettings.objects.exists()


def test_older_settings_and_the_built_in_ones_come_back() -> None:
    older = EstimatorSettings.objects.create(estimator="ease", config={"regularisation": 50.0})
    newer = EstimatorSettings.objects.create(estimator="ease", config={"regularisation": 60.0}, is_active=True)
    client, where = a_superuser(), reverse("admin:recommendations_estimatorsettings_changelist")

    def act(action: str, *chosen: EstimatorSettings) -> str:
        data = {"action": action, "_selected_action": [settings.pk for settings in chosen]}
        return client.post(where, data, follow=True).content.decode()

    act("activate", older)
    assert config_of("ease").regularisation == 50.0
    assert "one version of each" in act("activate", older, newer)
    act("back_to_defaults", newer)
    assert chosen_configs() == {}
    assert "regularisation 60" in client.get(where).content.decode()


def test_deleting_is_how_a_search_is_ended() -> None:
    run = a_finished_search()
    answer = a_superuser().post(
        reverse("admin:recommendations_searchrun_delete", args=[run.pk]), {"post": "yes"}, follow=True
    )

    assert answer.status_code == 200
    assert not SearchRun.objects.exists()


def test_who_may_only_look_sees_no_buttons_and_can_do_nothing() -> None:
    run = a_finished_search()
    client = a_client("view_searchrun", "view_estimatorsettings")
    trial = SearchTrial.objects.get(search=run, rung=1, number=2)

    assert "Queue a search" not in client.get(reverse(LIST)).content.decode()
    page = client.get(reverse("admin:recommendations_searchrun_change", args=[run.pk]))
    assert page.status_code == 200
    assert "Use this" not in page.content.decode()
    assert client.post(reverse("admin:recommendations_searchrun_queue"), {"estimator": "ease"}).status_code == 403
    assert client.post(reverse("admin:recommendations_searchrun_use", args=[run.pk, trial.pk])).status_code == 403
    assert client.get(reverse("admin:recommendations_searchrun_queue")).status_code == 405


def test_a_list_of_many_takes_as_many_queries_as_of_one(django_assert_max_num_queries: Any) -> None:
    client = a_superuser()
    for _number in range(5):
        a_finished_search()
    client.get(reverse("admin:index"))

    with django_assert_max_num_queries(9):
        client.get(reverse(LIST))
