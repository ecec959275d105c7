"""The settings that training goes by: what was chosen for an estimator, as far as it still fits, over its defaults."""

import logging
import math
from collections.abc import Mapping
from typing import Any

from recommendations.estimators import ESTIMATORS, Estimator
from recommendations.estimators.ranges import Range, Span, ranges_of
from recommendations.models import EstimatorSettings

logger = logging.getLogger(__name__)

BY_KEY: Mapping[str, type[Estimator]] = {estimator.key: estimator for estimator in ESTIMATORS}


def chosen_configs() -> Mapping[str, Any]:
    """Config by key, of those estimators for which somebody has chosen one; one query."""
    chosen = EstimatorSettings.objects.filter(is_active=True).values_list("estimator", "config")
    return {key: read_config(key, values) for key, values in chosen if key in BY_KEY}


def config_of(key: str) -> Any:
    """One estimator's Config; raises KeyError when there is no such estimator."""
    chosen = EstimatorSettings.objects.filter(is_active=True, estimator=key).values_list("config", flat=True).first()
    return read_config(key, chosen or {})


def read_config(key: str, values: object) -> Any:
    """The Config of stored values; a field that is gone or out of its range is logged and left at its default."""
    config = BY_KEY[key].Config
    if not isinstance(values, Mapping):
        logger.warning("The settings of %s are not an object of fields; the defaults are used.", key)
        return config()
    ranges, sound = ranges_of(config), {}
    for name, value in values.items():
        if name not in ranges:
            logger.warning("%s has no setting %s any more; it is left out.", key, name)
        elif not _fits(value, ranges[name]):
            logger.warning("%s cannot have %s = %r; its default is used.", key, name, value)
        else:
            sound[name] = _as_drawn(value, ranges[name])
    try:
        return config(**sound)
    except (TypeError, ValueError):
        logger.warning("The settings of %s do not go together; the defaults are used.", key, exc_info=True)
        return config()


def _fits(value: Any, over: Range) -> bool:
    if isinstance(over, Span):
        is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        return is_number and value in over and (not over.is_whole or float(value).is_integer())
    return any(value == choice and type(value) is type(choice) for choice in over.values)


def _as_drawn(value: Any, over: Range) -> Any:
    if isinstance(over, Span):
        return int(value) if over.is_whole else float(value)
    return value
