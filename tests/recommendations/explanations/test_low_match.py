"""A title that this viewer will perhaps not like is not sold as if it fitted."""

from dataclasses import replace

import numpy as np
import pytest

from recommendations.contracts import Reason, ReasonKind
from recommendations.explanations.titles import TitleReasons
from recommendations.ranking.context import RankingContext
from recommendations.ranking.fit import EVEN
from tests.factories.rankings import some_ranking

BECAUSE = {ReasonKind.BECAUSE_LIKED, ReasonKind.BECAUSE_WATCHED, ReasonKind.BECAUSE_LISTED}
PERSONAL = BECAUSE | {ReasonKind.MOOD}


def with_match(percent: int) -> RankingContext:
    context = some_ranking()
    return replace(context, match=np.full_like(context.match, percent))


def reasons_for(context: RankingContext) -> list[Reason]:
    names = {title: f"Title {title}" for title in context.catalogue.title_ids.tolist()}
    titles = context.catalogue.title_ids[context.visible].tolist()
    return list(TitleReasons(context=context, names=names).for_titles(titles).values())


@pytest.mark.parametrize("percent", [EVEN, 90, 100])
def test_what_fits_names_its_causes(percent: int) -> None:
    named = [reason for reason in reasons_for(with_match(percent)) if reason.evidence]

    assert named
    assert {reason.kind for reason in named} <= BECAUSE


def test_without_a_match_the_causes_are_all_that_is_known() -> None:
    assert any(reason.kind in BECAUSE for reason in reasons_for(with_match(-1)))


@pytest.mark.parametrize("percent", [0, 20, EVEN - 1])
def test_what_hardly_fits_is_not_there_because_something_was_liked(percent: int) -> None:
    reasons = reasons_for(with_match(percent))

    assert not BECAUSE.intersection(reason.kind for reason in reasons)
    assert not any("Because" in reason.text for reason in reasons)


def test_what_does_not_fit_is_not_said_to_be_to_ones_taste() -> None:
    reasons = reasons_for(with_match(EVEN - 1))

    assert not PERSONAL.intersection(reason.kind for reason in reasons)
    assert not any(reason.text.startswith("You like") for reason in reasons)


def test_whoever_asks_why_is_told_the_evidence_all_the_same() -> None:
    fitting, unfitting = reasons_for(with_match(90)), reasons_for(with_match(20))

    assert [reason.evidence for reason in unfitting] == [reason.evidence for reason in fitting]
    assert any(reason.evidence for reason in unfitting)
