"""Parts that do not rank: written and mapped like all others, and absent from versions of before."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recommendations.candidates.demand import demand_for
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.scorers import ByCountry, OneList, Resumption
from recommendations.modelstore.scorers.by_country import number_of
from recommendations.modelstore.store import UnableToLoad, load, write
from recommendations.ranking.policy import RESUME_WEIGHTS
from recommendations.ranking.resume import resume_weights
from tests.factories.rankings import some_bundle, some_catalogue, some_viewer

CATALOGUE = some_catalogue(size=30)


def with_parts() -> Bundle:
    bundle = some_bundle(CATALOGUE)
    size = len(bundle.title_ids)
    return replace(
        bundle,
        telling=OneList(title_ids=bundle.title_ids, scores=np.arange(size, dtype=np.float32)),
        countries=ByCountry(
            title_ids=bundle.title_ids, countries=np.array([number_of("NL"), number_of("NO")], dtype=np.int32),
            scores=np.arange(2 * size, dtype=np.float32).reshape(2, size),
        ),
        resumption=Resumption(title_ids=bundle.title_ids, weights={"always": 0.25, "log_age": -1.5}),
    )  # fmt: skip


def test_they_come_back_as_they_were_written(tmp_path: Path) -> None:
    bundle = with_parts()
    found = load(store=tmp_path, digest=write(store=tmp_path, bundle=bundle).digest)

    assert found.telling is not None
    assert found.countries is not None
    assert found.resumption is not None
    assert found.telling.score().tolist() == list(range(len(bundle.title_ids)))
    assert found.countries.of("NO") is not None
    assert found.countries.of("SE") is found.countries.of("") is None
    assert resume_weights(found) == {"always": 0.25, "log_age": -1.5}


def test_a_version_without_them_serves_by_the_policy_and_by_everybody(tmp_path: Path) -> None:
    plain = some_bundle(CATALOGUE)
    found = load(store=tmp_path, digest=write(store=tmp_path, bundle=plain).digest)

    assert (found.telling, found.countries, found.resumption) == (None, None, None)
    assert resume_weights(found) == resume_weights(None) == RESUME_WEIGHTS
    assert demand_for(viewer=replace(some_viewer(), country="NO"), catalogue=CATALOGUE, bundle=found).local is None


def test_demand_is_the_countrys_along_the_catalogue_and_nothing_for_titles_that_came_later() -> None:
    bundle = with_parts()
    demand = demand_for(viewer=replace(some_viewer(), country="NL"), catalogue=CATALOGUE, bundle=bundle)

    known = len(bundle.title_ids)
    assert demand.local is not None
    assert demand.local[:known].tolist() == list(range(known))
    assert not demand.local[known:].any()


@pytest.mark.parametrize(
    "change",
    [
        {"countries": ByCountry(title_ids=CATALOGUE.title_ids[:24], countries=np.array([2, 1], dtype=np.int32),
                                scores=np.zeros((2, 24), dtype=np.float32))},
        {"resumption": Resumption(title_ids=CATALOGUE.title_ids[:24], weights={"always": float("nan")})},
    ],
    ids=["countries out of order", "a weight that is no number"],
)  # fmt: skip
def test_unsound_ones_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    written = write(store=tmp_path, bundle=replace(with_parts(), **change))  # type: ignore[arg-type]

    with pytest.raises(UnableToLoad):
        load(store=tmp_path, digest=written.digest)
