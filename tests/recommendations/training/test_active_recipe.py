"""A new recipe is compared with the one that serves, learned again from the same part."""

import dataclasses
import json

import pytest

from recommendations.estimators import ALS, EASE
from recommendations.modelstore.calibration import Calibration
from recommendations.training import trial
from recommendations.training.active_recipe import active_choice, as_chosen, as_stored
from recommendations.training.dataset import interactions_of
from recommendations.training.recipe import Choice, Recipe
from recommendations.training.trial import train
from tests.factories.interactions import a_dataset_with_tastes

pytestmark = pytest.mark.django_db

GOOD = {"ease": 1.0}
MATCH = Calibration(intercept=0.25, weights={"score": 0.5}, bends=((-30.0, -29.0), (0.0, 1.0), (30.0, 31.0)))
CHOICE = Choice(configs={"ease": EASE.Config(regularisation=30.0)}, rating="", weights=GOOD, calibration=MATCH)


def silently(_text: str, _progress: float) -> None:
    return None


def test_what_was_stored_is_the_choice_again() -> None:
    stored = json.loads(json.dumps(as_stored(CHOICE, recipe=Recipe(), weights=GOOD)))

    assert as_chosen(stored) == CHOICE


@pytest.mark.parametrize(
    "stored",
    [None, 3, {}, {"configs": {"gone": {}}, "rating": "", "weights": {}},
     {"configs": {"ease": {"gone": 1}}, "rating": "", "weights": {}},
     {"configs": {}, "rating": "", "weights": {"ease": "much"}}, {"configs": [], "rating": "", "weights": {}}],
)  # fmt: skip
def test_what_is_not_known_any_more_is_no_choice(stored: object) -> None:
    assert as_chosen(stored) is None


def test_the_same_recipe_is_not_learned_twice_and_another_one_is() -> None:
    stored = as_stored(CHOICE, recipe=Recipe(), weights=GOOD)

    assert active_choice({"chosen": stored}, choice=CHOICE, stored=stored) is None
    other = active_choice({"chosen": stored | {"weights": {"ease": 2.0}}}, choice=CHOICE, stored=stored)
    assert other == dataclasses.replace(CHOICE, weights={"ease": 2.0})


def test_the_active_recipe_doubts_by_its_own_match_and_an_older_one_by_the_new() -> None:
    was = as_stored(CHOICE, recipe=Recipe(), weights=GOOD)
    new = dataclasses.replace(CHOICE, calibration=Calibration(weights={"score": 2.0}))
    older = {name: part for name, part in was.items() if name != "calibration"}

    own, lent = (active_choice({"chosen": chosen}, choice=new, stored={}) for chosen in (was, older))
    assert own is not None
    assert lent is not None
    assert own.calibration == MATCH
    assert lent.calibration == new.calibration


def test_what_served_is_learned_anew_where_what_was_chosen_by_itself_does_worse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The choice goes wrong once: popularity alone, where tastes tell nearly everything."""
    dataset = dataclasses.replace(a_dataset_with_tastes(), ratings=interactions_of([], [], [], []))
    good = train(dataset, recipe=Recipe(seed=1), active={}, step=silently)
    unlucky = Choice(configs={}, rating="", weights={"popularity": 1.0}, calibration=Calibration())
    monkeypatch.setattr(trial, "choose", lambda _learning, **_recipe: unlucky)

    kept = train(dataset, recipe=Recipe(seed=2), active={"chosen": good.metrics["chosen"]}, step=silently)

    assert kept.verdict.passed, kept.verdict.words
    assert trial.KEPT in kept.verdict.words
    assert "worse than the active recipe's beyond noise" in kept.verdict.words
    assert kept.metrics["chosen"] == good.metrics["chosen"]
    assert kept.metrics["lost_by"]
    assert kept.bundle.weights == good.bundle.weights


def test_a_run_is_refused_when_the_active_recipe_does_better_on_the_same_viewers() -> None:
    """EASE is told to learn from what nobody does, and ALS to have one factor and no patience; ratings are left out."""
    real = a_dataset_with_tastes()
    dataset = dataclasses.replace(real, ratings=interactions_of([], [], [], []))
    spoilt = {
        "ease": EASE.Config(minimum_value=50.0), "als": ALS.Config(factors=1, iterations=1, regularisation=0.01),
    }  # fmt: skip
    good = train(dataset, recipe=Recipe(seed=1), active={}, step=silently)

    worse = train(
        dataset, recipe=Recipe(seed=1, configs=spoilt), active={"chosen": good.metrics["chosen"]}, step=silently
    )
    better = train(dataset, recipe=Recipe(seed=2), active={"chosen": worse.metrics["chosen"]}, step=silently)

    assert good.verdict.passed, good.verdict.words
    assert "worse than the active recipe's beyond noise" in worse.verdict.words
    assert better.verdict.passed, better.verdict.words
