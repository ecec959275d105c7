"""What `match.py` writes: tables of how true the match is, of real ratings and beside a simulated truth."""

from dataclasses import dataclass

import numpy as np
from recovered_truths import interval

COLUMNS = (
    "| match from | calibration error | Brier | gain over the base rate | AUC | above 85 % | below 50 % |\n"
    + "|---" * 7
    + "|"
)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The match of titles that were not begun, beside the truth, one entry a viewer."""

    ranks: dict[str, list[float]]
    said: np.ndarray
    true: np.ndarray
    viewer: np.ndarray


def line(name: str, found: dict) -> str:
    error = (found["calibration_error"], found["calibration_error_low"], found["calibration_error_high"])
    gain = (found["gain"], found["gain_low"], found["gain_high"])
    return (
        f"| {name} | {error[0]:.4f} [{error[1]:.4f}, {error[2]:.4f}] | {found['brier']:.4f} | "
        f"{gain[0]:+.4f} [{gain[1]:+.4f}, {gain[2]:+.4f}] | {found['auc'] or float('nan'):.4f} | {found['sure']:.1%} | "
        f"{found['unlikely']:.1%} |"
    )


def about(found: dict, what: str, liked: str) -> str:
    return (
        f"{found['held_out']:,} held-out {what} of {found['viewers']} viewers, {found['base_rate']:.1%} {liked}; "
        f"Brier score of the base rate {found['brier_of_base_rate']:.4f}."
    )


def reliability_table(found: dict) -> list[str]:
    head = ["| said | came true | ratings |", "|---|---|---|"]
    return head + [f"| {one['said']:.1%} | {one['came_true']:.1%} | {one['count']:,} |" for one in found["bins"]]


def in_words(weights: dict) -> str:
    return ", ".join(f"{name} {weight:+.2f}" for name, weight in weights.items())


ON_SIMULATED = "## Simulated households"
SIMULATED = """Households live with the catalogue of `seed/`, the site trains on what they did, and this program alone
knows what they are like (`docs/decisions/0003-simulated-households.md`). "Not begun": titles that a viewer has not
begun, of which the true chance is known that a thumb would go up had they been watched; nobody's data tell of these.
Rank correlations (Spearman) with true joy are over them, per viewer, then averaged."""


def report_of(found: dict[int, tuple[dict, Beside, dict]]) -> list[str]:
    whole = together([one for one, _beside, _weights in found.values()])
    ranks = [
        f"| {name} | " + " | ".join(interval(beside.ranks[name]) for _one, beside, _by in found.values()) + " |"
        for name in next(iter(found.values()))[1].ranks
    ]
    head = "| | " + " | ".join(f"seed {seed}" for seed in found) + " |"
    return [
        ON_SIMULATED, "", SIMULATED, "", COLUMNS,
        *(line(f"seed {seed}, {one['held_out']} thumbs", one) for seed, (one, _is, _by) in found.items()), "",
        in_one_sentence(whole), "",
        "### Rank correlation with true joy", "", head, "|---" * (1 + len(found)) + "|", *ranks, "",
        "### Not begun", "", head, "|---" * (1 + len(found)) + "|", *not_begun(list(found.values())), "",
        "### Reliability, all seeds", "", *reliability_table(whole), "",
        *(f"Seed {seed}: {in_words(weights)}." for seed, (_one, _beside, weights) in found.items()),
    ]  # fmt: skip


def in_one_sentence(whole: dict) -> str:
    return (
        f"Together {whole['held_out']:,} held-out thumbs, {whole['base_rate']:.1%} up: calibration error "
        f"{whole['calibration_error']:.4f} (a match that is true would show {whole['by_chance']:.4f} by chance), Brier "
        f"score {whole['brier']:.4f} beside {whole['brier_of_base_rate']:.4f} of the base rate."
    )


def together(many: list[dict]) -> dict:
    """The figures of several runs as one: bins added up, Brier scores weighed by their ratings."""
    held = sum(found["held_out"] for found in many)
    sums = np.zeros((10, 3))
    for one in (one for found in many for one in found["bins"]):
        sums[min(9, int(one["said"] * 10))] += one["count"] * np.array([1.0, one["said"], one["came_true"]])
    count, said, came_true = sums[sums[:, 0] > 0].T
    rate = float(came_true.sum() / held)
    return {
        "held_out": held, "base_rate": rate, "brier_of_base_rate": rate * (1.0 - rate),
        "brier": sum(found["brier"] * found["held_out"] for found in many) / held,
        "calibration_error": float(np.abs(came_true - said).sum() / held),
        "by_chance": float(np.sqrt(2.0 / np.pi * said * (1.0 - said / count)).sum() / held),
        "bins": [{"count": int(n), "said": s / n, "came_true": t / n}
                 for n, s, t in zip(count, said, came_true, strict=True)],
    }  # fmt: skip


def not_begun(found: list[tuple[dict, Beside, dict]]) -> list[str]:
    """Said and true chances of them, in rows by how high they are ranked."""
    rows = {"all": 0.0, "the fifth with the highest match": 0.8, "the twentieth with the highest match": 0.95}
    lines = []
    for name, share in rows.items():
        cells = []
        for _one, beside, _weights in found:
            high = beside.said >= np.quantile(beside.said, share)
            cells.append(f"said {beside.said[high].mean():.1%}, true {beside.true[high].mean():.1%}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines
