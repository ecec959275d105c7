"""The truth comes back as it was written, however many batches it was written in."""

from pathlib import Path

import numpy as np
import pytest

from recommendations.simulation.attention import attention_curve
from recommendations.simulation.choice import picture_pull
from recommendations.simulation.life import Lived
from recommendations.simulation.nature import Nature
from recommendations.simulation.parameters import FROZEN
from recommendations.simulation.truth import TruthWriter, places, read_truth
from recommendations.simulation.world import World


def test_what_was_written_is_read(lived: Lived, world: World, nature: Nature, tmp_path: Path) -> None:
    people, ids = lived.people, np.arange(len(lived.people))
    with TruthWriter(tmp_path / "deep" / "truth", world=world, nature=nature, parameters=FROZEN, seed=3) as writer:
        writer.add(people, ids)
        writer.add(people, ids + 1_000)

    truth = read_truth(tmp_path / "deep" / "truth")

    assert (truth.seed, truth.parameters) == (3, FROZEN.digest)
    assert truth.profile_ids.tolist() == [*ids.tolist(), *(ids + 1_000).tolist()]
    np.testing.assert_allclose(truth.likes[len(people) :], people.likes, rtol=1e-5)
    np.testing.assert_allclose(
        truth.picture_pull[: len(people)], picture_pull(taste=people.taste, world=world), atol=1e-5
    )
    np.testing.assert_array_equal(truth.attention, attention_curve(FROZEN))
    assert truth.context.shape[1] == len(world)


def test_either_file_names_both(tmp_path: Path) -> None:
    both = (tmp_path / "truth.npz", tmp_path / "truth.json")
    assert places(tmp_path / "truth") == places(tmp_path / "truth.npz") == places(tmp_path / "truth.json") == both


def test_a_truth_of_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text('{"form": 0}', encoding="utf-8")
    with pytest.raises(ValueError, match="form 0"):
        read_truth(tmp_path / "old")
