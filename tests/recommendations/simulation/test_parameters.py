"""The numbers are those that were frozen: a change needs a decision."""

from dataclasses import replace
from pathlib import Path

from recommendations.simulation.parameters import BY_DEVICE, FROZEN

DECISION = Path(__file__).parents[3] / "docs/decisions/0003-simulated-households.md"


def test_the_decision_names_the_digest_of_these_numbers() -> None:
    assert f"digest `{FROZEN.digest}`" in " ".join(DECISION.read_text(encoding="utf-8").split())


def test_another_number_has_another_digest() -> None:
    assert replace(FROZEN, artwork=0.81).digest != FROZEN.digest


def test_there_is_one_number_for_each_kind_of_screen() -> None:
    for name in ("rows_seen", "columns_at_once", "columns_seen"):
        assert len(getattr(FROZEN, name)) == len(BY_DEVICE), name
    assert all(len(shares) == len(BY_DEVICE) for shares in FROZEN.devices_by_daypart)
