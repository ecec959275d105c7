"""Every estimator that can be searched has a name for people, and no name is of one that is gone."""

from recommendations.contracts.estimator_names import ESTIMATOR_NAMES
from recommendations.estimators import ESTIMATORS
from recommendations.estimators.ranges import ranges_of


def test_every_estimator_with_something_to_search_has_a_name() -> None:
    searchable = {estimator.key for estimator in ESTIMATORS if ranges_of(estimator.Config)}

    assert set(ESTIMATOR_NAMES) == searchable, "Name it in recommendations/contracts/estimator_names.py."
