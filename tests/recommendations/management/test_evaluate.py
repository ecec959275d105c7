"""The command judges the site's own data, in words and for programs, changes nothing, and explains wrong input."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from recommendations.models import ModelVersion, TrainingRun
from tests.factories.models import a_checkerboard

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("evaluate", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def history() -> None:
    a_checkerboard(at=timezone.now(), titles=40, viewers=60)


@pytest.mark.parametrize("protocol", ["viewer-time", "global-time", "stratified"])
def test_it_prints_one_table_with_popularity_beside(history: None, protocol: str) -> None:
    told = said("--estimators", "ease", "--protocol", protocol)
    assert f"Protocol {protocol}:" in told
    assert "| popularity |" in told
    assert "| ease |" in told or "- ease:" in told
    assert "fit, s" in told
    assert not ModelVersion.objects.exists()
    assert not TrainingRun.objects.exists()


def test_it_speaks_json(history: None) -> None:
    told: dict[str, Any] = json.loads(said("--estimators", "ease", "--output", "json"))
    assert told["protocol"] == "viewer-time"
    assert set(told["estimators"]) == {"popularity", "ease"}


def test_pages_are_judged_beside_the_comparisons(history: None) -> None:
    told = said("--pages")
    assert "| Marquee |" in told
    assert "| list cut into rows |" in told
    assert "recall@m-by-n" in told
    assert not ModelVersion.objects.exists()


def test_five_folds_name_what_they_cannot_measure(history: None) -> None:
    assert "- ease: It ranks and does not estimate ratings" in said("--estimators", "ease", "--protocol", "five-fold")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--estimators", "magic"], "no estimator magic; there are"),
        (["--protocol", "magic"], "no protocol magic; there are"),
        (["--output", "xml"], "no output xml; there are markdown, json"),
        (["--seed", "-1"], "0 or more"),
        ([], "to learn from"),
    ],
)
def test_what_it_cannot_do_it_says(arguments: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        said(*arguments)
