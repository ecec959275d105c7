"""The figures of many estimators as one table for people, or as JSON for programs."""

import json
from collections.abc import Mapping
from typing import Any

from recommendations.training.compare import Row

COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("NDCG@10", "ndcg10", ".4f"),
    ("over popularity", "gain", "+.4f"),
    ("Recall@10", "recall10", ".4f"),
    ("Recall@20", "recall20", ".4f"),
    ("HR@10", "hit10", ".4f"),
    ("MAP@10", "map10", ".4f"),
    ("quality AUC", "auc", ".4f"),
    ("disliked", "disliked10", ".4f"),
    ("coverage@10", "coverage10", ".4f"),
    ("effective titles", "effective_titles", ".0f"),
    ("novelty, bits", "novelty", ".2f"),
    ("miscalibration", "miscalibration", ".3f"),
    ("diversity", "diversity", ".3f"),
    ("RMSE", "rmse", ".4f"),
    ("MAE", "mae", ".4f"),
    ("Brier", "brier", ".4f"),
    ("calibration error", "calibration_error", ".4f"),
    ("viewers", "viewers", ".0f"),
    ("fit, s", "fit_seconds", ".2f"),
    ("score, s", "score_seconds", ".2f"),
    ("peak, MB", "peak_megabytes", ".0f"),
)
"""Heading, name of the figure, and how it is written."""


def markdown(rows: Mapping[str, Row], *, about: str) -> str:
    """One table; columns that nobody has a figure for are left out, and the refused are named below with the reason."""
    shown = [column for column in COLUMNS if any(column[1] in row.figures for row in rows.values())]
    lines = [about, ""]
    if shown:
        lines += ["| estimator | " + " | ".join(heading for heading, _name, _format in shown) + " |"]
        lines += ["|---" + "|---:" * len(shown) + "|"]
    for key, row in rows.items():
        if row.figures:
            cells = (_cell(row.figures, name, written) for _heading, name, written in shown)
            lines.append(f"| {key} | " + " | ".join(cells) + " |")
    refused = [f"- {key}: {row.refused}" for key, row in rows.items() if row.refused]
    if refused:
        lines += ["", "Not in the table:", "", *refused]
    return "\n".join(lines)


def _cell(figures: Mapping[str, float], name: str, written: str) -> str:
    if name not in figures:
        return "-"
    text = format(figures[name], written)
    if f"{name}_low" in figures:
        return f"{text} [{figures[f'{name}_low']:{written}}, {figures[f'{name}_high']:{written}}]"
    if f"{name}_deviation" in figures:
        return f"{text} ± {figures[f'{name}_deviation']:{written}}"
    return text


def as_json(rows: Mapping[str, Row], *, about: Mapping[str, Any]) -> str:
    """The same figures by estimator and name, and the reasons of the refused."""
    found = {
        **about,
        "estimators": {
            key: {**row.figures, **({"refused": row.refused} if row.refused else {})} for key, row in rows.items()
        },
    }
    return json.dumps(found, indent=2, allow_nan=False)
