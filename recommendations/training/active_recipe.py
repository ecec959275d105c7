"""The recipe of the model that serves, learned again without the latest: a new one is compared with it in pairs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from recommendations.estimators import ESTIMATORS
from recommendations.modelstore.calibration import Calibration
from recommendations.training.recipe import Choice, Recipe


def as_stored(choice: Choice, *, recipe: Recipe, weights: Mapping[str, float]) -> dict[str, Any]:
    """What was chosen, as it stands in a version's metrics; settings that were given are among it."""
    configs = {**recipe.configs, **choice.configs}
    fields = {key: {name: getattr(config, name) for name in config.__slots__} for key, config in configs.items()}
    match = choice.calibration.as_written()
    return {"configs": fields, "rating": choice.rating, "weights": dict(weights), "calibration": match}


def as_chosen(stored: object) -> Choice | None:
    """The choice that `as_stored` made this of; None for anything else, also for settings that are gone by now."""
    if not isinstance(stored, Mapping):
        return None
    try:
        kinds, match = {estimator.key: estimator.Config for estimator in ESTIMATORS}, stored.get("calibration")
        return Choice(
            configs={key: kinds[key](**fields) for key, fields in stored["configs"].items()},
            rating=str(stored["rating"]),
            weights={str(name): float(weight) for name, weight in stored["weights"].items()},
            calibration=Calibration() if match is None else Calibration.restored(match),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def active_choice(active: Mapping[str, Any], *, choice: Choice, stored: Mapping[str, Any]) -> Choice | None:
    """What the active model's recipe had chosen; None where it is not known, or is the new one (`stored`) itself."""
    was = as_chosen(active.get("chosen"))
    if was is None or active["chosen"] == stored:
        return None
    # A match is of the scores that it was learned of, and doubt follows it; older versions did not store theirs.
    return was if "calibration" in active["chosen"] else replace(was, calibration=choice.calibration)
