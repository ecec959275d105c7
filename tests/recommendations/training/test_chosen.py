"""Training goes by what was chosen as far as it still fits, and says what does not."""

import logging
from typing import Any

import pytest
from django.db import IntegrityError

from recommendations.estimators import EASE, SurpriseSVD
from recommendations.models import EstimatorSettings
from recommendations.training import run as run_module
from recommendations.training.chosen import BY_KEY, chosen_configs, config_of, read_config
from recommendations.training.queue import queue_run
from tests.factories.models import a_checkerboard
from tests.factories.recommendations import NOON

pytestmark = pytest.mark.django_db


def chosen(config: Any, *, key: str = "ease", is_active: bool = True) -> EstimatorSettings:
    return EstimatorSettings.objects.create(estimator=key, config=config, is_active=is_active)


def test_nothing_chosen_is_the_defaults(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert chosen_configs() == {}
    assert {key: config_of(key) for key in BY_KEY} == {key: kind.Config() for key, kind in BY_KEY.items()}


def test_active_version_counts_and_absent_fields_take_their_default() -> None:
    chosen({"regularisation": 500.0}, is_active=False)
    chosen({"regularisation": 250.0})

    assert config_of("ease") == EASE.Config(regularisation=250.0)
    chosen({"of": "an estimator that is gone"}, key="gone")
    assert chosen_configs() == {"ease": EASE.Config(regularisation=250.0)}


def test_a_training_run_goes_by_what_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []

    def listen(_dataset: Any, *, recipe: Any, **_rest: Any) -> Any:
        told.append(recipe.configs)
        raise InterruptedError

    monkeypatch.setattr(run_module, "train", listen)
    chosen({"regularisation": 250.0})
    a_checkerboard()

    run_module.retrain(queue_run(reason="test", requested_by=None, now=NOON).pk, now=lambda: NOON, beat=False)

    assert told == [{"ease": EASE.Config(regularisation=250.0)}]


def test_one_version_of_an_estimator_is_active() -> None:
    chosen({})
    with pytest.raises(IntegrityError):
        chosen({})


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"regularisation": 1e9}, "regularisation"),
        ({"regularisation": float("nan")}, "regularisation"),
        ({"regularisation": True}, "regularisation"),
        ({"regularisation": "100"}, "regularisation"),
        ({"minimum_value": 7}, "minimum_value"),
        ({"gone": 1}, "gone"),
        ({"most_titles": 5}, "most_titles"),
        ([1, 2], "not an object"),
    ],
)
def test_what_does_not_fit_any_more_is_logged_and_left_at_its_default(
    values: Any, word: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert read_config("ease", values) == EASE.Config()
    assert word in caplog.text


def test_the_rest_of_settings_counts_when_one_field_is_gone(caplog: pytest.LogCaptureFixture) -> None:
    assert read_config("ease", {"gone": 1, "regularisation": 30}) == EASE.Config(regularisation=30.0)


def test_whole_numbers_stay_whole(caplog: pytest.LogCaptureFixture) -> None:
    config = read_config("surprise_svd", {"factors": 20.0, "epochs": 10.5})

    assert (config.factors, type(config.factors)) == (20, int)
    assert config.epochs == SurpriseSVD.Config().epochs
    assert "epochs" in caplog.text
