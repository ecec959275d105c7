"""Which titles are alike, by all rankers of a model together."""

from collections.abc import Mapping

from recommendations.modelstore.scorers import ItemWeights, Scorer
from recommendations.modelstore.scorers.neighbours import Neighbours

NEAR = 0.3
"""Cosines of factors above it tell of a likeness and not of chance."""


def similar_to(
    title_id: int, count: int, *, rankers: Mapping[str, Scorer], weights: Mapping[str, float]
) -> list[tuple[int, float]]:
    """Titles chosen by those who chose this one, best first; empty when no ranker knows it.

    First those of rankers that compare titles with titles, then what factors hold to be near: they call anything alike
    that is not far, so only cosines above NEAR count, and stand behind whatever the number.
    """

    def order(name: str) -> tuple[bool, float]:
        return not isinstance(rankers[name], ItemWeights | Neighbours), -weights.get(name, 0.0)

    found: dict[int, float] = {}
    for name in sorted(rankers, key=order):
        is_by_titles, behind = not order(name)[0], min(found.values(), default=1.0)
        for near, weight in rankers[name].similar(title_id, count):
            if near not in found and (is_by_titles or weight > NEAR):
                found[near] = min(weight, behind)
    return list(found.items())[:count]
